"""`--order` and `--repeat`: what needs another scenario to have run, and what is not always so."""

import re

import pytest

PHRASES = """
    from behave import given

    @given("{name:w} is noted")
    def noted(context, name):
        with open("notes", "a") as notes:
            notes.write(name + "\\n")
"""
LETTERS = "abcdefghij"
SEED = re.compile(r"^order: random:(\d+) \(--order random:\1 repeats it\)$", re.MULTILINE)


@pytest.fixture
def noting(project):
    project.phrases(PHRASES)
    for file, letters in (("features/a.feature", LETTERS[:5]), ("features/b.feature", LETTERS[5:])):
        scenarios = "".join(f"\n  Scenario: {n}\n    Given {n} is noted" for n in letters)
        project.feature(f"Feature: Noting\n{scenarios}", file)
    return project


def order_of(project, *args):
    (project.folder / "notes").unlink(missing_ok=True)
    result = project.behave(*args)
    assert result.code == 0, result
    return project.read("notes").split(), result


def test_scenarios_run_as_they_are_written(noting):
    assert order_of(noting)[0] == order_of(noting, "--order=defined")[0] == list(LETTERS)


def test_a_random_order_crosses_features_and_is_printed_with_its_seed(noting):
    noted, result = order_of(noting, "--order=random:42")
    assert noted != list(LETTERS)
    assert sorted(noted) == list(LETTERS)
    assert {"a", "f"} & set(noted[:5]) != set(noted[:5])
    assert SEED.search(result.out).group(1) == "42"
    assert "run with order random:42" in result.out


def test_a_seed_gives_the_same_order_again(noting):
    noted, result = order_of(noting, "--order=random")
    seed = SEED.search(result.out).group(1)
    assert order_of(noting, f"--order=random:{seed}")[0] == noted


def test_a_random_run_is_told_in_the_order_of_the_files(noting):
    told = [
        [line for line in order_of(noting, *args)[1].timeless.splitlines() if "feature" in line]
        for args in ((), ("--order=random:42",))
    ]
    assert told[0] == told[1]


def test_rules_outlines_and_hooks_go_with_their_scenarios(project):
    project.environment("""
        def before_rule(context, rule):
            context.rule_name = rule.name

        def before_feature(context, feature):
            context.feature_name = feature.name
    """)
    project.phrases("""
        from behave import then

        @then('it stands in "{feature}" under "{rule}" with {number:d}')
        def stands(context, feature, rule, number):
            assert (context.feature_name, context.rule_name) == (feature, rule)
            assert int(context.active_outline["number"]) == number
    """)
    for name in "ab":
        rules = "".join(
            f"""
  Rule: {rule}
    Scenario Outline: Under {rule}
      Then it stands in "{name}" under "{rule}" with <number>
      Examples:
        | number |
        | 1      |
        | 2      |
        | 3      |
"""
            for rule in ("First", "Second")
        )
        project.feature(f"Feature: {name}\n{rules}", f"features/{name}.feature")
    result = project.behave("--order=random:7")
    assert result.closing_line == "scenarios: 12 passed, 0 failed, 0 skipped"


@pytest.mark.parametrize("order", ["backwards", "random:", "random:x", "random:-1", ""])
def test_an_order_that_is_none_is_refused(noting, order):
    result = noting.behave(f"--order={order}")
    assert (result.code, result.out) == (2, "")
    assert 'write "defined", "random", or "random:SEED" with a whole number' in result.err


def test_backwards_and_random_do_not_go_together(noting):
    result = noting.behave("--order=random", "--reverse")
    assert (result.code, result.err) == (2, "Give either --reverse or --order random, not both\n")


@pytest.mark.parametrize("parallel", [(), ("--parallel=2",)])
def test_every_scenario_runs_as_often_as_is_asked(noting, parallel):
    noted, result = order_of(noting, "--repeat=3", *parallel)
    assert sorted(noted) == sorted(LETTERS * 3)
    assert result.closing_line == "scenarios: 30 passed, 0 failed, 0 skipped"


@pytest.mark.parametrize("parallel", [(), ("--parallel=2",)])
def test_what_is_flaky_is_named(project, parallel):
    project.phrases("""
        import os

        from behave import given

        @given("it works twice")
        def twice(context):
            try:
                os.mkdir("once")
            except FileExistsError:
                os.mkdir("twice")  # fails the third time
    """)
    project.feature("""
        Feature: A
          Scenario: Always
            Given it works
          Scenario: Now and then
            Given it works twice
    """)
    result = project.behave("--repeat=3", *parallel)
    assert result.code == 1
    assert (
        "Flaky, they came out differently:\n"
        "  features/a.feature:4  Now and then: 2 passed, 1 error\n" in result.out
    )
    assert result.closing_line == "scenarios: 5 passed, 1 failed, 0 skipped"


def test_a_repetition_starts_anew(project):
    """A hook fails the second time: nothing of the first time may show as its steps."""
    project.environment("""
        import os

        def before_scenario(context, scenario):
            assert not os.path.exists("ran"), "it ran before"
            open("ran", "w").close()
    """)
    project.feature("Feature: A\n  Scenario: B\n    Given it works\n    Then 1 is 1")
    result = project.behave("--repeat=2")
    assert "hook before_scenario: it ran before" in result.out
    assert "steps: 2 passed, 2 not run" in result.out
    assert result.closing_line == "scenarios: 1 passed, 1 failed, 0 skipped"


def test_a_stop_leaves_later_repetitions_as_never_run(project):
    project.feature("Feature: A\n  Scenario: B\n    Then 1 is 2")
    result = project.behave("--repeat=3", "--stop")
    assert "Stopped at the first failure; 2 scenarios never ran." in result.out
    assert result.closing_line == "scenarios: 0 passed, 1 failed, 2 skipped"


def test_a_project_that_tries_again_is_told_as_flaky(project):
    project.environment("""
        from behave.contrib.scenario_autoretry import patch_scenario_with_autoretry

        def before_feature(context, feature):
            for scenario in feature.walk_scenarios():
                patch_scenario_with_autoretry(scenario, max_attempts=2)
    """)
    project.phrases("""
        import os

        from behave import given

        @given("it works the second time")
        def second_time(context):
            if not os.path.exists("first"):
                os.mkdir("first")
                raise ValueError("not yet")
    """)
    project.feature("""
        Feature: A
          Scenario: At last
            Given it works the second time
          Scenario: Never
            Then 1 is 2
    """)
    result = project.behave()
    assert "features/a.feature:2  At last: 1 passed, 1 error" in result.out
    assert result.closing_line == "scenarios: 1 passed, 1 failed, 0 skipped"


@pytest.mark.parametrize("count", ["0", "-1", "often"])
def test_a_number_of_repetitions_that_is_none_is_refused(noting, count):
    result = noting.behave(f"--repeat={count}")
    assert (result.code, result.out) == (2, "")
    assert f'"{count}" is no number of 1 or more' in result.err
