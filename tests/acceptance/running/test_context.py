"""The quick context does what behave's own does, whatever is done to it."""
# ruff: noqa: T201 (printing is what is captured)

import warnings
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from behave.configuration import Configuration
from behave.runner import Context, ContextMaskWarning, scoped_context_layer

from acceptance.running.capturing import RunCapture
from acceptance.running.context import QuickContext


class Runner:
    """As much of a runner as a context needs."""

    aborted = False

    def __init__(self, **options):
        self.config = Configuration([], load_config=False)
        for name, value in options.items():
            setattr(self.config, name, value)
        self.capture_controller = RunCapture(self.config)


@contextmanager
def layers(context, *names):
    for name in names:
        context._push(layer=name)
    yield
    for _ in names:
        context._pop()


def behave_masks_a_value_of_the_project(context):
    with context.use_with_user_mode():
        context.tea = "black"
    with layers(context, "feature"):
        context.tea = "green"
        return context.tea


def the_project_masks_a_value_of_behave(context):
    with context.use_with_user_mode(), layers(context, "feature"):
        context.feature = "mine"
        return context.feature


def the_project_masks_what_behave_has_assigned_by_other_means(context):
    with layers(context, "feature"), pytest.raises(KeyError):
        context.config = "mine"


def the_project_masks_its_own(context):
    with context.use_with_user_mode():
        context.tea = "black"
        with layers(context, "feature", "scenario"):
            context.tea = "green"
            inner = context.tea
        return inner, context.tea


def behave_masks_its_own(context):
    context.text = "black"
    with layers(context, "feature"):
        context.text = "green"
        return context.text


def the_project_runs_steps_in_behaves_name(context):
    with context.use_with_user_mode():
        with context._use_with_behave_mode():
            context.text = "black"
        context.tea = context.text
        with layers(context, "scenario"):
            context.text = "green"
        return context.tea, context.text


def a_mode_ends_with_an_exception(context):
    with pytest.raises(LookupError), context.use_with_user_mode():
        raise LookupError
    return context._mode


def something_is_deleted(context):
    context.tea = "black"
    del context.tea
    return "tea" in context, hasattr(context, "tea"), "tea" in context._record


def something_private_is_assigned(context):
    context._tea = "black"
    return context._tea, "_tea" in context, [*context._stack[0]]


DEEDS = (
    behave_masks_a_value_of_the_project,
    the_project_masks_a_value_of_behave,
    the_project_masks_what_behave_has_assigned_by_other_means,
    the_project_masks_its_own,
    behave_masks_its_own,
    the_project_runs_steps_in_behaves_name,
    a_mode_ends_with_an_exception,
    something_is_deleted,
    something_private_is_assigned,
)


def observed(kind, deed, **options):
    """Do something to a context; tell what it gave, warned of and remembered."""
    runner = Runner(**options)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        context = kind(runner)
        given = deed(context)
    told = [(str(w.message), w.category, w.filename, w.lineno) for w in caught]
    records = {name: tuple(record) for name, record in context._record.items()}
    here = {name: record for name, record in records.items() if record[0] == __file__}
    return str(given), told, here, {name: str(mode) for name, mode in context._origin.items()}


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_it_is_indistinguishable_from_behaves(deed, verbose):
    assert observed(QuickContext, deed, verbose=verbose) == observed(Context, deed, verbose=verbose)


def test_the_warning_names_the_line_that_masks_and_the_one_that_is_masked():
    _, told, _, _ = observed(QuickContext, behave_masks_a_value_of_the_project)
    [(message, category, file, line)] = told
    assert category is ContextMaskWarning
    assert 'originally set in context.tea = "black"' in message
    assert (file, Path(file).read_text().splitlines()[line - 1].strip()) == (
        __file__,
        'context.tea = "green"',
    )


def clean_up_with(context, sinks, function):
    context._push(layer="scenario")
    context.add_cleanup(function)
    context._pop(capture_sink=SimpleNamespace(process_captured=sinks.append))


@pytest.mark.parametrize("kind", [Context, QuickContext])
def test_what_a_clean_up_prints_is_handed_over(kind, capsys):
    seen = []
    runner = Runner()
    clean_up_with(kind(runner), seen, lambda: print("swept"))
    assert [(c.stdout, c.name, c.failed) for c in seen] == [("swept\n", "scenario.cleanup", False)]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("kind", [Context, QuickContext])
def test_a_clean_up_that_fails_is_raised_with_its_output_and_the_layer_is_left(kind, capsys):
    def fail():
        print("sweeping")
        raise OSError("no broom")

    seen = []
    context = kind(runner := Runner())  # noqa: F841 (a context does not keep its runner)
    with pytest.raises(OSError, match="no broom"):
        clean_up_with(context, seen, fail)
    assert [c.failed for c in seen] == [True]
    assert "sweeping" in capsys.readouterr().out
    assert len(context._stack) == 1


@pytest.mark.parametrize("kind", [Context, QuickContext])
def test_nothing_is_captured_if_nobody_wants_that(kind, capsys):
    context = kind(runner := Runner(capture_hooks=False))  # noqa: F841 (as above)
    clean_up_with(context, [], lambda: print("swept"))
    assert capsys.readouterr().out == "swept\n"


def test_a_layer_inside_a_step_leaves_the_capture_of_the_step_as_it_is(capsys):
    context = QuickContext(runner := Runner())
    capture = runner.capture_controller
    capture.setup_capture(name="scenario")
    capture.start_capture()
    print("before")
    with scoped_context_layer(context):
        context.add_cleanup(print, "apart")
    print("after")
    capture.stop_capture()
    assert capture.captured.stdout == "before\nafter\n"
    capture.release()
