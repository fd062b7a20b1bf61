"""Where the time goes."""

import pytest

from acceptance.reports import slowest
from acceptance.stream.outcomes import Location, Outcome, Phrase
from tests.acceptance.reports.runs import FILE, OPENS, RUNS, SEES, run_of, scenario, step


def test_the_ten_slowest_scenarios_are_named_slowest_first():
    run = run_of(*(scenario(name=f"S{n}", line=n, duration=n / 4) for n in range(1, 13)))

    assert [s.name for s in slowest.slowest_scenarios(run)] == [f"S{n}" for n in range(12, 2, -1)]


def test_of_a_repeated_scenario_its_slowest_repetition_counts():
    run = run_of(*(scenario(duration=took, repetition=took) for took in (1, 3, 2)))

    assert [s.repetition for s in slowest.slowest_scenarios(run)] == [3]


def test_what_never_ran_took_no_time():
    run = run_of(scenario(Outcome.PLANNED), scenario(Outcome.NOT_RUN), scenario(Outcome.SKIPPED))

    assert slowest.slowest_scenarios(run) == []
    assert slowest.slowest_phrases(run) == []


def test_phrases_are_sorted_by_what_they_took_in_all():
    run = run_of(
        scenario(steps=(step(duration=0.5, phrase=OPENS), step(duration=0.2, phrase=SEES))),
        scenario(steps=(step(duration=0.4, phrase=SEES),), line=9),
    )

    assert [
        (use.phrase, use.times, round(use.total, 3), round(use.mean, 3))
        for use in slowest.slowest_phrases(run)
    ] == [(SEES, 2, 0.6, 0.3), (OPENS, 1, 0.5, 0.5)]


def test_earlier_attempts_took_time_as_well():
    again = scenario(steps=(step(duration=1),), earlier=(scenario(steps=(step(duration=2),)),))

    (use,) = slowest.slowest_phrases(run_of(again))

    assert (use.times, use.total) == (2, 3)


def test_a_step_that_never_began_is_no_use_of_its_phrase():
    run = run_of(scenario(steps=(step(), step(Outcome.SKIPPED, phrase=SEES))))

    assert [use.phrase for use in slowest.slowest_phrases(run)] == [OPENS]


def test_ten_phrases_are_enough():
    phrases = [Phrase(f"phrase {n}", Location("steps.py", n)) for n in range(1, 13)]
    run = run_of(scenario(steps=tuple(step(phrase=phrase) for phrase in phrases)))

    assert len(slowest.slowest_phrases(run)) == 10


def test_both_are_told_for_a_terminal():
    steps = (step(duration=1.5), step(duration=0.5), step(duration=0.1, phrase=SEES))
    run = run_of(scenario(duration=2.25, rule="All is found", steps=steps))

    assert slowest.render(run) == (
        "Slowest scenarios:\n"
        f"     2.250 s  {FILE}:3  All is found › Tea is found\n"
        "\n"
        "Slowest phrases:\n"
        "      total   times        mean\n"
        "     2.000 s       2     1.000 s  Bob opens {page}  features/steps/pages.py:7\n"
        "     0.100 s       1     0.100 s  Bob sees {text}  features/steps/pages.py:12\n"
    )


def test_scenarios_are_told_also_where_no_phrase_was_used():
    assert slowest.render(run_of(scenario(steps=()))) == (
        f"Slowest scenarios:\n     0.500 s  {FILE}:3  Tea is found\n"
    )


@pytest.mark.parametrize("name", ["nothing", "dry", "a feature without scenarios"])
def test_where_nothing_ran_that_is_said(name):
    assert slowest.render(RUNS[name]) == "No scenario was run.\n"


def test_what_cannot_be_shown_is_written_out():
    assert "A \\x1b[31m title" in slowest.render(run_of(scenario(name="A \x1b[31m title")))
