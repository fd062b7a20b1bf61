"""Capture what scenarios print and log, as behave does, without setting everything up each time.

For every scenario and every hook behave installs a new handler for log messages and changes the
level of the root logger, and with each change Python forgets what it knows of every logger.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from operator import attrgetter

from behave.capture import (
    NO_CAPTURED_DATA,
    CaptureBookmark,
    CaptureController,
    ICaptured,
    ICaptureSink,
)
from behave.log_capture import LoggingCapture

# What belongs to one capture, and is put aside while something is captured apart from it.
PAGE = ("name", "capture_stdout", "capture_stderr", "old_stdout", "old_stderr", "delta_bookmark")
page_of = attrgetter(*PAGE)
log_options = attrgetter("logging_level", "logging_format", "logging_datefmt", "logging_filter")


class RunCapture(CaptureController):
    """Capture the output of a whole run, scenario by scenario, with one handler for the log."""

    result_failed = False
    _log_options: tuple = ()
    _level_before: int | None = None

    def setup_capture(self, context: None = None, name: str | None = None) -> None:
        """Begin with nothing captured."""
        if name is not None:
            self.name = name
        if self.config.capture_stdout:
            self.capture_stdout = StringIO()
        if self.config.capture_stderr:
            self.capture_stderr = StringIO()
        if self.config.capture_log:
            self._listen()
            self.capture_log.buffer = []

    def teardown_capture(self) -> None:
        """Leave the handler for the log where it is."""

    def release(self) -> None:
        """Take the handler for the log away at the end of the run."""
        if self.capture_log is not None:
            self.capture_log.old_level = self._level_before
            self.capture_log.abandon()
            self.capture_log = None

    def make_captured(self, failed: bool | None = None, name: str | None = None) -> ICaptured:
        """Collect what was captured, if there is anything."""
        return super().make_captured(failed, name) if self.has_output() else NO_CAPTURED_DATA

    @contextmanager
    def apart(self, name: str, *sinks: ICaptureSink) -> Iterator["RunCapture"]:
        """Capture something apart from the scenario around it, and hand it to the sinks.

        It counts as failed unless `result_failed` is set to false.
        """
        around = page_of(self)
        records = self.capture_log.buffer if self.capture_log is not None else []
        self.old_stdout = self.old_stderr = None
        self.delta_bookmark = CaptureBookmark()
        self.setup_capture(name=name)
        self.start_capture()
        self.result_failed = True
        try:
            yield self
        finally:
            self.stop_capture()
            captured = self.make_captured(failed=self.result_failed)
            vars(self).update(zip(PAGE, around, strict=True))
            if self.config.capture_log:
                self._listen()
                self.capture_log.buffer = records
            for sink in sinks:
                sink.process_captured(captured)

    def _listen(self) -> None:
        """Install the handler for the log unless it is there, as the configuration wants it."""
        options, root = log_options(self.config), logging.getLogger()
        if options != self._log_options:
            self.release()
        if self.capture_log is None:
            self._level_before, self._log_options = root.level, options
            self.capture_log = LoggingCapture(self.config)
        elif (
            self.capture_log in root.handlers
            and self.capture_log.level == root.level
            and not self.config.logging_clear_handlers
        ):
            return
        self.capture_log.inveigle()
