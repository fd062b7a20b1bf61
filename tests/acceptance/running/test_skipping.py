"""Scenarios that the project skips: what becomes of them, and that the reason is told."""

from xml.etree import ElementTree

import pytest

PHRASES = """
    from unittest import SkipTest
    from behave import given, then
    from django.contrib.auth.models import User

    @given("{name} joins")
    def joins(context, name):
        User.objects.create_user(name)

    @then("there is nobody")
    def there_is_nobody(context):
        assert not User.objects.exists()

    @given("it is skipped")
    def is_skipped(context):
        raise SkipTest

    @given("it is skipped because {reason}")
    def is_skipped_because(context, reason):
        raise SkipTest(reason)

    @given("a phrase skips in a phrase")
    def skips_in_a_phrase(context):
        context.execute_steps("Given it is skipped because of the inner\\nWhen it breaks")

    @given("behave skips {what} because {reason}")
    def behave_skips(context, what, reason):
        getattr(context, what).skip(reason)
"""


@pytest.fixture
def skipping(project):
    project.phrases(PHRASES)
    return project


SKIPPED_IN_A_STEP = """\
features/a.feature -.  0.00 s

. passed   - skipped

SKIPPED  features/a.feature:3  Live › Failing on purpose
  the live service cannot be told to fail

Skipped, and why:
  1 scenario: the live service cannot be told to fail  features/a.feature:3

features: 1 passed
steps: 2 passed, 2 skipped
took 0.00 s
scenarios: 1 passed, 0 failed, 1 skipped
"""


def test_a_step_skips_the_rest_of_its_scenario(skipping):
    skipping.environment("""
        def before_scenario(context, scenario):
            context.add_cleanup(note, f"clean-up of {scenario.name}")

        def after_step(context, step):
            note(step.status.name)

        def after_scenario(context, scenario):
            note(f"after {scenario.name}")

        def note(text):
            with open("order", "a") as order:
                order.write(f"{text}\\n")
    """)
    skipping.feature("""
        Feature: A
          Rule: Live
            Scenario: Failing on purpose
              Given Alice joins
              And it is skipped because the live service cannot be told to fail
              When it breaks
            Scenario: Afterwards
              Then there is nobody
    """)
    result = skipping.behave("--junit", "--junit-directory=build/junit")
    assert result.timeless == SKIPPED_IN_A_STEP
    assert (result.code, result.err) == (0, "")
    assert skipping.read("order").splitlines() == [
        "passed", "skipped", "after Failing on purpose", "clean-up of Failing on purpose",
        "passed", "after Afterwards", "clean-up of Afterwards",
    ]  # fmt: skip

    (suite,) = ElementTree.parse(skipping.folder / "build/junit/junit.xml").getroot()
    assert [case.find("skipped") is not None for case in suite.iter("testcase")] == [True, False]
    assert {suite.get(name) for name in ("failures", "errors")} == {"0"}
    assert "SkipTest" not in skipping.read("build/junit/junit.xml")


def test_a_skip_without_a_reason_says_so(skipping):
    skipping.environment("""
        def before_scenario(context, scenario):
            if scenario.name == "By behave":
                scenario.skip()
    """)
    skipping.feature("""
        Feature: A
          Scenario: By a step
            Given it is skipped
          Scenario: By behave
            Given it works
    """)
    result = skipping.behave()
    assert "\n  2 scenarios: no reason was given  features/a.feature:2 features/a.feature:4\n" in (
        result.out
    )


def test_a_phrase_in_a_phrase_skips_the_scenario(skipping):
    skipping.feature("Feature: A\n  Scenario: One\n    Given a phrase skips in a phrase")
    result = skipping.behave()
    assert "1 scenario: of the inner  features/a.feature:2" in result.out
    assert result.closing_line == "scenarios: 0 passed, 0 failed, 1 skipped"


def test_skips_of_behaves_own_come_with_their_reasons(skipping):
    skipping.feature("""
        Feature: A
          Scenario: One
            Given behave skips scenario because it rains
            When it breaks
          Rule: R
            Scenario: Two
              Given behave skips rule because it snows
            Scenario: Three
              When it breaks
          Rule: S
            Scenario: Four
              Given behave skips feature because it thunders
            @wip
            Scenario: Planned
              When it breaks
            Scenario: Five
              When it breaks
    """)
    result = skipping.behave()
    assert "features/a.feature ----P- " in result.out
    assert (
        "  1 scenario: it rains  features/a.feature:2\n"
        "  2 scenarios: it snows  features/a.feature:6 features/a.feature:8\n"
        "  2 scenarios: it thunders  features/a.feature:11 features/a.feature:16\n\n"
    ) in result.out
    assert "outcomes: 0 passed, 5 skipped, 1 planned" in result.out
    assert (result.code, result.err) == (0, "")


HOOKS = """
    from unittest import SkipTest

    def skip_if(name, statement):
        if name in statement.name:
            raise SkipTest(f"{name}\\nsaid so")

    def before_tag(context, tag):
        skip_if("before_tag", context.scenario if "scenario" in context else context.feature)

    def before_feature(context, feature):
        skip_if("before_feature", feature)

    def before_rule(context, rule):
        skip_if("before_rule", rule)

    def before_scenario(context, scenario):
        skip_if("before_scenario", scenario)
        context.prepared = True

    def django_ready(context):
        assert context.prepared
        skip_if("django_ready", context.scenario)

    def after_scenario(context, scenario):
        open(f"after {scenario.name}", "w").close()
"""


def test_hooks_skip_what_they_begin(skipping):
    skipping.environment(HOOKS)
    skipping.feature("""
        Feature: A
          @tag
          Scenario: before_tag
            When it breaks
          Scenario: before_scenario
            When it breaks
          Scenario: django_ready
            When it breaks
          Rule: before_rule
            Scenario: In a rule
              When it breaks
          Rule: R
            Scenario: Runs
              Given it works
    """)
    skipping.feature(
        "Feature: before_feature\n  Scenario: Any\n    When it breaks", "features/b.feature"
    )
    skipping.feature(
        "@tag\nFeature: before_tag\n  Scenario: Any\n    When it breaks", "features/c.feature"
    )
    result = skipping.behave("--failfast")
    assert (
        "Skipped, and why:\n"
        "  2 scenarios: before_tag said so  features/a.feature:3 features/c.feature:3\n"
        "  1 scenario: before_scenario said so  features/a.feature:5\n"
        "  1 scenario: django_ready said so  features/a.feature:7\n"
        "  1 scenario: before_rule said so  features/a.feature:10\n"
        "  1 scenario: before_feature said so  features/b.feature:2\n"
    ) in result.out
    assert "features: 1 passed, 2 skipped" in result.out
    assert result.closing_line == "scenarios: 1 passed, 0 failed, 6 skipped"
    assert (result.code, result.err) == (0, "")
    ended = sorted(path.name for path in skipping.folder.glob("after *"))
    assert ended == [
        f"after {name}" for name in ("Runs", "before_scenario", "before_tag", "django_ready")
    ]


def test_what_has_begun_already_is_not_skipped_by_its_hooks(skipping):
    names = ("before_step", "after_step", "after_scenario", "after_feature")
    hooks = "".join(
        f"def {name}(context, statement):\n    skip_if('{name}', context)\n" for name in names
    )
    skipping.environment(
        "from unittest import SkipTest\n"
        "def skip_if(name, context):\n"
        "    if name in (context.scenario if 'scenario' in context else context.feature).name:\n"
        "        raise SkipTest('too late')\n" + hooks
    )
    scenarios = "".join(f"  Scenario: {name}\n    Given it works\n" for name in names[:3])
    skipping.feature(f"Feature: after_feature\n{scenarios}")
    result = skipping.behave()
    assert "features/a.feature EEE " in result.out
    for name in names:
        assert f"hook {name}: SkipTest: too late\n" in result.out
    assert result.out.count("Only steps and before_feature, ") == 4
    assert "Skipped" not in result.out
    assert result.closing_line == "scenarios: 0 passed, 4 failed, 0 skipped"


def test_a_run_is_not_skipped_as_a_whole(skipping):
    skipping.environment("""
        from unittest import SkipTest

        def before_all(context):
            raise SkipTest("not today")
    """)
    skipping.feature("Feature: A\n  Scenario: One\n    Given it works")
    result = skipping.behave()
    assert "  hook before_all: SkipTest: not today\n  Only steps and before_feature" in result.out
    assert "Stopped because before_all failed; 1 scenario never ran." in result.out
    assert result.code == 1


def test_a_failure_is_not_hidden_by_a_skip_after_it(skipping):
    skipping.environment("""
        def before_scenario(context, scenario):
            scenario.continue_after_failed_step = True
    """)
    skipping.feature("""
        Feature: A
          Scenario: One
            When it breaks
            Given it is skipped
    """)
    result = skipping.behave()
    assert "ERROR  features/a.feature:2  One" in result.out
    assert "SKIPPED" not in result.out
    assert (result.closing_line, result.code) == ("scenarios: 0 passed, 1 failed, 0 skipped", 1)
