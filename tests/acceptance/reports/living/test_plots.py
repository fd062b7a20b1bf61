"""The pictures of how runs came out over time, and what they say in words."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree

from acceptance.reports.living.history import Point
from acceptance.reports.living.model import Share
from acceptance.reports.living.plots import (
    BOTTOM,
    LEFT,
    RIGHT,
    trend_of_durations,
    trend_of_scenarios,
)

START = datetime(2026, 5, 4, 10, tzinfo=UTC)
PLOTS = [trend_of_scenarios, trend_of_durations]


def point(day=0, seconds=1.5, passed=0, failing=0, planned=0, not_run=0):
    counts = dict(zip(Share, (passed, failing, planned, not_run), strict=True))
    return Point(START + timedelta(days=day), Counter(counts), seconds)


def many(number):
    return [point(n, 10 + n % 7, 200 + n, n % 5, 20, n % 3) for n in range(number)]


def parsed(svg):
    return etree.fromstring(f'<div xmlns="http://www.w3.org/2000/svg">{svg}</div>')[0]


def said(svg):
    return parsed(svg).findtext("{*}desc")


def texts(svg):
    return [text.text for text in parsed(svg).iterfind("{*}text")]


def drawn(svg, share):
    """Find what is drawn of a share, behind its swatch."""
    return parsed(svg).findall(f"{{*}}path[@class='plot-{share}']")[1].get("d")


@pytest.mark.parametrize("plot", PLOTS)
def test_where_there_is_no_run_there_is_no_plot(plot):
    assert plot([]) == ""


@pytest.mark.parametrize("number", [1, 2, 12, 100])
@pytest.mark.parametrize("plot", PLOTS)
def test_a_plot_is_named_and_small_and_has_no_styles_of_its_own(plot, number):
    svg = plot(many(number))
    root = parsed(svg)

    assert len(svg.encode()) < 15_000
    assert root.get("role") == "img"
    ids = root.xpath("//@id")
    assert [i for i in root.get("aria-labelledby").split() if i not in ids] == []
    assert root.findtext("{*}title")
    assert said(svg).count(".") >= 1
    assert root.xpath("//@style | //*[local-name() = 'style']") == []
    assert root.xpath("@width | @height") == []


def test_no_ids_clash_on_a_page_even_where_plots_look_the_same():
    later = [Point(p.when + timedelta(hours=1), p.counts, p.seconds) for p in many(3)]

    plots = [plot(points) for plot in PLOTS for points in (many(3), later)]

    ids = [i for svg in plots for i in parsed(svg).xpath("descendant-or-self::*/@id")]
    assert len(set(ids)) == len(ids)


def test_patterns_are_those_of_their_plot():
    root = parsed(trend_of_scenarios(many(3)))

    fills = {f for f in root.xpath("//@fill") if f.startswith("url")}
    assert {f"url(#{i})" for i in root.xpath("//*[local-name() = 'pattern']/@id")} == fills


def test_shares_are_named_beside_their_pattern_from_the_ground_upwards():
    svg = trend_of_scenarios([point(passed=3, failing=1), point(1, planned=2, not_run=1)])

    assert texts(svg)[:4] == ["failing", "passed", "planned", "not run"]


def test_what_never_occurred_is_not_named():
    assert texts(trend_of_scenarios([point(passed=3)]))[:2] == ["passed", "0"]


def test_a_column_stands_on_the_ground_and_reaches_its_number():
    svg = trend_of_scenarios([point(passed=2, failing=2)])

    assert drawn(svg, "failing") == "M248 102h32v70h-32z"
    assert drawn(svg, "passed") == "M248 32h32v70h-32z"


def test_one_failing_scenario_of_thousands_is_seen_and_its_column_no_higher():
    svg = trend_of_scenarios([point(passed=9_999, failing=1)])

    assert drawn(svg, "failing").split("v")[1].startswith("2.5h")
    assert drawn(svg, "passed").startswith("M248 32h")


def test_a_run_without_scenarios_has_no_column():
    assert "M" not in trend_of_scenarios([point()]).split("<desc")[0].split("viewBox")[1]
    assert said(trend_of_scenarios([point()])) == "One run, of 4 May 2026: no scenarios."


def test_columns_stay_within_the_plot():
    d = drawn(trend_of_scenarios(many(100)), "passed")

    starts = [float(column.split(" ")[0]) for column in d.split("M")[1:]]
    assert len(starts) == 100
    assert min(starts) >= LEFT
    assert max(starts) <= RIGHT - 3


@pytest.mark.parametrize(
    ("number", "ticks"),
    [
        (1, ["0", "1", "2", "3", "4"]),
        (7, ["0", "2", "4", "6", "8"]),
        (240, ["0", "100", "200", "300"]),
        (10_000, ["0", "5,000", "10,000"]),
    ],
)
def test_numbers_at_the_left_are_few_and_round(number, ticks):
    assert texts(trend_of_scenarios([point(passed=number)]))[1:-1] == ticks


@pytest.mark.parametrize(
    ("seconds", "ticks", "last"),
    [
        (0, ["0 s", "0.5 s"], "last 0 s"),
        (0.012, ["0 s", "0.005 s", "0.01 s", "0.015 s"], "last 0.012 s"),
        (14.26, ["0 s", "5 s", "10 s", "15 s"], "last 14.3 s"),
        (119, ["0 s", "50 s", "100 s", "150 s"], "last 119 s"),
        (400, ["0 min", "2 min", "4 min", "6 min", "8 min"], "last 6.7 min"),
    ],
)
def test_durations_are_told_in_a_unit_that_fits(seconds, ticks, last):
    assert texts(trend_of_durations([point(seconds=seconds)])) == [*ticks, "4 May 2026", last]


def test_a_line_leads_through_a_dot_for_each_run():
    svg = trend_of_durations([point(0, 5), point(1, 10)])

    paths = [path.get("d") for path in parsed(svg).iterfind("{*}path[@class='plot-line']")]
    assert paths == [
        f"M160 {BOTTOM}L160 102L368 32V{BOTTOM}z",
        "M160 102L368 32",
        "M160 102h0M368 32h0",
    ]


def test_the_first_and_the_last_day_are_told():
    assert texts(trend_of_scenarios(many(3)))[-2:] == ["4 May 2026", "6 May 2026"]


def test_runs_of_one_day_are_told_by_the_hour():
    points = [point(passed=1), point(0.1, passed=1)]

    assert texts(trend_of_scenarios(points))[-2:] == ["4 May 2026, 10:00", "4 May 2026, 12:24"]


def test_words_say_the_first_the_last_the_least_and_the_most_of_scenarios():
    points = [point(passed=3), point(1, passed=1, failing=2), point(2, passed=4, planned=1)]

    assert said(trend_of_scenarios(points)) == (
        "3 runs from 4 May 2026 to 6 May 2026, a column for each. The first: 3 passed. "
        "The last: 4 passed, 1 planned. Failing scenarios: at least 0, on 6 May 2026; "
        "at most 2, on 5 May 2026."
    )


def test_words_say_the_first_the_last_the_least_and_the_most_of_durations():
    assert said(trend_of_durations([point(0, 5), point(1, 200), point(2, 10)])) == (
        "3 runs from 4 May 2026 to 6 May 2026, a dot for each. The first took 5 s, the last 10 s. "
        "Duration: at least 5 s, on 4 May 2026; at most 3.3 min, on 5 May 2026."
    )


def test_words_say_that_nothing_changed():
    assert said(trend_of_scenarios([point(passed=1), point(1, passed=1)])).endswith(
        "Failing scenarios: always 0."
    )


def test_a_single_run_is_told_alone():
    assert said(trend_of_durations([point()])) == "One run, of 4 May 2026: it took 1.5 s."


def test_numbers_are_those_of_a_program_in_every_language(settings):
    settings.LANGUAGE_CODE, settings.USE_THOUSAND_SEPARATOR = "de", True

    assert 'dy="4"' in trend_of_durations(many(3))
    assert "," not in drawn(trend_of_scenarios(many(3)), "passed")
