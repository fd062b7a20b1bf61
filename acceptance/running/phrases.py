"""Find the phrase of a step, and remember which one it was."""

from collections.abc import Callable

from behave.matchers import Match, Matcher
from behave.model import Step
from behave.step_registry import StepRegistry

from acceptance.running.tracebacks import relative
from acceptance.stream.outcomes import Location, Phrase


class PhraseFinder(StepRegistry):
    """Look phrases up among those that the decorators registered, and tell what was found.

    behave itself forgets which of several patterns of one function a step matched.
    """

    def __init__(self, registry: StepRegistry, found: Callable[[Step, Matcher, Match], None]):
        super().__init__()
        self.steps = registry.steps
        self.error_handler = registry.error_handler
        self.found = found
        self._phrases: dict[Matcher, Phrase] = {}

    def find_match(self, step: Step) -> Match | None:
        """Match a step; the values in its gaps are converted each time anew."""
        for matcher in self._candidates(step):
            match = matcher.match(step.name)
            if match:
                self.found(step, matcher, match)
                return match
        return None

    def phrases(self) -> list[Phrase]:
        """List the phrases in the order in which behave tries them."""
        return [self.phrase_of(matcher) for of in self.steps.values() for matcher in of]

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
