"""What cannot run says so in one message, with status 2 and without a traceback."""

import pytest
from django.core.management import CommandError, call_command

from acceptance.management.commands.behave import Command

FEATURE = "Feature: A\n  Scenario: Any\n    Given it works"


def refused(project, *args, **variables):
    result = project.behave(*args, **variables)
    assert result.code == 2
    assert result.out == ""
    assert "Traceback" not in result.err
    return result.err


@pytest.fixture
def refused_at_once(project, monkeypatch, capfd):
    """Ask the command in this process, for what is found before Django's test set-up."""
    project.feature(FEATURE)
    project.feature(FEATURE, "features/accounts/signing_up.feature")
    project.write("notes.txt", "features/a.feature")
    monkeypatch.chdir(project.folder)

    def refused(*args):
        with pytest.raises(SystemExit) as end:
            Command().run_from_argv(["manage.py", "behave", "--skip-checks", *args])
        assert end.value.code == 2
        out, err = capfd.readouterr()
        assert out == ""
        return err

    return refused


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--failfsat"], "--failfsat is no option; did you mean --failfast?"),
        (["--tgas=@a"], "--tgas=@a is no option; did you mean --tags?"),
        (["--zzzzz"], "--zzzzz is no option; --help lists the options"),
        (["a.feature", "--stop", "b.feature"], "b.feature: give all paths together"),
        (["--tags"], "argument -t/--tags: expected one argument"),
        (["--tags=(@a"], "--tags is no tag expression: Unclosed '('"),
        (["--name=("], '"(" in --name, --include or --exclude: missing )'),
        (["--jobs=many"], '"many" is no number of 1 or more'),
        (["--evidence=all"], "--evidence: invalid choice: 'all'"),
        (["--lang=xx"], '"xx" is no language; --lang-list lists them'),
        (["--format=nope"], '"nope" is no formatter (LookupError); --format help lists them'),
        (["--format=plain", "--outfile=a", "--outfile=b"], "more --outfile than --format"),
        (["--runner=nope"], '"nope" is not of the form MODULE:CLASS'),
        (["--runner=nope:Nope"], "nope:Nope: No module named 'nope'"),
        (["--runner=django.test:Nope"], 'django.test has no class "Nope"'),
        (["--runner=django.test.runner:DiscoverRunner"], "no subclass of BehaveHooksMixin"),
        (["--runner=django.test:override_settings"], "no subclass of BehaveHooksMixin"),
        (
            ["--use-existing-database", "--runner=behave_django.runner:SimpleTestRunner"],
            "Give either --use-existing-database or --runner, not both",
        ),
        (["--behave-runner=nope"], 'The behave runner "nope" cannot be used'),
        (["--behave-runner=nope:Nope"], "No module named 'nope'"),
        (
            ["--behave-runner=tests.acceptance.running.test_bad_input:SomeRunner"],
            "is no subclass of behave.runner:Runner",
        ),
        (["features/b.txt"], "features/b.txt does not exist"),
        (["@list.txt"], "list.txt does not exist"),
        (["notes.txt"], "notes.txt is no feature file; @notes.txt would read a list from it"),
        (
            ["features/acounts/signing_up.feature:3"],
            "features/acounts/signing_up.feature does not exist; "
            "did you mean features/accounts/signing_up.feature?",
        ),
    ],
)
def test_a_command_line_that_is_wrong(refused_at_once, args, message):
    assert message in refused_at_once(*args)


class SomeRunner:
    """Something that is a runner to behave, but not made like its own."""

    undefined_steps = ()

    def run(self):
        pass


@pytest.fixture(autouse=True)
def registered_runner():
    from behave.api.runner import ITestRunner

    ITestRunner.register(SomeRunner)


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("behave.ini", "junit = yes", "behave.ini:1: File contains no section headers."),
        ("behave.ini", "[behave]\njunit = maybe", "behave.ini: section [behave]: Not a boolean"),
        ("behave.ini", "[behave]\nlogging_level = x", "behave.ini: section [behave]: x is unknown"),
        ("pyproject.toml", "[tool.behave", "pyproject.toml: Expected ']'"),
        (
            "behave.ini",
            "[behave]\ntag_expression_protocol = v9",
            "behave.ini: section [behave]: v9",
        ),
    ],
)
def test_a_configuration_that_is_wrong(refused_at_once, project, file, text, message):
    project.write(file, text)
    assert message in refused_at_once()


def test_a_configuration_that_contradicts_itself(refused_at_once, monkeypatch):
    def refuse(*_):
        raise RuntimeError("contradiction")

    monkeypatch.setattr("behave.configuration.Configuration.setup_stage", refuse)
    assert "behave's configuration: RuntimeError: contradiction" in refused_at_once()


def test_called_from_code_it_raises(project, monkeypatch):
    monkeypatch.chdir(project.folder)
    with pytest.raises(CommandError, match=r"nope\.feature does not exist") as error:
        call_command("behave", "nope.feature", skip_checks=True)
    assert error.value.returncode == 2
    with pytest.raises(CommandError, match=r"did you mean --failfast\?"):
        call_command("behave", "--failfsat", skip_checks=True)


def test_traceback_shows_where_a_refusal_comes_from(project):
    result = project.behave("nope.feature", "--traceback")
    assert "CouldNotRun: nope.feature does not exist" in result.err
    assert "Traceback" in result.err


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        (
            "features/a.feature",
            "Feature: X\n  Scenario: A\n    Given it works\n    Foo bar",
            'features/a.feature:4: "Foo bar" is not understood here (among steps)',
        ),
        (
            "features/a.feature",
            "Faeture: X",
            'features/a.feature:1: "Faeture: X" is not understood here: No feature found.',
        ),
        (
            "features/a.feature",
            "# language: xx\nFeature: X",
            "features/a.feature: 'xx' is no language; --lang-list lists them",
        ),
        (
            "features/steps/more.py",
            'from behave import given\n@given("x"\ndef x(context): pass',
            "features/steps/more.py:2: SyntaxError: '(' was never closed: @given(\"x\"",
        ),
        (
            "features/steps/more.py",
            "import nothing_of_the_kind",
            "features/steps/more.py:1: ModuleNotFoundError: No module named 'nothing_of_the_kind'",
        ),
        (
            "features/steps/more.py",
            "exec('(')",
            "<string>:1: SyntaxError: '(' was never closed: (",
        ),
        (
            "features/steps/more.py",
            "raise SyntaxError('of the project')",
            "features/steps/more.py:1: SyntaxError: of the project",
        ),
        (
            "features/steps/more.py",
            "open('nowhere.csv')",
            "features/steps/more.py:1: FileNotFoundError: [Errno 2] No such file or directory: "
            "'nowhere.csv'",
        ),
        (
            "features/steps/more.py",
            'from behave import given\n\n@given("it works")\ndef it(context): pass',
            "features/steps/phrases.py:3: two phrases match the same step: @given('it works') has "
            "already been defined in existing step @given('it works') at "
            "features/steps/more.py:3; reword one",
        ),
        (
            "features/steps/more.py",
            'from behave import given\n\n@given("it {x:Unknown}")\ndef it(context): pass',
            "features/steps/more.py:3: ValueError: format spec 'Unknown' not recognised",
        ),
        (
            "features/steps/more.py",
            'from behave import *\nuse_step_matcher("re")\n@given("it (x")\ndef it(context): pass',
            'features/steps/more.py:3: the phrase "^it (x$" is not understood: missing ), '
            "unterminated subpattern at position 4",
        ),
        (
            "features/steps/more.py",
            "from django.contrib.auth.models import User\nUser.objects.count()",
            "features/steps/more.py:2: RuntimeError: a query before the scenarios begin; "
            "move it into a step or a hook",
        ),
        (
            "features/environment.py",
            "import sys\nsys.exit(0)",
            "features/environment.py:2: SystemExit: 0",
        ),
    ],
)
def test_what_does_not_load_names_its_place(project, file, text, message):
    project.feature(FEATURE)
    project.write(file, text)
    assert refused(project) == f"{message}\n"


def test_a_feature_in_another_encoding(project):
    project.feature(FEATURE)
    (project.folder / "features/b.feature").write_bytes("Feature: Ä".encode("latin-1"))
    assert refused(project).startswith("features/b.feature: not UTF-8: ")


def test_a_key_error_of_the_project_is_its_own(project):
    project.feature(FEATURE)
    project.environment("raise KeyError('of the project')")
    assert "features/environment.py:1: KeyError: 'of the project'" in refused(project)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--tags=@nope"], "No scenario matches --tags=@nope in "),
        (["--name=nope", "features/a.feature"], "No scenario matches --name=nope in features/a"),
        (["--exclude=feature"], "No scenario matches --exclude=feature in "),
        (["features/empty"], "There is no scenario in features/empty"),
        (["@list.txt"], "features/gone.feature: FileNotFoundError"),
    ],
)
def test_a_selection_of_nothing(project, args, message):
    project.feature(FEATURE)
    (project.folder / "features/empty").mkdir()
    project.write("list.txt", "features/gone.feature")
    assert message in refused(project, *args)


def test_a_folder_without_a_specification(project):
    assert "No feature files in" in refused(project)
    outside = project.folder / "outside"
    outside.mkdir()
    assert "name the folder of the features" in refused(project, "outside")


def test_a_database_that_is_out_of_reach(project):
    project.feature(FEATURE)
    for args in ((), ("--use-existing-database",)):
        message = refused(project, *args, SAMPLE_ENGINE="django.db.backends.postgresql")
        assert message.startswith("The database cannot be used: connection failed: ")
        assert message.endswith("(check DATABASES in the settings, and that the server runs)\n")
    assert "Please supply the ENGINE value" in refused(project, SAMPLE_ENGINE="")


def test_a_failed_system_check(project):
    project.feature(FEATURE)
    assert "(translation.E002)" in refused(project, SAMPLE_LANGUAGE="no language")


def test_a_folder_for_junit_that_cannot_be_made_is_named(refused_at_once):
    assert "--junit-directory notes.txt/junit/junit.xml: Not a directory" in refused_at_once(
        "--junit", "--junit-directory", "notes.txt/junit"
    )
