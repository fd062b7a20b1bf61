"""What is printed and logged is captured as behave captures it, by one handler for the log."""
# ruff: noqa: T201 (printing is what is captured)

import logging
import sys
from types import SimpleNamespace

import pytest
from behave.capture import CaptureController
from behave.configuration import Configuration

from acceptance.running.capturing import RunCapture

LOG = logging.getLogger("sample")
FORMAT = "%(levelname)s: %(message)s"


@pytest.fixture(autouse=True)
def _root_as_it_was():
    root = logging.getLogger()
    before = root.level, root.handlers[:]
    root.setLevel(logging.WARNING)
    yield
    root.setLevel(before[0])
    root.handlers[:] = before[1]


def config(**options):
    found = Configuration([], load_config=False)
    for name, value in {"logging_level": logging.INFO, "logging_format": FORMAT, **options}.items():
        setattr(found, name, value)
    return found


def make_noise(what):
    print(f"{what} printed")
    print(f"{what} complained", file=sys.stderr)
    LOG.debug("%s is not told", what)
    LOG.info("%s logged", what)


def captured(kind, **options):
    """Let two scenarios of two steps make noise; tell what is captured of each step and in all."""
    controller = kind(config(**options))
    found = []
    for scenario in ("one", "two"):
        controller.setup_capture(name=scenario)
        for step in ("first", "second"):
            controller.start_capture()
            make_noise(f"{scenario} {step}")
            controller.stop_capture()
            found.append(controller.captured)
        controller.start_capture()
        controller.stop_capture()
        found.append(controller.make_captured(failed=True, name="scenario"))
        controller.teardown_capture()
    if kind is RunCapture:
        controller.release()
    return [(c.stdout, c.stderr, c.log, c.name, c.failed) for c in found]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"capture_stdout": False},
        {"capture_stderr": False},
        {"capture_log": False},
        {"logging_level": logging.ERROR},
        {"logging_format": "%(message)s!"},
        {"logging_filter": "-sample"},
        {"logging_clear_handlers": True},
    ],
    ids=str,
)
def test_it_captures_what_behave_does(options):
    assert captured(RunCapture, **options) == captured(CaptureController, **options)


def test_nothing_is_captured_where_nothing_is_said():
    capture = RunCapture(config())
    capture.setup_capture(name="scenario")
    assert not capture.captured.has_output()
    capture.release()


def test_what_is_apart_is_handed_over_and_leaves_the_scenario_alone(capsys):
    seen = []
    sink = SimpleNamespace(process_captured=seen.append)
    capture = RunCapture(config())
    capture.setup_capture(name="scenario")
    capture.start_capture()
    make_noise("step")
    with capture.apart("hook", sink):
        make_noise("hook")
        assert capture.captured.stdout == "hook printed\n"
        capture.result_failed = False
    make_noise("next step")
    capture.stop_capture()
    own = capture.captured
    assert own.stdout == "step printed\nnext step printed\n"
    assert own.log.splitlines() == ["INFO: step logged", "INFO: next step logged"]
    [hook] = seen
    assert (hook.name, hook.failed, hook.log) == ("hook", False, "INFO: hook logged")
    capture.release()
    assert capsys.readouterr().out == ""


def test_what_raises_apart_counts_as_failed():
    seen = []
    capture = RunCapture(config())
    sink = SimpleNamespace(process_captured=seen.append)

    def hook():
        with capture.apart("hook", sink):
            print("lost")
            raise LookupError

    with pytest.raises(LookupError):
        hook()
    assert [c.failed for c in seen] == [True]
    capture.release()


def test_the_handler_comes_back_if_somebody_takes_it_away():
    capture = RunCapture(config())
    capture.setup_capture()
    logging.getLogger().handlers.remove(capture.capture_log)
    logging.getLogger().setLevel(logging.CRITICAL)
    capture.setup_capture()
    LOG.info("heard")
    assert capture.captured.log == "INFO: heard"
    capture.release()


def test_a_hook_may_change_how_messages_are_kept():
    capture = RunCapture(config())
    capture.setup_capture()
    capture.config.logging_format = "%(message)s!"
    capture.setup_capture()
    LOG.info("heard")
    assert capture.captured.log == "heard!"
    capture.release()


def test_the_root_logger_is_left_as_it_was():
    root = logging.getLogger()
    before = root.level, root.handlers[:]
    capture = RunCapture(config())
    with capture.apart("hook"):
        capture.config.logging_level = logging.DEBUG
    capture.setup_capture()
    capture.release()
    assert (root.level, root.handlers) == before


def test_the_levels_of_loggers_are_not_forgotten_between_scenarios():
    capture = RunCapture(config())
    capture.setup_capture()
    LOG.isEnabledFor(logging.INFO)
    known = LOG._cache.copy()
    with capture.apart("hook"):
        pass
    capture.teardown_capture()
    capture.setup_capture()
    assert known
    assert LOG._cache == known
    capture.release()
