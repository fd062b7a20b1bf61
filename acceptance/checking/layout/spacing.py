"""Where blank lines stand, and how deep comments do, which hangs on the blank lines around them.

A comment belongs to the line that follows it at once. One that a blank line follows, or nothing,
ends what stands above it, and only its author knows how much of that.
"""

from collections.abc import Iterator, Sequence

from acceptance.checking.layout.lines import COMMENTS, DEEPER, HEADINGS, TAGS, TEXT, Line


def space(lines: Sequence[Line]) -> None:
    """Put a blank line between blocks and none inside them; those at comments stay."""
    above, chain = None, []
    for line in lines:
        chain.append(line)
        if line.kind not in COMMENTS:
            _space_between(above, chain)
            above, chain = line, []
    if lines:
        lines[0].after_blank = False


def _space_between(above: Line | None, chain: Sequence[Line]) -> None:
    """Space the comments under a line, and the line that follows them."""
    below = chain[-1]
    if above is None or above.kind == below.kind == TEXT:
        return
    if above.kind == TAGS or (_is_step(below) and above.kind != TEXT):
        for line in chain:
            line.after_blank = False
    elif not any(line.after_blank for line in chain):
        chain[0].after_blank = True


def _is_step(line: Line) -> bool:
    """Tell whether a line is a step, or a part of one or of examples."""
    return line.kind not in {*HEADINGS, TAGS, TEXT}


def place_comments(lines: Sequence[Line]) -> None:
    """Set the depth of comments, when blank lines are where they belong."""
    below = None
    for index, line in reversed(list(enumerate(lines))):
        if line.kind not in COMMENTS:
            below = line.depth
        elif below is None:
            line.depth = _depth_at_end(line, lines[:index])
        else:
            line.depth = below
        if line.after_blank:
            below = None


def _depth_at_end(comment: Line, above: Sequence[Line]) -> int:
    """Find what a comment stood in, by the indents that the author gave."""
    for line in _enclosing(above):
        if line.indent <= comment.indent:
            is_inside = line.kind in HEADINGS and line.indent < comment.indent
            return line.depth + DEEPER * is_inside
    return 0


def _enclosing(above: Sequence[Line]) -> Iterator[Line]:
    """Walk up from a line to the ones that it stands in, each less deep than the last."""
    depth = None
    for line in reversed(above):
        if line.kind not in COMMENTS and (depth is None or line.depth < depth):
            depth = line.depth
            yield line
