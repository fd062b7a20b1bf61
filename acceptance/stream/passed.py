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
    began = nanoseconds(scenario.started)
    ended = began + nanoseconds(scenario.duration)
    lines = ["", ATTEMPT_STARTED % (0, attempt, case, worker, *divmod(began, BILLION))]
    defined = []
    for index, (pickle_step, step) in enumerate(zip(plan.step_ids, scenario.steps, strict=True)):
        test_step = step_id(case, index)
        defined.append(definitions.test_step(test_step, pickle_step, step))
        ids = (attempt, test_step)
        start, took = nanoseconds(step.started), nanoseconds(step.duration)
        end = divmod(start + took, BILLION)
        lines.append(STEP_STARTED % (*ids, *divmod(start, BILLION)))
        lines.append(STEP_FINISHED % (*ids, "PASSED", *divmod(took, BILLION), "", *end))
    lines[0] = TEST_CASE % (case, plan.id, ",".join(defined))
    lines.append(ATTEMPT_FINISHED % (attempt, *divmod(ended, BILLION), "false"))
    return lines
