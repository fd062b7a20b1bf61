"""Count how the scenarios of something have come out."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from urllib.parse import quote, urlencode

from acceptance.reports.living.model import Scenario, Share, share_of
from acceptance.stream.outcomes import Outcome


class Shares:
    """How many scenarios, examples counted one by one, have come out in which way.

    `query` is the search that finds them.
    """

    def __init__(self, outcomes: Iterable[Outcome], query: str = ""):
        self.query = query
        self._counts = Counter(map(share_of, outcomes))
        self.total = self._counts.total()

    @classmethod
    def of(cls, scenarios: Iterable[Scenario], **query: str) -> "Shares":
        """Count scenarios that a search finds, if there is one."""
        outcomes = (outcome for scenario in scenarios for outcome in scenario.outcomes)
        return cls(outcomes, urlencode(query, quote_via=quote))

    @property
    def counted(self) -> list[tuple[Share, int]]:
        """List the shares that there are."""
        return [(share, self._counts[share]) for share in Share if self._counts[share]]

    @cached_property
    def bars(self) -> list[tuple[Share, float, float]]:
        """Place a part of a bar that is 100 long for each share."""
        found, start = [], 0.0
        for share, number in self.counted:
            width = 100 * number / self.total
            found.append((share, start, width))
            start += width
        return found
