"""Texts of a certain length."""

from dataclasses import dataclass

from parse import with_pattern

INVISIBLE = "\N{ZERO WIDTH SPACE}"


@dataclass(frozen=True)
class Length:
    """So many words or letters."""

    number: int
    unit: str

    @staticmethod
    @with_pattern(r"\d+ (?:invisible letters?|letters?|words?)")
    def named(name: str) -> "Length":
        """Return the length that a feature file gives in words."""
        number, _, unit = name.partition(" ")
        return Length(int(number), unit.removesuffix("s"))

    @property
    def text(self) -> str:
        """A text of this length; every word in it can be told from the others."""
        if self.unit == "word":
            return " ".join(f"word{n}" for n in range(1, self.number + 1))
        return (INVISIBLE if self.unit == "invisible letter" else "a") * self.number

    def beginning(self, text: str) -> str:
        """Return so much of another text."""
        if self.unit == "word":
            return " ".join(text.split()[: self.number])
        return text[: self.number]


Length.named.description = "how long a text is, in words or letters"
Length.named.values = ("300 words", "1 word", "200 letters", "1 letter", "3 invisible letters")
