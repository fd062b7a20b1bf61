"""behave's statuses answer as they do without us, whatever a later behave makes of them."""

import importlib.util

import pytest
from behave import model_type
from behave.model_type import Status

from acceptance.running.statuses import QUESTIONS, remember_answers


@pytest.fixture
def untouched():
    """Load behave's own module once more, beside the one that everybody uses."""
    spec = importlib.util.spec_from_file_location("untouched", model_type.__file__)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Status


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_status_answers_as_before(untouched, question):
    remember_answers()
    assert {s.name: getattr(s, question)() for s in Status} == {
        s.name: getattr(s, question)() for s in untouched
    }


def test_it_may_be_done_again():
    remember_answers()
    remember_answers()
    assert Status.failed.has_failed()
    assert not Status.passed.has_failed()
