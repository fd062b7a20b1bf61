"""behave's context, quick enough to be written to several times a step.

behave looks for the line of code of every assignment, for a warning that it hardly ever gives.
"""

import sys
from traceback import FrameSummary
from typing import Any

from behave.capture import CaptureSink2Print, ICaptureSink, any_hook
from behave.runner import Context, ContextMode


class QuickContext(Context):
    """A context that remembers where a value was assigned, and reads that line for a warning only.

    Its runner captures output by a `RunCapture`.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        """Assign a value in the present layer; warn of masking as behave does."""
        own = self.__dict__
        if name[0] == "_":
            own[name] = value
            return
        inner, *outer = own["_stack"]
        mode = own["_mode"]
        # behave has nothing to say of a value that masks another one of the same origin.
        if own["_origin"].get(name) is not mode or own["_config"].verbose:
            for layer in outer:
                if name in layer:
                    self._emit_warning(name, _assigned(name, own["_record"][name]))
            own["_origin"].setdefault(name, mode)
        caller = sys._getframe(1)
        place = (caller.f_code.co_filename, caller.f_lineno, caller.f_code.co_name)
        own["_record"][name] = FrameSummary(*place, lookup_line=False)
        inner[name] = value

    def use_with_user_mode(self) -> "_Mode":
        """Tell for a while what the project does from what behave does."""
        return _Mode(self, ContextMode.USER)

    def _use_with_behave_mode(self) -> "_Mode":
        return _Mode(self, ContextMode.BEHAVE)

    def _pop(self, capture_sink: ICaptureSink | None = None) -> None:
        """Leave a layer; what its clean-ups print is captured, if it has any."""
        layer = self._stack[0]
        try:
            if layer["@cleanups"]:
                self._clean_up(layer.get("@layer") or "", capture_sink)
        finally:
            self._stack.pop(0)

    def _clean_up(self, layer: str, sink: ICaptureSink | None) -> None:
        if not self._config.should_capture_hooks():
            self._do_cleanups()
            return
        sinks = [CaptureSink2Print(show_on_success=any_hook.show_cleanup_on_success)]
        if sink:
            sinks.append(sink)
        with self._runner.capture_controller.apart(f"{layer}.cleanup", *sinks) as capture:
            self._do_cleanups()
            capture.result_failed = False


def _assigned(name: str, record: FrameSummary) -> dict[str, Any]:
    """Say where a value was assigned, for behave's warning."""
    return {"attr": name, "filename": record[0], "line": record[1], "function": record[3]}


class _Mode:
    """The mode of a context, for a while."""

    __slots__ = ("before", "mode", "own")

    def __init__(self, context: Context, mode: ContextMode):
        self.own = context.__dict__
        self.mode = mode

    def __enter__(self) -> None:
        self.before = self.own["_mode"]
        self.own["_mode"] = self.mode

    def __exit__(self, *_) -> None:
        self.own["_mode"] = self.before
