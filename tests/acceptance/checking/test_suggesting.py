"""What a step that no phrase matches may have been meant to be, by a table of examples."""

import pytest

from acceptance.checking.suggesting import suggest
from tests.acceptance.checking.meant import CASES, DICTIONARY, as_told


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_a_step_is_taken_for_what_it_was_meant_to_be(case):
    assert as_told(suggest(DICTIONARY, case["text"], case["kind"])) == case["meant"]


def test_no_step_of_the_table_is_one_that_a_phrase_matches():
    known = [c["text"] for c in CASES if DICTIONARY.find_all(c["text"], c["kind"])]

    assert known == []


def test_what_is_suggested_is_a_step_that_a_phrase_matches():
    unknown = [
        found.text
        for case in CASES
        for found in suggest(DICTIONARY, case["text"], case["kind"])
        if not DICTIONARY.find_all(found.text, found.kind or case["kind"])
    ]

    assert unknown == []


def test_whether_more_than_a_value_is_to_be_changed_is_told():
    [value] = suggest(DICTIONARY, "Alise's kettle is broken", "given")
    [both] = suggest(DICTIONARY, "Alise's kettl is broken", "given")

    assert (value.is_reworded, both.is_reworded) == (False, True)
