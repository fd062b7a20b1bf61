"""Run a specification from its options to its exit code."""

import sys
import unittest
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from behave.__main__ import run_behave
from behave.configuration import Configuration
from behave.formatter._registry import select_formatter_class
from behave.runner import Runner
from behave.runner_util import FileLocationParser
from behave_django.environment import BehaveHooksMixin
from behave_django.runner import BehaviorDrivenTestRunner
from behave_django.runner import ExistingDatabaseTestRunner as LiveExistingDatabaseTestRunner

from acceptance.reports.console import ConsoleFormatter
from acceptance.reports.evidence import write_index
from acceptance.reports.outcomes import RunOutcome
from acceptance.reports.summary import describe_evidence, write_summary
from acceptance.reports.terminal import Terminal
from acceptance.running import configuration
from acceptance.running.databases import created_databases, no_queries
from acceptance.running.errors import CouldNotRun, loading_explained
from acceptance.running.evidence import FOLDER, Keep, clear_folder
from acceptance.running.project_options import check_project_options
from acceptance.running.runner import ScenarioRunner
from acceptance.running.selection import reverse, select
from acceptance.running.testrunner import ExistingDatabaseTestRunner, TransactionalTestRunner


@dataclass(frozen=True)
class RunOptions:
    """What the command line says about a run."""

    behave_arguments: Sequence[str] = ()
    django_runner: type | None = None
    existing_database: bool = False
    reverse: bool = False
    evidence: Keep = Keep.FAILURES
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
    _require_paths(config)
    _require_folder_for_junit(config)
    runner = _make_runner(config, options)
    with _test_environment(runner.django), runner.path_manager:
        with no_queries("before the scenarios begin; move it into a step or a hook"):
            _load(runner, options)
        if config.dry_run:
            with no_queries("in a dry run; types of phrases must not need the database"):
                runner.run_model()
        else:
            clear_folder()
            with created_databases(runner.django):
                runner.run_model()
    _sum_up(runner.outcome, config, _publish_evidence(runner.outcome, options.evidence))
    return runner.outcome.exit_code


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


def _load(runner: ScenarioRunner, options: RunOptions) -> None:
    with loading_explained():
        runner.load()
    _require_sound_phrases(runner)
    runner.selection = select(runner.features, runner.config)
    if runner.selection.is_empty:
        raise CouldNotRun(_nothing_matches(runner.config))
    if options.reverse:
        reverse(runner.features)


def _require_paths(config: Configuration) -> None:
    for path in config.paths:
        is_list = path.startswith("@")
        file = Path(path[1:] if is_list else FileLocationParser.parse(path).filename)
        if not file.exists():
            raise CouldNotRun(f"{file} does not exist{_did_you_mean(file)}")
        if not (is_list or file.is_dir() or file.suffix == ".feature"):
            raise CouldNotRun(f"{file} is no feature file; @{file} would read a list from it")


def _require_folder_for_junit(config: Configuration) -> None:
    """Make the folder now; behave would stumble over a missing one in the middle of the run."""
    folder = config.junit_directory
    try:
        if config.junit:
            Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CouldNotRun(f"--junit-directory {folder}: {error.strerror}; name another") from error


def _did_you_mean(file: Path) -> str:
    known = [path.as_posix() for path in Path(Runner.DEFAULT_DIRECTORY).rglob("*.feature")]
    close = get_close_matches(file.as_posix(), known, n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _require_sound_phrases(runner: ScenarioRunner) -> None:
    """Refuse phrases that behave cannot read; it would only leave them out."""
    for matcher in runner.step_registry.error_handler.bad_step_definitions:
        try:
            matcher.compile()
        except Exception as error:
            message = f'{matcher.location}: the phrase "{matcher.pattern}" is not understood: '
            raise CouldNotRun(message + " ".join(str(error).split())) from error


def _nothing_matches(config: Configuration) -> str:
    asked = [f"--name={name}" for name in config.name or ()]
    asked += [f"--tags={tags}" for tags in config.tags or ()]
    patterns = {"include": config.include_re, "exclude": config.exclude_re}
    asked += [f"--{name}={found.pattern}" for name, found in patterns.items() if found]
    places = " ".join(map(str, config.paths))
    return (
        f"No scenario matches {' '.join(asked)} in {places}"
        if asked
        else (f"There is no scenario in {places}")
    )


def _publish_evidence(run: RunOutcome, keep: Keep) -> str:
    """Write the page that shows what was kept; say so, if anything was kept or asked for."""
    index = FOLDER / "index.html"
    if run.has_evidence:
        try:
            write_index(run, index)
        except OSError as error:
            return f"evidence: {index} cannot be written: {error.strerror}"
    elif run.dry_run or keep is Keep.FAILURES:
        return ""
    return describe_evidence(run, index.as_posix())


def _sum_up(run: RunOutcome, config: Configuration, evidence: str) -> None:
    if config.summary:
        terminal = Terminal(sys.stdout, config.color)
        write_summary(run, terminal, not _tells_failures(config), evidence)


def _tells_failures(config: Configuration) -> bool:
    """Tell whether our console, which tells the failures in full, writes to the same place."""
    to_files = [output.name for output in config.outputs]
    to_files += [None] * len(config.format)
    return any(
        select_formatter_class(name) is ConsoleFormatter and not file
        for name, file in zip(config.format, to_files, strict=False)
    )
