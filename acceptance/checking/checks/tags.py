"""Tags."""

from collections.abc import Iterator
from difflib import get_close_matches

from acceptance.checking.findings import Found, Specification, check
from acceptance.checking.nodes import PLANNED


@check("unknown-tag", "a tag that nobody knows selects nothing, and readers wonder what it means")
def unknown_tag(specification: Specification) -> Iterator[Found]:
    """Find tags that the project does not name."""
    known = sorted({PLANNED, *specification.tags})
    for source, feature in specification.features:
        for node in feature.walk():
            for tag in node.tags:
                if tag.name not in known:
                    close = get_close_matches(tag.name, known, n=1)
                    instead = f"Did you mean {close[0]}? " if close else ""
                    instead += f"There are {', '.join(known)}."
                    problem = f"{tag.name} is none of the project's tags."
                    yield Found(source.file, tag.line, tag.column, problem, instead)
