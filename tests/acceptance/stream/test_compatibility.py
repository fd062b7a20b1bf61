"""Cucumber's compatibility kit: its samples, run by `manage.py behave`, give the kit's streams.

The phrases and hooks behind the samples are ours, in `kit/`. What is compared leaves out what no
two implementations have in common (ids, times, versions, texts and places of code and of errors),
the order between kinds of messages, and what our streams do not tell: hooks that passed and
attached nothing, types of parameters, and suggestions for phrases.
"""

import json
import os
import shutil
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cucumber_compatibility_kit.compatibility_kit import CompatibilityKit

from tests.acceptance.project.sample import Project

OWN = Path(__file__).with_name("kit")
KIT = CompatibilityKit()
MATCHING = [
    "backgrounds",
    "cdata",
    "data-tables",
    "data-tables-with-expression",
    "doc-strings-with-expression",
    "examples-tables",
    "examples-tables-attachment",
    "examples-tables-undefined",
    "examples-tables-undefined-multiple",
    "global-hooks",
    "global-hooks-afterall-error",
    "hooks",
    "hooks-named",
    "hooks-undefined",
    "minimal",
    "multiple-features",
    "multiple-features-reversed",
    "pending",
    "pending-exception",
    "regular-expression",
    "retry",
    "retry-pending",
    "retry-undefined",
    "rules",
    "rules-backgrounds",
    "skipped-exception",
    "skipped-failing-hook",
    "stack-traces",
    "undefined",
    "undefined-multiple",
    "unused-steps",
]
NO_AMBIGUITY = "behave refuses phrases that both match, before anything runs"
NO_BACKTICKS = "behave knows no doc strings between ```"
NO_LOOK = "behave does not look for the phrases of steps that are skipped"
DIFFERENT = {
    "all-statuses": NO_AMBIGUITY,
    "ambiguous": NO_AMBIGUITY,
    "attachments": NO_BACKTICKS,
    "data-tables-doc-strings": "behave keeps the indentation of a doc string behind a table",
    "doc-strings": NO_BACKTICKS,
    "empty": "a scenario without steps checks nothing, and fails here",
    "failedish-combinations": NO_AMBIGUITY,
    "global-hooks-attachments": "what hooks around the run attach has no place in an outcome",
    "global-hooks-beforeall-error": "we tell of scenarios that never ran",
    "hooks-attachment": "an outcome does not tell before and after hooks apart by what they attach",
    "hooks-conditional": NO_LOOK,
    "hooks-skipped": "behave takes a line of a description that begins with But for a step",
    "markdown": "behave reads no Markdown",
    "parameter-types": "the stream does not tell of types of parameters",
    "retry-ambiguous": NO_AMBIGUITY,
    "skipped": NO_LOOK,
    "test-run-exception": "no scenario runs if the runner itself breaks, and no stream ends",
    "unknown-parameter-type": "behave refuses phrases of an unknown type",
}
ARGUMENTS = {"multiple-features-reversed": ["--reverse"]}
LEFT_OUT = {
    "children",  # of a group in an argument
    "duration",
    "exception",
    "message",
    "parameterTypeName",
    "sourceReference",
    "tagExpression",
    "timestamp",
}


def test_every_sample_of_the_kit_is_accounted_for():
    samples = {folder.name for folder in (*KIT.gherkin(), *KIT.markdown())}
    assert samples == {*MATCHING, *DIFFERENT}
    assert not set(MATCHING) & set(DIFFERENT)
    assert {folder.name for folder in OWN.iterdir()} <= set(MATCHING)


@pytest.fixture(scope="module")
def streams(tmp_path_factory):
    """Run all samples; each takes its time to start, so several run at once."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = [pool.submit(run, name, tmp_path_factory.mktemp(name)) for name in MATCHING]
        return dict(zip(MATCHING, (each.result() for each in runs), strict=True))


def run(name, folder):
    project = Project(folder)
    sample = folder / "samples" / name
    shutil.copytree(KIT.feature_code_for(name), sample, ignore=shutil.ignore_patterns("*.ndjson"))
    (sample / "steps").mkdir()
    for file, place in [("steps.py", "steps/steps.py"), ("environment.py", "environment.py")]:
        if (OWN / name / file).exists():
            shutil.copy(OWN / name / file, sample / place)
    result = project.manage("behave", f"samples/{name}", *ARGUMENTS.get(name, ()))
    return folder / "build/messages.ndjson", result


@pytest.mark.parametrize("name", MATCHING)
def test_a_sample_gives_the_stream_of_the_kit(streams, name):
    file, result = streams[name]
    assert file.exists(), result.err
    (expected,) = KIT.feature_code_for(name).glob("*.ndjson")
    assert comparable(file) == comparable(expected)


def comparable(file):
    """Give what is compared of a stream: by kind, with the same numbers for the same ids."""
    messages = defaultdict(list)
    for line in file.read_text(encoding="utf-8").splitlines():
        ((kind, message),) = json.loads(line).items()
        messages[kind].append(message)
    for kind in ("meta", "suggestion"):
        messages.pop(kind, None)
    ours = "application/x.acceptance."
    messages["attachment"] = [
        found for found in messages["attachment"] if not found["mediaType"].startswith(ours)
    ]
    leave_out_quiet_hooks(messages)
    numbers = {}
    return {kind: reduced(messages[kind], kind, numbers) for kind in sorted(messages)}


def leave_out_quiet_hooks(messages):
    attached = {found.get("testStepId") for found in messages["attachment"]}
    of_hooks = {
        step["id"]
        for case in messages["testCase"]
        for step in case["testSteps"]
        if "hookId" in step
    }
    loud = attached | {
        found["testStepId"]
        for found in messages["testStepFinished"]
        if found["testStepResult"]["status"] != "PASSED"
    }
    quiet = of_hooks - loud
    for case in messages["testCase"]:
        case["testSteps"] = [step for step in case["testSteps"] if step["id"] not in quiet]
    for kind in ("testStepStarted", "testStepFinished"):
        messages[kind] = [found for found in messages[kind] if found["testStepId"] not in quiet]

    passed = {
        found["testRunHookStartedId"]
        for found in messages["testRunHookFinished"]
        if found["result"]["status"] == "PASSED"
    }
    for kind, key in [
        ("testRunHookStarted", "id"),
        ("testRunHookFinished", "testRunHookStartedId"),
    ]:
        messages[kind] = [found for found in messages[kind] if found[key] not in passed]
    used = {step.get("hookId") for case in messages["testCase"] for step in case["testSteps"]} | {
        found["hookId"] for found in messages["testRunHookStarted"]
    }
    messages["hook"] = [
        {key: value for key, value in hook.items() if key != "name"}
        for hook in messages["hook"]
        if hook["id"] in used
    ]


def reduced(node, key, numbers):
    if isinstance(node, dict):
        found = {k: reduced(node[k], k, numbers) for k in sorted(node.keys() - LEFT_OUT)}
        if "stepMatchArguments" in found:  # we leave out what has no text
            found["stepMatchArguments"] = [a for a in found["stepMatchArguments"] if a["group"]]
        return found
    if isinstance(node, list):
        return [reduced(item, key, numbers) for item in node]
    if key == "id" or key.endswith(("Id", "Ids")):
        return numbers.setdefault(node, len(numbers))
    if key == "description":  # Cucumber's parser for Python keeps the blanks at its end
        return node.rstrip()
    return node
