"""Runs made by hand, for the tests of reports."""

from acceptance.stream.outcomes import (
    Evidence,
    Failure,
    FeatureOutcome,
    Frame,
    Location,
    Outcome,
    Page,
    Phrase,
    Problem,
    RunOutcome,
    ScenarioOutcome,
    Shard,
    StepOutcome,
)

FILE = "features/reading/finding_posts.feature"
MOMENT = 1_777_888_800.0  # 4 May 2026, 10:00 UTC
OPENS = Phrase("Bob opens {page}", Location("features/steps/pages.py", 7))
SEES = Phrase("Bob sees {text}", Location("features/steps/pages.py", 12))


def failure(reason="expected 2\nsaw 1", **details):
    details.setdefault("frames", (Frame(Location("features/steps/pages.py", 14), "assert seen"),))
    details.setdefault("captured", (("stdout", "I was here\n"),))
    return Failure(reason, **details)


def step(outcome=Outcome.PASSED, text="Bob opens Tea", line=4, **details):
    if outcome in {Outcome.PASSED, Outcome.FAILED, Outcome.ERROR}:
        details = {"phrase": OPENS, "started": MOMENT, "duration": 0.25, **details}
    return StepOutcome("When", text, Location(FILE, line), outcome, **details)


def scenario(outcome=Outcome.PASSED, name="Tea is found", line=3, **details):
    """Make a scenario whose steps fit its outcome."""
    before = [step(line=line + 1)]
    if outcome in {Outcome.FAILED, Outcome.ERROR}:
        seen = step(outcome, "Bob sees 2", line + 2, phrase=SEES, failure=failure())
        before.append(seen)
    elif outcome is Outcome.UNDEFINED:
        why = Failure('No "when" phrase matches this step.')
        before.append(step(outcome, "Bob flies", line + 2, failure=why))
    elif outcome is not Outcome.PASSED:
        before = [step(Outcome.SKIPPED, line=line + 1)]
    if outcome is Outcome.SKIPPED:
        details.setdefault("skip_reason", "no network here")
    if outcome in {Outcome.PASSED, Outcome.FAILED, Outcome.ERROR, Outcome.UNDEFINED}:
        details = {"started": MOMENT, "duration": 0.5, **details}
    steps = details.pop("steps", tuple(before))
    return ScenarioOutcome(Location(FILE, line), name, outcome, steps=steps, **details)


def feature(*scenarios, name="Finding posts", file=FILE, **details):
    return FeatureOutcome(file, name, scenarios, **details)


def of_every_outcome(first_line=3):
    return [
        scenario(outcome, f"It is {outcome}", line)
        for line, outcome in enumerate(Outcome, start=first_line)
    ]


def run_of(*scenarios, **details):
    return RunOutcome((feature(*scenarios),), **details)


def problem(where=f"{FILE}:1  Feature: Finding posts", during="hook after_feature"):
    return Problem(where, failure("ValueError: broken", during=during))


FLAKY = scenario(
    line=40, earlier=(scenario(Outcome.FAILED, line=40), scenario(Outcome.ERROR, line=40))
)
REPEATED = [
    scenario(outcome, "Now so, now so", 50, repetition=number)
    for number, outcome in enumerate([Outcome.PASSED, Outcome.FAILED, Outcome.PASSED], start=1)
]
EXAMPLES = [
    scenario(outcome, f"An outline -- @1.{number} Teas", 60 + number, rule="Everything is found")
    for number, outcome in enumerate([Outcome.PASSED, Outcome.FAILED], start=1)
]
PICTURED = scenario(
    Outcome.FAILED,
    "It was seen",
    80,
    steps=(
        step(line=81, evidence=Evidence("build/evidence/a/1.png", "Tea")),
        step(
            Outcome.FAILED,
            "Bob sees 2",
            82,
            failure=failure(page=Page("/tea/ is open", "build/evidence/a/2.png", ("a/2.zip",))),
            evidence=Evidence("build/evidence/a/2.png", "Tea"),
        ),
    ),
)

RUNS = {
    "nothing": RunOutcome(()),
    "a feature without scenarios": run_of(),
    "passed": run_of(scenario(), scenario(line=9), started=MOMENT, duration=1.5),
    "every outcome": RunOutcome(
        (
            feature(*of_every_outcome(), problems=(problem(), problem())),
            feature(*EXAMPLES, name="Finding posts", file="features/outlines.feature"),
            feature(name="Flying", file="features/flying.feature", is_planned=True),
        ),
        problems=(problem("the run", "hook after_all"), problem("the run", "")),
        started=MOMENT,
        duration=12.5,
        conditions=(("browser", "chromium"), ("order", "random:42")),
        shard=Shard(2, 3, "digest"),
    ),
    "repeated": run_of(FLAKY, *REPEATED, PICTURED),
    "an after_scenario hook failed": run_of(
        scenario(Outcome.ERROR, steps=(step(),), failures=(failure(during="hook after_scenario"),)),
        scenario(Outcome.UNDEFINED, line=9, failures=(failure(during="cleanup close"),)),
    ),
    "only a problem": run_of(scenario(), problems=(problem("the run", "hook after_all"),)),
    "a feature with a problem only": RunOutcome((feature(scenario(), problems=(problem(),)),)),
    "interrupted": run_of(
        scenario(),
        scenario(Outcome.INTERRUPTED, "Cut short", 9),
        scenario(Outcome.NOT_RUN, "Too late", 12),
        interrupted=True,
    ),
    "stopped": run_of(scenario(), scenario(Outcome.NOT_RUN, line=9), stopped_by="Aborted: no tea"),
    "dry": run_of(scenario(Outcome.NOT_RUN), dry_run=True),
    "dry and undefined": run_of(
        scenario(Outcome.NOT_RUN),
        scenario(
            Outcome.UNDEFINED,
            line=9,
            steps=(
                step(Outcome.NOT_RUN, line=10),
                step(Outcome.UNDEFINED, "Bob flies", 11, failure=Failure("No phrase matches.")),
            ),
        ),
        dry_run=True,
    ),
}
