"""Steps and the phrases that they are written with."""

import re
from collections.abc import Iterator

from acceptance.checking.findings import Found, Specification, Use, check
from acceptance.checking.suggesting import Suggestion, suggest

SIGNS = re.compile(r"[\"'“”„«»‘’\s\u200b-\u200f\ufeff]")
NOTHING_CLOSE = (
    "Write it with a phrase that exists (manage.py spec phrases), or tag the scenario @wip until a "
    "developer has added this one (manage.py spec define)."
)


@check("undefined-step", "a step that no phrase says does not run, and fails the scenario")
def undefined_step(specification: Specification) -> Iterator[Found]:
    """Find steps that no phrase says, and say what may have been meant."""
    meant: dict[tuple[str, str], list[Suggestion]] = {}
    for use in _first_uses(specification):
        key = (use.text, use.step.kind)
        if not use.scenario.is_planned and not specification.phrases_of[key]:
            if key not in meant:
                meant[key] = suggest(specification.dictionary, *key)
            yield _at(use, _problem(use, meant[key]), _instead(use, meant[key]))


@check("impossible-value", "a step whose value means nothing fails before it begins")
def impossible_value(specification: Specification) -> Iterator[Found]:
    """Find values that look right but mean nothing, such as the 31st of February."""
    for use in _first_uses(specification):
        for known in specification.phrases_of[use.text, use.step.kind][:1]:
            reason = specification.convert(known.phrase, use.text)
            if reason:
                yield _at(
                    use,
                    f'"{use.text}" cannot be understood: {reason}.',
                    "Write a value that there is.",
                )


def _first_uses(specification: Specification) -> Iterator[Use]:
    """Give every step once at every line: those of backgrounds belong to many scenarios."""
    seen = set()
    for use in specification.uses:
        key = (use.source.file, use.line, use.text, use.step.kind)
        if key not in seen:
            seen.add(key)
            yield use


def _at(use: Use, problem: str, instead: str) -> Found:
    is_in_table = use.line != use.step.line
    return Found(use.source.file, use.line, 1 if is_in_table else use.step.column, problem, instead)


def _problem(use: Use, close: list[Suggestion]) -> str:
    if close and not close[0].is_reworded:
        best = close[0]
        if best.wrong_values:
            return "; ".join(map(str, best.wrong_values)) + "."
        if best.kind and best.text == use.text:
            kind = best.kind.capitalize()
            return f'"{use.text}" is a {kind}, and stands here as a {use.step.kind.capitalize()}.'
    if close and _without_signs(use.text) == _without_signs(close[0].text):
        return f"Quotation marks or spaces are not as in the phrase: {use.text}"
    return f'No phrase says "{use.text}".'


def _without_signs(text: str) -> str:
    """Leave quotation marks out, and spaces, also those that nobody sees."""
    return SIGNS.sub("", text)


def _instead(use: Use, close: list[Suggestion]) -> str:
    if not close:
        return NOTHING_CLOSE
    steps = [f"{_keyword(use, suggestion)} {suggestion.text}" for suggestion in close]
    return f"Did you mean: {' · or: '.join(steps)}"


def _keyword(use: Use, suggestion: Suggestion) -> str:
    return suggestion.known.keyword if suggestion.kind else use.step.keyword
