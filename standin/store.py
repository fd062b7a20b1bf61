import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import IO

from standin.assets import Asset, Name
from standin.files import write


class Store:
    """Uploaded files in a folder, which several processes may share.

    Each asset is one file: a line of JSON that describes it, then its bytes. So both are replaced
    at once, and of two uploads under one name one is left, whole.
    """

    def __init__(self, folder: Path) -> None:
        self._assets = folder / "assets"
        self._derived = folder / "derived"

    def find(self, name: Name) -> Asset | None:
        """Return what is known of an asset, or None when there is none."""
        return _asset(self._path(name))

    def open(self, name: Name) -> tuple[Asset, IO[bytes]] | None:
        """Return an asset and its bytes, to be read on and closed, or None when there is none."""
        return _open(self._path(name))

    def put(self, asset: Asset, content: Iterable[bytes], *, replace: bool = True) -> bool:
        """Keep an asset and its bytes; tell whether that was done.

        With `replace=False` an asset of that name stays as it is.
        """
        header = json.dumps(asdict(asset)).encode() + b"\n"

        def lines():
            yield header
            yield from content

        kept = write(self._path(asset.name), lines(), replace=replace)
        if kept:
            self._forget_derivatives(asset.name)
        return kept

    def remove(self, name: Name) -> bool:
        """Remove an asset and all that was made of it; tell whether there was one."""
        try:
            self._path(name).unlink()
        except FileNotFoundError:
            return False
        self._forget_derivatives(name)
        return True

    def assets(self) -> Iterator[Asset]:
        """Yield all assets; whatever else lies in the folder is passed over."""
        for path in self._assets.glob("*.asset"):
            if asset := _asset(path):
                yield asset

    def derivative(self, asset: Asset, recipe: str, make: Callable[[], bytes]) -> tuple[bytes, str]:
        """Return what `recipe` makes of an asset, and a name for it; it is made only once."""
        kind = sha256(f"{asset.etag} {recipe}".encode()).hexdigest()
        path = self._derived / asset.name.key / kind
        try:
            return path.read_bytes(), kind
        except FileNotFoundError:
            content = make()
        with suppress(FileNotFoundError):  # the asset was removed meanwhile, and this folder
            write(path, [content])
        return content, kind

    def clear(self) -> None:
        """Remove everything."""
        for folder in (self._assets, self._derived):
            shutil.rmtree(folder, ignore_errors=True)

    def _path(self, name):
        return self._assets / f"{name.key}.asset"

    def _forget_derivatives(self, name):
        shutil.rmtree(self._derived / name.key, ignore_errors=True)


def _asset(path):
    found = _open(path)
    if found is None:
        return None
    asset, file = found
    file.close()
    return asset


def _open(path):
    """Return the asset in a file and the file after its header; None for any other file."""
    try:
        file = path.open("rb")
    except OSError:  # it was removed just now, or is no file
        return None
    try:
        return Asset(**json.loads(file.readline())), file
    except (ValueError, TypeError):
        file.close()
        return None
