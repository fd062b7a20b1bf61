from threading import Condition


class Presence:
    """Count who is inside, and let others wait until nobody is."""

    def __init__(self) -> None:
        self._inside = 0
        self._changed = Condition()

    def __enter__(self) -> None:
        with self._changed:
            self._inside += 1

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._inside -= 1
            self._changed.notify_all()

    def wait_until_empty(self, seconds: float) -> None:
        """Return when nobody is inside, and at the latest after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: not self._inside, seconds)
