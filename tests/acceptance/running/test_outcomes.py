"""What a run prints and how it ends, for every outcome that a scenario can have."""

from xml.etree import ElementTree

MIXED = """
    Feature: Mixed
      Background:
        Given it works

      Scenario: Dancing
        When it dances
          | step  | with |
          | waltz | Bob  |
        Then 1 is 1

      Scenario: Breaking
        When it breaks

      Rule: Numbers are themselves

        Scenario: One is one
          Then 1 is 1

        Scenario Outline: Comparing
          Then <a> is <b>

          Examples: few
            | a | b |
            | 2 | 2 |
            | 2 | 3 |

        @wip
        Scenario: A million is a million
          Then anybody can count that far
"""

MIXED_OUTPUT = """\
features/mixed.feature UE..FP  0.00 s

. passed   F failed   E error   U undefined   P planned

UNDEFINED  features/mixed.feature:5  Dancing
  ✓ Given it works
  ? When it dances
      | step  | with |
      | waltz | Bob  |
      step    features/mixed.feature:6
      No "when" phrase matches this step.

ERROR  features/mixed.feature:11  Breaking
  ✓ Given it works
  ✗ When it breaks
      step    features/mixed.feature:12
      phrase  features/steps/phrases.py:11  it breaks
      ValueError: broken
      at features/steps/phrases.py:13: raise ValueError("broken")

FAILED  features/mixed.feature:25  Numbers are themselves › Comparing -- @1.2 few
  ✓ Given it works
  ✗ Then 2 is 3
      step    features/mixed.feature:20
      phrase  features/steps/phrases.py:7  {seen:d} is {expected:d}
      expected 3, saw 2
      at features/steps/phrases.py:9: assert seen == expected

Undefined steps, no phrase matches them:
  features/mixed.feature:6  When it dances

Planned, not run (--wip runs them):
  features/mixed.feature:28  Numbers are themselves › A million is a million

features: 0 passed, 1 failed
steps: 7 passed, 1 failed, 1 error, 1 undefined, 1 skipped
outcomes: 2 passed, 1 failed, 1 error, 1 undefined, 1 planned
took 0.00 s
scenarios: 2 passed, 3 failed, 1 skipped
"""


def test_a_mixed_run_tells_everything_and_fails(project):
    project.feature(MIXED, "features/mixed.feature")
    result = project.behave("--junit", "--junit-directory=build/junit")
    assert result.timeless == MIXED_OUTPUT
    assert (result.code, result.err) == (1, "")

    (suite,) = ElementTree.parse(project.folder / "build/junit/junit.xml").getroot()
    assert {k: suite.get(k) for k in ("tests", "failures", "errors", "skipped")} == {
        "tests": "6",
        "failures": "1",
        "errors": "2",
        "skipped": "1",
    }
    planned = next(
        case for case in suite.iter("testcase") if "A million is a million" in case.get("name")
    )
    assert planned.find("skipped") is not None
    assert planned.find("failure") is None


def test_a_run_in_which_everything_passes_is_short(project):
    project.feature("""
        Feature: Short
          Scenario: One
            Given it works
          Scenario: Two
            Then 1 is 1
    """)
    result = project.behave()
    assert result.timeless == (
        "features/a.feature ..  0.00 s\n\n"
        "features: 1 passed\nsteps: 2 passed\ntook 0.00 s\n"
        "scenarios: 2 passed, 0 failed, 0 skipped\n"
    )
    assert (result.code, result.err) == (0, "")


def test_what_is_planned_neither_runs_nor_fails(project):
    project.environment("""
        def before_feature(context, feature):
            assert feature.name != "Future", "nothing of a planned feature runs"
    """)
    project.feature("""
        Feature: Now
          @wip
          Rule: Later
            Scenario: Unknown
              Given nobody knows
          Rule: Sooner
            Scenario: Known
              Given it works
            @wip
            Scenario: Without steps
    """)
    project.feature(
        """
        @wip
        Feature: Future
          Scenario Outline: Unknown too
            Given nobody knows <this>

            Examples:
              | this |
              | one  |
        """,
        "features/future.feature",
    )
    project.feature("@wip\nFeature: Only a title", "features/title.feature")
    result = project.behave()
    assert result.code == 0
    assert "features/a.feature P.P " in result.out
    assert "features/future.feature P " in result.out
    assert "features/title.feature  Only a title: no scenarios yet" in result.out
    assert "Undefined" not in result.out
    assert result.closing_line == "scenarios: 1 passed, 0 failed, 3 skipped"


def test_what_is_planned_runs_when_it_is_asked_for(project):
    project.phrases("""
        from behave import given
        from behave.api.pending_step import StepNotImplementedError

        @given("it is thought of")
        def it_is_thought_of(context):
            raise StepNotImplementedError
    """)
    project.feature("""
        Feature: Now
          Scenario: Known
            Given it works
          @wip
          Scenario: Done
            Given it works
          @wip
          Scenario: Half done
            Given it is thought of
          @wip
          Scenario: Undefined
            Given nobody knows
    """)
    by_tags = project.behave("--tags=@wip or @never")
    assert "features/a.feature .EU " in by_tags.out
    assert "The step is not implemented yet." in by_tags.out
    assert by_tags.closing_line == "scenarios: 1 passed, 2 failed, 1 skipped"
    assert by_tags.code == 1

    wip = project.behave("--wip")
    assert "features/a.feature .E " in wip.out
    assert "Stopped at the first failure; 1 scenario never ran." in wip.out
    assert wip.closing_line == "scenarios: 1 passed, 1 failed, 2 skipped"

    without = project.behave("--tags=not @wip")
    assert "outcomes: 1 passed, 3 not selected" in without.out
    assert without.code == 0


def test_what_checks_nothing_fails(project):
    project.feature("Feature: Without scenarios", "features/a.feature")
    project.feature("", "features/b.feature")
    project.feature(
        """
        Feature: Hollow
          Background:
            Given it works

          Scenario: Without steps

          Scenario Outline: Without examples
            Given it works

          Rule: Without scenarios
        """,
        "features/c.feature",
    )
    result = project.behave()
    assert result.code == 1
    assert "features/a.feature no scenarios" in result.out
    assert "ERROR  features/a.feature:1\n  The feature has no scenarios." in result.out
    assert "ERROR  features/b.feature\n  The file has no feature." in result.out
    assert "features/c.feature:5  Without steps\n  The scenario has no steps" in result.out
    assert "ERROR  features/c.feature:7\n  The outline has no examples." in result.out
    assert "ERROR  features/c.feature:10\n  The rule has no scenarios." in result.out
    assert "outside the scenarios: 4 failed" in result.out
    assert result.closing_line == "scenarios: 0 passed, 5 failed, 0 skipped"

    selected = project.behave("--name=Without steps")
    assert selected.closing_line == "scenarios: 0 passed, 1 failed, 0 skipped"


def test_stopping_at_the_first_failure_says_what_never_ran(project):
    project.feature("""
        Feature: First
          Scenario: Fails
            Then 1 is 2
          Scenario: Waits
            Given it works
    """)
    project.feature(
        "Feature: Second\n  Scenario: Waits too\n    Given it works", "features/b.feature"
    )
    for option in ("--failfast", "--stop"):
        result = project.behave(option)
        assert "features/b.feature" not in result.out
        assert "Stopped at the first failure; 2 scenarios never ran." in result.out
        assert "features: 0 passed, 1 failed, 1 not run" in result.out
        assert result.closing_line == "scenarios: 0 passed, 1 failed, 2 skipped"
        assert result.code == 1


def test_a_dry_run_looks_phrases_up_without_a_database(project):
    project.environment("""
        def before_all(context):
            raise AssertionError("no hook runs")
    """)
    project.feature("""
        Feature: Dry
          Scenario: Known
            Given it works
          @wip
          Scenario: Planned
            Given nobody knows
    """)
    unreachable = {"SAMPLE_ENGINE": "django.db.backends.postgresql"}
    result = project.behave("--dry-run", **unreachable)
    assert "features/a.feature nP " in result.out
    assert "Dry run: the phrases were looked up, no scenario was run." in result.out
    assert result.closing_line == "scenarios: 0 passed, 0 failed, 2 skipped"
    assert result.code == 0

    result = project.behave("--dry-run", "--tags=@wip", **unreachable)
    assert "features/a.feature U " in result.out
    assert result.code == 1


def test_a_run_from_a_folder_below_finds_the_same_features(project):
    project.feature("Feature: A\n  Scenario: One\n    Given it works")
    project.feature("Feature: B\n  Scenario: Two\n    Given it works", "features/b/c/b.feature")

    result = project.behave(folder="features/b/c")

    assert result.closing_line == "scenarios: 2 passed, 0 failed, 0 skipped"
    assert result.code == 0
