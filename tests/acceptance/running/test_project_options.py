"""Options of the project's own, from the command line to the steps."""

import argparse
import sys
from types import ModuleType

import pytest
from django.core.management import CommandError, call_command

from acceptance.management.commands.behave import Command

FEATURE = "Feature: A\n  Scenario: Any\n    Given it works"

OPTIONS = """
    from django.core.management import CommandError

    def add_arguments(parser):
        parser.add_argument("--cloudinary", choices=["patched", "standin"], default="patched")
        parser.add_argument("--pictures", type=int, help="How many pictures.")

    def check(options):
        if options["pictures"] == 0:
            raise CommandError("--pictures=0: there is nothing to do")
        if options["pictures"] == 1:
            from django.contrib.auth.models import User

            User.objects.count()
"""


@pytest.fixture
def run(monkeypatch):
    """Keep what the command asks for, instead of running it."""
    asked = []
    monkeypatch.setattr(
        "acceptance.management.commands.behave.run", lambda options: asked.append(options) or 0
    )
    return asked


@pytest.fixture
def own_options(monkeypatch, settings):
    """Give this process a module of options."""

    def name(**functions):
        module = ModuleType("own_options")
        vars(module).update(functions)
        monkeypatch.setitem(sys.modules, module.__name__, module)
        settings.ACCEPTANCE_OPTIONS = module.__name__

    return name


def declare(parser):
    parser.add_argument("--cloudinary", choices=["patched", "standin"], default="patched")
    parser.add_argument("--pictures", type=int)
    parser.add_argument("--places", action="append", default=[])
    parser.add_argument("--secret", default=argparse.SUPPRESS)


def test_the_values_reach_the_steps_as_argparse_made_them(project):
    project.write("own_options.py", OPTIONS)
    project.phrases("""
        from ast import literal_eval
        from behave import then

        @then("userdata is {expected}")
        def userdata_is(context, expected):
            assert context.config.userdata == literal_eval(expected)
    """)
    project.feature("""
        Feature: A
          Scenario: One
            Then userdata is {'other': '7', 'cloudinary': 'standin', 'pictures': 7}
    """)
    result = project.behave(
        "--cloudinary=standin", "--pictures=7", "-D", "other=7", SAMPLE_OPTIONS="own_options"
    )
    assert result.code == 0, result.out + result.err


@pytest.mark.parametrize(
    ("args", "keywords", "expected"),
    [
        ([], {}, {"cloudinary": "patched", "pictures": None, "places": []}),
        (["--cloudinary=standin"], {}, {"cloudinary": "standin", "pictures": None, "places": []}),
        (["--cloud=standin"], {}, {"cloudinary": "standin", "pictures": None, "places": []}),
        ([], {"cloudinary": "standin"}, {"cloudinary": "standin", "pictures": None, "places": []}),
        (
            ["--pictures", "3", "a.feature"],
            {"places": ["x", "y"], "secret": "s"},
            {"cloudinary": "patched", "pictures": 3, "places": ["x", "y"], "secret": "s"},
        ),
    ],
)
def test_arguments_abbreviations_and_keywords_mean_the_same(
    own_options, run, args, keywords, expected
):
    own_options(add_arguments=declare)
    call_command("behave", *args, **keywords)
    assert run[0].project_options == expected


def test_a_project_without_the_setting_has_no_options(run):
    call_command("behave")
    assert run[0].project_options == {}


def test_a_module_may_only_check(own_options, run):
    own_options(check=lambda options: None)
    call_command("behave")
    assert run[0].project_options == {}


def test_the_help_lists_them_in_a_group_of_their_own(own_options, capsys):
    own_options(add_arguments=declare)
    Command().print_help("manage.py", "behave")
    *_, group = capsys.readouterr().out.partition("options of this project:\n")
    assert group.startswith("  --cloudinary {patched,standin}\n")


@pytest.fixture
def refused(project, monkeypatch, settings, capsys):
    """Ask the command in this process, with the project's folder on the path."""
    project.feature(FEATURE)
    project.write("good_options.py", OPTIONS)
    monkeypatch.chdir(project.folder)
    monkeypatch.syspath_prepend(project.folder)
    before = set(sys.modules)

    def refused(module, *args):
        settings.ACCEPTANCE_OPTIONS = module
        with pytest.raises(SystemExit) as end:
            Command().run_from_argv(["manage.py", "behave", "--skip-checks", *args])
        assert end.value.code == 2
        out, err = capsys.readouterr()
        assert out == ""
        return err

    yield refused
    for name in set(sys.modules) - before:
        if name.endswith("_options"):
            del sys.modules[name]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("x = 1", "it defines neither add_arguments(parser) nor check(options)"),
        ("import nope", "bad_options.py:1: ModuleNotFoundError: No module named 'nope'"),
        ("def check(", "bad_options.py:1: SyntaxError: '(' was never closed: def check("),
        ("raise SystemExit(0)", "bad_options.py:1: SystemExit: 0"),
        (
            "def add_arguments(parser):\n    parser.add_argument('--tags')",
            "bad_options.py:2: ArgumentError: argument --tags: conflicting option string: --tags",
        ),
        (
            "def add_arguments(parser):\n    parser.add_argument('--paths')",
            '"paths" belongs to an option of behave or Django; rename yours',
        ),
    ],
)
def test_a_module_that_cannot_be_used_is_named_with_the_setting(refused, project, text, problem):
    project.write("bad_options.py", text)
    assert refused("bad_options") == f"ACCEPTANCE_OPTIONS 'bad_options': {problem}\n"


def test_a_module_that_is_missing_is_named_with_the_setting(refused):
    assert refused("no.options") == (
        "ACCEPTANCE_OPTIONS 'no.options': ModuleNotFoundError: No module named 'no'\n"
    )


def test_called_from_code_a_module_that_cannot_be_used_raises(settings):
    settings.ACCEPTANCE_OPTIONS = "no.options"
    with pytest.raises(CommandError, match=r"^ACCEPTANCE_OPTIONS 'no.options': ") as error:
        call_command("behave")
    assert error.value.returncode == 2


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--pictures=0"], "--pictures=0: there is nothing to do\n"),
        (
            ["-D", "cloudinary=standin"],
            '"cloudinary" is not to be set with -D or in behave.ini: use --cloudinary\n',
        ),
    ],
)
def test_a_run_that_must_not_start_does_not_start(refused, args, message):
    assert refused("good_options", *args) == message


def test_a_check_does_not_reach_the_real_database(project):
    project.feature(FEATURE)
    project.write("own_options.py", OPTIONS)
    result = project.behave("--pictures=1", SAMPLE_OPTIONS="own_options")
    assert result.err == (
        "own_options.py:13: RuntimeError: a query while the options are checked; "
        "there is no test database yet\n"
    )
    assert (result.code, result.out) == (2, "")


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("--cloudinray=x", "--cloudinray=x is no option; did you mean --cloudinary?"),
        ("--cloudinary=x", "argument --cloudinary: invalid choice: 'x' (choose from "),
        ("--pictures=x", "argument --pictures: invalid int value: 'x'"),
    ],
)
def test_a_mistyped_option_is_told_as_any_other(refused, option, message):
    assert message in refused("good_options", option)


def test_what_behave_tells_about_itself_needs_no_check(own_options, capsys):
    def check(options):
        raise AssertionError("nothing is run")

    own_options(check=check)
    call_command("behave", "--tags-help")
    assert "TAG-EXPRESSIONS" in capsys.readouterr().out
