"""Begin a feature file: its frame, to be filled in."""

from acceptance.checking.checks.files import GERUND
from acceptance.checking.titles import name_of

FRAME = """\
@wip
Feature: {title}

  Say in two or three sentences what this is good for. Who would miss it, and what would go wrong
  without it?

  Rule: What “{title}” promises to those who use it, in one sentence

    Scenario: The outcome of “{title}”
      Given …
      When …
      Then …
"""


def says_what_people_do(title: str) -> bool:
    """Tell whether a title begins with a gerund, such as "Publishing"."""
    return bool(GERUND.fullmatch(name_of(title)))


def frame(title: str) -> str:
    """Write a planned feature with a scenario to fill in."""
    return FRAME.format(title=title)
