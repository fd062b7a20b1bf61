"""Ctrl-C, sent to a real process whose scenario waits for what never comes."""

import pytest


def test_the_first_ctrl_c_ends_the_run_in_order(waiting, start):
    waiting.environment("""
        def after_all(context):
            open("after_all", "w").close()
    """)
    database = waiting.folder / "test.sqlite3"
    process = start(SAMPLE_TEST_DATABASE=str(database))
    process.interrupt()
    code, out, err = process.end()
    assert code == 130
    assert "features/a.feature FI " in out
    assert "FAILED  features/a.feature:2  Fails before" in out
    assert "Interrupted in features/a.feature:4; 2 scenarios never ran." in out
    assert "features: 0 passed, 1 failed, 1 not run" in out
    assert "outcomes: 0 passed, 1 failed, 1 interrupted, 2 not run" in out
    assert out.endswith("scenarios: 0 passed, 1 failed, 3 skipped\n")
    assert err == ""
    assert not database.exists()
    assert (waiting.folder / "after_all").exists()


def test_what_was_opened_is_closed_when_nobody_reads_on(project):
    project.environment("""
        from pathlib import Path

        from behave import fixture, use_fixture

        @fixture
        def opened(context):
            yield
            Path("closed").touch()

        def before_all(context):
            use_fixture(opened, context)
    """)
    project.feature("Feature: A\n  Scenario: Works\n    Given it works")
    with project.start() as process:
        process.stdout.close()

        assert process.stderr.read() == ""
    assert process.returncode == 1
    assert (project.folder / "closed").exists()


def test_a_hook_can_be_interrupted_and_so_can_its_end(waiting, start):
    waiting.environment("""
        from waiting import wait

        def before_scenario(context, scenario):
            wait()

        def after_scenario(context, scenario):
            wait()
    """)
    database = waiting.folder / "test.sqlite3"
    process = start(SAMPLE_TEST_DATABASE=str(database))
    process.interrupt()
    process.interrupt()
    code, out, _ = process.end()
    assert code == 130
    assert "Interrupted in features/a.feature:2; 3 scenarios never ran." in out
    assert out.endswith("scenarios: 0 passed, 0 failed, 4 skipped\n")
    assert not database.exists()


def test_what_was_kept_before_is_shown_and_nothing_of_what_was_cut_short(waiting, start):
    waiting.environment("""
        from tests.acceptance.project.browser import Browser

        def django_ready(context):
            context.browser = Browser()
            context.browser.page = "Tea"
    """)
    process = start("--evidence=scenarios")
    process.interrupt()
    code, out, _ = process.end()
    assert code == 130
    assert "evidence: build/evidence/index.html, 1 picture\n" in out
    index = waiting.read("build/evidence/index.html")
    assert "scenarios: 0 passed, 1 failed, 3 skipped; interrupted" in index
    assert "Fails before" in index
    assert "Is interrupted" not in index


@pytest.mark.parametrize("evidence", ["scenarios", "steps"])
def test_a_picture_can_be_interrupted_in_order(waiting, start, evidence):
    waiting.environment("""
        from tests.acceptance.project.browser import Browser
        from waiting import wait

        class Waiting(Browser):
            def screenshot(self, file):
                wait()

        def django_ready(context):
            context.browser = Waiting()
            context.browser.page = "Tea"
            context.add_cleanup(note, "clean-up")

        def after_all(context):
            note("after_all")

        def note(what):
            with open("order", "a") as order:
                order.write(f"{what} ")
    """)
    process = start(f"--evidence={evidence}", "features/b.feature")
    process.interrupt()
    code, out, err = process.end()
    assert (code, err) == (130, "")
    assert "Interrupted in features/b.feature:2; 0 scenarios never ran." in out
    assert waiting.read("order") == "clean-up after_all "


def test_before_all_can_be_interrupted(waiting, start):
    waiting.environment("""
        from waiting import wait

        def before_all(context):
            wait()
    """)
    process = start()
    process.interrupt()
    code, out, _ = process.end()
    assert code == 130
    assert "Interrupted; 4 scenarios never ran." in out


def test_a_phrase_that_swallows_it_fails(waiting, start):
    waiting.feature("""
        Feature: Reckless
          Scenario: Swallows
            When a reckless phrase waits
    """)
    process = start()
    process.interrupt()
    code, out, _ = process.end()
    assert "ValueError: swallowed" in out
    assert code == 1


def test_before_the_scenarios_there_is_only_the_interruption(waiting, start):
    waiting.phrases("from waiting import wait\nwait()")
    process = start()
    process.interrupt()
    assert process.end() == (130, "", "Interrupted.\n")


def test_between_steps_it_ends_the_scenario_all_the_same(project):
    project.phrases("""
        import os, signal
        from behave import given, register_type

        def convert(text):
            os.kill(os.getpid(), signal.SIGINT)
            return text

        register_type(Sudden=convert)

        @given("{end:Sudden} of all things")
        def end(context, end):
            pass
    """)
    project.environment("""
        def after_scenario(context, scenario):
            open("after_scenario", "w").close()
    """)
    project.feature("""
        Feature: Sudden
          Scenario: Ends
            Given it works
            Given the end of all things
          Scenario: Never runs
            Given it works
    """)
    result = project.behave()
    assert result.code == 130
    assert "features/a.feature I " in result.out
    assert "Interrupted in features/a.feature:2; 1 scenario never ran." in result.out
    assert result.err == ""
    assert (project.folder / "after_scenario").exists()
