"""The checks, by what they look at. To import one of these modules is to register its checks."""

from acceptance.checking.checks import (
    files,
    phrases,
    reading,
    shape,
    steps,
    tables,
    tags,
    titles,
    wording,
)
from acceptance.checking.findings import CHECKS

__all__ = [
    "CHECKS",
    "files",
    "phrases",
    "reading",
    "shape",
    "steps",
    "tables",
    "tags",
    "titles",
    "wording",
]
