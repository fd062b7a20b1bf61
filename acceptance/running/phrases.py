"""Find the phrase of a step, and remember which one it was."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from behave.matchers import Argument as Value
from behave.matchers import Match, Matcher, MatchWithError
from behave.model import Step
from behave.step_registry import StepRegistry

from acceptance.running.tracebacks import relative
from acceptance.stream.outcomes import Argument, Location, Phrase

# So many texts of steps are remembered; a larger specification begins anew.
MOST_TEXTS = 10_000


@dataclass(frozen=True, slots=True)
class Found:
    """What the text of a step was matched with, and which parts of it fill the gaps."""

    matcher: Matcher
    phrase: Phrase
    arguments: tuple[Argument, ...]


class PlacedMatch(Match):
    """A match whose place is that of its phrase; behave works it out for every match."""

    def __init__(self, matcher: Matcher, arguments: list[Value]):
        self.func = matcher.func
        self.arguments = arguments
        self.location = matcher.location


class PhraseFinder(StepRegistry):
    """Look phrases up among those that the decorators registered, and tell what was found.

    behave itself forgets which of several patterns of one function a step matched. And it tries all
    patterns again for a text that it has seen before.
    """

    def __init__(self, registry: StepRegistry, tell: Callable[[Step, Found], None]):
        super().__init__()
        self.steps = registry.steps
        self.error_handler = registry.error_handler
        self.tell = tell
        self._phrases: dict[Matcher, Phrase] = {}
        # By the kind of step and how many phrases it has: steps and hooks may add some.
        self._known: defaultdict[tuple[str, int], dict[str, Found]] = defaultdict(dict)

    def find_match(self, step: Step) -> Match | None:
        """Match a step; the values in its gaps are converted each time anew."""
        candidates = self._candidates(step)
        known = self._known[step.step_type, len(candidates)]
        found = known.get(step.name)
        match = found and matched(found.matcher, step.name)
        if match is None:
            found, match = self._search(candidates, step.name)
        if match is None:
            return None
        if not isinstance(match, MatchWithError):
            if len(known) >= MOST_TEXTS:
                known.clear()
            known[step.name] = found
        self.tell(step, found)
        return match

    def _search(
        self, candidates: Sequence[Matcher], text: str
    ) -> tuple[Found, Match] | tuple[None, None]:
        for matcher in candidates:
            match = matched(matcher, text)
            if match is not None:
                return Found(matcher, self.phrase_of(matcher), _arguments(match)), match
        return None, None

    def phrase_of(self, matcher: Matcher) -> Phrase:
        """Describe a phrase."""
        if matcher not in self._phrases:
            file, line = matcher.location.filename, matcher.location.line
            self._phrases[matcher] = Phrase(matcher.pattern, Location(relative(file), line))
        return self._phrases[matcher]

    def _candidates(self, step: Step) -> list[Matcher]:
        candidates = self.steps[step.step_type]
        any_type = self.steps["step"]
        return [*candidates, *any_type] if any_type and step.step_type != "step" else candidates


def matched(matcher: Matcher, text: str) -> Match | None:
    """Match a text with one phrase as behave does."""
    if type(matcher).match is not Matcher.match:
        return matcher.match(text)
    try:
        values = matcher.check_match(text)
    except NotImplementedError:
        raise
    except Exception as error:
        return MatchWithError(matcher.func, error)
    return None if values is None else PlacedMatch(matcher, values)


def _arguments(match: Match) -> tuple[Argument, ...]:
    values = match.arguments or ()
    return tuple(Argument(value.start, value.original) for value in values if value.original)
