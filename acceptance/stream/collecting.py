"""Make outcomes of messages, one after the other."""

from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from operator import itemgetter
from pathlib import Path

from acceptance.stream.index import Document, DocumentScenario, index_document
from acceptance.stream.messages import (
    PLANNED,
    PREFACE_MEDIA_TYPE,
    RUN_MEDIA_TYPE,
    SCENARIO_MEDIA_TYPE,
    attachments_id,
    attempt_id,
    case_id,
    elapsed,
    extra_step_id,
    repetition_of,
    seconds,
    step_id,
    told_with,
)
from acceptance.stream.outcomes import (
    Argument,
    Attachment,
    FeatureOutcome,
    Location,
    Outcome,
    Phrase,
    RunOutcome,
    ScenarioOutcome,
    StepOutcome,
)
from acceptance.stream.packing import Packer
from acceptance.stream.preface import Preface

# What the statuses of all steps say of a scenario that has no attachment of ours.
PLAIN = {"PASSED": Outcome.PASSED, PLANNED: Outcome.PLANNED, "UNKNOWN": Outcome.NOT_RUN}
CUT_OFF = "The stream is cut off"


@dataclass(slots=True)
class Part:
    """The messages of one feature file, as they stand in the stream."""

    lines: list[str]
    tree: dict = field(default_factory=dict)
    pickles: list[dict] = field(default_factory=list)


@dataclass(slots=True)
class Case:
    """A test case: whose it is, and the definitions of its steps."""

    id: str
    uri: str
    scenario: DocumentScenario
    repetition: int
    steps: list[dict]


@dataclass(slots=True)
class Attempt:
    """What was told so far of an attempt, its steps by their ids."""

    id: str
    case: Case
    number: int
    worker: int
    timestamp: dict
    started: dict[str, float] = field(default_factory=dict)
    results: dict[str, tuple[str, float]] = field(default_factory=dict)


class Collector:
    """What the messages so far have told, of a stream that may be cut off behind them."""

    def __init__(self, folder: Path, is_cut_off: bool = False):
        self._is_cut_off = is_cut_off
        self._started = 0.0
        self._packer = Packer(folder)
        self._parts: dict[str, Part] = {}
        self._documents: list[Document] = []
        self._pickles: dict[str, tuple[str, DocumentScenario]] = {}
        self._by_place: dict[tuple[str, int], DocumentScenario] = {}
        self._phrases: dict[str, Phrase] = {}
        self._cases: dict[str, Case] = {}
        self._attempts: dict[str, Attempt] = {}
        self._attached: dict[tuple, list[Attachment]] = defaultdict(list)
        # By the file and the line, then by the repetition; None waits for an attachment of ours.
        self._outcomes: dict[tuple, dict[int, ScenarioOutcome | None]] = defaultdict(dict)
        self._run: RunOutcome | None = None
        self._preface = Preface()
        self._handlers = {
            "testRunStarted": self._run_started,
            "source": self._source,
            "gherkinDocument": self._document,
            "pickle": self._pickle,
            "stepDefinition": self._step_definition,
            "testCase": self._test_case,
            "testCaseStarted": self._attempt_started,
            "testStepStarted": self._step_started,
            "testStepFinished": self._step_finished,
            "testCaseFinished": self._attempt_finished,
            "attachment": self._attachment,
        }

    def add(self, kind: str, message: dict, line: str) -> None:
        """Take in a message, and the line that it stands on."""
        handler = self._handlers.get(kind)
        if handler:
            handler(message, line)

    def result(self) -> tuple[tuple[Document, ...], tuple[Phrase, ...], RunOutcome, Preface]:
        """Give the documents, the phrases, what came out and what was known before."""
        run = self._run
        if self._is_cut_off:
            run = self._run_so_far()
        problems = {feature.file: feature.problems for feature in run.features}
        features = tuple(
            FeatureOutcome(
                file=document.uri,
                name=document.name,
                scenarios=tuple(self._scenarios(document)),
                problems=problems.get(document.uri, ()),
                is_planned=document.is_planned,
            )
            for document in self._documents
            if document.name is not None
        )
        run = replace(run, features=features)
        return tuple(self._documents), tuple(self._phrases.values()), run, self._preface

    def _run_so_far(self) -> RunOutcome:
        """Make the outcome of a run that does not tell how it ended; mark what was running."""
        for case in self._cases.values():
            outcomes = self._outcomes[case.uri, case.scenario.line]
            outcomes[case.repetition] = None
        if self._run:  # it was killed while it wrote its last line
            return replace(self._run, stopped_by=self._run.stopped_by or CUT_OFF)
        return RunOutcome(
            features=(),
            started=self._started,
            conditions=self._preface.conditions,
            stopped_by=CUT_OFF,
        )

    def _source(self, message: dict, line: str) -> None:
        self._parts[message["uri"]] = Part([line])

    def _document(self, message: dict, line: str) -> None:
        part = self._parts[message["uri"]]
        part.tree = message
        part.lines.append(line)

    def _pickle(self, message: dict, line: str) -> None:
        part = self._parts[message["uri"]]
        part.pickles.append(message)
        part.lines.append(line)

    def _run_started(self, message: dict, _: str) -> None:
        self._started = seconds(message["timestamp"])
        for uri, part in self._parts.items():
            document = index_document(part.tree, part.pickles, tuple(part.lines))
            self._documents.append(document)
            for scenario in document.scenarios:
                self._pickles[scenario.id] = (uri, scenario)
                self._by_place[uri, scenario.line] = scenario
        self._parts.clear()

    def _step_definition(self, message: dict, _: str) -> None:
        reference = message["sourceReference"]
        line = reference["location"]["line"] if "location" in reference else None
        location = Location(reference["uri"], line)
        self._phrases[message["id"]] = Phrase(message["pattern"]["source"], location)

    def _test_case(self, message: dict, _: str) -> None:
        uri, scenario = self._pickles[message["pickleId"]]
        steps = [step for step in message["testSteps"] if "pickleStepId" in step]
        identity = message["id"]
        self._cases[identity] = Case(identity, uri, scenario, repetition_of(identity), steps)

    def _attempt_started(self, message: dict, _: str) -> None:
        identity = message["id"]
        self._attempts[identity] = Attempt(
            id=identity,
            case=self._cases[message["testCaseId"]],
            number=message["attempt"],
            worker=int(message.get("workerId", 0)),
            timestamp=message["timestamp"],
        )

    def _step_started(self, message: dict, _: str) -> None:
        attempt = self._attempts[message["testCaseStartedId"]]
        attempt.started[message["testStepId"]] = seconds(message["timestamp"])

    def _step_finished(self, message: dict, _: str) -> None:
        attempt = self._attempts[message["testCaseStartedId"]]
        result = message["testStepResult"]
        status = result["status"]
        if status == "SKIPPED" and result.get("message") == PLANNED:
            status = PLANNED
        attempt.results[message["testStepId"]] = (status, seconds(result["duration"]))

    def _attempt_finished(self, message: dict, _: str) -> None:
        attempt = self._attempts.pop(message["testCaseStartedId"])
        case = attempt.case
        outcomes = self._outcomes[case.uri, case.scenario.line]
        outcomes[case.repetition] = self._plain(attempt, message["timestamp"])
        if not message["willBeRetried"]:
            del self._cases[case.id]

    def _attachment(self, message: dict, _: str) -> None:
        if "testStepId" in message:
            is_text = message["contentEncoding"] == "IDENTITY"
            body = message["body"] if is_text else b64decode(message["body"])
            attachment = Attachment(message["mediaType"], body, message.get("fileName", ""))
            self._attached[message["testCaseStartedId"], message["testStepId"]].append(attachment)
        elif message["mediaType"] == SCENARIO_MEDIA_TYPE:
            scenario = self._packer.unpack(b64decode(message["body"]), ScenarioOutcome)
            at = (scenario.location.file, scenario.location.line)
            self._outcomes[at][scenario.repetition] = self._with_attachments(scenario)
        elif message["mediaType"] == PREFACE_MEDIA_TYPE:
            self._preface = self._packer.unpack(b64decode(message["body"]), Preface)
        elif message["mediaType"] == RUN_MEDIA_TYPE:
            self._run = self._packer.unpack(b64decode(message["body"]), RunOutcome)

    def _plain(self, attempt: Attempt, finished: dict) -> ScenarioOutcome | None:
        """Make the outcome of a scenario of which the standard messages tell all."""
        case = attempt.case
        statuses = {status for status, _ in attempt.results.values()}
        outcome = PLAIN.get(statuses.pop()) if len(statuses) == 1 else None
        if outcome is None:
            return None
        if outcome is not Outcome.PASSED:
            return _idle(case.uri, case.scenario, outcome, case.repetition)
        hooks = attachments_id(case.id, attempt.number)
        return ScenarioOutcome(
            location=Location(case.uri, case.scenario.line),
            name=case.scenario.name,
            outcome=outcome,
            rule=case.scenario.rule,
            steps=tuple(self._passed_steps(attempt)),
            attachments=tuple(self._attached.get((attempt.id, hooks), ())),
            started=seconds(attempt.timestamp),
            duration=elapsed(attempt.timestamp, finished),
            repetition=case.repetition,
            worker=attempt.worker,
        )

    def _passed_steps(self, attempt: Attempt) -> Iterator[StepOutcome]:
        case = attempt.case
        for step, definition in zip(case.scenario.steps, case.steps, strict=True):
            identity = definition["id"]
            phrase, arguments = self._match(definition, step.text)
            yield StepOutcome(
                keyword=step.keyword,
                name=step.text,
                location=Location(case.uri, step.line),
                outcome=Outcome.PASSED,
                argument=step.argument,
                phrase=phrase,
                arguments=arguments,
                started=attempt.started[identity],
                duration=attempt.results[identity][1],
                attachments=tuple(self._attached.get((attempt.id, identity), ())),
            )

    def _match(self, definition: dict, text: str) -> tuple[Phrase | None, tuple[Argument, ...]]:
        phrases = definition["stepDefinitionIds"]
        if not phrases:
            return None, ()
        (match,) = definition["stepMatchArgumentsLists"]
        groups = [argument["group"] for argument in match["stepMatchArguments"]]
        arguments = [Argument(_position(text, g["start"]), g["value"]) for g in groups]
        return self._phrases[phrases[0]], tuple(arguments)

    def _with_attachments(self, scenario: ScenarioOutcome) -> ScenarioOutcome:
        """Give the attempts and the steps of a scenario back what was attached to them."""
        if not self._attached:
            return scenario
        planned = self._by_place[scenario.location.file, scenario.location.line]
        case = case_id(planned.id, scenario.repetition)
        step_ids = {step.line: step_id(case, n) for n, step in enumerate(planned.steps)}
        *earlier, last = (
            self._attempt_with_attachments(attempt, case, number, step_ids)
            for number, attempt in enumerate((*scenario.earlier, scenario))
        )
        return replace(last, earlier=tuple(earlier))

    def _attempt_with_attachments(
        self, attempt: ScenarioOutcome, case: str, number: int, step_ids: dict[int, str]
    ) -> ScenarioOutcome:
        identity = attempt_id(case, number)
        steps = []
        for index, step in enumerate(attempt.steps):
            extra = extra_step_id(case, number, index)
            test_step = step_ids.get(step.location.line, extra)
            found = self._attached.get((identity, test_step), ())
            own = found[: len(found) - len(told_with(step.failure))]
            steps.append(replace(step, attachments=tuple(own)) if own else step)
        attachments = self._attached.get((identity, attachments_id(case, number)), ())
        return replace(attempt, steps=tuple(steps), attachments=tuple(attachments))

    def _scenarios(self, document: Document) -> Iterator[ScenarioOutcome]:
        for scenario in document.scenarios:
            outcomes = self._outcomes.get((document.uri, scenario.line))
            if not outcomes:
                is_told = self._run is not None
                untold = Outcome.NOT_SELECTED if is_told else Outcome.NOT_RUN
                yield _idle(document.uri, scenario, untold)
                continue
            for repetition, outcome in sorted(outcomes.items(), key=itemgetter(0)):
                if outcome is None and not self._is_cut_off:
                    place = Location(document.uri, scenario.line)
                    raise ValueError(f"what became of {place} is not told")
                yield outcome or _idle(document.uri, scenario, Outcome.INTERRUPTED, repetition)


def _idle(
    uri: str, scenario: DocumentScenario, outcome: Outcome, repetition: int = 1
) -> ScenarioOutcome:
    """Make the outcome of a scenario that never ran, and of which nothing more is known."""
    steps = tuple(
        StepOutcome(
            keyword=step.keyword,
            name=step.text,
            location=Location(uri, step.line),
            outcome=Outcome.NOT_RUN,
            argument=step.argument,
        )
        for step in scenario.steps
    )
    return ScenarioOutcome(
        location=Location(uri, scenario.line),
        name=scenario.name,
        outcome=outcome,
        rule=scenario.rule,
        steps=steps,
        repetition=repetition,
    )


def _position(text: str, start: int) -> int:
    """Count as Python does, to which an emoji is one character."""
    if text.isascii():
        return start
    before = text.encode("utf-16-le", "surrogatepass")[: 2 * start]
    return len(before.decode("utf-16-le", "surrogatepass"))
