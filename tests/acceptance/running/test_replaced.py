"""What is written anew, to be quicker, has to be compared with the original when that changes."""

import hashlib
import inspect

import pytest
from behave.capture import CaptureController, capture_output_to_sink
from behave.log_capture import LoggingCapture
from behave.matchers import Match, Matcher
from behave.runner import Context, use_context_with_mode
from behave.step_registry import StepRegistry
from django.test import TestCase

# The original, what stands in its place, and a digest of the original's text.
REPLACED = (
    (Context.__setattr__, "acceptance.running.context", "600a28e1"),
    (Context._emit_warning, "acceptance.running.context", "f6013729"),
    (Context._pop, "acceptance.running.context", "f489e606"),
    (use_context_with_mode, "acceptance.running.context", "b4cb622a"),
    (CaptureController.__init__, "acceptance.running.capturing", "17976515"),
    (CaptureController.setup_capture, "acceptance.running.capturing", "b756dd1b"),
    (CaptureController.teardown_capture, "acceptance.running.capturing", "6ae8457b"),
    (capture_output_to_sink, "acceptance.running.capturing", "627ff897"),
    (LoggingCapture.__init__, "acceptance.running.capturing", "e9b453af"),
    (LoggingCapture.inveigle, "acceptance.running.capturing", "dd8e2660"),
    (LoggingCapture.abandon, "acceptance.running.capturing", "7fc1dcc0"),
    (Match.__init__, "acceptance.running.phrases", "4b171e7d"),
    (Matcher.match, "acceptance.running.phrases", "4906996c"),
    (StepRegistry.find_match, "acceptance.running.phrases", "990de4fa"),
    (TestCase.setUpClass.__func__, "acceptance.running.testrunner", "e14d5afc"),
    (TestCase.tearDownClass.__func__, "acceptance.running.testrunner", "d5728d44"),
    (TestCase._fixture_setup.__func__, "acceptance.running.testrunner", "5141adcc"),
)


@pytest.mark.parametrize(
    ("original", "module", "digest"), REPLACED, ids=lambda value: getattr(value, "__qualname__", "")
)
def test_the_original_is_what_it_was(original, module, digest):
    text = inspect.getsource(original)
    found = hashlib.sha256(text.encode()).hexdigest()[:8]
    assert found == digest, f"compare it with {module}, then write the digest {found} here:\n{text}"
