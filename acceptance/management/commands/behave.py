import argparse
import sys

from behave_django.management.commands.behave import Command as BehaveDjangoCommand
from django.core.management.base import SystemCheckError

from acceptance.browser import options as browser_options
from acceptance.management.ending import EndsInOrder
from acceptance.running.errors import CouldNotRun
from acceptance.running.evidence import Keep
from acceptance.running.options import (
    add_behave_options,
    add_suggestions,
    behave_arguments,
    django_runner_class,
)
from acceptance.running.project_options import add_project_options
from acceptance.running.run_options import add_run_options, wishes
from acceptance.running.session import RunOptions, run
from acceptance.stream.outcomes import (
    EXIT_COULD_NOT_RUN,
    EXIT_PASSED,
)


class Command(EndsInOrder, BehaveDjangoCommand):
    """Run the specification: every scenario in a transaction that is rolled back."""

    help = "Run feature files; every scenario in a transaction that is rolled back."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare behave-django's options, behave's and the project's."""
        parser.usage = "%(prog)s [options] [DIR | FILE | FILE:LINE | @LIST]..."
        parser.add_argument(
            "--noinput", "--no-input", action="store_false", dest="interactive", help="Never ask."
        )
        parser.add_argument(
            "--failfast", action="store_true", help="Stop at the first failing scenario."
        )
        parser.add_argument(
            "-r", "--reverse", action="store_true", help="Run features and scenarios backwards."
        )
        parser.add_argument(
            "-k", "--keepdb", action="store_true", help="Keep the test database between runs."
        )
        parser.add_argument(
            "--use-existing-database",
            action="store_true",
            help="Use the database of the settings instead of a test database.",
        )
        parser.add_argument(
            "-S", "--simple", action="store_true", help="The default; kept for behave-django."
        )
        parser.add_argument(
            "--evidence",
            choices=[str(keep) for keep in Keep],
            help="What to keep of the pages that are seen: of failing steps only (the default), "
            "at the end of all scenarios (the default with a browser), or after every step.",
        )
        parser.add_argument(
            "--runner",
            type=django_runner_class,
            metavar="MODULE:CLASS",
            help="Django test runner, such as behave_django.runner:BehaviorDrivenTestRunner.",
        )
        add_run_options(parser)
        browser_options.add_browser_options(parser)
        add_behave_options(parser)
        try:
            self.project_options = add_project_options(parser)
        except CouldNotRun as error:
            self.refuse(error)
        add_suggestions(parser)

    def check(self, *args, **kwargs) -> None:
        """Make a failed system check end as everything does that keeps a run from starting."""
        try:
            super().check(*args, **kwargs)
        except SystemCheckError as error:
            error.returncode = EXIT_COULD_NOT_RUN
            raise

    def handle(self, *args, **options) -> None:
        """Run, and end with the status of the run."""
        with self.ending_in_order(options["traceback"]):
            browser_options.check_browser_options(options)
            status = run(self.run_options(options))
        if status != EXIT_PASSED:
            sys.exit(status)

    def run_options(self, options: dict) -> RunOptions:
        """Collect what the run needs to know."""
        arguments = behave_arguments(options)
        if options["no_color"]:
            arguments.append("--no-color")
        if options["failfast"]:
            arguments.append("--stop")
        return RunOptions(
            behave_arguments=arguments,
            django_runner=options["runner"],
            existing_database=options["use_existing_database"],
            wishes=wishes(options),
            only_failed=options["failed"],
            stream=options["stream"],
            durations=options["durations"],
            evidence=Keep(options["evidence"] or self.default_evidence(options)),
            browser_options=browser_options.chosen(options),
            project_options={n: options[n] for n in self.project_options if n in options},
            runner_options={
                "verbosity": options["verbosity"] - 1,  # creating a database is no news
                "interactive": options["interactive"],
                "keepdb": options["keepdb"],
                "failfast": options["failfast"],
                "reverse": options["reverse"],
                "parallel": options["parallel"],
            },
        )

    def default_evidence(self, options: dict) -> Keep:
        """Keep more of a run in a browser, whose pictures show what the scenarios are about."""
        return Keep.SCENARIOS if options["browser"] else Keep.FAILURES
