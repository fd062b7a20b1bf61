"""`--parallel`: everything as in one process, whatever happens to the processes."""

import os
import re
import signal

import pytest

MIXED = """
    Feature: Mixed
      Rule: Sums are right
        Scenario: One is one
          Given it works
          Then 1 is 1
        Scenario: One is two
          Given it works
          Then 1 is 2
      Rule: Nothing breaks
        Scenario: It is not known
          Given nobody knows this
        @wip
        Scenario: A million is a million
          Then 1000000 is 1000000
        Scenario: It breaks
          When it breaks
        Scenario Outline: Numbers are themselves
          Then <seen> is <expected>

          Examples: Small
            | seen | expected |
            | 1    | 1        |
            | 2    | 3        |
"""

INTERRUPTED = re.compile(
    r"^Interrupted .*?\bin\s+features/a\.feature:4\b", re.MULTILINE | re.DOTALL
)

DEADLY = """
    import os
    import signal
    from pathlib import Path

    from behave import when

    @when("its process exits with {code:d}")
    def exits(context, code):
        os._exit(code)

    @when("its process is killed")
    def is_killed(context):
        os.kill(os.getpid(), signal.SIGKILL)

    @when("its process exits the first time")
    def exits_once(context):
        if not Path("exited").exists():
            Path("exited").touch()
            os._exit(1)
"""


def features(project, count=3):
    for name in "abcdefgh"[:count]:
        project.feature(MIXED.replace("Mixed", name), f"features/{name}.feature")


def marks(project, name):
    """Read what processes have added to a file, each a line."""
    return project.read(name).splitlines()


def test_it_prints_and_counts_what_one_process_does(project):
    features(project)
    alone = project.behave()
    together = project.behave("--parallel", "2")
    assert together.timeless == alone.timeless
    assert (together.code, together.err) == (alone.code, "") == (1, "")


@pytest.mark.parametrize("flags", [("--parallel",), ("-j", "2"), ("--jobs=2",), ("--parallel=9",)])
def test_the_number_of_processes_may_be_left_out_or_too_large(project, flags):
    project.feature("Feature: A\n  Scenario: B\n    Given it works")
    result = project.behave(*flags)
    assert (result.code, result.err) == (0, "")
    assert result.closing_line == "scenarios: 1 passed, 0 failed, 0 skipped"


def test_every_process_has_its_own_hooks_for_the_whole_run(project):
    project.environment("""
        import os

        def note(what):
            with open("notes", "a") as notes:
                notes.write(f"{what} {os.getpid()}\\n")

        def before_all(context):
            note("before_all")

        def after_all(context):
            note("after_all")
    """)
    features(project)
    project.behave("--parallel", "2")
    notes = [line.split() for line in marks(project, "notes")]
    began, ended = (
        sorted(process for what, process in notes if what == name)
        for name in ("before_all", "after_all")
    )
    assert began == ended
    assert len(set(began)) == 2


def test_every_process_has_its_own_test_database(project):
    project.phrases("""
        from behave import then
        from django.contrib.auth.models import User
        from django.db import connection

        @then("a new author is alone")
        def alone(context):
            User.objects.create(username="alice")
            assert User.objects.count() == 1
            with open("databases", "a") as databases:
                databases.write(f"{connection.settings_dict['NAME']}\\n")
    """)
    scenarios = "\n".join(f"  Scenario: S{n}\n    Then a new author is alone" for n in range(40))
    project.feature(f"Feature: A\n{scenarios}")
    database = project.folder / "test.sqlite3"
    result = project.behave("--parallel", "2", SAMPLE_TEST_DATABASE=str(database))
    assert result.closing_line == "scenarios: 40 passed, 0 failed, 0 skipped"
    used = set(marks(project, "databases"))
    assert used == {str(project.folder / f"test_{number}.sqlite3") for number in (1, 2)}
    assert not [file for file in project.folder.iterdir() if file.suffix == ".sqlite3"]


def test_a_process_that_dies_once_costs_nothing(project):
    project.phrases(DEADLY)
    project.feature("""
        Feature: A
          Scenario: Before
            Given it works
          Scenario: Dies once
            When its process exits the first time
          Scenario: After
            Given it works
    """)
    result = project.behave("--parallel", "2")
    assert (result.code, result.err) == (0, "")
    assert result.closing_line == "scenarios: 3 passed, 0 failed, 0 skipped"


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("its process exits with 3", "ended with exit code 3"),
        ("its process exits with 0", "ended with exit code 0"),
        ("its process is killed", "was killed by SIGKILL (out of memory?)"),
    ],
)
def test_what_ends_its_process_twice_is_an_error_by_name(project, step, told):
    project.phrases(DEADLY)
    project.feature(f"""
        Feature: A
          Scenario: Before
            Given it works
          Scenario: Deadly
            Given it works
            When {step}
          Scenario: After
            Given it works
    """)
    result = project.behave("--parallel", "2")
    assert (result.code, result.err) == (1, "")
    assert f"ERROR  features/a.feature:4  Deadly\n  The process that ran it {told}, " in result.out
    assert result.closing_line == "scenarios: 2 passed, 1 failed, 0 skipped"


@pytest.mark.parametrize("count", [1, 2])
def test_a_process_that_dies_before_any_scenario_stops_the_run(project, count):
    project.environment("""
        import os

        def before_all(context):
            os._exit(4)
    """)
    features(project, count=1)
    result = project.behave(f"--parallel={count}")
    assert result.code == 1
    assert "before_all: A process ended with exit code 4." in result.out
    assert "Stopped because before_all ended its process; 6 scenarios never ran." in result.out


def test_a_process_that_dies_after_its_scenarios_fails_the_run(project):
    project.environment("""
        import os

        def after_all(context):
            os._exit(5)
    """)
    project.feature("Feature: A\n  Scenario: B\n    Given it works")
    result = project.behave("--parallel", "2")
    assert result.code == 1
    assert "after_all: A process ended with exit code 5." in result.out
    assert result.closing_line == "scenarios: 1 passed, 1 failed, 0 skipped"


def test_a_process_that_dies_after_a_feature_fails_it(project):
    project.environment("""
        import os

        def after_feature(context, feature):
            os._exit(6)
    """)
    project.feature("Feature: A\n  Scenario: B\n    Given it works")
    result = project.behave("--parallel", "2")
    assert result.code == 1
    assert (
        "ERROR  features/a.feature:1  Feature: A\n"
        "  after_feature: A process ended with exit code 6.\n" in result.out
    )
    assert result.closing_line == "scenarios: 1 passed, 1 failed, 0 skipped"


def test_a_hook_that_fails_in_every_process_is_told_once(project):
    project.environment("""
        def before_all(context):
            raise ValueError("nothing is ready")
    """)
    features(project)
    alone, together = project.behave(), project.behave("--parallel", "2")
    assert together.timeless == alone.timeless
    assert together.out.count("ValueError: nothing is ready") == 1


def test_hooks_of_features_fail_as_in_one_process(project):
    project.environment("""
        def before_feature(context, feature):
            assert feature.name != "b", "never b"

        def before_rule(context, rule):
            assert rule.name != "Sums are right" or rule.feature.name != "c", "no sums in c"

        def after_feature(context, feature):
            assert feature.name != "a", "not after a"
    """)
    features(project)
    alone, together = project.behave(), project.behave("--parallel", "2")
    assert together.timeless == alone.timeless
    assert "outside the scenarios: 3 failed" in together.out


def test_hooks_skip_as_in_one_process(project):
    project.environment("""
        from unittest import SkipTest

        def before_feature(context, feature):
            if feature.name == "b":
                raise SkipTest("not today")

        def before_scenario(context, scenario):
            if scenario.name == "It breaks":
                scenario.skip("it would break")
    """)
    features(project)
    alone, together = project.behave(), project.behave("--parallel", "2")
    assert together.timeless == alone.timeless
    assert "6 scenarios: not today" in together.out


def test_a_project_refuses_a_run_in_its_processes(project):
    project.environment("""
        from django.core.management.base import CommandError

        def before_all(context):
            raise CommandError("There is no printer.")
    """)
    features(project)
    result = project.behave("--parallel", "2")
    assert (result.code, result.out.strip(), result.err) == (2, "", "There is no printer.\n")


def test_it_stops_at_the_first_failure(project):
    scenarios = "\n".join(f"  Scenario: S{n}\n    Then 1 is 2" for n in range(100))
    project.feature(f"Feature: A\n{scenarios}")
    result = project.behave("--parallel", "2", "--stop")
    assert result.code == 1
    assert re.search(r"Stopped at the first failure; 9\d scenarios never ran\.", result.out)


def test_a_scenario_that_aborts_stops_all(project):
    project.phrases("""
        from behave import when

        @when("it is enough")
        def enough(context):
            context.abort("enough")
    """)
    scenarios = "\n".join(f"  Scenario: S{n}\n    When it is enough" for n in range(100))
    project.feature(f"Feature: A\n{scenarios}")
    result = project.behave("--parallel", "2")
    assert result.code == 1
    assert re.search(r"Aborted: enough; 9\d scenarios never ran\.", result.out)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--parallel=0"], '"0" is no number of 1 or more'),
        (["--parallel=-1"], '"-1" is no number of 1 or more'),
        (["--parallel=many"], '"many" is no number of 1 or more'),
        (["--parallel=2", "--format=pretty"], "--format pretty hears only of scenarios that run"),
        (["--parallel=2", "--use-existing-database"], "--parallel needs test databases"),
    ],
)
def test_what_it_cannot_do_is_refused(project, args, told):
    features(project)
    result = project.behave(*args)
    assert (result.code, result.out) == (2, "")
    assert told in result.err


def test_where_nothing_can_be_forked_it_says_so(project):
    project.write("sitecustomize.py", """
        import multiprocessing

        multiprocessing.get_all_start_methods = lambda: ["spawn"]
    """)  # fmt: skip
    features(project)
    result = project.behave("--parallel", "2")
    assert (result.code, result.out) == (2, "")
    assert "--parallel needs a system that can fork, and this one cannot; --shard 1/2" in result.err


def test_a_dry_run_needs_no_processes(project):
    features(project)
    assert project.behave("--parallel=2", "--dry-run").timeless == project.behave("-d").timeless


def test_processes_end_when_the_run_is_killed(waiting, start):
    process = start("--parallel=2")
    process.wait_until_it_waits()
    process.process.kill()
    # Whoever writes at the pipe is gone when reading it comes to its end.
    os.close(process.keeps_never_open)
    process.keeps_never_open = os.open(os.devnull, os.O_RDONLY)
    assert os.read(process.told, 1) == b""


def test_ctrl_c_stops_all_of_them_in_order(waiting, start):
    waiting.environment("""
        def after_all(context):
            with open("after_all", "a") as notes:
                notes.write("ended\\n")
    """)
    process = start("--parallel=2", SAMPLE_TEST_DATABASE=str(waiting.folder / "test.sqlite3"))
    process.interrupt()
    code, out, err = process.end()
    assert (code, err) == (130, "")
    assert INTERRUPTED.search(out)
    assert out.splitlines()[-1].startswith("scenarios: ")
    assert marks(waiting, "after_all") == ["ended", "ended"]
    assert not list(waiting.folder.glob("*.sqlite3"))


def test_a_terminal_sends_ctrl_c_to_all_of_them(waiting, start):
    process = start("--parallel=2", start_new_session=True)
    process.wait_until_it_waits()
    os.killpg(process.process.pid, signal.SIGINT)
    code, out, err = process.end()
    assert (code, err) == (130, "")
    assert INTERRUPTED.search(out)


def test_a_second_ctrl_c_ends_what_does_not_stop(waiting, start):
    waiting.phrases("""
        from behave import when
        from waiting import wait

        @when("it waits")
        def it_waits(context):
            for _ in range(100):
                try:
                    wait()
                except BaseException:
                    pass
    """, "features/steps/waits.py")  # fmt: skip
    process = start("--parallel=2")
    process.interrupt()
    process.interrupt()
    code, out, _ = process.end()
    assert code == 130
    assert INTERRUPTED.search(out)
    assert "scenarios: " in out.splitlines()[-1]


def test_coverage_counts_what_they_run(project):
    project.write(".coveragerc", """
        [run]
        include = features/steps/*
        parallel = true
        patch = _exit
    """)  # fmt: skip
    features(project)
    arguments = ["run", *project.command("behave", "--parallel=2")[1:]]
    for command in (arguments, ["combine", "--quiet"]):
        project.python("-m", "coverage", *command)
    report = project.python("-m", "coverage", "report", "--format=total")
    assert report.out == "100\n"
