"""Draw how runs came out over time, as pictures that belong to the page.

What is drawn can be told apart without colours: every share has a pattern, and its name next to it.
The colours are those of the page, which may be dark. A picture says in words what is seen on it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from math import ceil, floor, log10
from pathlib import Path

from django.template import Context, Engine
from django.utils.safestring import SafeString

from acceptance.reports.living.history import Point
from acceptance.reports.living.model import Share

# Units of the picture, which is scaled to the page: a letter is 12 high.
WIDTH, HEIGHT = 480, 200
LEFT, RIGHT, TOP, BOTTOM = 56, 472, 32, 172
WIDEST_COLUMN = 32
DATES = HEIGHT - 8
KEY_WIDTH = 84
SWATCH = 11
# One failing scenario of thousands has to be seen; the others give up so much room.
LOWEST = 2.5
MOST_TICKS = 4
STEPS = (1, 2, 5, 10)
MINUTES_FROM = 120

# From the ground upwards: what fails is compared best where all columns begin.
SHARES = (Share.FAILING, Share.PASSED, Share.PLANNED, Share.NOT_RUN)
# The fill that the template makes of the look of a mark.
PATTERN = "pattern"
# What passed is most of the picture, and not what somebody looks for.
CALM = ".5"
ENGINE = Engine(dirs=[Path(__file__).parent / "templates"])


@dataclass(frozen=True, slots=True)
class Mark:
    """A shape: the path along which it is drawn, and how it looks."""

    look: str
    d: str
    fill: str = "none"
    opacity: str = ""
    stroke: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend: a swatch, and what it stands for."""

    swatch: Mark
    x: str
    text: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the plot, with its value at the left."""

    y: str
    text: str
    x: int = LEFT - 6


@dataclass(frozen=True, slots=True)
class Label:
    """A text on the plot."""

    x: str
    y: str
    anchor: str
    text: str
    look: str = "faint"


@dataclass(frozen=True, slots=True)
class Plot:
    """All that is drawn and said."""

    title: str
    description: str
    ticks: list[Tick]
    marks: list[Mark]
    labels: list[Label]
    keys: list[Key]


class Scale:
    """Where values and runs stand on a plot; the values reach up to a round number."""

    def __init__(self, highest: float, runs: int):
        self.step = _round_step(highest)
        self.values = [n * self.step for n in range(max(1, ceil(highest / self.step)) + 1)]
        self.slot = (RIGHT - LEFT) / runs
        self.column = min(self.slot * 0.8, WIDEST_COLUMN)

    def height(self, value: float) -> float:
        """Tell how high a value is drawn."""
        return value / self.values[-1] * (BOTTOM - TOP)

    def y(self, value: float) -> float:
        """Find where a value is drawn."""
        return BOTTOM - self.height(value)

    def x(self, run: int) -> float:
        """Find the middle of what stands for a run."""
        return LEFT + (run + 0.5) * self.slot


def trend_of_scenarios(points: Sequence[Point]) -> SafeString:
    """Draw a column per run: how many scenarios failed, passed, were planned or not run."""
    if not points:
        return SafeString()
    scale = Scale(max(max(p.counts.total() for p in points), MOST_TICKS), len(points))
    shares = [share for share in SHARES if any(point.counts[share] for point in points)]
    columns = [_column(point, scale) for point in points]
    return _drawn(
        Plot(
            title="Scenarios, run by run",
            description=_describe_scenarios(points),
            ticks=[Tick(_n(scale.y(v)), f"{v:,g}") for v in scale.values],
            marks=[_columns(share, columns, scale) for share in shares],
            labels=list(_dates(points, scale)),
            keys=[_key(number, share) for number, share in enumerate(shares)],
        ),
        points,
    )


def trend_of_durations(points: Sequence[Point]) -> SafeString:
    """Draw a line through the time that each run took."""
    if not points:
        return SafeString()
    unit, sign = (60, "min") if max(p.seconds for p in points) >= MINUTES_FROM else (1, "s")
    scale = Scale(max(point.seconds for point in points) / unit, len(points))
    spots = [(scale.x(n), scale.y(point.seconds / unit)) for n, point in enumerate(points)]
    line = "L".join(f"{_n(x)} {_n(y)}" for x, y in spots)
    area = f"M{_n(spots[0][0])} {BOTTOM}L{line}V{BOTTOM}z"
    # A line of no length with round ends is a dot; the more there are, the smaller.
    dots = "".join(f"M{_n(x)} {_n(y)}h0" for x, y in spots)
    size = _n(max(3, min(6, scale.slot * 0.7)))
    last = Label(f"{RIGHT}", "14", "end", f"last {_seconds(points[-1].seconds)}", look="strong")
    return _drawn(
        Plot(
            title="Duration, run by run",
            description=_describe_durations(points),
            ticks=[Tick(_n(scale.y(v)), f"{v:g} {sign}") for v in scale.values],
            marks=[
                Mark("line", area, fill="currentColor", opacity=".1"),
                Mark("line", f"M{line}", stroke="1.5"),
                Mark("line", dots, stroke=size),
            ],
            labels=[*_dates(points, scale), last],
            keys=[],
        ),
        points,
    )


def _drawn(plot: Plot, points: Sequence[Point]) -> SafeString:
    # Other runs may look the same on the same page, but were not made in the same moments.
    ident = f"plot-{sha256(repr((plot.title, points)).encode()).hexdigest()[:10]}"
    told = {"id": ident, "plot": plot, "left": LEFT, "right": RIGHT}
    size = {"width": WIDTH, "height": HEIGHT}
    # Numbers are written for a program, whatever the language of the project.
    context = Context({**told, **size}, use_l10n=False)
    return ENGINE.get_template("plot.html").render(context)


def _columns(share: Share, columns: Iterable[Mapping[Share, tuple]], scale: Scale) -> Mark:
    """Draw what a share has of all columns."""
    width = _n(scale.column)
    d = "".join(
        f"M{_n(scale.x(number) - scale.column / 2)} {_n(y)}h{width}v{_n(height)}h-{width}z"
        for number, column in enumerate(columns)
        for y, height in [column[share]]
        if height
    )
    outline = _n(min(0.8, scale.column / 8))
    return Mark(_look(share), d, _fill(share), _opacity(share), outline)


def _column(point: Point, scale: Scale) -> dict[Share, tuple[float, float]]:
    """Find the top and the height of every share of a run."""
    heights = {
        share: max(LOWEST, scale.height(n)) if (n := point.counts[share]) else 0 for share in SHARES
    }
    largest = max(SHARES, key=heights.__getitem__)
    others = sum(heights.values()) - heights[largest]
    heights[largest] = max(heights[largest] and LOWEST, scale.height(point.counts.total()) - others)
    found, y = {}, BOTTOM
    for share in SHARES:
        y -= heights[share]
        found[share] = (y, heights[share])
    return found


def _key(number: int, share: Share) -> Key:
    x = LEFT + number * KEY_WIDTH
    d = f"M{x}.5 4.5h{SWATCH}v{SWATCH}h-{SWATCH}z"
    swatch = Mark(_look(share), d, _fill(share), _opacity(share), stroke="1")
    return Key(swatch, f"{x + SWATCH + 7}", share)


def _look(share: Share) -> str:
    return share.replace(" ", "-")


def _fill(share: Share) -> str:
    return {Share.PASSED: "currentColor", Share.NOT_RUN: "none"}.get(share, PATTERN)


def _opacity(share: Share) -> str:
    return CALM if share is Share.PASSED else ""


def _dates(points: Sequence[Point], scale: Scale) -> Iterator[Label]:
    """Say when the first and the last run were made, at what time if it was one day."""
    first, last = points[0].when, points[-1].when
    is_one_day = len(points) > 1 and first.date() == last.date()
    texts = [f"{_day(when)}, {when:%H:%M}" if is_one_day else _day(when) for when in (first, last)]
    if len(points) == 1:
        yield Label(_n(scale.x(0)), f"{DATES}", "middle", texts[0])
        return
    edge = scale.column / 2
    yield Label(_n(scale.x(0) - edge), f"{DATES}", "start", texts[0])
    yield Label(_n(scale.x(len(points) - 1) + edge), f"{DATES}", "end", texts[1])


def _describe_scenarios(points: Sequence[Point]) -> str:
    failing = [point.counts[Share.FAILING] for point in points]
    if len(points) == 1:
        return f"One run, of {_day(points[0].when)}: {_shares(points[0])}."
    return (
        f"{_span(points)}, a column for each. The first: {_shares(points[0])}. "
        f"The last: {_shares(points[-1])}. "
        f"{_extremes('Failing scenarios', points, failing, str)}"
    )


def _describe_durations(points: Sequence[Point]) -> str:
    took = [point.seconds for point in points]
    if len(points) == 1:
        return f"One run, of {_day(points[0].when)}: it took {_seconds(took[0])}."
    return (
        f"{_span(points)}, a dot for each. The first took {_seconds(took[0])}, the last "
        f"{_seconds(took[-1])}. {_extremes('Duration', points, took, _seconds)}"
    )


def _span(points: Sequence[Point]) -> str:
    return f"{len(points)} runs from {_day(points[0].when)} to {_day(points[-1].when)}"


def _extremes(
    what: str, points: Sequence[Point], values: Sequence[float], say: Callable[[float], str]
) -> str:
    """Name the least and the most, each with the day when it was last so."""
    days = {value: _day(point.when) for value, point in zip(values, points, strict=True)}
    least, most = min(values), max(values)
    if least == most:
        return f"{what}: always {say(most)}."
    return f"{what}: at least {say(least)}, on {days[least]}; at most {say(most)}, on {days[most]}."


def _shares(point: Point) -> str:
    told = ", ".join(f"{n} {share}" for share in SHARES if (n := point.counts[share]))
    return told or "no scenarios"


def _seconds(seconds: float) -> str:
    if seconds >= MINUTES_FROM:
        return f"{seconds / 60:.1f} min"
    return f"{seconds:.3g} s"


def _day(when: datetime) -> str:
    return f"{when.day} {when:%b %Y}"


def _round_step(highest: float) -> float:
    """Choose a step of 1, 2 or 5, or of a power of ten of these, for a few ticks."""
    least = (highest or 1) / MOST_TICKS
    power = 10 ** floor(log10(least))
    return next(step * power for step in STEPS if step * power >= least)


def _n(number: float) -> str:
    """Write a number as short as a picture needs it."""
    return f"{number:.1f}".removesuffix(".0")
