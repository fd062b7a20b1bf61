"""What a failing scenario tells about itself."""

BROWSER = """
    from tests.acceptance.project.browser import Browser

    class BrokenBrowser(Browser):
        def describe(self):
            raise OSError("no page")

        def screenshot(self, file):
            raise OSError("no disk")

        def save_details(self, file):
            raise OSError("no time")

    def django_ready(context):
        context.browser = BrokenBrowser() if "broken" in context.scenario.name else Browser()
        context.browser.page = "/post/"
"""

PHRASES = """
    import logging
    import sys
    from behave import given, then, when

    @when("there is noise")
    def noise(context):
        print("printed")
        print("complained", file=sys.stderr)
        logging.getLogger("sample").warning("logged")

    @then("the check has no message")
    @then("{adverb} the check has no message")
    def no_message(context, adverb="never"):
        seen, expected = [1], [1, 2]
        assert (
            seen == expected
        )

    @then("the check is long")
    def long_check(context):
        values = list(range(1000))
        assert not values

    @when("something is raised from something")
    def raised(context):
        try:
            {}["key"]
        except KeyError as error:
            raise LookupError from error

    @when("a phrase calls another")
    def another(context):
        context.execute_steps("Then 1 is 2")

    @when("the program ends itself")
    def ends(context):
        sys.exit(0)

    @when("nothing is swallowed by {number:d}")
    def swallowed(context, number):
        pass
"""


def test_a_failure_comes_with_its_page_and_its_output(project):
    project.environment(BROWSER)
    project.phrases(PHRASES)
    project.feature(
        """
        Feature: Evidence
          Rule: Always
            Scenario: It's kept, isn't it?
              When there is noise
              Then the check has no message
            Scenario: A broken browser hides nothing
              Then 1 is 2
        """,
        "features/some_where/evidence.feature",
    )
    result = project.behave()
    assert (
        """\
  ✓ When there is noise
  ✗ Then the check has no message
      step    features/some_where/evidence.feature:5
      phrase  features/steps/more.py:11  the check has no message
      The check failed
      at features/steps/more.py:15: assert seen == expected
         with seen = [1]
         with expected = [1, 2]
      captured stdout:
        printed
      captured stderr:
        complained
      captured log:
        LOG_WARNING:sample: logged
      last page:
        /post/ is open
        kept as build/evidence/some_where/evidence/3-its-kept-isnt-it-failed.png
        kept as build/evidence/some_where/evidence/3-its-kept-isnt-it-failed.html
        kept as build/evidence/some_where/evidence/3-its-kept-isnt-it-failed.zip
"""
        in result.out
    )
    assert (
        """\
      expected 2, saw 1
      at features/steps/phrases.py:9: assert seen == expected
      last page:
        The page could not be described: OSError: no page
        The page could not be kept: OSError: no disk
        Its details could not be kept: OSError: no time
"""
        in result.out
    )


def test_errors_show_the_lines_of_the_project(project):
    project.phrases(PHRASES)
    project.feature("""
        Feature: Errors
          Scenario: A cause
            When something is raised from something
          Scenario: A phrase in a phrase
            When a phrase calls another
          Scenario: Two patterns
            Then surely the check has no message
          Scenario: Much to show
            Then the check is long
    """)
    result = project.behave()
    assert (
        """\
      LookupError
      caused by KeyError: 'key'
      at features/steps/more.py:29: raise LookupError from error
"""
        in result.out
    )
    assert "FAILED SUB-STEP: Then 1 is 2" in result.out
    assert "{adverb} the check has no message" in result.out
    assert f"values = {repr(list(range(1000)))[:200]}…\n" in result.out
    assert "/behave/" not in result.out

    verbose = project.behave("--verbose", "--name=A cause")
    assert "Traceback (most recent call last):" in verbose.out
    assert "/behave/" in verbose.out


def test_a_phrase_that_ends_the_program_does_not_end_the_run_unseen(project):
    project.phrases(PHRASES)
    project.feature("""
        Feature: Ends
          Scenario: By itself
            When the program ends itself
          Scenario: Never runs
            Given it works
    """)
    result = project.behave()
    assert "a step: SystemExit: 0\n  at features/steps/more.py:" in result.out
    assert "Aborted; 1 scenario never ran." in result.out
    assert result.code == 1


def test_without_capture_output_goes_to_the_console(project):
    project.phrases(PHRASES)
    project.feature("Feature: Noise\n  Scenario: Any\n    When there is noise")
    quiet, loud = project.behave(), project.behave("--no-capture")
    assert ("printed" in quiet.out, quiet.err) == (False, "")
    assert "printed" in loud.out
    assert "complained" in loud.err
    assert "logged" in loud.err


def test_hooks_and_cleanups_that_fail_are_told(project):
    project.environment("""
        def fail_if(context, name):
            wanted = context.scenario.name if "scenario" in context else context.feature.name
            if name in wanted:
                raise RuntimeError(f"bad {name}")

        def before_tag(context, tag): fail_if(context, "before_tag")
        def before_feature(context, feature): fail_if(context, "before_feature")
        def after_feature(context, feature): fail_if(context, "after_feature")
        def before_scenario(context, scenario):
            if scenario.name == "before_scenario":
                print("printed by a hook")
            fail_if(context, "before_scenario")
            if "cleanup" in scenario.name:
                context.fail_on_cleanup_errors = "counts" in scenario.name
                context.add_cleanup(fail_if, context, "cleanup")
            if "handled" in scenario.name:
                context.on_cleanup_error = lambda *_: None
                context.add_cleanup(fail_if, context, "handled")
        def after_scenario(context, scenario): fail_if(context, "after_scenario")
        def before_step(context, step): fail_if(context, "before_step")
        def after_step(context, step): fail_if(context, "after_step")
        def django_ready(context): fail_if(context, "django_ready")
        def before_rule(context, rule):
            context.add_cleanup(boom)
        def boom(): raise RuntimeError("bad rule")
        def before_all(context):
            context.add_cleanup(leave)
        def leave(): raise RuntimeError("bad end")
        def after_all(context):
            raise RuntimeError("bad after_all")
    """)
    names = [
        "before_scenario", "after_scenario", "before_step", "after_step", "django_ready",
        "cleanup that counts", "cleanup that does not", "handled by the project",
    ]  # fmt: skip
    scenarios = "".join(f"  Scenario: {name}\n    Given it works\n" for name in names)
    project.feature(
        f"Feature: Scenarios\n{scenarios}"
        "  Scenario: after_step of a failure\n    Then 1 is 2\n"
        "  @tag\n  Scenario: before_tag\n    Given it works\n"
    )
    project.feature("""
        Feature: before_feature
          Scenario: Never runs
            Given it works
    """, "features/b.feature")  # fmt: skip
    project.feature("""
        Feature: after_feature
          Rule: With a clean-up
            Scenario: Runs
              Given it works
    """, "features/c.feature")  # fmt: skip
    result = project.behave()
    assert "features/a.feature EEEEEE.EEE " in result.out
    for scenario, reason in {
        "before_scenario": "hook before_scenario: RuntimeError: bad before_scenario",
        "after_scenario": "✓ Given it works\n  hook after_scenario: RuntimeError",
        "django_ready": "hook django_ready: RuntimeError: bad django_ready",
        "before_tag": "hook before_tag: RuntimeError: bad before_tag",
        "cleanup that counts": "cleanup internal_cleanup_func: RuntimeError: bad cleanup",
        "handled by the project": "cleanup: A clean-up failed.",
    }.items():
        told = result.out.split(f"  {scenario}\n")[1].split("\n\n")[0]
        assert reason.rpartition("✓ Given it works\n")[2].strip() in told
    assert "      hook before_step: RuntimeError: bad before_step" in result.out
    assert "      hook after_step: RuntimeError: bad after_step" in result.out
    assert "\n  hook after_step: RuntimeError: bad after_step" in result.out
    assert (
        "ERROR  features/b.feature:1  Feature: before_feature\n  hook before_feature" in result.out
    )
    assert "ERROR  features/c.feature:1  Feature: after_feature\n  hook after_feature" in result.out
    assert "cleanup boom: RuntimeError: bad rule" in result.out
    assert "ERROR  the run\n  hook after_all: RuntimeError: bad after_all" in result.out
    assert "ERROR  the run\n  cleanup leave: RuntimeError: bad end" in result.out
    assert result.out.count("printed by a hook") == 1
    assert "1 scenario never ran." in result.out
    assert result.closing_line == "scenarios: 2 passed, 14 failed, 1 skipped"
    assert result.code == 1


def test_nothing_runs_after_a_failing_before_all(project):
    project.environment("""
        def before_all(context):
            raise RuntimeError("bad start")
    """)
    project.feature("Feature: Never\n  Scenario: Runs\n    Given it works")
    result = project.behave()
    assert "ERROR  the run\n  hook before_all: RuntimeError: bad start" in result.out
    assert "Stopped because before_all failed; 1 scenario never ran." in result.out
    assert result.closing_line == "scenarios: 0 passed, 1 failed, 1 skipped"
    assert result.code == 1


def test_the_project_may_abort_and_skip(project):
    project.environment("""
        def before_scenario(context, scenario):
            if "skipped" in scenario.name:
                scenario.skip()
            if "aborts" in scenario.name:
                context.abort("enough")

        def after_all(context):
            if context.config.name:
                context.abort("late")
    """)
    project.feature("""
        Feature: Never
          Scenario: Is skipped
            Given it works
          Scenario: Runs
            Given it works
          Scenario: It aborts
            Given it works
          Scenario: Waits
            Given it works
    """)
    result = project.behave("--name=skipped", "--name=Runs")
    assert "features/a.feature -. " in result.out
    assert "Aborted: late; 0 scenarios never ran." in result.out
    assert result.closing_line == "scenarios: 1 passed, 0 failed, 3 skipped"
    aborted = project.behave()
    assert "features/a.feature -.nn " in aborted.out
    assert "Aborted: enough; 2 scenarios never ran." in aborted.out
    assert aborted.code == 1


def test_a_broken_template_is_named_with_its_line(project):
    project.phrases(
        """
        from behave import when
        from django.template import Engine

        @when("a page is made")
        def page_is_made(context):
            Engine(debug=True).from_string("first\\n{% nope %}")
        """
    )
    project.feature("Feature: A\n  Scenario: One\n    When a page is made")

    result = project.behave()

    assert "TemplateSyntaxError: Invalid block tag on line 2: 'nope'" in result.out
    assert "in <unknown source>:2: {% nope %}" in result.out


def test_lines_that_stand_in_no_file_are_left_out(project):
    project.phrases(
        """
        from importlib import import_module
        from behave import when

        @when("something is missing")
        def something_is_missing(context):
            import_module("nothing.of.the.kind")
        """
    )
    project.feature("Feature: A\n  Scenario: One\n    When something is missing")

    result = project.behave()

    assert "at features/steps/more.py:6: import_module(" in result.out
    assert "<frozen" not in result.out


def test_a_browser_without_a_page_says_so_once(project):
    project.environment(
        """
        from tests.acceptance.project.browser import Browser

        class Pedantic(Browser):
            def save_details(self, file):
                raise AssertionError(self.describe())

        def django_ready(context):
            context.browser = Pedantic()
        """
    )
    project.feature("Feature: A\n  Scenario: One\n    Then 1 is 2")

    result = project.behave()

    assert "last page:\n        No page is open.\n\n" in result.out


def test_an_undefined_step_says_what_may_have_been_meant(project):
    project.feature(
        "Feature: A\n  Scenario: B\n    Given it wroks\n    And it dances on the moon\n"
    )
    out = project.behave().out
    assert "features/a.feature:3  Given it wroks; did you mean: it works\n" in out
    assert "features/a.feature:4  And it dances on the moon\n" in out
