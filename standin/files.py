from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO
from uuid import uuid4

_BLOCK = 256 * 1024


def blocks(file: IO[bytes]) -> Iterator[bytes]:
    """Return the rest of `file` in parts, so that it is never in memory as a whole."""
    return iter(lambda: file.read(_BLOCK), b"")


def write(path: Path, content: Iterable[bytes], *, replace: bool = True) -> bool:
    """Write a file that nobody ever sees half done; tell whether it was written.

    With `replace=False` a file that is there stays as it is.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{uuid4().hex}")
    try:
        with temporary.open("wb") as file:
            file.writelines(content)
        if replace:
            temporary.replace(path)
        else:
            path.hardlink_to(temporary)  # unlike a rename, this fails when the name is taken
    except FileExistsError:
        return False
    finally:
        temporary.unlink(missing_ok=True)
    return True
