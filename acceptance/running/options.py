"""behave's own options as options of a management command, and back again.

behave-django reads `sys.argv` a second time and hands on what Django does not know. Here argparse
alone decides: what was given is collected under names of its own and written out again for behave.
So `call_command` works, with arguments and with keywords, and so do abbreviations.
"""

import argparse
import difflib
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

from behave.configuration import OPTIONS as BEHAVE_OPTIONS

# The options that mean something else to Django; behave's get the prefix.
TAKEN = {"-c", "-k", "-r", "-S", "-v", "--no-color", "--runner", "--simple", "--version"}
# The option that behave only announces; `--parallel` does what it says.
ANNOUNCED = "--jobs"
PREFIX = "--behave-"
DEST = "behave_"


def add_behave_options(parser: argparse.ArgumentParser) -> None:
    """Offer everything that behave's command line offers."""
    parser.add_argument(
        "paths", nargs="*", help="Feature directory, file, FILE:LINE, or @FILE with a list of them"
    )
    for flags, keywords in BEHAVE_OPTIONS:
        if not flags or ANNOUNCED in flags:
            continue  # the first are for the configuration file only
        known = {"action", "nargs", "const", "choices", "metavar"} & keywords.keys()
        parser.add_argument(
            *(_django_flag(flag) for flag in flags),
            dest=DEST + _behave_name(flags, keywords),
            default=argparse.SUPPRESS,  # what is not given is not handed on
            help=keywords["help"].replace("%(default)s", str(keywords.get("default"))),
            **{key: keywords[key] for key in known},
        )


def behave_arguments(options: Mapping[str, Any]) -> list[str]:
    """Write the options that were given as behave's command line."""
    arguments = []
    for flags, keywords in BEHAVE_OPTIONS:
        dest = DEST + _behave_name(flags, keywords) if flags else None
        if dest in options:
            arguments += _written(flags, keywords, options[dest])
    return [*arguments, *map(str, options["paths"])]


def add_suggestions(parser: argparse.ArgumentParser) -> None:
    """Let the parser suggest what an unknown option may have meant."""
    refuse = parser.error

    def refuse_with_suggestions(message: str) -> None:
        refuse(_with_suggestions(message, parser.format_help()))

    parser.error = refuse_with_suggestions


def django_runner_class(name: str) -> type:
    """Import the Django test runner that `--runner MODULE:CLASS` names."""
    module_name, _, class_name = name.partition(":")
    if not class_name:
        raise argparse.ArgumentTypeError(f'"{name}" is not of the form MODULE:CLASS')
    try:
        module = import_module(module_name)
    except ImportError as error:
        message = f"{name}: {error}; is the module's name right, and on the path?"
        raise argparse.ArgumentTypeError(message) from error
    try:
        return getattr(module, class_name)
    except AttributeError as error:
        message = f'{module_name} has no class "{class_name}"'
        raise argparse.ArgumentTypeError(message) from error


def _django_flag(flag: str) -> str:
    return PREFIX + flag.lstrip("-") if flag in TAKEN else flag


def _behave_name(flags: tuple[str, ...], keywords: Mapping[str, Any]) -> str:
    long_flag = next(flag for flag in flags if flag.startswith("--"))
    return keywords.get("dest") or long_flag[2:].replace("-", "_")


def _written(flags: tuple[str, ...], keywords: Mapping[str, Any], value: Any) -> Iterator[str]:
    flag = next(flag for flag in flags if flag.startswith("--"))
    action = keywords.get("action", "store")
    if action == "append":
        yield from (f"{flag}={item}" for item in ([value] if isinstance(value, str) else value))
    elif action == "store":
        yield f"{flag}={value}"  # --no-color is written here, too, as --color=off
    elif (action, value) in {("store_true", True), ("store_false", False)}:
        yield flag


def _with_suggestions(message: str, help_text: str) -> str:
    head, unrecognised, words = message.partition("unrecognized arguments: ")
    if not unrecognised:
        return message
    known = set(re.findall(r"(?<![\w-])--?[a-zA-Z][\w-]*", help_text))
    return head + "; ".join(_refusal(word, known) for word in words.split())


def _refusal(word: str, known: set[str]) -> str:
    if not word.startswith("-"):
        return f"{word}: give all paths together, before or after the options"
    close = difflib.get_close_matches(word.partition("=")[0], sorted(known), n=1)
    hint = f"did you mean {close[0]}?" if close else "--help lists the options"
    return f"{word} is no option; {hint}"
