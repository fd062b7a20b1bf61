"""Describe the phrases of a project, and what may stand in their gaps, for those who write steps.

What is said of a type comes from its converter: the first line of its docstring, or its attribute
`description`, which wins, since a docstring is for programmers. The values are those of its
attribute `values`, or else the words of its pattern if there is nothing but words in it; only such
words are all that is accepted, and other values are examples.
"""

import builtins
import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from behave.matchers import Matcher, ParseMatcher, RegexMatcher
from parse import PARSE_RE, extract_format

from acceptance.running.phrases import PhraseFinder
from acceptance.stream.preface import Entry, Gap, GapType

# The types that come with parse, with an example of each.
OF_PARSE = {
    "l": ("a word of the letters a to z", "tea"),
    "w": ("a word of letters, digits and underscores", "tea_2"),
    "W": ("anything but letters, digits and underscores", "?!"),
    "s": ("spaces", ""),
    "S": ("a text without spaces", "tea-time"),
    "d": ("a whole number", "10"),
    "D": ("a text without digits", "two cups"),
    "n": ("a whole number, its thousands perhaps set apart", "10,000"),
    "%": ("a percentage", "12.5%"),
    "f": ("a number with a decimal point", "2.5"),
    "F": ("a number with a decimal point", "2.5"),
    "e": ("a number with an exponent", "2.5e10"),
    "E": ("a number with an exponent", "2.5e10"),
    "g": ("a number", "2.5"),
    "G": ("a number", "2.5"),
    "b": ("a binary number", "101"),
    "o": ("an octal number", "17"),
    "x": ("a hexadecimal number", "1f"),
    "X": ("a hexadecimal number", "1F"),
    "ti": ("a date, perhaps with a time", "2026-05-04 16:30"),
    "te": ("a date and a time as e-mails have them", "Mon, 4 May 2026 16:30:00 +0000"),
    "tg": ("a date, the day first, perhaps with a time", "4/5/2026 16:30"),
    "ta": ("a date, the month first, perhaps with a time", "5/4/2026 4:30 PM"),
    "tc": ("a date and a time", "Mon May 4 16:30:00 2026"),
    "th": ("a date and a time as logs of web servers have them", "04/May/2026:16:30:00 +0000"),
    "ts": ("a date and a time without a year", "May 4 16:30:00"),
    "tt": ("a time", "16:30"),
}
# Those that come with Cucumber expressions.
OF_CUCUMBER = {
    "word": ("a text without spaces", "tea-time"),
    "string": ("a text with quotation marks around it", '"Tea for two"'),
    **dict.fromkeys(("int", "byte", "short", "long", "biginteger"), ("a whole number", "10")),
    **dict.fromkeys(("float", "double", "bigdecimal"), ("a number", "2.5")),
}
# What parse reads as a format of datetime; any moment will do for an example.
MOMENT = datetime(2026, 5, 4, 16, 30)
# How cfparse marks that there may be more values than one, or none.
CARDINALITIES = {
    "?": "or nothing",
    "+": "one or more, with commas between them",
    "*": "any number of them, with commas between them, or nothing",
}
# A text in which nothing means anything to `re`; what stands behind a backslash is no letter.
LITERAL = r"(?:[^\\.^$*+?{}\[\]()|]|\\[^A-Za-z0-9])+"
LITERALS = re.compile(rf"{LITERAL}(?:\|{LITERAL})*")


def list_entries(finder: PhraseFinder) -> tuple[Entry, ...]:
    """List the phrases in the order in which behave tries them."""
    return tuple(
        Entry(
            phrase=finder.phrase_of(matcher),
            kind=kind,
            description=_first_line(matcher.func.__doc__),
            regex=matcher.regex_pattern,
            gaps=tuple(_gaps(matcher)),
        )
        for kind, matchers in finder.steps.items()
        for matcher in matchers
    )


def list_types(finder: PhraseFinder) -> tuple[GapType, ...]:
    """List the types of all gaps, each once."""
    found: dict[str, GapType] = {}
    for matcher in (matcher for matchers in finder.steps.values() for matcher in matchers):
        for gap in _gaps(matcher):
            if gap.type and gap.type not in found:
                found[gap.type] = _gap_type(matcher, gap.type)
    return tuple(found.values())


def _gaps(matcher: Matcher) -> Iterator[Gap]:
    if isinstance(matcher, ParseMatcher):
        yield from _fields(matcher)
    elif isinstance(matcher, RegexMatcher):
        groups = matcher.regex.groupindex
        yield from (Gap(name) for name in sorted(groups, key=groups.get))
    elif expression := getattr(matcher, "cucumber_expression", None):
        yield from (Gap("", parameter.name) for parameter in expression.parameter_types)


def _fields(matcher: ParseMatcher) -> Iterator[Gap]:
    """Take a pattern apart as parse does."""
    for part in PARSE_RE.split(matcher.pattern):
        if part.startswith("{") and part.endswith("}") and part != "{{":
            name, _, form = part[1:-1].partition(":")
            # The form may say how wide the text is, too.
            yield Gap(name, extract_format(form, matcher.TYPE_REGISTRY)["type"] if form else "")


def _gap_type(matcher: Matcher, name: str) -> GapType:
    if not isinstance(matcher, ParseMatcher):
        return _parameter_type(matcher, name)
    registry = matcher.TYPE_REGISTRY
    regex = _regex(matcher, name)
    if name[-1] in CARDINALITIES and name[:-1] in registry:
        one = _of_converter(name, registry[name[:-1]])
        description = "; ".join(
            filter(None, (one.description.rstrip("."), CARDINALITIES[name[-1]]))
        )
        return GapType(name, description, one.values, regex=regex)
    if name in registry:
        return _of_converter(name, registry[name], regex)
    if name in OF_PARSE:
        return _built_in(name, regex, *OF_PARSE[name])
    return _built_in(name, regex, "a date or a time", MOMENT.strftime(name))


def _regex(matcher: ParseMatcher, name: str) -> str:
    """Take out what parse matches a gap of a type with."""
    alone = type(matcher.parser)(f"{{value:{name}}}", matcher.TYPE_REGISTRY)
    return alone._expression.removeprefix("(?P<value>").removesuffix(")")


def _parameter_type(matcher: Matcher, name: str) -> GapType:
    """Describe a type of Cucumber expressions."""
    parameters = matcher.cucumber_expression.parameter_types
    parameter = next(parameter for parameter in parameters if parameter.name == name)
    regex = "|".join(parameter.regexps)
    if name in OF_CUCUMBER:
        return _built_in(name, regex, *OF_CUCUMBER[name])
    return _of_converter(name, parameter.transformer, regex)


def _built_in(name: str, regex: str, description: str, example: str) -> GapType:
    return GapType(name, description, (example,) if example else (), regex=regex)


def _of_converter(name: str, converter: Callable, regex: str = "") -> GapType:
    words = _words(getattr(converter, "pattern", "") or regex)
    values = _own_values(converter) or words
    is_closed = bool(words) and set(values) >= set(words)
    return GapType(name, _description(converter), values, is_closed, regex)


def _description(converter: Callable) -> str:
    own = getattr(converter, "description", None)
    if isinstance(own, str):
        return _first_line(own)
    # What Python's own types say of themselves, or a partial of itself, is of no help.
    is_function = inspect.isfunction(converter) or inspect.ismethod(converter)
    is_class = inspect.isclass(converter) and converter not in vars(builtins).values()
    return _first_line(converter.__doc__) if is_function or is_class else ""


def _own_values(converter: Callable) -> tuple[str, ...]:
    values: Any = getattr(converter, "values", None)
    if not isinstance(values, Iterable) or isinstance(values, str):
        return ()
    values = tuple(values)
    return values if all(isinstance(value, str) for value in values) else ()


def _words(pattern: str) -> tuple[str, ...]:
    """Read the alternatives of a pattern that consists of nothing else."""
    if not LITERALS.fullmatch(pattern):
        return ()
    words = re.findall(LITERAL, pattern)
    return tuple(re.sub(r"\\(.)", r"\1", word, flags=re.DOTALL) for word in words)


def _first_line(text: str | None) -> str:
    return (text or "").strip().partition("\n")[0].strip()
