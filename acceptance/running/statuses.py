"""Let behave's statuses remember what they are; they are asked dozens of times for each step."""

from behave.model_type import Status

QUESTIONS = ("has_failed", "is_error", "is_final", "is_untested")


def remember_answers() -> None:
    """Ask every status once, and replace the questions by look-ups of the answers."""
    for question in QUESTIONS:
        ask = getattr(Status, question)
        answers = {id(status): ask(status) for status in Status}
        setattr(Status, question, lambda self, answers=answers: answers[id(self)])
