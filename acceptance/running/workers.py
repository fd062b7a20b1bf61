"""Run the batches of a run in several processes.

Everything is loaded once; then workers are forked, each with a clone of the test database. A worker
asks for work, runs it, and sends what comes out to the parent, which alone tells it: so a run with
workers prints, counts and writes what a run without them does. A worker that dies costs time: what
it had left goes to others, and the scenario that it was running is tried once more.
"""

import gc
import multiprocessing
import os
import signal
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait

from behave.model import Feature, Scenario
from django.db import connections

from acceptance.running.batches import Batch
from acceptance.running.errors import CouldNotRun
from acceptance.running.recording import entity_title
from acceptance.running.results import Results, not_run
from acceptance.running.runner import STOPPED_AT_FAILURE, ScenarioRunner
from acceptance.stream.outcomes import Failure, Outcome, Problem, ScenarioOutcome

# So often, in seconds, listeners hear that time passes while nothing else happens.
TICK = 1
# So long workers have, in seconds, to clean up when the run is broken off.
GRACE = 10
# A worker gets more than one scenario at a time, but towards the end of the run only one.
LARGEST_BATCH = 8
BATCHES_LEFT = 4


def number_of_cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def require_forking() -> None:
    """Refuse where processes cannot be forked."""
    if "fork" not in multiprocessing.get_all_start_methods():
        raise CouldNotRun(
            "--parallel needs a system that can fork, and this one cannot; "
            "--shard 1/2 and --shard 2/2 share a run between two commands"
        )
    # Django clones databases in the way that this names.
    multiprocessing.set_start_method("fork", force=True)


class Sender:
    """What a worker has in the place of results: the way to those of the parent."""

    def __init__(self, connection: Connection, numbers: dict[Scenario, int], results: Results):
        self.connection = connection
        self.numbers = numbers
        self.number_of_feature = results.number_of

    def batch_begun(self, feature: Feature) -> None:
        """Say nothing: the parent handed the batch out."""

    def scenario_started(self, scenario: Scenario) -> None:
        """Say which scenario begins, so that it is known if the worker dies of it."""
        self._send("scenario_started", self.numbers[scenario])

    def scenario_ended(self, scenario: Scenario, outcome: ScenarioOutcome) -> None:
        """Send how it ended."""
        self._send("scenario_ended", self.numbers[scenario], outcome)

    def left_out(self, scenarios: Sequence[Scenario]) -> None:
        """Send what was passed over."""
        if scenarios:
            self._send("left_out", [self.numbers[scenario] for scenario in scenarios])

    def add_problem(self, feature: Feature | None, problem: Problem) -> None:
        """Send a failure outside the scenarios."""
        self._send("problem", feature and self.number_of_feature(feature), problem)

    def _send(self, *message) -> None:
        self.connection.send(message)


def _work(runner: ScenarioRunner, number: int, sender: Sender, find: Callable) -> None:
    """Be a worker: run what the parent hands out until it has no more."""
    connection = sender.connection

    def interrupt(*_) -> None:
        # Between scenarios it may be talking to the parent, and half a message is worse than none.
        if runner.running:
            raise KeyboardInterrupt
        runner.interrupt()

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C, and passes it on
    signal.signal(signal.SIGUSR1, interrupt)
    if runner.django.parallel > 1:
        for database in connections.all():
            database.creation.setup_worker_connection(number)
    runner.results, runner.worker, runner.formatters = sender, number, [runner.catcher]
    try:
        runner.run_hook("before_all")
        while not (runner.stopped_by or runner.aborted):
            connection.send(("idle",))
            order = connection.recv()
            if order is None:
                break
            runner.run_batch(find(*order))
        runner.finish()
        connection.send(("finished", runner.interrupted, runner.stopped_by))
    except CouldNotRun as refusal:
        runner.clean_up()
        with suppress(OSError):  # another one has told the parent already
            connection.send(("refused", str(refusal)))
    except (EOFError, OSError):  # the parent is gone
        runner.clean_up()
    except BaseException:
        runner.clean_up()
        raise


@dataclass(eq=False)
class Worker:
    """A worker as the parent sees it."""

    number: int
    process: multiprocessing.Process
    connection: Connection
    batch: Batch | None = None
    left: dict[Scenario, None] = field(default_factory=dict)
    current: Scenario | None = None
    is_ending: bool = False
    has_finished: bool = False

    def give(self, batch: Batch) -> None:
        """Remember what it is to run."""
        # No list: behave calls scenarios of one title equal.
        self.batch, self.left, self.current = batch, dict.fromkeys(batch.scenarios), None


class Workers:
    """Hand batches out to workers until every scenario has an outcome."""

    def __init__(self, runner: ScenarioRunner, results: Results, count: int):
        self.runner = runner
        self.results = results
        self.count = count
        self.queue: deque[Batch] = deque()
        self.waiting = 0  # how many scenarios are in the queue
        self.workers: list[Worker] = []
        self.deaths: Counter[tuple[Scenario, int]] = Counter()
        self.false_starts = 0
        self.known: dict = {}  # what outcomes have in common
        self.scenarios = list(results.home)
        self.numbers = {scenario: number for number, scenario in enumerate(self.scenarios)}

    def run(self, batches: Sequence[Batch]) -> None:
        """Run batches; those in front first."""
        for batch in batches:
            if batch.scenarios:
                self.queue.append(batch)
                self.waiting += len(batch.scenarios)
        connections.close_all()  # what is open here must not be shared
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        gc.collect()
        gc.freeze()  # collecting garbage would copy the pages that all processes share
        try:
            with self._heeding_signals():
                for number in range(1, max(min(self.count, self.waiting), 1) + 1):
                    self._fork(number)
                while self.workers:
                    self._hear()
        except KeyboardInterrupt:  # the second one
            self._kill_all()
        finally:
            self._end_all()
            gc.unfreeze()

    @property
    def _is_stopping(self) -> bool:
        return bool(self.runner.stopped_by or self.runner.interrupted)

    def _fork(self, number: int) -> None:
        ours, theirs = multiprocessing.Pipe()
        others = [worker.connection for worker in self.workers]

        def work() -> None:
            for connection in [ours, *others]:
                connection.close()  # or nobody would notice when the parent is gone
            _work(self.runner, number, Sender(theirs, self.numbers, self.results), self._find)

        process = multiprocessing.Process(target=work, name=f"worker {number}")
        process.start()
        theirs.close()
        self.workers.append(Worker(number, process, ours))

    def _hear(self) -> None:
        """Wait for news, and heed them."""
        signs = [sign for w in self.workers for sign in (w.connection, w.process.sentinel)]
        heard = wait(signs, TICK)
        if not heard:
            self.results.time_passed()
        for worker in list(self.workers):
            if worker.connection in heard:
                self._heed(worker)
            elif worker.process.sentinel in heard and not worker.connection.poll():
                self._heed_end(worker)  # something that it started holds the other end open

    def _heed(self, worker: Worker) -> None:
        try:
            kind, *details = worker.connection.recv()
        except (EOFError, OSError):
            self._heed_end(worker)
        else:
            getattr(self, f"_heed_{kind}")(worker, *details)

    def _heed_idle(self, worker: Worker) -> None:
        self.false_starts = 0
        worker.batch = worker.current = None
        batch = self._next_batch()
        if batch:
            worker.give(batch)
            self.results.batch_begun(batch.feature)
        worker.is_ending = batch is None
        self._send(worker, batch and self._written(batch))

    def _heed_scenario_started(self, worker: Worker, number: int) -> None:
        worker.current = self.scenarios[number]
        self.results.scenario_started(worker.current)

    def _heed_scenario_ended(self, worker: Worker, number: int, outcome: ScenarioOutcome) -> None:
        scenario = self.scenarios[number]
        worker.left.pop(scenario)
        worker.current = None
        self._record(scenario, self._lightened(scenario, outcome))

    def _lightened(self, scenario: Scenario, outcome: ScenarioOutcome) -> ScenarioOutcome:
        """Share what came as a copy and is here already: outcomes are kept until the end."""
        known = self.known.setdefault
        own = {step.line: step.name for step in scenario.steps}
        steps = tuple(
            replace(
                step,
                keyword=known(step.keyword, step.keyword),
                name=own[line] if own.get(line := step.location.line) == step.name else step.name,
                phrase=known(step.phrase, step.phrase),
                arguments=known(step.arguments, step.arguments),
            )
            for step in outcome.steps
        )
        return replace(outcome, name=scenario.name, steps=steps)

    def _heed_left_out(self, worker: Worker, numbers: list[int]) -> None:
        left_out = [self.scenarios[number] for number in numbers]
        for scenario in left_out:
            worker.left.pop(scenario)
        self.results.left_out(left_out)

    def _heed_problem(self, worker: Worker, number: int | None, problem: Problem) -> None:
        feature = None if number is None else self.results.features[number]
        self.results.add_problem(feature, problem)
        self._heed_failure()

    def _heed_finished(self, worker: Worker, interrupted: bool, stopped_by: str) -> None:
        worker.has_finished = True
        self.runner.interrupted = self.runner.interrupted or interrupted
        if stopped_by and not self._is_stopping:
            self.runner.stopped_by = stopped_by

    def _heed_refused(self, worker: Worker, message: str) -> None:
        raise CouldNotRun(message)

    def _heed_end(self, worker: Worker) -> None:
        """Let a worker go; if it did not end as it should, see to what it had to do."""
        worker.connection.close()
        worker.process.join()
        self.workers.remove(worker)
        if worker.has_finished:
            return
        if worker.batch:
            self._see_to_batch(worker)
        elif not self._is_stopping:
            self._see_to_hook(worker)
        if self.queue and not self._is_stopping:
            self._fork(worker.number)

    def _see_to_batch(self, worker: Worker) -> None:
        """Have what a dead worker had left run by others; what killed two of them has failed."""
        culprit = worker.current or next(iter(worker.left), None)
        if culprit is None:
            self._tell_end(worker, worker.batch.feature, "after_feature")
            return
        self._put_back(worker.batch.of(s for s in worker.left if s is not culprit))
        again = worker.batch.of([culprit])
        self.deaths[culprit, again.repetition] += 1
        if self._is_stopping:
            if worker.current:
                self._record_death(again, Outcome.INTERRUPTED)
        elif self.deaths[culprit, again.repetition] == 1:
            self._put_back(again)
        else:
            reason = f"The process that ran it {_end_of(worker)}, twice."
            self._record_death(again, Outcome.ERROR, reason)

    def _see_to_hook(self, worker: Worker) -> None:
        """Say that a worker died outside the scenarios; one that did not get to any is replaced."""
        if not worker.is_ending:
            self.false_starts += 1
            if self.false_starts == 1:
                self._fork(worker.number)
                return
            self.runner.stopped_by = "Stopped because before_all ended its process"
        self._tell_end(worker, None, "after_all" if worker.is_ending else "before_all")

    def _tell_end(self, worker: Worker, feature: Feature | None, during: str) -> None:
        where = entity_title(feature) if feature else "the run"
        failure = Failure(f"A process {_end_of(worker)}.", during)
        self.results.add_problem(feature, Problem(where, failure))
        self._heed_failure()

    def _put_back(self, batch: Batch) -> None:
        if batch.scenarios:
            self.queue.appendleft(batch)
            self.waiting += len(batch.scenarios)

    def _record_death(self, batch: Batch, outcome: Outcome, reason: str = "") -> None:
        (scenario,) = batch.scenarios
        never_ran = not_run(scenario, Outcome.NOT_RUN)
        failures = (Failure(reason),) if reason else ()
        self._record(
            scenario,
            replace(never_ran, outcome=outcome, failures=failures, repetition=batch.repetition),
        )

    def _record(self, scenario: Scenario, outcome: ScenarioOutcome) -> None:
        self.results.scenario_ended(scenario, outcome)
        if outcome.outcome.is_failure:
            self._heed_failure()

    def _heed_failure(self) -> None:
        if self.runner.config.stop and not self._is_stopping:
            self.runner.stopped_by = STOPPED_AT_FAILURE

    def _next_batch(self) -> Batch | None:
        """Take from the queue: several scenarios at first, single ones when it is nearly empty."""
        if self._is_stopping or not self.queue:
            return None
        size = min(max(self.waiting // (BATCHES_LEFT * self.count), 1), LARGEST_BATCH)
        batch = self.queue.popleft()
        self.waiting -= len(batch.scenarios)
        self._put_back(batch.of(batch.scenarios[size:]))
        return batch.of(batch.scenarios[:size])

    def _written(self, batch: Batch) -> tuple:
        """Write a batch so that it can be sent."""
        numbers = [self.numbers[scenario] for scenario in batch.scenarios]
        return self.results.number_of(batch.feature), numbers, batch.repetition

    def _find(self, feature: int, numbers: list[int], repetition: int) -> Batch:
        """Find again what was written."""
        scenarios = tuple(self.scenarios[number] for number in numbers)
        return Batch(self.results.features[feature], scenarios, repetition)

    def _send(self, worker: Worker, order: tuple | None) -> None:
        with suppress(OSError):  # its end is heard of in its turn
            worker.connection.send(order)

    @contextmanager
    def _heeding_signals(self) -> Iterator[None]:
        """Pass a first Ctrl-C on to the workers; a second one ends them."""

        def interrupt(*_) -> None:
            if self.runner.interrupted:
                raise KeyboardInterrupt
            self.runner.interrupt()
            for worker in list(self.workers):
                os.kill(worker.process.pid, signal.SIGUSR1)

        # A worker that has just been forked must not die of what it cannot heed yet.
        before = {
            signal.SIGINT: signal.signal(signal.SIGINT, interrupt),
            signal.SIGUSR1: signal.signal(signal.SIGUSR1, signal.SIG_IGN),
        }
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _kill_all(self) -> None:
        for worker in list(self.workers):
            worker.process.kill()
            self._heed_end(worker)

    def _end_all(self) -> None:
        """End what is left when the run is broken off; workers may clean up, for a while."""
        for worker in self.workers:
            worker.connection.close()
            if worker.process.is_alive():
                os.kill(worker.process.pid, signal.SIGUSR1)
        for worker in self.workers:
            worker.process.join(GRACE)
            worker.process.kill()
            worker.process.join()
        self.workers = []


def _end_of(worker: Worker) -> str:
    """Say how a process ended."""
    code = worker.process.exitcode
    if code >= 0:
        return f"ended with exit code {code}"
    name = signal.Signals(-code).name
    return f"was killed by {name}{' (out of memory?)' if name == 'SIGKILL' else ''}"
