"""Share a run between machines: every scenario runs on exactly one of them.

Each machine reads the same specification and the same record of durations, and comes to the same
plan; the digest of the plan goes into the stream, so that merging notices if one did not.
"""

import hashlib
import os
import re
from argparse import ArgumentTypeError
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from behave.model import Scenario

from acceptance.running.tracebacks import relative

# Where CI systems tell a job which of several it is: the variable with its number, what the first
# has there, and the variable with how many there are. Kubernetes does not tell how many.
SYSTEMS = (
    ("CI_NODE_INDEX", 1, "CI_NODE_TOTAL"),  # GitLab
    ("CIRCLE_NODE_INDEX", 0, "CIRCLE_NODE_TOTAL"),
    ("BUILDKITE_PARALLEL_JOB", 0, "BUILDKITE_PARALLEL_JOB_COUNT"),
    ("JOB_COMPLETION_INDEX", 0, None),  # an indexed job of Kubernetes
)


@dataclass(frozen=True)
class Part:
    """Which part of a run this machine has."""

    number: int
    of: int


def read_part(text: str, variables: Mapping[str, str] = os.environ) -> Part:
    """Read `K/N`, or ask the CI system's variables with `auto` or `auto/N`."""
    if re.fullmatch(r"auto(/[0-9]+)?", text):
        return _checked(text, *_from_variables(text, variables))
    found = re.fullmatch(r"([0-9]+)/([0-9]+)", text)
    if not found:
        raise ArgumentTypeError(f'{text}: write K/N, such as 1/3, or "auto" on a CI system')
    return _checked(text, int(found[1]), int(found[2]))


def _from_variables(text: str, variables: Mapping[str, str]) -> tuple[int, int]:
    _, _, given = text.partition("/")
    for index, first, total in SYSTEMS:
        if index not in variables:
            continue
        count = given or variables.get(total or "", "")
        if not count:
            raise ArgumentTypeError(
                f"{text}: {index} tells which job this is, but nothing how many there are; "
                "write auto/N"
            )
        try:
            return int(variables[index]) - first + 1, int(count)
        except ValueError as error:
            raise ArgumentTypeError(f"{text}: {index} or its total is no number") from error
    names = ", ".join(index for index, *_ in SYSTEMS)
    raise ArgumentTypeError(f"{text}: none of {names} is set; write K/N, such as 1/3")


def _checked(text: str, number: int, of: int) -> Part:
    if of < 1 or not 1 <= number <= of:
        raise ArgumentTypeError(f"{text}: part {number} of {of} does not exist; K goes from 1 to N")
    return Part(number, of)


def share(
    scenarios: Sequence[Scenario], expected: Mapping[Scenario, float], of: int
) -> list[list[Scenario]]:
    """Deal scenarios out so that the parts take about equally long, the longest ones first."""
    parts: list[list[Scenario]] = [[] for _ in range(of)]
    loads = [0.0] * of
    for scenario in sorted(scenarios, key=lambda s: (-expected[s], identity(s))):
        lightest = min(range(of), key=lambda number: (loads[number], len(parts[number]), number))
        parts[lightest].append(scenario)
        loads[lightest] += expected[scenario]
    return parts


def digest_of(parts: Sequence[Sequence[Scenario]]) -> str:
    """Tell one plan from another."""
    text = "\n\n".join("\n".join(sorted(map(identity, part))) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16]


def identity(scenario: Scenario) -> str:
    """Name a scenario so that every machine names it alike."""
    return f"{relative(scenario.filename)}:{scenario.line} {scenario.name}"
