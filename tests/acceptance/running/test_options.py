"""The options of behave-django and of behave, and what becomes of them."""

import argparse
import json

import pytest
from behave_django.management.commands.behave import Command as BehaveDjangoCommand
from django.core.management import call_command

from acceptance.management.commands.behave import Command

FEATURE = """
    Feature: Choosing
      @tag
      Scenario: First
        Given it works
      Scenario: Second
        Given it works
      Scenario: Third
        Given it works
"""


def parsed(*args, **others):
    command = Command()
    options = vars(command.create_parser("manage.py", "behave").parse_args(args))
    return command.run_options(options | others)


def option_strings(command):
    parser = command.create_parser("manage.py", "behave")
    return {string for action in parser._actions for string in action.option_strings}


def test_every_option_of_behave_django_is_there():
    assert option_strings(BehaveDjangoCommand()) - option_strings(Command()) == set()


def test_the_help_explains_every_option(capsys):
    Command().create_parser("manage.py", "behave").print_help()
    out = capsys.readouterr().out
    assert "Use colored mode or not (default: auto)." in " ".join(out.split())
    assert "SUPPRESS" not in out


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ([], []),
        (["-t", "@a", "--tags=not @b"], ["--tags=@a", "--tags=not @b"]),
        (["a.feature", "b.feature:3", "-d"], ["--dry-run", "a.feature", "b.feature:3"]),
        (["--behave-no-color"], ["--color=off"]),
        (["--no-color"], ["--no-color"]),
        (["--color"], ["--color=auto"]),
        (["--color=off"], ["--color=off"]),
        (["--no-capture"], ["--no-capture"]),
        (["--junit", "--junit-directory", "x"], ["--junit", "--junit-directory=x"]),
        (["-D", "a=b", "-D", "c"], ["--define=a=b", "--define=c"]),
        (["--logging-level=DEBUG"], ["--logging-level=DEBUG"]),
        (["--behave-version", "--behave-v"], ["--verbose", "--version"]),
        (["--behave-runner=a:B"], ["--runner=a:B"]),
        (["--failfast"], ["--stop"]),
        (["--simple", "--no-input", "-k"], []),
        (["-f", "a", "-o", "x", "-f", "b"], ["--format=a", "--format=b", "--outfile=x"]),
    ],
)
def test_behave_gets_what_was_given(args, expected):
    assert list(parsed(*args).behave_arguments) == expected


@pytest.mark.parametrize(
    ("browser", "args", "evidence"),
    [
        (None, [], "failures"),
        (True, [], "scenarios"),
        (True, ["--evidence=failures"], "failures"),
        (False, ["--evidence=steps"], "steps"),
    ],
)
def test_a_run_in_a_browser_keeps_more_evidence(browser, args, evidence):
    assert parsed(*args, browser=browser).evidence == evidence


def test_keywords_of_call_command_reach_behave(monkeypatch):
    seen = []
    monkeypatch.setattr(
        "acceptance.management.commands.behave.run", lambda options: seen.append(options) or 0
    )
    call_command(
        "behave", "a.feature", tags=["@a"], name="b", dry_run=True, failfast=True, skip_checks=True
    )
    assert seen[0].behave_arguments == [
        "--dry-run", "--name=b", "--tags=@a", "a.feature", "--stop",
    ]  # fmt: skip


def test_django_gets_its_own_options():
    options = parsed("--keepdb", "--noinput", "--failfast", "--reverse", "-v2").runner_options
    assert options == {
        "verbosity": 1,
        "interactive": False,
        "keepdb": True,
        "failfast": True,
        "reverse": True,
        "parallel": 0,
    }
    assert parsed("--runner=argparse:Action").django_runner is argparse.Action


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("--behave-version", "behave 1."),
        ("--lang-list", "AVAILABLE LANGUAGES:"),
        ("--lang=help", "AVAILABLE LANGUAGES:"),
        ("--lang-help=en", "Translations for English"),
        ("--tags-help", "TAG-EXPRESSIONS"),
        ("--format=help", "console        A line per feature file"),
        ("--behave-runner=help", "AVAILABLE RUNNERS:"),
    ],
)
def test_what_behave_tells_about_itself(capsys, option, expected):
    call_command("behave", option, skip_checks=True)
    assert expected in capsys.readouterr().out


def test_scenarios_are_chosen_by_place_tag_and_name(project):
    project.feature(FEATURE)
    project.write("list.txt", "features/a.feature:5\nfeatures/a.feature:8")
    for args, passed in {
        ("features/a.feature:3",): 1,
        ("@list.txt",): 2,
        ("--tags=@tag",): 1,
        ("--tags=~@tag",): 2,
        ("--name=F", "--name=T"): 2,
    }.items():
        result = project.behave(*args)
        assert result.closing_line == f"scenarios: {passed} passed, 0 failed, {3 - passed} skipped"
        assert f"outcomes: {passed} passed, {3 - passed} not selected" in result.out


def test_reversed_is_the_other_way_round(project):
    project.environment("""
        def before_step(context, step):
            with open("order", "a") as order:
                order.write(context.scenario.name + "\\n")
    """)
    project.feature("""
        Feature: A
          Scenario Outline: A
            Given it works
            Examples:
              | n |
              | 1 |
              | 2 |
          Rule: R
            Scenario: Ra
              Given it works
            Scenario: Rb
              Given it works
    """)
    project.feature("Feature: B\n  Scenario: B\n    Given it works", "features/b.feature")
    assert project.behave("--reverse").code == 0
    assert project.read("order").split("\n") == ["B", "Rb", "Ra", "A -- @1.2 ", "A -- @1.1 ", ""]


def test_a_format_of_ones_own_choice_takes_the_place_of_the_console(project):
    project.feature(FEATURE + "    Then 1 is 2")
    plain = project.behave("--format=plain")
    assert "Scenario: First" in plain.out
    assert "USING RUNNER" not in plain.out
    assert "Failed:\n  features/a.feature:7  Third\n" in plain.out
    assert plain.closing_line == "scenarios: 2 passed, 1 failed, 0 skipped"

    to_file = project.behave("-f", "json", "-o", "build/x.json", "-f", "console")
    assert json.loads(project.read("build/x.json"))
    assert "features/a.feature ..F " in to_file.out
    assert "Failed:" not in to_file.out

    console_to_file = project.behave("-f", "console", "-o", "build/x.txt")
    assert "features/a.feature ..F " in project.read("build/x.txt")
    assert "Failed:\n  features/a.feature:7  Third\n" in console_to_file.out

    silent = project.behave("-f", "null", "--no-summary")
    assert (silent.out, silent.code) == ("", 1)


def test_formats_of_the_configuration_write_to_files(project):
    project.feature(FEATURE)
    project.write(
        "behave.ini",
        "[behave]\nformat = json\ndefault_format = plain\n[behave.runners]\n"
        "own = own_runner:OwnRunner",
    )
    project.write(
        "own_runner.py",
        """
        from behave.runner import Runner

        class OwnRunner(Runner):
            def feature_locations(self):
                open("own_runner_ran", "w").close()
                return super().feature_locations()
        """,
    )
    result = project.behave("--behave-runner=own")
    assert "Scenario: First" in result.out
    assert result.closing_line == "scenarios: 3 passed, 0 failed, 0 skipped"
    assert json.loads(project.read("json.output"))
    assert (project.folder / "own_runner_ran").exists()


def test_a_catalogue_of_the_phrases(project):
    project.feature(FEATURE)
    result = project.behave("--steps-catalog")
    assert result.out.startswith("Given it works\n")
    assert result.code == 0


def test_colour_and_characters_are_those_of_the_terminal(project):
    project.feature(FEATURE + "    Then 1 is 2")
    assert "\x1b[" not in project.behave().out
    assert "\x1b[" not in project.behave("--no-color").out
    assert "\x1b[31mF\x1b[0m" in project.behave("--color=on").out

    project.feature("Feature: Ü\n  Rule: Ö\n    Scenario: Ä\n      Then 1 is 2")
    result = project.behave(PYTHONIOENCODING="ascii")
    assert "FAILED  features/a.feature:3  \\xd6 > \\xc4\n  x Then 1 is 2" in result.out
    assert result.code == 1


def test_a_reader_who_has_had_enough_is_no_reason_to_complain(project):
    project.feature(FEATURE)
    process = project.start()
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait() == 1
