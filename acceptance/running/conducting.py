"""Conduct a run: have the scenarios run, and tell, write and remember what comes out."""

import gc
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from behave.formatter._registry import make_formatters

from acceptance.running.planning import Plan
from acceptance.running.results import Results
from acceptance.running.runner import ScenarioRunner
from acceptance.running.workers import Workers
from acceptance.stream.documents import Document
from acceptance.stream.outcomes import Failure, Problem, RunOutcome
from acceptance.stream.preface import Preface
from acceptance.stream.writing import StreamWriter

Conditions = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Score:
    """What a run is conducted by: the plan, the texts of the specification, and how it runs.

    Without a stream nothing is written, no preface either: nothing runs that could be told later.
    """

    plan: Plan
    documents: list[Document]
    conditions: Conditions = ()
    workers: int = 0
    stream: Path | None = None
    preface: Preface = field(default_factory=Preface)


def conduct(runner: ScenarioRunner, score: Score) -> RunOutcome:
    """Run what is planned; return what came out."""
    plan = score.plan
    results = Results(runner.features, plan.selection, plan.repetitions)
    for file in runner.files_without_feature():
        results.add_problem(None, Problem(file, Failure("The file has no feature.")))
    runner.results, runner.selection, runner.batches = results, plan.selection, plan.batches
    formatters = make_formatters(runner.config, runner.config.outputs)
    runner.formatters = [*formatters, runner.catcher]
    with ExitStack() as at_the_end:
        for formatter in formatters:
            at_the_end.callback(formatter.close)
        writer = at_the_end.enter_context(_stream(score, runner)) if score.stream else None
        results.announcer.listeners = [*formatters, writer]
        results.begin(plan.expected)
        if score.workers:
            Workers(runner, results, score.workers).run(plan.batches)
        else:
            gc.freeze()
            at_the_end.callback(gc.unfreeze)
            runner.run_model()
        results.finish()
        run = results.of_run(
            dry_run=runner.config.dry_run,
            interrupted=runner.interrupted,
            stopped_by=runner.stopped_by or ("Aborted" if runner.aborted else ""),
            conditions=score.conditions,
            shard=plan.shard,
        )
        if writer:
            writer.end(run)
        results.announcer.tell("run_ended", run)
    return run


@contextmanager
def _stream(score: Score, runner: ScenarioRunner) -> Iterator[StreamWriter]:
    writer = StreamWriter(score.stream)
    try:
        writer.begin(score.documents, score.preface, runner.results.started_at)
        score.documents.clear()  # they are large, and the writer has what it needs
        yield writer
    finally:
        writer.close()
