"""Run a specification from its options to its exit code."""

import os
import sys
import unittest
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from behave.__main__ import run_behave
from behave.configuration import Configuration
from behave.formatter._registry import select_formatter_class
from behave_django.environment import BehaveHooksMixin
from behave_django.runner import BehaviorDrivenTestRunner
from behave_django.runner import ExistingDatabaseTestRunner as LiveExistingDatabaseTestRunner

from acceptance.checking.dictionary import ANY_KIND, Dictionary
from acceptance.checking.suggesting import suggest
from acceptance.places import DURATIONS, EVIDENCE, STREAM
from acceptance.reports.console import ConsoleFormatter
from acceptance.reports.evidence import write_index
from acceptance.reports.junit import render as render_junit
from acceptance.reports.rerun import locations
from acceptance.reports.summary import describe_evidence, undefined_steps, write_summary
from acceptance.reports.terminal import Terminal
from acceptance.running import configuration
from acceptance.running.agreement import require_agreement
from acceptance.running.conducting import Conditions, Score, conduct
from acceptance.running.databases import created_databases, no_queries
from acceptance.running.dictionary import list_entries, list_types
from acceptance.running.errors import CouldNotRun, loading_explained
from acceptance.running.evidence import Keep, clear_folder
from acceptance.running.phrases import PhraseFinder
from acceptance.running.planning import Wishes, make_plan
from acceptance.running.prefacing import make_preface
from acceptance.running.project_options import check_project_options
from acceptance.running.requirements import (
    require_paths,
    require_sound_phrases,
    require_writable,
)
from acceptance.running.revision import Revision
from acceptance.running.runner import ScenarioRunner
from acceptance.running.testrunner import ExistingDatabaseTestRunner, TransactionalTestRunner
from acceptance.running.tracebacks import relative
from acceptance.running.workers import require_forking
from acceptance.stream.documents import Document, DocumentError, read_document
from acceptance.stream.durations import (
    DurationsError,
    Record,
    read_durations,
    updated,
    write_durations,
)
from acceptance.stream.outcomes import EXIT_PASSED, RunOutcome
from acceptance.stream.reading import StreamError
from acceptance.stream.reading import read as read_stream

JUNIT = "junit.xml"


@dataclass(frozen=True)
class RunOptions:
    """What the command line says about a run."""

    behave_arguments: Sequence[str] = ()
    django_runner: type | None = None
    existing_database: bool = False
    wishes: Wishes = field(default_factory=Wishes)
    only_failed: bool = False
    evidence: Keep = Keep.FAILURES
    stream: Path = STREAM
    durations: Path = DURATIONS
    browser_options: dict[str, Any] = field(default_factory=dict)
    project_options: dict[str, Any] = field(default_factory=dict)
    runner_options: dict[str, Any] = field(default_factory=dict)


def run(options: RunOptions) -> int:
    """Run what the options ask for; return the exit code."""
    config = configuration.read(options.behave_arguments)
    if configuration.asks_for_information(config):
        return run_behave(config)
    _hand_over({**options.browser_options, **options.project_options}, config)
    check_project_options(options.project_options)
    wishes = options.wishes
    if options.only_failed:
        wishes = replace(wishes, failed=_last_run(options.stream, config))
        if not config.paths:
            nothing = f"Nothing of the run in {options.stream} is to be run again."
            Terminal(sys.stdout, config.color).line(nothing)
            return EXIT_PASSED
    require_paths(config)
    _require_outputs(config, options)
    if wishes.workers:
        _require_workers(config, options)
    paths = _paths(options, config)
    runner = _make_runner(config, options)
    record = _record(options.durations)
    conditions = _conditions(options)
    driver = dict(conditions)["driver"]
    with Revision(config) as revision, _test_environment(runner.django), runner.path_manager:
        with no_queries("before the scenarios begin; move it into a step or a hook"):
            documents = _load(runner)
            plan = make_plan(runner.features, config, wishes, record.get(driver, {}))
        score = Score(plan, documents, conditions)
        if config.dry_run:
            with no_queries("in a dry run; types of phrases must not need the database"):
                outcome = conduct(runner, score)
        else:
            clear_folder()
            if wishes.order.seed is not None:
                seed = f"order: {wishes.order} (--order {wishes.order} repeats it)"
                Terminal(sys.stdout, config.color).line(seed)
            with created_databases(runner.django):
                preface = make_preface(runner, score, revision, paths)
                outcome = conduct(
                    runner,
                    replace(score, workers=wishes.workers, stream=options.stream, preface=preface),
                )
            if not wishes.part:  # the other parts have to come to the same plan
                write_durations(options.durations, updated(record, outcome))
            _write_junit(outcome, config)
    _sum_up(outcome, runner, _publish_evidence(outcome, options.evidence))
    return outcome.exit_code


def _hand_over(options: dict[str, Any], config: Configuration) -> None:
    """Put the values of options where steps and hooks find them."""
    for name in sorted(options.keys() & config.userdata.keys()):
        flag = f"--{name.replace('_', '-')}"
        raise CouldNotRun(f'"{name}" is not to be set with -D or in behave.ini: use {flag}')
    config.userdata.update(options)


def _make_runner(config: Configuration, options: RunOptions) -> ScenarioRunner:
    """Combine behave's runner and Django's; a runner of the project's own works below ours."""
    django_runner = _django_runner_class(options)(**options.runner_options)
    chosen = configuration.behave_runner_class(config)
    runner_class = ScenarioRunner
    if not issubclass(ScenarioRunner, chosen):
        runner_class = type(chosen.__name__, (ScenarioRunner, chosen), {})
    return runner_class(config, django_runner, options.evidence)


def _django_runner_class(options: RunOptions) -> type[BehaveHooksMixin]:
    chosen = options.django_runner
    if chosen is None:
        return ExistingDatabaseTestRunner if options.existing_database else TransactionalTestRunner
    if not (isinstance(chosen, type) and issubclass(chosen, BehaveHooksMixin)):
        name = getattr(chosen, "__name__", chosen)
        raise CouldNotRun(f"--runner {name}: it is no subclass of {BehaveHooksMixin.__name__}")
    if options.existing_database:
        if chosen is not BehaviorDrivenTestRunner:
            raise CouldNotRun("Give either --use-existing-database or --runner, not both")
        return LiveExistingDatabaseTestRunner
    return chosen


@contextmanager
def _test_environment(django_runner: BehaveHooksMixin) -> Iterator[None]:
    django_runner.setup_test_environment()
    # Django installs a handler that keeps the first Ctrl-C for unittest, which does not run here.
    unittest.removeHandler()
    try:
        yield
    finally:
        django_runner.teardown_test_environment()


def _last_run(stream: Path, config: Configuration) -> RunOutcome:
    """Read the run of which something is to run again, and name the files for that."""
    try:
        last = read_stream(stream)
    except StreamError as error:
        raise CouldNotRun(f"--failed: {error}") from error
    config.paths = list(dict.fromkeys(place.file for place in locations(last)))
    return last


def _paths(options: RunOptions, config: Configuration) -> list[str]:
    """List the paths that were asked for; those of the configuration file ask for everything."""
    usual = [os.path.normpath(path) for path in config.defaults.get("paths") or ()]
    return [] if config.paths == usual and not options.only_failed else [*config.paths]


def _record(file: Path) -> Record:
    try:
        return read_durations(file)
    except DurationsError as error:
        raise CouldNotRun(str(error)) from error


def _require_outputs(config: Configuration, options: RunOptions) -> None:
    """Refuse files that cannot be written while nothing has run yet."""
    if config.dry_run:
        return
    require_writable(options.stream, "--stream")
    require_writable(options.durations, "--durations")
    if config.junit:
        require_writable(Path(config.junit_directory) / JUNIT, "--junit-directory")


def _require_workers(config: Configuration, options: RunOptions) -> None:
    """Refuse what several processes cannot do."""
    require_forking()
    if options.existing_database:
        raise CouldNotRun("--parallel needs test databases; leave --use-existing-database out")
    for name in config.format:
        if not hasattr(select_formatter_class(name), "run_ended"):
            raise CouldNotRun(
                f"--format {name} hears only of scenarios that run in its own process; "
                "leave --parallel out, or make a report from the stream: manage.py spec report"
            )


def _load(runner: ScenarioRunner) -> list[Document]:
    """Load hooks, phrases and features; return the features as Cucumber reads them."""
    with loading_explained():
        runner.load()
    require_sound_phrases(runner.step_registry)
    features = {Path(feature.filename).resolve(): feature for feature in runner.features}
    documents = []
    for file in runner.files:
        feature = features.get(Path(file).resolve())
        # behave writes the path of a feature in its own way, and outcomes have it from there.
        document = _read_document(feature.filename if feature else file, runner.config.lang)
        if feature:
            require_agreement(feature, document)
        documents.append(document)
    return documents


def _read_document(file: str, language: str | None) -> Document:
    text = Path(file).read_text(encoding="utf-8-sig")
    try:
        return read_document(relative(file), text, language or "en")
    except DocumentError as error:
        raise CouldNotRun(f"{error} (Cucumber's own parser, which reads it for reports)") from error


def _conditions(options: RunOptions) -> Conditions:
    """Say how a run is made, for those who read of it later."""
    driver = "browser" if options.browser_options.get("browser") else "fast"
    chosen = {**options.browser_options, **options.project_options, "browser": None}
    conditions = {"driver": driver} | {n: str(value) for n, value in chosen.items() if value}
    if options.wishes.order.seed is not None:
        conditions["order"] = str(options.wishes.order)
    return tuple(conditions.items())


def _write_junit(run: RunOutcome, config: Configuration) -> None:
    if config.junit:
        (Path(config.junit_directory) / JUNIT).write_text(render_junit(run), encoding="utf-8")


def _publish_evidence(run: RunOutcome, keep: Keep) -> str:
    """Write the page that shows what was kept; say so, if anything was kept or asked for."""
    index = EVIDENCE / "index.html"
    if run.has_evidence:
        try:
            write_index(run, index)
        except OSError as error:
            return f"evidence: {index} cannot be written: {error.strerror}"
    elif run.dry_run or keep is Keep.FAILURES:
        return ""
    return describe_evidence(run, index.as_posix())


def _sum_up(run: RunOutcome, runner: ScenarioRunner, evidence: str) -> None:
    config = runner.config
    if config.summary:
        terminal = Terminal(sys.stdout, config.color)
        meant = _meant(run, runner.step_registry)
        write_summary(run, terminal, not _tells_failures(config), evidence, meant)


def _meant(run: RunOutcome, phrases: PhraseFinder) -> dict[str, str]:
    """Say what undefined steps may have been meant to be, where something is close to them."""
    undefined = undefined_steps(run)
    if not undefined:
        return {}
    dictionary = Dictionary(list_entries(phrases), list_types(phrases))
    close = {step.text: suggest(dictionary, step.name, ANY_KIND) for step in undefined}
    return {text: found[0].text for text, found in close.items() if found}


def _tells_failures(config: Configuration) -> bool:
    """Tell whether our console, which tells the failures in full, writes to the same place."""
    to_files = [output.name for output in config.outputs]
    to_files += [None] * len(config.format)
    return any(
        select_formatter_class(name) is ConsoleFormatter and not file
        for name, file in zip(config.format, to_files, strict=False)
    )
