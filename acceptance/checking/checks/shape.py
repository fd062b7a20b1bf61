"""The shape of a scenario: what is there, what somebody does, what comes of it."""

from collections.abc import Iterator
from itertools import groupby

from acceptance.checking.findings import Found, Specification, at, check
from acceptance.checking.nodes import Scenario, Step

MOST_STEPS = 8
MOST_BACKGROUND = 3


@check("empty-feature", "a file without scenarios promises something that nobody checks")
def empty_feature(specification: Specification) -> Iterator[Found]:
    """Find features and rules without scenarios that are not planned."""
    for source in specification.sources:
        feature = source.feature
        if feature is None and not source.mistakes:
            problem = "There is no feature in this file."
            yield Found(source.file, 1, 1, problem, "Begin with “Feature:”, or delete the file.")
        elif feature and not feature.all_scenarios and not feature.is_planned:
            instead = "Write a scenario, or tag the feature @wip while it is planned."
            yield at(source, feature, "The feature has no scenarios.", instead)
        elif feature and not feature.is_planned:
            for rule in feature.rules:
                if not rule.scenarios and not rule.is_planned:
                    instead = "Write an example, or tag the rule @wip while it is planned."
                    yield at(source, rule, "The rule has no scenarios.", instead)


@check("empty-scenario", "a scenario without steps checks nothing")
def empty_scenario(specification: Specification) -> Iterator[Found]:
    """Find scenarios without steps that are not planned."""
    for source, scenario in specification.scenarios:
        if not scenario.steps and not scenario.is_planned:
            instead = "Write Given, When and Then, or tag it @wip while it is planned."
            yield at(source, scenario, "The scenario has no steps.", instead)


@check("nothing-expected", "a scenario without Then passes whatever the product does")
def nothing_expected(specification: Specification) -> Iterator[Found]:
    """Find scenarios that expect nothing."""
    for source, scenario in specification.scenarios:
        if scenario.steps and not scenario.is_planned and "then" not in _kinds(scenario):
            instead = "End it with a Then: what does somebody see or get?"
            yield at(source, scenario, "No step says what comes of it.", instead)


@check("two-when-blocks", "when it fails, nobody knows which of the two actions it was")
def two_when_blocks(specification: Specification) -> Iterator[Found]:
    """Find scenarios that act again after they have checked something."""
    for source, scenario in specification.scenarios:
        blocks = _blocks(scenario)
        kinds = [kind for kind, _ in blocks]
        again = [step for number, (kind, step) in enumerate(blocks) if kind == "when"][1:]
        if again and "given" not in kinds[kinds.index("when") :]:
            instead = "Split it in two, and let Given state what the first one has reached."
            yield at(source, again[0], "The scenario acts again after its Then.", instead)


@check("check-before-action", "a check before the action is about the set-up, which is trusted")
def check_before_action(specification: Specification) -> Iterator[Found]:
    """Find a Then that stands before the first When."""
    for source, scenario in specification.scenarios:
        blocks = _blocks(scenario)
        kinds = [kind for kind, _ in blocks]
        if "when" in kinds and "then" in kinds[: kinds.index("when")]:
            step = blocks[kinds.index("then")][1]
            instead = "Leave it out, or make it a scenario of its own."
            yield at(source, step, "This Then stands before the When.", instead)


@check("setup-after-action", "what was there before is told first; later it surprises the reader")
def setup_after_action(specification: Specification) -> Iterator[Found]:
    """Find a Given that stands behind a When or a Then."""
    for source, scenario in specification.scenarios:
        later = [step for kind, step in _blocks(scenario)[1:] if kind == "given"]
        if later:
            instead = "Move it to the top; if somebody does it meanwhile, it is a When."
            yield at(source, later[0], "This Given stands behind a When or a Then.", instead)


@check("too-many-steps", "the point of an example is lost among its details")
def too_many_steps(specification: Specification) -> Iterator[Found]:
    """Find scenarios with more steps than a reader keeps in mind."""
    for source, scenario in specification.scenarios:
        number = len(scenario.steps)
        if number > MOST_STEPS:
            instead = "Reach the state by one Given, and leave out what the Then does not need."
            problem = f"The scenario has {number} steps; {MOST_STEPS} are the most."
            yield at(source, scenario, problem, instead)


@check("long-background", "nobody remembers a long background while reading what is below it")
def long_background(specification: Specification) -> Iterator[Found]:
    """Find backgrounds with too many steps."""
    for source, feature in specification.features:
        for background in feature.backgrounds:
            number = len(background.steps)
            if number > MOST_BACKGROUND:
                problem = f"The background has {number} steps; {MOST_BACKGROUND} are the most."
                instead = "Keep what is true for every scenario; say the rest where it matters."
                yield at(source, background, problem, instead)


@check("background-with-action", "a background is what is there before; an action is the example")
def background_with_action(specification: Specification) -> Iterator[Found]:
    """Find backgrounds in which somebody acts or something is checked."""
    for source, feature in specification.features:
        for background in feature.backgrounds:
            for step in [s for s in background.steps if s.kind != "given"][:1]:
                problem = f"A {step.kind.capitalize()} stands in the background."
                yield at(source, step, problem, "State as a Given what it brings about.")


@check(
    "scenario-outside-rule", "a scenario is an example of a promise, and the rule is the promise"
)
def scenario_outside_rule(specification: Specification) -> Iterator[Found]:
    """Find scenarios that stand under no rule."""
    for source, feature in specification.features:
        for scenario in feature.scenarios:
            instead = "Put “Rule:” with a sentence about the business above it."
            yield at(source, scenario, "The scenario stands under no rule.", instead)


def _blocks(scenario: Scenario) -> list[tuple[str, Step]]:
    """Give the kinds of steps as they follow each other, each with its first step."""
    return [(kind, next(steps)) for kind, steps in groupby(scenario.steps, lambda step: step.kind)]


def _kinds(scenario: Scenario) -> set[str]:
    return {step.kind for step in scenario.steps}
