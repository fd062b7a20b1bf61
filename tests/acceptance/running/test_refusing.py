"""A run that its own beginning refuses: nothing is run, and there is one message."""

import pytest

FEATURE = "Feature: A\n  Scenario: A\n    Given it works"

CHROMIUM = """
    from behave import use_fixture
    from acceptance.browser import driver_of_the_run

    def before_all(context):
        use_fixture(driver_of_the_run, context)
"""


@pytest.fixture
def refusing(project):
    project.feature(FEATURE)
    project.environment("""
        from django.core.management.base import CommandError

        def note(what):
            with open("order", "a") as order:
                order.write(f"{what} ")

        def before_all(context):
            context.add_cleanup(note, "clean-up")
            raise CommandError("There is no tea.\\nBuy some.")

        def before_feature(context, feature):
            note("feature")

        def after_all(context):
            note("after_all")
    """)
    return project


def test_before_all_may_refuse_the_run_with_one_message(refusing):
    result = refusing.behave()

    assert (result.code, result.out) == (2, "")
    assert result.err == "There is no tea.\nBuy some.\n"


def test_what_before_all_began_is_ended_and_nothing_else_begins(refusing):
    refusing.behave()

    assert refusing.read("order") == "clean-up "


def test_the_test_database_goes_with_a_refused_run(refusing):
    database = refusing.folder / "test.sqlite3"

    refusing.behave(SAMPLE_TEST_DATABASE=str(database))

    assert not database.exists()


def test_a_command_error_in_another_hook_is_a_failure(project):
    project.feature(FEATURE)
    project.environment("""
        from django.core.management.base import CommandError

        def before_scenario(context, scenario):
            raise CommandError("There is no tea.")
    """)
    result = project.behave()

    assert result.code == 1
    assert "CommandError: There is no tea." in result.out


@pytest.mark.parametrize(
    ("arguments", "variables", "message"),
    [
        (
            [],
            {"BROWSER_EXECUTABLE": "no-such"},
            "BROWSER_EXECUTABLE is no-such, which is no program",
        ),
        (
            ["--browser-url=ws://127.0.0.1:9/"],
            {},
            "No browser answers at ws://127.0.0.1:9/: connect ECONNREFUSED 127.0.0.1:9",
        ),
        (
            ["--browser-url=ws://127.0.0.1:9/", "--site-host=192.0.2.1"],  # nobody has it
            {},
            "The site cannot be served at 192.0.2.1: ",
        ),
    ],
)
def test_without_a_browser_nothing_is_run(project, arguments, variables, message):
    project.feature(FEATURE)
    project.environment(CHROMIUM)

    result = project.behave("--browser", *arguments, **variables)

    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(message)
