"""Feature files with everything in them, and runs of them as the runner records them."""

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from behave.model import Rule, Scenario, ScenarioOutline
from behave.model_describe import ModelDescriptor
from behave.parser import parse_feature

from acceptance.stream.documents import read_document
from acceptance.stream.outcomes import (
    Argument,
    Attachment,
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
from acceptance.stream.preface import Entry, Gap, GapType, Preface, Readme
from acceptance.stream.writing import StreamWriter

STARTED = 1_777_888_999.123456
SOURCES = {
    "features/reading/tea.feature": '''
# What is read about tea.
@slow @unité
Feature: Reading about tea 🫖
  Tea is "read" about.

  Background:
    Given a published post "Tea"
      | title | with \\| pipe |
      | Tea   | 🫖           |

  Scenario: A reader reads
    When Bob reads "Tea"
    Then 🫖 "Tea" is 2 pages long
      """markdown
      # Tea
        is "warm"
      """
    And * nothing else

  Scenario: Without steps

  @wip
  Scenario: Nobody knows
    When nobody knows

  Scenario Outline: <reader> reads <what>
    When <reader> reads "<what>"

    Examples:
      | reader | what   |
      | Bob    | Tea    |
      | Vera   | a \\| b |

    @slow
    Examples: of coffee by <reader>
      | reader | what   |
      | Dave   | Coffee |

  Rule: Tea comes first

    Background:
      Given it is 4 May 2026

    Scenario: The second
      Then tea was read

  @late
  Rule: Coffee comes later
    Scenario: The third
      * coffee is read
      But no tea
''',
    "features/empty.feature": "# Nothing yet.\n",
    "features/planned.feature": "@wip\nFeature: Planned\n  One day.\n",
    "features/französisch.feature": """
# language: fr
Fonctionnalité: Lire
  Scénario: Un lecteur
    Étant donné que Bob lit
    Alors il sait
""",
    "features/writing.feature": """
Feature: Writing
  Scenario: One
    Given a
    When b
    Then c

  Scenario: Two
    Given a
    And d

  Scenario: Three
    Given a

  Scenario: Four
    Given a
""",
}
PHRASES = [
    Phrase('a published post "{title}"', Location("features/steps/posts.py", 12)),
    Phrase("{person:Person} reads {what}", Location("features/steps/people.py", 3)),
    Phrase("nothing else", Location("features/steps/people.py")),
]
PREFACE = Preface(
    revision="0a1b",
    is_changed=True,
    conditions=(("browser", "Chromium"), ("order", "random:7")),
    paths=("features/reading",),
    readmes=(Readme("features/README.md", "# 🫖\n"), Readme("features/reading/README.md", "")),
    entries=(
        Entry(PHRASES[0], "given", "Publish a post.", 'a published "(.+?)"', (Gap("title"),)),
        Entry(PHRASES[1], "when", gaps=(Gap("person", "Person"), Gap("what"))),
    ),
    types=(GapType("Person", "one of the people", ("Bob", "Dave")), GapType("Text")),
)
TRACEBACK = """Traceback (most recent call last):
  File "features/steps/posts.py", line 13, in post
    assert False
ValueError: broken
"""
FAILURE = Failure(
    reason="ValueError: broken\ncaused by 🫖",
    during="",
    frames=(Frame(Location("features/steps/posts.py", 13), "assert False", ("a = 1", "b = '🫖'")),),
    traceback=TRACEBACK,
    captured=(("stdout", "printed\n"), ("log", "logged <b>\x1b[31mred\n")),
    page=Page("Tea · Plainly", "build/evidence/tea-failed.png", ("build/evidence/tea.zip",)),
)
HOOK_FAILURE = Failure("KeyError: 'x'", "hook before_scenario", traceback=TRACEBACK)
CLEAN_UP = Failure("A clean-up failed.", "cleanup", captured=(("stderr", "oh"),))
EVIDENCE = Evidence("build/evidence/a b/tea #1.png", "A › B › C")
TEXT = Attachment("text/plain", "noted 🫖", "a note")
BYTES = Attachment("image/png", bytes(range(256)))


def features(plan: Callable) -> tuple[FeatureOutcome, ...]:
    """Record every scenario as behave reads it, then let `plan` decide what became of it."""
    found = (feature_of(uri, text, plan) for uri, text in SOURCES.items())
    return tuple(filter(None, found))


def feature_of(uri, text, plan) -> FeatureOutcome | None:
    feature = parse_feature(text, filename=uri)
    if feature is None:
        return None
    scenarios = [plan(scenario) for scenario in feature.walk_scenarios()]
    flat = [s for found in scenarios for s in (found if isinstance(found, list) else [found])]
    return FeatureOutcome(uri, feature.name, tuple(flat), is_planned="wip" in feature.tags)


def idle(scenario: Scenario) -> ScenarioOutcome:
    parent = scenario.parent
    if isinstance(parent, ScenarioOutline):
        parent = parent.parent
    return ScenarioOutcome(
        location=Location(scenario.filename, scenario.line),
        name=scenario.name,
        outcome=Outcome.NOT_SELECTED,
        rule=parent.name if isinstance(parent, Rule) else "",
        steps=tuple(map(_step, scenario.all_steps)),
    )


def _step(step) -> StepOutcome:
    argument = step.text and ModelDescriptor.describe_docstring(step.text).rstrip()
    if step.table:
        argument = ModelDescriptor.describe_table(step.table).rstrip()
    return StepOutcome(
        step.keyword,
        step.name,
        Location(step.filename, step.line),
        Outcome.NOT_RUN,
        argument=argument or "",
    )


def passed(scenario: ScenarioOutcome, **details) -> ScenarioOutcome:
    """Let a scenario pass, step by step."""
    steps = tuple(
        replace(
            step,
            outcome=Outcome.PASSED,
            started=STARTED + number / 7,
            duration=(number + 1) / 1000,
            phrase=[*PHRASES, None][number % 4],
            arguments=(Argument(step.name.index("Tea"), "Tea"),) if "Tea" in step.name else (),
        )
        for number, step in enumerate(scenario.steps)
    )
    known = {"outcome": Outcome.PASSED, "started": STARTED, "duration": 1.000000001} | details
    return replace(scenario, steps=steps, **known)


def ended(scenario: ScenarioOutcome, at: int, outcome: Outcome, **details) -> ScenarioOutcome:
    """Let a scenario end at one of its steps."""
    found = passed(scenario)
    after = Outcome.NOT_RUN if outcome is Outcome.INTERRUPTED else Outcome.SKIPPED
    failure = FAILURE if outcome.is_failure else None
    steps = (
        *found.steps[:at],
        replace(found.steps[at], outcome=outcome, failure=failure),
        *(replace(step, outcome=after) for step in scenario.steps[at + 1 :]),
    )
    return replace(found, steps=steps, outcome=outcome, **details)


def never_ran(scenario: ScenarioOutcome, outcome: Outcome) -> ScenarioOutcome:
    return replace(scenario, outcome=outcome)


def rich_run() -> RunOutcome:
    """Let everything happen that can, one thing to a scenario."""
    fates = iter(
        [
            lambda s: passed(s, worker=2, attachments=(TEXT,)),
            hollow,
            lambda s: replace(s, outcome=Outcome.PLANNED),
            lambda s: ended(s, 1, Outcome.FAILED, worker=1, missing_evidence="no browser"),
            tried_again,
            lambda s: [
                passed(s),
                ended(s, 1, Outcome.ERROR, repetition=2),
                passed(s, repetition=3),
            ],
            lambda s: ended(s, 2, Outcome.UNDEFINED, failures=(HOOK_FAILURE, CLEAN_UP)),
            lambda s: attaching(ended(s, 2, Outcome.FAILED, attachments=(BYTES, TEXT))),
            lambda s: ended(s, 0, Outcome.SKIPPED, skip_reason="no 🫖 today"),
            lambda s: showing(attaching(passed(s))),
            lambda s: ended(s, 1, Outcome.INTERRUPTED),
            lambda s: s,
            lambda s: replace(s, outcome=Outcome.NOT_RUN),
        ]
    )
    return run_of(lambda scenario: next(fates)(idle(scenario)), stopped_by="Stopped: a failure")


def random_run(seed: int) -> RunOutcome:
    """Let anything happen anywhere."""
    chance = random.Random(seed)

    def fate(scenario):
        found = idle(scenario)
        if not scenario.steps:  # what its background does is kept all the same
            ran = attaching(showing(ended(found, 0, Outcome.FAILED)))
            return chance.choice([found, ran, hollow(ran), replace(found, outcome=Outcome.NOT_RUN)])
        at = chance.randrange(len(found.steps))
        outcome = chance.choice([o for o in Outcome if o is not Outcome.PASSED])
        reason = "some reason" if outcome is Outcome.SKIPPED else ""
        never_began = outcome in {Outcome.PLANNED, Outcome.NOT_RUN, Outcome.NOT_SELECTED}
        other = (
            replace(found, outcome=outcome)
            if never_began
            else ended(found, at, outcome, skip_reason=reason)
        )
        once = chance.choice([passed(found, worker=chance.randrange(3)), other, tried_again(found)])
        changed = chance.choice([lambda s: s, attaching, showing])(once) if once.started else once
        if outcome is Outcome.NOT_SELECTED:
            return changed
        return chance.choice([changed, changed, [once, replace(changed, repetition=2)]])

    return run_of(
        fate,
        stopped_by=chance.choice(["", "Aborted"]),
        interrupted=chance.choice([True, False]),
        shard=chance.choice([None, Shard(1, 2, "f")]),
        conditions=chance.choice([(), (("driver", "fast"),)]),
    )


def run_of(plan: Callable, **details) -> RunOutcome:
    found = features(plan)
    first = replace(found[0], problems=(Problem("features/reading/tea.feature:4", CLEAN_UP),))
    known = {
        "features": (first, *found[1:]),
        "problems": (
            Problem("the run", replace(FAILURE, during="hook before_all")),
            Problem("the run", replace(HOOK_FAILURE, during="hook after_all")),
            Problem("features/empty.feature", Failure("The file has no feature.")),
        ),
        "started": STARTED,
        "duration": 12.5,
        "conditions": (("browser", "Chromium"), ("order", "random:7")),
        "shard": Shard(2, 3, "0a1b"),
    }
    return RunOutcome(**(known | details))


def hollow(scenario: ScenarioOutcome) -> ScenarioOutcome:
    return replace(scenario, outcome=Outcome.ERROR, failures=(Failure("It checks nothing."),))


def tried_again(scenario: ScenarioOutcome) -> ScenarioOutcome:
    first = ended(scenario, 0, Outcome.FAILED, failures=(HOOK_FAILURE,), attachments=(BYTES,))
    second = attaching(ended(scenario, 0, Outcome.ERROR))
    return passed(scenario, earlier=(first, second), worker=1)


def unselected(scenario: ScenarioOutcome) -> ScenarioOutcome:
    """Take back whatever happened."""
    steps = tuple(
        StepOutcome(s.keyword, s.name, s.location, Outcome.NOT_RUN, s.argument)
        for s in scenario.steps
    )
    return ScenarioOutcome(
        scenario.location, scenario.name, Outcome.NOT_SELECTED, rule=scenario.rule, steps=steps
    )


def repeated(scenario: ScenarioOutcome) -> list[ScenarioOutcome]:
    second = ended(scenario, 1, Outcome.ERROR, repetition=2)
    return [passed(scenario), second, passed(scenario, repetition=3)]


def attaching(scenario: ScenarioOutcome) -> ScenarioOutcome:
    *others, last = scenario.steps
    return replace(scenario, steps=(*others, replace(last, attachments=(TEXT, BYTES, TEXT))))


def showing(scenario: ScenarioOutcome, evidence: Evidence = EVIDENCE) -> ScenarioOutcome:
    *others, last = scenario.steps
    return replace(scenario, steps=(*others, replace(last, evidence=evidence)))


def write(
    file: Path,
    run: RunOutcome,
    sources: Mapping[str, str] = SOURCES,
    preface: Preface = PREFACE,
) -> Path:
    """Write a run as the runner does: first what ended, then the rest."""
    writer = StreamWriter(file)
    writer.begin([read_document(*source) for source in sources.items()], preface, run.started)
    for scenario in run.scenarios:
        if scenario.outcome not in {Outcome.NOT_RUN, Outcome.NOT_SELECTED}:
            writer.scenario_recorded(scenario)
    writer.end(run)
    return file


def messages(file: Path, kind: str = "") -> list:
    """Read the messages of a stream, or what is in those of one kind."""
    found = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return [message[kind] for message in found if kind in message] if kind else list(found)
