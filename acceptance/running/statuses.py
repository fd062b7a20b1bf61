"""Let behave's statuses remember what they are.

behave asks each of them a dozen times a step whether it is an error or final, and each time looks
through a list of other statuses. The answers are behave's own and never change: to give them from
memory saves a thirtieth of what a scenario costs.
"""

from collections.abc import Callable

from behave.model_type import Status

QUESTIONS = ("has_failed", "is_error", "is_final", "is_untested")


def remember_answers() -> None:
    """Replace the methods that are asked most by ones that ask behave's method only once."""
    for name in QUESTIONS:
        method = getattr(Status, name)
        if not hasattr(method, "__wrapped__"):
            setattr(Status, name, _remembering(method))


def _remembering(method: Callable[[Status], bool]) -> Callable[[Status], bool]:
    # By identity: a status makes a hash, too, by a method in Python.
    answers = {id(status): method(status) for status in Status}

    def answer(self: Status) -> bool:
        return answers[id(self)]

    answer.__wrapped__ = method
    return answer
