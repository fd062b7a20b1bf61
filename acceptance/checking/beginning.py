"""Begin a feature file: its frame, to be filled in."""

import re

from acceptance.checking.checks.files import GERUND

FRAME = """\
@wip
Feature: {title}

  Say in two or three sentences what this is good for. Who would miss it, and what would go wrong
  without it?

  Rule: A promise to those who use it, in one sentence

    Scenario: The outcome that sets this example apart
      Given …
      When …
      Then …
"""


def file_name(title: str) -> str:
    """Name the file of a feature after its title."""
    return "_".join(re.findall(r"\w+", re.sub("['’]", "", title.lower()))) + ".feature"


def says_what_people_do(title: str) -> bool:
    """Tell whether a title begins with a gerund, such as "Publishing"."""
    return bool(GERUND.fullmatch(file_name(title).removesuffix(".feature")))


def frame(title: str) -> str:
    """Write a planned feature with a scenario to fill in."""
    return FRAME.format(title=title)
