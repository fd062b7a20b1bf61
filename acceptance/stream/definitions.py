"""What test cases refer to, phrases and hooks, each told before it is first referred to."""

import json

from acceptance.stream.messages import MATCHED, TEST_STEP, encode
from acceptance.stream.outcomes import Argument, Location, Phrase, StepOutcome


class Definitions:
    """The ids of phrases and hooks, and the messages of those that are new."""

    def __init__(self):
        self._ids: dict[tuple, str] = {}
        self._new: list[str] = []

    def phrase(self, phrase: Phrase) -> str:
        """Give the id of a phrase."""
        location = phrase.location
        key = (phrase.pattern, location.file, location.line)  # hashed faster than the phrase
        found = self._ids.get(key)
        if found is None:
            found = self._ids[key] = f"phrase-{len(self._ids)}"
            self._add(
                "stepDefinition",
                id=found,
                pattern={"type": _kind(phrase.pattern), "source": phrase.pattern},
                sourceReference=_reference(location),
            )
        return found

    def test_step(self, test_step: str, pickle_step: str, step: StepOutcome | None) -> str:
        """Write the part of a test case that says which phrase a step was matched with."""
        if step is None or step.phrase is None:
            return TEST_STEP % (test_step, pickle_step, "", "")
        arguments = ""
        if step.arguments:
            arguments = ",".join(_group(step.name, a) for a in step.arguments if a.text)
        phrase = f'"{self.phrase(step.phrase)}"'
        return TEST_STEP % (test_step, pickle_step, phrase, MATCHED % arguments)

    def hook(self, name: str, kind: str, location: Location | None) -> str:
        """Give the id of a hook."""
        key = (name, kind, location)
        found = self._ids.get(key)
        if found is None:
            found = self._ids[key] = f"hook-{len(self._ids)}"
            reference = _reference(location) if location else {}
            self._add("hook", id=found, name=name, type=kind, sourceReference=reference)
        return found

    def take_new(self) -> list[str]:
        """Hand over the messages that nobody took yet."""
        new, self._new = self._new, []
        return new

    def _add(self, kind: str, **message) -> None:
        self._new.append(json.dumps({kind: message}))


def _kind(pattern: str) -> str:
    """Tell expressions from regular ones, as Cucumber does; behave's own are shown as they read."""
    is_regular = pattern.startswith("^") and pattern.endswith("$")
    return "REGULAR_EXPRESSION" if is_regular else "CUCUMBER_EXPRESSION"


def _group(text: str, argument: Argument) -> str:
    return f'{{"group":{{"start":{_utf16(text, argument.start)},"value":{encode(argument.text)}}}}}'


def _utf16(text: str, position: int) -> int:
    """Count as the readers of a stream do, to whom an emoji is two characters."""
    if text.isascii():
        return position
    return len(text[:position].encode("utf-16-le", "surrogatepass")) // 2


def _reference(location: Location) -> dict:
    line = {} if location.line is None else {"location": {"line": location.line}}
    return {"uri": location.file, **line}
