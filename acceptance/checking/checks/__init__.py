"""The checks, by what they look at. To import one of these modules is to register its checks."""

from acceptance.checking.checks import (  # noqa: F401 (importing them registers their checks)
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
