"""Read behave's configuration, and say in one sentence what is wrong with it."""

import io
import os
import re
import tomllib
from collections.abc import Sequence
from configparser import Error as IniError
from contextlib import redirect_stderr
from pathlib import Path

from behave.configuration import Configuration, config_filenames, read_configuration
from behave.exception import TagExpressionError
from behave.formatter._registry import register_as
from behave.i18n import languages
from behave.runner import Runner
from behave.runner_plugin import RunnerPlugin

from acceptance.running.errors import CouldNotRun
from acceptance.running.tracebacks import relative

CONSOLE = "acceptance.reports.console:ConsoleFormatter"


def read(arguments: Sequence[str]) -> Configuration:
    """Read behave's command line and configuration files."""
    register_as("console", CONSOLE)
    usage = io.StringIO()
    try:
        with redirect_stderr(usage):
            config = Configuration(list(arguments), default_format=CONSOLE)
    except SystemExit as error:
        raise CouldNotRun(_without_usage(usage.getvalue())) from error
    except TagExpressionError as error:
        text = " ".join(str(error).split())
        raise CouldNotRun(f"--tags is no tag expression: {text} (see --tags-help)") from error
    except re.error as error:
        message = f'"{error.pattern}" in --name, --include or --exclude: {error}'
        raise CouldNotRun(message) from error
    except Exception as error:
        raise CouldNotRun(_describe_broken_file(error)) from error
    if config.lang not in {None, "help", *languages}:
        raise CouldNotRun(f'"{config.lang}" is no language; --lang-list lists them')
    _settle_formats(config)
    config.reporters = []  # our own summary and JUnit report take the place of behave's
    return config


def asks_for_information(config: Configuration) -> bool:
    """Tell whether behave shall explain itself instead of running anything."""
    return bool(
        config.version
        or config.tags_help
        or config.lang_list
        or config.lang_help
        or config.lang == "help"
        or config.runner == "help"
        or "help" in config.format
    )


def behave_runner_class(config: Configuration) -> type[Runner]:
    """Import the runner that behave's `runner` option or configuration names."""
    name = config.runner_aliases.get(config.runner, config.runner)
    try:
        runner_class = RunnerPlugin.load_class(name, verbose=False)
    except (ImportError, TypeError, ValueError) as error:
        message = f'The behave runner "{name}" cannot be used: {error}; write MODULE:CLASS'
        raise CouldNotRun(message) from error
    if not issubclass(runner_class, Runner):
        raise CouldNotRun(f'The behave runner "{name}" is no subclass of behave.runner:Runner')
    return runner_class


def _settle_formats(config: Configuration) -> None:
    """Choose the formats as behave does; our console is the default, with `--wip` too."""
    default = CONSOLE if config.wip else config.default_format
    if not config.format:
        config.format = [default]
    elif len(config.format) == len(config.defaults.get("format", ())):
        # Those of the configuration file write to files.
        config.format.append(default)
    if len(config.outputs) > len(config.format):
        raise CouldNotRun("There are more --outfile than --format; give a format for each file")


def _without_usage(text: str) -> str:
    _, _, message = text.rpartition("error: ")
    bad_format = re.search(r"BAD_FORMAT=(\S+) \(problem: (\w+)", message)
    if bad_format:
        name, problem = bad_format.groups()
        return f'"{name}" is no formatter ({problem}); --format help lists them'
    return " ".join(message.split())


def _describe_broken_file(error: Exception) -> str:
    for filename in config_filenames():
        try:
            read_configuration(filename)
        except (IniError, tomllib.TOMLDecodeError, UnicodeDecodeError) as found:
            return f"{_place(filename, found)}: {_message(found)}"
        except Exception as found:
            return f"{_place(filename, found)}: section [behave]: {found}"
    return f"behave's configuration: {type(error).__name__}: {error}"


def _message(error: Exception) -> str:
    text = str(error)
    # A place that the message repeats stands in front of it already.
    return text.splitlines()[0] if hasattr(error, "lineno") else " ".join(text.split())


def _place(filename: str, error: Exception) -> str:
    line = getattr(error, "lineno", None)
    file = relative(os.path.normpath(Path(filename)))
    return f"{file}:{line}" if line else file
