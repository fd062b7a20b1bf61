import json
from pathlib import Path
from typing import Any


class Journal:
    """What the Upload API was asked, in order; several processes may write to it."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "requests.jsonl"

    def append(self, entry: dict[str, Any]) -> None:
        """Add one line at the end."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("ab", buffering=0) as file:  # one write, so that lines never mix
            file.write(json.dumps(entry).encode() + b"\n")

    def entries(self) -> list[dict[str, Any]]:
        """Return all entries, the oldest first."""
        try:
            lines = self._file.read_bytes().splitlines()
        except FileNotFoundError:
            return []
        return [json.loads(line) for line in lines]

    def clear(self) -> None:
        """Remove all entries."""
        self._file.unlink(missing_ok=True)
