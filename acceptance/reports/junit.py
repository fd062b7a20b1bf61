"""Write a run as JUnit XML, in the dialect that GitHub's, GitLab's and Jenkins' readers share.

A feature is a suite, a scenario is a test case that is named with its rule. Undefined is an error;
planned, skipped and never run are skipped, each with its reason. What was not selected is left out.
What failed outside the scenarios is a test case of its own, so that no reader calls the run passed.
"""

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import PurePath

from lxml import etree

from acceptance.reports.characters import on_one_line, visible
from acceptance.reports.failures import (
    describe_problem,
    describe_scenario,
    full_reason,
    scenario_name,
)
from acceptance.reports.summary import counted
from acceptance.reports.terminal import Terminal
from acceptance.stream.outcomes import (
    FeatureOutcome,
    Outcome,
    Problem,
    RunOutcome,
    ScenarioOutcome,
)

Element = etree._Element

THE_RUN = "the run"
PLAIN = Terminal(io.StringIO(), "off")
# How a suite counts its cases: by what they are and by what is in them.
COUNTS = {
    "tests": "testcase",
    "failures": "testcase/failure",
    "errors": "testcase/error",
    "skipped": "testcase/skipped",
}


def render(run: RunOutcome) -> str:
    """Write the document."""
    root = etree.Element("testsuites")
    suites = [*_feature_suites(run), _suite(THE_RUN, _problem_cases(run.problems, THE_RUN))]
    for suite in filter(len, suites):
        suite.insert(0, _properties(run))
        root.append(suite)
    _count(root, "testsuite/", run.duration)
    _set(root, timestamp=_timestamp(run.started))
    xml = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return xml.decode()


def _feature_suites(run: RunOutcome) -> Iterator[Element]:
    name_of = _unique_names()
    flaky = run.flaky
    for feature in run.features:
        scenarios = [s for s in feature.scenarios if s.outcome is not Outcome.NOT_SELECTED]
        case_name = _unique_names()
        cases = [_scenario_case(s, feature, case_name(scenario_name(s)), run) for s in scenarios]
        for scenario, case in zip(scenarios, cases, strict=True):
            _tell_aside(case, scenario, flaky.get(scenario.location, ()))
        cases += _problem_cases(feature.problems, _class_name(feature.file), feature.file)
        suite = _suite(name_of(feature.name or feature.file), cases)
        began = min((s.started for s in scenarios if s.started), default=0.0)
        _set(suite, timestamp=_timestamp(began), file=feature.file)
        yield suite


def _suite(name: str, cases: Iterable[Element]) -> Element:
    suite = etree.Element("testsuite")
    suite.extend(cases)
    _set(suite, name=name)
    _count(suite, "", sum(float(case.get("time")) for case in suite))
    return suite


def _count(element: Element, path: str, seconds: float) -> None:
    numbers = {name: str(len(element.findall(path + found))) for name, found in COUNTS.items()}
    _set(element, **numbers, time=_time(seconds))


def _scenario_case(
    scenario: ScenarioOutcome, feature: FeatureOutcome, name: str, run: RunOutcome
) -> Element:
    case = _case(name, _class_name(feature.file), scenario.duration)
    _set(case, file=scenario.location.file, line=scenario.location.line)
    if scenario.outcome.is_failure:
        kind = "failure" if scenario.outcome is Outcome.FAILED else "error"
        message = _headline(scenario) or scenario.outcome
        text = describe_scenario(scenario, PLAIN, verbose=False)
        if run.dry_run:  # the description ends at the first step that did not pass: none ran
            text = f"{message}\n{text}"
        _add(case, kind, text, message=message, type=scenario.outcome)
    elif scenario.outcome is not Outcome.PASSED:
        reason = _why_not(scenario, run)
        _add(case, "skipped", reason, message=reason)  # GitLab shows the text, others the message
    return case


def _problem_cases(
    problems: Iterable[Problem], class_name: str, file: str = ""
) -> Iterator[Element]:
    name_of = _unique_names()
    for problem in problems:
        name = ": ".join(filter(None, (problem.where, problem.failure.during)))
        case = _case(name_of(name), class_name, 0)
        _set(case, file=file)
        text = describe_problem(problem, PLAIN, verbose=False)
        message = _first_line(problem.failure.reason) or Outcome.ERROR
        _add(case, "error", text, message=message, type=Outcome.ERROR)
        yield case


def _case(name: str, class_name: str, seconds: float) -> Element:
    case = etree.Element("testcase")
    _set(case, name=name, classname=class_name, time=_time(seconds))
    return case


def _tell_aside(
    case: Element, scenario: ScenarioOutcome, differing: Iterable[ScenarioOutcome]
) -> None:
    """Tell what does not decide the outcome: other attempts, and where the picture of it is."""
    lines = [
        ": ".join(filter(None, (f"Attempt {number}", attempt.outcome, _headline(attempt))))
        for number, attempt in enumerate(scenario.earlier, start=1)
    ]
    if differing:
        lines.append(f"Flaky: {counted(attempt.outcome for attempt in differing)}")
    if scenario.outcome.is_failure and scenario.evidence and scenario.evidence[-1].is_picture:
        # GitLab, and a plugin of Jenkins, show this file beside the failure.
        lines.append(f"[[ATTACHMENT|{scenario.evidence[-1].file}]]")
    if lines:
        _add(case, "system-out", "\n".join(lines))


def _properties(run: RunOutcome) -> Element:
    known = [*run.conditions, ("shard", run.shard), ("stopped by", run.stopped_by)]
    known += [("interrupted", "yes" if run.interrupted else "")]
    known += [("dry run", "yes" if run.dry_run else "")]
    properties = etree.Element("properties")
    for name, value in known:
        if value:
            _add(properties, "property", name=name, value=value)
    return properties


def _why_not(scenario: ScenarioOutcome, run: RunOutcome) -> str:
    if scenario.outcome is Outcome.PLANNED:
        return "planned"
    if scenario.outcome is Outcome.SKIPPED:
        return scenario.skip_reason or Outcome.SKIPPED
    if run.dry_run:
        return "not run: this was a dry run"
    if scenario.outcome is Outcome.INTERRUPTED:
        return "interrupted while it ran"
    cause = "the run was interrupted" if run.interrupted else run.stopped_by
    return f"never ran: {cause}" if cause else "never ran"


def _headline(scenario: ScenarioOutcome) -> str:
    """Say in a line what failed and why."""
    for step in scenario.steps:
        if step.failure:
            return f"{step.text}: {_first_line(full_reason(step.failure))}"
    return next((_first_line(full_reason(failure)) for failure in scenario.failures), "")


def _first_line(text: str) -> str:
    return next(iter(text.splitlines()), "")


def _class_name(file: str) -> str:
    """Write a file as readers expect a class: its folders, and dots between them."""
    parts = PurePath(file.removesuffix(".feature")).parts
    return ".".join(part.replace(".", "_") for part in parts if part not in {"/", ".."})


def _unique_names() -> Callable[[str], str]:
    """Make a function that numbers names which come again: readers drop the second of two."""
    seen: Counter[str] = Counter()

    def unique(name: str) -> str:
        name = on_one_line(name)
        seen[name] += 1
        return name if seen[name] == 1 else f"{name} ({seen[name]})"

    return unique


def _timestamp(moment: float) -> str:
    """Write a moment as the readers want it, without a time zone; it is UTC."""
    return f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%dT%H:%M:%S}" if moment else ""


def _time(seconds: float) -> str:
    return f"{seconds:.3f}"


def _add(parent: Element, tag: str, text: str | None = None, **attributes: object) -> None:
    element = etree.SubElement(parent, tag)
    element.text = visible(text) if text else None
    _set(element, **attributes)


def _set(element: Element, **attributes: object) -> None:
    """Set the attributes that have a value."""
    for name, value in attributes.items():
        if value not in {None, ""}:
            element.set(name, on_one_line(str(value)))
