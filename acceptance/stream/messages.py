"""The words of the protocol that writing and reading share.

What an outcome says and no standard message does travels in attachments of our own. They belong to
no test case, so the official tools show nothing of what is in them.
"""

import json
import math

from acceptance.stream.outcomes import Attachment, Failure

PROTOCOL = "34.2.1"
OWN_MEDIA_TYPES = "application/x.acceptance."
PREFACE_MEDIA_TYPE = f"{OWN_MEDIA_TYPES}preface+json"
SCENARIO_MEDIA_TYPE = f"{OWN_MEDIA_TYPES}scenario+json"
RUN_MEDIA_TYPE = f"{OWN_MEDIA_TYPES}run+json"
LOG_MEDIA_TYPE = "text/x.cucumber.log+plain"
RUN_ID = "run"
# The reason of all steps of a scenario that is planned.
PLANNED = "Planned, not to run yet"

# The messages that every scenario has. They are filled in as text, which takes a fraction of the
# time; their ids need no escaping, since they come from digests and numbers.
TIME = '{"seconds":%d,"nanos":%d}'
TEST_CASE = (
    '{"testCase":{"id":"%s","pickleId":"%s","testSteps":[%s],"testRunStartedId":"' + RUN_ID + '"}}'
)
TEST_STEP = (
    '{"id":"%s","pickleStepId":"%s","stepDefinitionIds":[%s],"stepMatchArgumentsLists":[%s]}'
)
MATCHED = '{"stepMatchArguments":[%s]}'
ATTEMPT_STARTED = (
    '{"testCaseStarted":{"attempt":%d,"id":"%s","testCaseId":"%s"%s,"timestamp":' + TIME + "}}"
)
STEP_STARTED = (
    '{"testStepStarted":{"testCaseStartedId":"%s","testStepId":"%s","timestamp":' + TIME + "}}"
)
STEP_FINISHED = (
    '{"testStepFinished":{"testCaseStartedId":"%s","testStepId":"%s",'
    '"testStepResult":{"status":"%s","duration":' + TIME + '%s},"timestamp":' + TIME + "}}"
)
ATTEMPT_FINISHED = (
    '{"testCaseFinished":{"testCaseStartedId":"%s","timestamp":' + TIME + ',"willBeRetried":%s}}'
)

BILLION = 1_000_000_000

encode = json.JSONEncoder().encode


def nanoseconds(seconds: float) -> int:
    """Count nanoseconds; even a moment, as a float, survives the way there and back."""
    rest, whole = math.modf(seconds)
    return int(whole) * BILLION + round(rest * BILLION)


def seconds(timestamp: dict) -> float:
    """Read a timestamp or a duration."""
    return (timestamp["seconds"] * BILLION + timestamp["nanos"]) / BILLION


def timestamp(nanos: int) -> str:
    """Write a timestamp or a duration as JSON."""
    return TIME % divmod(nanos, BILLION)


def elapsed(start: dict, end: dict) -> float:
    """Read the time between two timestamps, to the nanosecond."""
    whole = (end["seconds"] - start["seconds"]) * BILLION
    return (whole + end["nanos"] - start["nanos"]) / BILLION


def told_with(failure: Failure | None) -> list[Attachment]:
    """Make attachments of what was printed and seen before a failure, for the official reports."""
    if failure is None:
        return []
    texts = [(f"captured {name}", text) for name, text in failure.captured]
    if failure.page:
        texts.append(("last page", failure.page.description))
    return [Attachment(LOG_MEDIA_TYPE, text, caption) for caption, text in texts]


def case_id(pickle: str, repetition: int) -> str:
    """Name the test case of a scenario and of its repetition, as `repetition_of` reads it."""
    return f"{pickle}.{repetition}"


def repetition_of(case: str) -> int:
    """Read the repetition from the id of a test case."""
    return int(case.rpartition(".")[2])


def attempt_id(case: str, number: int) -> str:
    """Name an attempt to run a test case."""
    return f"{case}.{number}"


def step_id(case: str, index: int) -> str:
    """Name the step of a test case that a step of its pickle is."""
    return f"{case}.s{index}"


def extra_step_id(case: str, attempt: int, index: int) -> str:
    """Name the step of a test case for a step that its pickle does not have."""
    return f"{case}.x{attempt}-{index}"


def attachments_id(case: str, attempt: int) -> str:
    """Name the step of a test case that holds what hooks attached."""
    return f"{case}.a{attempt}"


def worker_json(worker: int) -> str:
    """Name the process that ran an attempt, unless it was the only one."""
    return f',"workerId":"{worker}"' if worker else ""
