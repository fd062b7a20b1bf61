"""Compare two versions of the specification, scenario by scenario.

A scenario is the same if its address is. Of the others, those that read alike are the same as well:
somebody gave them another title or moved them to another file.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from acceptance.reports.living.model import (
    Scenario,
    Share,
    Specification,
    Step,
    row_of_table,
    share_of,
)

# Two of three steps are the same, or three of five; with fewer it is another scenario.
ALIKE = 0.6
RAN = {Share.PASSED, Share.FAILING}

Pair = tuple[Scenario, Scenario]


@dataclass(frozen=True)
class Rewording:
    """A scenario that is written differently, or elsewhere; its lines say what was changed.

    `lines` are pairs of "same", "removed" or "added" and a line.
    """

    before: Scenario
    now: Scenario
    lines: list[tuple[str, str]]

    @property
    def has_new_title(self) -> bool:
        """Tell whether it is called differently."""
        return self.before.title != self.now.title

    @property
    def has_moved(self) -> bool:
        """Tell whether it stands in another file."""
        return self.before.feature.file != self.now.feature.file


@dataclass(frozen=True)
class Changes:
    """What is different; all scenarios are those of now, except for those that were removed."""

    added: list[Scenario]
    removed: list[Scenario]
    reworded: list[Rewording]
    newly_failing: list[Scenario]
    fixed: list[Scenario]
    stopped_running: list[Scenario]


def compare(before: Specification, now: Specification) -> Changes:
    """Tell what a specification has become since a run of an earlier version."""
    pairs = _pairs(before.scenarios, now.scenarios)
    rewordings = (Rewording(old, new, _difference(old, new)) for old, new in pairs)
    shares = [(new, share_of(old.outcome), share_of(new.outcome)) for old, new in pairs]
    return Changes(
        added=_without(now.scenarios, (new for _, new in pairs)),
        removed=_without(before.scenarios, (old for old, _ in pairs)),
        reworded=[r for r in rewordings if r.lines or r.has_new_title or r.has_moved],
        newly_failing=[s for s, old, new in shares if new == Share.FAILING and old != new],
        fixed=[s for s, old, new in shares if new == Share.PASSED and old == Share.FAILING],
        stopped_running=[s for s, old, new in shares if old in RAN and new not in RAN],
    )


def written(scenario: Scenario) -> list[str]:
    """Write a scenario in lines that do not change with the width of a table."""
    lines = [line for step in scenario.steps for line in _step(step)]
    for table in scenario.tables:
        lines += [f"Examples: {table.title}".rstrip(), row_of_table(table.header)]
        lines += [row_of_table(example.cells) for example in table.rows]
    return lines


def _pairs(before: list[Scenario], now: list[Scenario]) -> list[Pair]:
    """Find what belongs together, in the order of now."""
    found = _equal(before, now, lambda scenario: scenario.address)
    found += _equal(*_rest(before, now, found), lambda s: (s.title, *written(s)))
    found += _equal(*_rest(before, now, found), _file_and_text)
    found += _alike(*_rest(before, now, found))
    partners = {new.address: old for old, new in found}
    return [(partners[new.address], new) for new in now if new.address in partners]


def _equal(
    before: list[Scenario], now: list[Scenario], key: Callable[[Scenario], Hashable]
) -> list[Pair]:
    waiting: dict[Hashable, list[Scenario]] = {}
    for scenario in reversed(before):
        waiting.setdefault(key(scenario), []).append(scenario)
    return [(old.pop(), new) for new in now if (old := waiting.get(key(new)))]


def _file_and_text(scenario: Scenario) -> Hashable:
    """Let scenarios without steps, as many planned ones are, be like no other."""
    return (scenario.feature.file, *(written(scenario) or [scenario.address]))


def _alike(before: list[Scenario], now: list[Scenario]) -> list[Pair]:
    """Pair scenarios of one file whose steps are alike, those most alike first."""
    found = []
    for old, new in _candidates(before, now):
        likeness = _likeness(old, new)
        if likeness >= ALIKE:
            found.append((likeness, old, new))
    found.sort(key=lambda pair: -pair[0])
    taken, pairs = set(), []
    for _, old, new in found:
        if not {old, new} & taken:
            taken |= {old, new}
            pairs.append((old, new))
    return pairs


def _candidates(before: list[Scenario], now: list[Scenario]) -> Iterator[Pair]:
    """Choose those of one file that share enough steps, whatever their order."""
    waiting = defaultdict(list)
    for scenario in before:
        waiting[scenario.feature.file].append((scenario, Counter(_steps(scenario))))
    for new in now:
        steps = Counter(_steps(new))
        for old, old_steps in waiting[new.feature.file]:
            shared = sum((steps & old_steps).values())
            if shared and 2 * shared >= ALIKE * (len(old.steps) + len(new.steps)):
                yield old, new


def _likeness(old: Scenario, new: Scenario) -> float:
    return SequenceMatcher(None, _steps(old), _steps(new), autojunk=False).ratio()


def _steps(scenario: Scenario) -> list[str]:
    """List what its steps say; a keyword changes when another step is put before."""
    return [step.text for step in scenario.steps]


def _difference(old: Scenario, new: Scenario) -> list[tuple[str, str]]:
    """List all lines as they were kept, removed or added; none if nothing was."""
    before, now = written(old), written(new)
    if before == now:
        return []
    lines = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, now).get_opcodes():
        if kind == "equal":
            lines += [("same", line) for line in before[start:end]]
        else:
            lines += [("removed", line) for line in before[start:end]]
            lines += [("added", line) for line in now[new_start:new_end]]
    return lines


def _step(step: Step) -> Iterator[str]:
    yield f"{step.keyword} {step.text}"
    yield from step.below


def _rest(
    before: list[Scenario], now: list[Scenario], pairs: list[Pair]
) -> tuple[list[Scenario], list[Scenario]]:
    olds = _without(before, (old for old, _ in pairs))
    return olds, _without(now, (new for _, new in pairs))


def _without(scenarios: list[Scenario], others: Iterable[Scenario]) -> list[Scenario]:
    left_out = set(others)
    return [scenario for scenario in scenarios if scenario not in left_out]
