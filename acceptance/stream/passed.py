"""The messages of a scenario that passed, and that was all.

Most scenarios do, so they are told at a fraction of the cost, in the words that
`acceptance.stream.testcases` uses for whatever else may happen.
"""

from acceptance.stream.definitions import Definitions
from acceptance.stream.messages import (
    ATTEMPT_FINISHED,
    ATTEMPT_STARTED,
    BILLION,
    STEP_FINISHED,
    STEP_STARTED,
    TEST_CASE,
    attempt_id,
    case_id,
    nanoseconds,
    step_id,
    worker_json,
)
from acceptance.stream.outcomes import ScenarioOutcome
from acceptance.stream.plans import Plan


def passed_lines(plan: Plan, scenario: ScenarioOutcome, definitions: Definitions) -> list[str]:
    """Tell of a scenario of plain extent."""
    case = case_id(plan.id, scenario.repetition)
    attempt = attempt_id(case, 0)
    worker = worker_json(scenario.worker)
    began = int(scenario.started)
    nanos = int((scenario.started - began) * BILLION)
    defined = []
    lines = ["", ATTEMPT_STARTED % (0, attempt, case, worker, began, nanos)]
    for index, (pickle_step, step) in enumerate(zip(plan.steps, scenario.steps, strict=True)):
        test_step = step_id(case, index)
        defined.append(definitions.test_step(test_step, pickle_step[0], step))
        start = int(step.started)
        start_nanos = int((step.started - start) * BILLION)
        took = nanoseconds(step.duration)
        end, end_nanos = divmod(start_nanos + took, BILLION)
        ids = (attempt, test_step)
        lines.append(STEP_STARTED % (*ids, start, start_nanos))
        lines.append(
            STEP_FINISHED
            % (*ids, "PASSED", took // BILLION, took % BILLION, "", start + end, end_nanos)
        )
    ended, ended_nanos = divmod(nanos + nanoseconds(scenario.duration), BILLION)
    lines.append(ATTEMPT_FINISHED % (attempt, began + ended, ended_nanos, "false"))
    lines[0] = TEST_CASE % (case, plan.id, ",".join(defined))
    return lines
