"""Read exceptions as the author of the phrases needs them: only the project's own lines."""

import ast
import linecache
import sys
import sysconfig
import traceback
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType, TracebackType

from acceptance.stream.outcomes import Frame, Location

OURS = Path(__file__).resolve().parents[1]
LONGEST_VALUE = 200


@cache
def relative(file: str | Path) -> str:
    """Write a path as somebody in the project's folder would.

    Every step has one. A step that changes the working directory changes no path seen before.
    """
    path = Path(file)
    if not path.is_absolute():
        return path.as_posix()
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else str(path)


def project_frames(error: BaseException) -> tuple[Frame, ...]:
    """List the project's lines that an exception passed, outermost first."""
    return tuple(
        Frame(Location(relative(summary.filename), summary.lineno), _source(summary))
        for summary, _ in _walk(error.__traceback__)
    )


def failed_check(error: AssertionError) -> tuple[Frame, ...]:
    """Show the line that asserted; if it has no message, with the values of its names."""
    frames = list(_walk(error.__traceback__))
    if not frames:
        return ()
    summary, values = frames[-1]
    check = _assert_at(summary.filename, summary.lineno)
    if check is None:  # something that the check called has raised
        return (Frame(Location(relative(summary.filename), summary.lineno), _source(summary)),)
    shown = () if error.args else tuple(_named_values(check, values))
    # What is checked, without the message: that was told already.
    source = f"assert {' '.join(ast.unparse(check.test).split())}"
    return (Frame(Location(relative(summary.filename), check.lineno), source, shown),)


def innermost_project_frame(error: BaseException) -> Frame | None:
    """Find the last line of the project that an exception passed."""
    return next(reversed(project_frames(error)), None)


def full_traceback(error: BaseException) -> str:
    """Tell everything that Python tells."""
    return "".join(traceback.format_exception(error))


def describe_exception(error: BaseException) -> str:
    """Say what happened in a line or a few, with the causes that the code names."""
    lines = [_in_words(error), *getattr(error, "__notes__", ()), *_place_in_template(error)]
    cause = error.__cause__
    while cause:
        lines.append(f"caused by {_in_words(cause)}")
        cause = cause.__cause__
    return "\n".join(lines)


def _place_in_template(error: BaseException) -> Iterator[str]:
    """Name the template and its line, which Django notes when templates are debugged."""
    place = getattr(error, "template_debug", None)
    if place:
        yield f"in {relative(place['name'])}:{place['line']}: {place['during'].strip()}"


def _in_words(error: BaseException) -> str:
    # behave appends its own traceback when a phrase runs other steps.
    text = str(error).partition("\nTraceback (of failed substep):")[0].strip()
    name = type(error).__name__
    if isinstance(error, AssertionError):
        return text or "The check failed"
    return f"{name}: {text}" if text else name


def _walk(start: TracebackType | None) -> Iterator[tuple[traceback.FrameSummary, dict]]:
    """Go through the frames of the project, each with the values of its names."""
    summaries = iter(traceback.extract_tb(start))
    while start:
        summary = next(summaries)
        if is_project_code(summary.filename):
            yield summary, start.tb_frame.f_locals
        start = start.tb_next


@cache
def is_project_code(filename: str) -> bool:
    """Tell the project's files from those of Python, of packages and of this app."""
    if filename.startswith("<"):
        return False  # no file: "<frozen importlib._bootstrap>", "<string>"
    path = Path(filename).resolve()
    if not path.is_relative_to(Path.cwd()) or path.is_relative_to(OURS):
        return False
    return not any(path.is_relative_to(place) for place in _installed_places())


@cache
def _installed_places() -> frozenset[Path]:
    places = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    if sys.prefix != sys.base_prefix:
        places.add(sys.prefix)
    return frozenset(Path(place).resolve() for place in places)


def _source(summary: traceback.FrameSummary) -> str:
    """Give the statement that was running, on one line."""
    text = summary.line or ""
    return " ".join(text.split())


def _assert_at(file: str, line: int) -> ast.Assert | None:
    """Find the assert statement that a line is part of; Pythons differ in the line they name."""
    tree = ast.parse("".join(linecache.getlines(file)))
    checks = (node for node in ast.walk(tree) if isinstance(node, ast.Assert))
    return next((check for check in checks if check.lineno <= line <= check.end_lineno), None)


def _named_values(check: ast.Assert, values: dict) -> Iterator[str]:
    names = dict.fromkeys(node.id for node in ast.walk(check.test) if isinstance(node, ast.Name))
    for name in names:
        if name in values and not callable(values[name]) and not _is_scenery(name, values[name]):
            shown = repr(values[name])
            yield f"{name} = {shown[:LONGEST_VALUE]}{'…' if shown[LONGEST_VALUE:] else ''}"


def _is_scenery(name: str, value: object) -> bool:
    """Leave out what everybody knows: modules and behave's context."""
    return isinstance(value, ModuleType) or name == "context"
