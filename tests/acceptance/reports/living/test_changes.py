"""What became of a specification since an earlier version."""

from acceptance.reports.living.changes import Changes, compare, written
from acceptance.stream.outcomes import Outcome
from tests.acceptance.reports.living.books import (
    STEPS,
    result,
    run,
    scenario,
    specification,
    step,
    table,
)

OTHER_FILE = "features/reading/searching.feature"
OTHERS = ("Given a draft", "When Alice publishes it", "Then it is public")


def changes(before, now):
    return compare(specification(*before, runs=[]), specification(*now, runs=[]))


def titles(scenarios):
    return [found.title for found in scenarios]


def reworded(found):
    return [(r.before.title, r.now.title) for r in found.reworded]


def outcomes(before, now):
    """Compare two versions of one scenario that came out differently."""
    return changes([scenario("Tea", result(run(), before))], [scenario("Tea", result(run(), now))])


def test_equal_specifications_have_no_changes():
    assert changes([scenario("Tea")], [scenario("Tea")]) == Changes([], [], [], [], [], [])


def test_what_is_there_on_one_side_only_was_added_or_removed():
    found = changes([scenario("Tea")], [scenario("Cake", steps=OTHERS)])

    assert (titles(found.added), titles(found.removed)) == (["Cake"], ["Tea"])
    assert found.reworded == []


def test_a_changed_step_is_shown_between_those_that_were_kept():
    now = [STEPS[0], "When Vera opens it", STEPS[2]]

    (rewording,) = changes([scenario("Tea")], [scenario("Tea", steps=now)]).reworded

    assert not rewording.has_new_title
    assert rewording.lines == [
        ("same", "Given a published post"),
        ("removed", "When Bob opens it"),
        ("added", "When Vera opens it"),
        ("same", "Then Bob sees its text"),
    ]


def test_another_title_alone_rewords_a_scenario():
    found = changes([scenario("Tea")], [scenario("Green tea")])

    assert reworded(found) == [("Tea", "Green tea")]
    assert found.reworded[0].has_new_title
    assert found.reworded[0].lines == []
    assert (found.added, found.removed) == ([], [])


def test_a_title_that_keeps_its_address_is_another_title_too():
    before, now = scenario("Tea"), scenario("Tea")
    now.title = "Tea!"

    assert reworded(changes([before], [now])) == [("Tea", "Tea!")]


def test_two_of_three_steps_are_enough_to_be_the_same_scenario():
    now = [*STEPS[:2], "Then Bob is told to wait"]

    assert reworded(changes([scenario("Tea")], [scenario("Cup", steps=now)])) == [("Tea", "Cup")]


def test_one_of_three_steps_is_not_enough():
    now = [STEPS[0], "When Vera burns it", "Then nobody sees it"]

    assert reworded(changes([scenario("Tea")], [scenario("Cup", steps=now)])) == []


def test_the_same_steps_in_another_order_are_another_scenario():
    assert reworded(changes([scenario("Tea")], [scenario("Cup", steps=STEPS[::-1])])) == []


def test_the_pair_that_is_most_alike_comes_first():
    close = [*STEPS, "And it is warm"]
    closer = [*STEPS, "And it is warm", "And it is sweet"]

    found = changes(
        [scenario("Close", steps=STEPS), scenario("Closer", steps=close)],
        [scenario("Cup", steps=closer)],
    )

    assert reworded(found) == [("Closer", "Cup")]
    assert titles(found.removed) == ["Close"]


def test_pairs_that_are_equally_alike_keep_their_order():
    found = changes([scenario("A"), scenario("B"), scenario("C")], [scenario("D"), scenario("E")])

    assert reworded(found) == [("A", "D"), ("B", "E")]
    assert titles(found.removed) == ["C"]


def test_scenarios_without_steps_are_like_no_other():
    found = changes([scenario("Tea", steps=())], [scenario("Cup", steps=())])

    assert (titles(found.added), titles(found.removed)) == (["Cup"], ["Tea"])


def test_a_scenario_is_reworded_within_its_file_only():
    found = changes([scenario("Tea")], [scenario("Cup", file=OTHER_FILE)])

    assert (titles(found.added), titles(found.removed)) == (["Cup"], ["Tea"])


def test_an_equal_scenario_in_another_file_has_moved():
    found = changes([scenario("Tea")], [scenario("Tea", file=OTHER_FILE), scenario("Cup")])

    (rewording,) = found.reworded
    assert rewording.has_moved
    assert rewording.now.feature.file == OTHER_FILE
    assert rewording.lines == []
    assert titles(found.added) == ["Cup"]


def test_what_fails_now_and_did_not_before_fails_newly():
    for before in (Outcome.PASSED, Outcome.PLANNED, Outcome.NOT_RUN):
        assert titles(outcomes(before, Outcome.UNDEFINED).newly_failing) == ["Tea"]
    assert outcomes(Outcome.ERROR, Outcome.FAILED).newly_failing == []


def test_what_passes_now_and_failed_before_was_fixed():
    assert titles(outcomes(Outcome.ERROR, Outcome.PASSED).fixed) == ["Tea"]
    assert outcomes(Outcome.PLANNED, Outcome.PASSED).fixed == []


def test_what_ran_before_and_does_not_now_stopped_running():
    for before in (Outcome.PASSED, Outcome.FAILED):
        for now in (Outcome.PLANNED, Outcome.SKIPPED, Outcome.NOT_SELECTED):
            found = outcomes(before, now)
            assert titles(found.stopped_running) == ["Tea"]
            assert found.fixed == []
    assert outcomes(Outcome.PLANNED, Outcome.NOT_RUN).stopped_running == []


def test_a_reworded_scenario_can_fail_newly_and_a_new_one_cannot():
    found = changes(
        [scenario("Tea", result(run()))],
        [
            scenario("Green tea", result(run(), Outcome.FAILED)),
            scenario("Cake", result(run(), Outcome.FAILED), steps=OTHERS),
        ],
    )

    assert titles(found.newly_failing) == ["Green tea"]
    assert titles(found.added) == ["Cake"]


def test_tables_doc_strings_and_examples_are_written():
    steps = [
        step("Given posts", rows=[["title", "state"], ["Tea | cake", "draft"]]),
        step("When Bob writes", doc_string="Dear Alice\n\nBob"),
    ]
    named = table(["who"], ["Bob"], title="Readers")

    assert written(scenario("Tea", steps=steps, tables=[named, table(["who"], ["Vera"])])) == [
        "Given posts",
        "  | title | state |",
        "  | Tea \\| cake | draft |",
        "When Bob writes",
        '  """',
        "  Dear Alice",
        "  ",
        "  Bob",
        '  """',
        "Examples: Readers",
        "  | who |",
        "  | Bob |",
        "Examples:",
        "  | who |",
        "  | Vera |",
    ]


def test_a_removed_example_rewords_an_outline():
    before = scenario("Tea", tables=[table(["n"], ["1"], ["2"])])
    now = scenario("Tea", tables=[table(["n"], ["1"])])

    (rewording,) = changes([before], [now]).reworded

    assert rewording.lines[-1] == ("removed", "  | 2 |")
