"""Write a run as Cucumber Messages, a line of JSON each, as they come about.

Nothing waits in a buffer between two scenarios: of a run that is killed the file holds all that
ran, and workers that are forked off have nothing to write a second time.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from acceptance.stream.definitions import Definitions
from acceptance.stream.environment import meta
from acceptance.stream.index import Document
from acceptance.stream.messages import (
    PREFACE_MEDIA_TYPE,
    RUN_ID,
    RUN_MEDIA_TYPE,
    SCENARIO_MEDIA_TYPE,
    case_id,
    nanoseconds,
    timestamp,
    told_with,
)
from acceptance.stream.outcomes import (
    EXIT_PASSED,
    Attachment,
    Outcome,
    Problem,
    RunOutcome,
    ScenarioOutcome,
)
from acceptance.stream.packing import Packer
from acceptance.stream.passed import passed_lines
from acceptance.stream.plans import Extent, Plan
from acceptance.stream.preface import Preface
from acceptance.stream.testcases import (
    CaseMessages,
    attachment_json,
    failure_json,
    place_of,
)

NEVER_RAN = "Never ran"


class StreamWriter:
    """A stream that is being written; it needs no documents any more once it has begun."""

    def __init__(self, file: Path):
        file.parent.mkdir(parents=True, exist_ok=True)
        self._file = file.open("w", encoding="ascii", newline="\n")
        self._packer = Packer(file.parent)
        self._definitions = Definitions()
        self._plans: dict[str, dict[int, Plan]] = {}  # by the file and the line
        self._recorded: set[str] = set()
        self._now = 0
        self._why_not_run = NEVER_RAN

    def begin(self, documents: Iterable[Document], preface: Preface, started: float) -> None:
        """Write what is known before the first scenario runs."""
        self._now = nanoseconds(started)
        told = _own_attachment(PREFACE_MEDIA_TYPE, self._packer.pack(preface))
        self._write([json.dumps({"meta": meta()}), told])
        for document in documents:  # each for itself: all together are large
            self._write(document.messages)
            self._plans[document.uri] = {s.line: Plan.of(s) for s in document.scenarios}
        for entry in preface.entries:
            self._definitions.phrase(entry.phrase)
        lines = self._definitions.take_new()
        moment = timestamp(self._now)
        lines.append(f'{{"testRunStarted":{{"id":"{RUN_ID}","timestamp":{moment}}}}}')
        self._write(lines)

    def scenario_recorded(self, scenario: ScenarioOutcome) -> None:
        """Write a scenario that has ended; they may come in any order."""
        plan = self._plan(scenario)
        self._recorded.add(case_id(plan.id, scenario.repetition))
        extent = plan.extent(scenario)
        if extent is Extent.PLAIN:
            lines = passed_lines(plan, scenario, self._definitions)
        else:
            lines = self._all_lines(plan, scenario)
        if extent is Extent.MORE:
            lines.append(_own_attachment(SCENARIO_MEDIA_TYPE, self._packer.pack(scenario)))
        self._write([*self._definitions.take_new(), *lines])

    def _plan(self, scenario: ScenarioOutcome) -> Plan:
        return self._plans[scenario.location.file][scenario.location.line]

    def _all_lines(self, plan: Plan, scenario: ScenarioOutcome) -> list[str]:
        if scenario.outcome is Outcome.NOT_SELECTED:
            return []
        messages = CaseMessages(
            plan,
            scenario,
            self._definitions,
            self._packer.to_stream,
            self._now,
            self._why_not_run,
        )
        return list(messages.lines())

    def end(self, run: RunOutcome) -> None:
        """Write what never ran and what belongs to the whole run, and close."""
        self._now = nanoseconds(run.started) + nanoseconds(run.duration)
        self._why_not_run = ": ".join(filter(None, (NEVER_RAN, _ending(run))))
        for scenario in run.scenarios:
            if case_id(self._plan(scenario).id, scenario.repetition) not in self._recorded:
                self.scenario_recorded(scenario)
        hooks = [problem for problem in run.problems if problem.failure.during]
        lines = [line for number, hook in enumerate(hooks) for line in self._hook(number, hook)]
        lines.append(_own_attachment(RUN_MEDIA_TYPE, self._pack(run)))
        lines.append(json.dumps({"testRunFinished": self._finished(run)}))
        self._write([*self._definitions.take_new(), *lines])
        self.close()

    def close(self) -> None:
        """Close the file; without `end` its readers will refuse it as cut off."""
        self._file.close()

    def _write(self, lines: Sequence[str]) -> None:
        if lines:
            self._file.write("\n".join([*lines, ""]))
            self._file.flush()

    def _hook(self, number: int, problem: Problem) -> Iterator[str]:
        """Tell of a hook around the whole run that failed."""
        failure = problem.failure
        kind = "BEFORE_TEST_RUN" if failure.during == "hook before_all" else "AFTER_TEST_RUN"
        hook = self._definitions.hook(failure.during, kind, place_of(failure))
        moment = timestamp(self._now)
        owner = f'"testRunHookStartedId":"run-hook-{number}"'
        yield (
            f'{{"testRunHookStarted":{{"id":"run-hook-{number}","testRunStartedId":"{RUN_ID}",'
            f'"hookId":"{hook}","timestamp":{moment}}}}}'
        )
        yield from (attachment_json(attachment, owner) for attachment in told_with(failure))
        yield (
            f'{{"testRunHookFinished":{{{owner},"result":{{"status":"FAILED",'
            f'"duration":{timestamp(0)}{failure_json(failure)}}},"timestamp":{moment}}}}}'
        )

    def _pack(self, run: RunOutcome) -> bytes:
        """Write all that belongs to no scenario; features keep only their problems."""
        features = tuple(
            replace(feature, scenarios=()) for feature in run.features if feature.problems
        )
        return self._packer.pack(replace(run, features=features))

    def _finished(self, run: RunOutcome) -> dict:
        problems = [_in_a_line(problem) for problem in run.all_problems]
        ending = {"type": "Interrupted" if run.interrupted else "Stopped"}
        return {
            "testRunStartedId": RUN_ID,
            "success": run.exit_code == EXIT_PASSED,
            "timestamp": json.loads(timestamp(self._now)),
            **({"message": "\n".join(problems)} if problems else {}),
            **({"exception": {**ending, "message": text}} if (text := _ending(run)) else {}),
        }


def _ending(run: RunOutcome) -> str:
    """Say what ended a run before its end."""
    return "The run was interrupted" if run.interrupted else run.stopped_by


def _in_a_line(problem: Problem) -> str:
    failure = problem.failure
    return ": ".join(filter(None, (problem.where, failure.during, failure.reason)))


def _own_attachment(media_type: str, data: bytes) -> str:
    """Attach what is for our own readers only; as bytes, since others would show a text."""
    return attachment_json(Attachment(media_type, data))
