"""behave's context, quick enough to be written to twice a step.

behave looks up the line of code of every assignment, for a warning that it hardly ever gives.
"""

import sys
from traceback import FrameSummary
from typing import Any

from behave.capture import CaptureSink2Print, ICaptureSink, any_hook
from behave.runner import Context, ContextMode


class QuickContext(Context):
    """A context that remembers who assigned a value, and reads that line only for a warning."""

    def __setattr__(self, name: str, value: Any) -> None:
        """Assign a value in the present layer; warn of masking exactly as behave does."""
        own = self.__dict__
        if name[0] == "_":
            own[name] = value
            return
        inner, *outer = own["_stack"]
        mode = own["_mode"]
        # Values of one origin mask each other without a warning.
        if own["_origin"].setdefault(name, mode) is not mode or own["_config"].verbose:
            for layer in outer:
                if name in layer:
                    self._emit_warning(name, _maker(name, own["_record"][name]))
        frame = sys._getframe(1)
        code = frame.f_code
        own["_record"][name] = FrameSummary(
            code.co_filename, frame.f_lineno, code.co_name, lookup_line=False
        )
        inner[name] = value

    def _pop(self, capture_sink: ICaptureSink | None = None) -> None:
        """Leave a layer; what its clean-ups print is captured, if it has any."""
        layer = self._stack[0]
        try:
            if layer["@cleanups"]:
                self._do_cleanups_with_capture(layer, capture_sink)
        finally:
            self._stack.pop(0)

    def _do_cleanups_with_capture(self, layer: dict, capture_sink: ICaptureSink | None) -> None:
        if not self._config.should_capture_hooks():
            self._do_cleanups()
            return
        sinks = [CaptureSink2Print(any_hook.show_cleanup_on_success), capture_sink]
        capture = self._runner.capture_controller
        with capture.apart(f"{layer.get('@layer', '')}.cleanup", *filter(None, sinks)):
            self._do_cleanups()
            capture.result_failed = False

    def use_with_user_mode(self) -> "_Mode":
        """Tell for a while what the project's code does from what behave does."""
        return _Mode(self, ContextMode.USER)

    def _use_with_behave_mode(self) -> "_Mode":
        return _Mode(self, ContextMode.BEHAVE)


def _maker(name: str, record: FrameSummary) -> dict[str, Any]:
    """Say where a value was assigned, in the words of behave's warning."""
    return {"attr": name, "filename": record[0], "line": record[1], "function": record[3]}


class _Mode:
    """A mode of a context, for a while."""

    __slots__ = ("before", "mode", "own")

    def __init__(self, context: Context, mode: ContextMode):
        self.own = context.__dict__
        self.mode = mode

    def __enter__(self) -> None:
        self.before = self.own["_mode"]
        self.own["_mode"] = self.mode

    def __exit__(self, *_) -> None:
        self.own["_mode"] = self.before
