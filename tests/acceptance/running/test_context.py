"""Our context warns of masked values exactly as behave's does."""

import warnings
from types import SimpleNamespace

import pytest
from behave.runner import Context, ContextMaskWarning

from acceptance.running.context import QuickContext


def by_user(context, **values):
    with context.use_with_user_mode():
        for name, value in values.items():
            setattr(context, name, value)


def by_behave(context, **values):
    for name, value in values.items():
        setattr(context, name, value)


def user_masks_user(context):
    by_user(context, tea="green")
    context._push()
    by_user(context, tea="black")


def user_masks_behave(context):
    by_behave(context, tea="green")
    context._push()
    by_user(context, tea="black")


def behave_masks_user(context):
    by_user(context, tea="green")
    context._push()
    by_behave(context, tea="black")


def behave_masks_behave(context):
    by_behave(context, tea="green")
    context._push()
    by_behave(context, tea="black")


def the_run_itself_masks(context):
    by_user(context, tea="green")
    context._push()
    by_user(context, tea="black")
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        context._set_root_attribute("tea", "white")
    assert found


def user_assigns_again(context):
    by_user(context, tea="green")
    by_user(context, tea="black")


class Runner:
    """As much of a runner as a context asks for."""

    def __init__(self, verbose=False):
        self.config = SimpleNamespace(verbose=verbose)


STORIES = [
    user_masks_user, user_masks_behave, behave_masks_user, behave_masks_behave,
    the_run_itself_masks, user_assigns_again,
]  # fmt: skip


def told(kind, story, verbose):
    """Tell what a story leaves in a context, and what it is warned of."""
    runner = Runner(verbose)
    context = kind(runner)
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        story(context)
    masks = [str(each.message) for each in found if each.category is ContextMaskWarning]
    return context.tea, "tea" in context, masks


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("story", STORIES)
def test_it_warns_as_behaves_own(story, verbose):
    assert told(QuickContext, story, verbose) == told(Context, story, verbose)


def test_some_of_them_are_warned_of():
    assert told(QuickContext, user_masks_behave, False)[2]


def test_a_value_can_be_deleted_where_it_was_assigned():
    runner = Runner()
    context = QuickContext(runner)
    context.tea = "green"
    del context.tea
    assert "tea" not in context
