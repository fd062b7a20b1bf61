"""Outcomes as plain data for JSON, and back.

Defaults are left out. So are attachments, which standard messages carry. Paths are relative to the
working directory in outcomes and to the stream's folder in the stream, so that both can be moved.
"""

import json
import os
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from acceptance.stream.outcomes import ScenarioOutcome

LEFT_OUT = {"attachments"}
# The fields of outcomes that name files, in `file` and `details`.
WITH_FILES = ("evidence", "page")


class Packer:
    """Pack outcomes for a stream in a folder, and unpack what was found there."""

    def __init__(self, folder: Path):
        # Absolute, since a step may change the working directory.
        self.here = Path.cwd()
        self.folder = self.here / folder

    def pack(self, value: Any) -> bytes:
        """Write outcomes as JSON."""
        data = _plain(value)
        _move_files(data, self.to_stream)
        return json.dumps(data).encode("ascii")

    def unpack(self, text: bytes, kind: Any) -> Any:
        """Read what `pack` wrote; of anything else, raise whatever comes of it."""
        data = json.loads(text)
        _move_files(data, self.from_stream)
        return _converter().structure(data, kind)

    def to_stream(self, file: str) -> str:
        """Write a path as it is seen from the stream's folder."""
        return file if Path(file).is_absolute() else _relative(self.here / file, self.folder)

    def from_stream(self, file: str) -> str:
        """Write a path as it is seen from the working directory."""
        return file if Path(file).is_absolute() else _relative(self.folder / file, self.here)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {
            field.name: _plain(getattr(value, field.name))
            for field in fields(value)
            if field.init
            and field.name not in LEFT_OUT
            and (field.default is MISSING or getattr(value, field.name) != field.default)
        }
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _move_files(data: Any, move: Callable[[str], str]) -> None:
    if isinstance(data, list):
        for item in data:
            _move_files(item, move)
    elif isinstance(data, dict):
        for kept in filter(None, map(data.get, WITH_FILES)):
            if "file" in kept:
                kept["file"] = move(kept["file"])
            if "details" in kept:
                kept["details"] = [move(file) for file in kept["details"]]
        for item in data.values():
            _move_files(item, move)


@cache
def _converter():
    # Most runs hold nothing that needs it, and loading it takes longer than reading them.
    from cattrs import Converter

    converter = Converter(detailed_validation=False)
    # It does not look up what a class says of itself by its name.
    converter.register_structure_hook_func(
        lambda kind: kind == ScenarioOutcome.__name__,
        lambda data, _: converter.structure(data, ScenarioOutcome),
    )
    return converter


def _relative(file: Path, folder: Path) -> str:
    return Path(os.path.relpath(file, folder)).as_posix()
