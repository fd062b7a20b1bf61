"""A site about tea: its phrases are those of the table of what steps are meant to be."""

from acceptance.reports.living.building import build
from acceptance.reports.living.history import History
from acceptance.reports.living.publishing import publish
from acceptance.stream.outcomes import RunOutcome
from acceptance.stream.reading import read_stream
from tests.acceptance.checking.meant import PREFACE
from tests.acceptance.stream.samples import STARTED, feature_of, idle, passed, write

RULED, PLAIN = "features/brewing/brewing_tea.feature", "features/tasting/tasting_tea.feature"
SOURCES = {
    RULED: """
Feature: Brewing tea
  Rule: Tea takes time
    Scenario: Water boils
      Given it is 4 May 2026
      Then nobody is thirsty

    Scenario: Assam is brewed
      Given a hot cup of "Assam"
      When Alice brews "Assam"
      Then Bob can taste "Assam"
""",
    PLAIN: """
Feature: Tasting tea
  Scenario: Nobody tastes it
    Given the kettle is empty
    Then nobody is thirsty
""",
}
EXAMPLE = """\
Scenario: Assam is brewed
  Given a hot cup of "Assam"
  When Alice brews "Assam"
  Then Bob can taste "Assam"
"""


def specification(folder, preface=PREFACE, sources=SOURCES):
    """Build what a run in which everything passed makes known."""
    features = [
        feature_of(uri, text, lambda scenario: [passed(idle(scenario))])
        for uri, text in sources.items()
    ]
    stream = folder / "messages.ndjson"
    write(stream, RunOutcome(tuple(features), started=STARTED), sources, preface)
    return build([read_stream(stream)])


def published(folder, **details):
    """Write the site of such a run."""
    publish(specification(folder, **details), folder / "site", History())
    return folder / "site"
