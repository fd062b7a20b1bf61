"""Every scenario has a transaction of its own, and behave-django's services."""

import json

PEOPLE = """
    from behave import given, then
    from behave_django.decorators import fixtures
    from django.contrib.auth.models import Permission, User
    from django.core import mail
    from django.contrib.contenttypes.models import ContentType

    @given("{name} joins")
    def joins(context, name):
        User.objects.create_user(name)
        mail.send_mail("Welcome", "", None, [f"{name}@example.org"])

    @given("what the fixture holds")
    @fixtures("people.json")
    def from_fixture(context):
        pass

    @given("a permission for nothing")
    def for_nothing(context):
        Permission.objects.create(content_type_id=4711, codename="x", name="x")

    @then("there is {names}")
    def there_is(context, names):
        assert names == ",".join(User.objects.values_list("username", flat=True).order_by("pk"))

    @then("there is nobody")
    def nobody(context):
        assert not User.objects.exists()
        assert mail.outbox == []

    @then("the test case greets")
    def greets(context):
        response = context.test.client.get("/hello/")
        context.test.assertContains(response, "Hello.")

    @then("the server greets")
    def server_greets(context):
        from urllib.request import urlopen
        assert urlopen(context.get_url("hello")).read() == b"Hello."
"""

FIXTURE = [{"model": "auth.user", "fields": {"username": name}} for name in ("Bob",)]


def write_people(project):
    # Before "there is nobody": the phrase that says more has to be found first.
    text = PEOPLE.replace("there is {names}", "there is only {names}")
    project.phrases(text, "features/steps/people.py")
    project.write("people.json", json.dumps(FIXTURE))


def test_scenarios_leave_nothing_to_each_other(project):
    write_people(project)
    project.feature("""
        Feature: Guests
          Scenario: Somebody
            Given Alice joins
            Then there is only Alice
          Scenario: Nobody
            Then there is nobody
          Scenario: A fixture of a phrase
            Given what the fixture holds
            Then there is only Bob
          Scenario: A fixture of a hook
            Then there is only Bob
          Scenario: Nobody again
            Then there is nobody
            And the test case greets
          Scenario: No server
            Then the server greets
    """)
    project.environment("""
        def before_scenario(context, scenario):
            if "hook" in scenario.name:
                context.fixtures = ["people.json"]

        def django_ready(context):
            context.is_ready = context.test.client is not None

        def before_step(context, step):
            assert context.is_ready
    """)
    result = project.behave()
    assert "features/a.feature .....E " in result.out
    assert (
        "RuntimeError: No server runs, so there is no URL; "
        "--runner behave_django.runner:BehaviorDrivenTestRunner starts one" in result.out
    )


def test_a_scenario_that_leaves_broken_references_fails(project):
    write_people(project)
    project.feature("""
        Feature: References
          Scenario: To nothing
            Given a permission for nothing
          Scenario: Afterwards
            Then there is nobody
    """)
    result = project.behave()
    assert "features/a.feature E. " in result.out
    assert "the end of Django's test case: IntegrityError: The row in table" in result.out


def test_a_test_case_that_cannot_be_set_up_fails_its_scenario_only(project):
    write_people(project)
    project.environment("""
        def before_scenario(context, scenario):
            if scenario.name == "Without fixture":
                context.fixtures = ["nowhere.json"]
            if scenario.name == "With sequences":
                context.reset_sequences = True
            if scenario.name == "With another database":
                context.databases = {"default", "other"}
    """)
    project.feature("""
        Feature: Set-up
          Scenario: Without fixture
            Then there is nobody
          Scenario: With sequences
            Then there is nobody
          Scenario: With another database
            Then there is nobody
          Scenario: Afterwards
            Given Alice joins
            Then there is only Alice
    """)
    result = project.behave()
    assert "features/a.feature EEE. " in result.out
    assert (
        "setting up Django's test case: CommandError: No fixture named 'nowhere' found."
        in result.out
    )
    assert "TypeError: reset_sequences cannot be used on TestCase instances" in result.out
    assert "refers to 'other' which is not defined in settings.DATABASES" in result.out


def test_the_existing_database_is_the_same_afterwards(project):
    write_people(project)
    project.feature("""
        Feature: Guests
          Scenario: Somebody
            Given Alice joins
            Then there is only Alice
          Scenario: Nobody
            Then there is nobody
    """)
    database = str(project.folder / "existing.sqlite3")
    prepared = project.manage("migrate", "--verbosity=0", SAMPLE_DATABASE=database)
    assert prepared.code == 0, prepared.err
    for _ in range(2):
        result = project.behave("--use-existing-database", SAMPLE_DATABASE=database)
        assert result.closing_line == "scenarios: 2 passed, 0 failed, 0 skipped", result.out


def test_behave_djangos_runner_gives_a_live_server(project):
    write_people(project)
    project.feature("""
        Feature: Server
          Scenario: Greeting
            Given what the fixture holds
            Then the server greets
            And there is only Bob
    """)
    result = project.behave("--runner", "behave_django.runner:BehaviorDrivenTestRunner")
    assert result.closing_line == "scenarios: 1 passed, 0 failed, 0 skipped", result.out


def test_a_live_server_on_the_existing_database(project):
    write_people(project)
    project.feature("Feature: Server\n  Scenario: Greeting\n    Then the server greets")
    result = project.behave(
        "--use-existing-database",
        "--runner=behave_django.runner:BehaviorDrivenTestRunner",
        SAMPLE_DATABASE=str(project.folder / "existing.sqlite3"),
    )
    assert result.closing_line == "scenarios: 1 passed, 0 failed, 0 skipped", result.out


def test_the_test_database_is_destroyed_unless_it_is_kept(project):
    project.feature("Feature: File\n  Scenario: Any\n    Given it works")
    database = project.folder / "test.sqlite3"
    assert project.behave("-v2", SAMPLE_TEST_DATABASE=str(database)).err.startswith("Creating")
    assert not database.exists()
    assert project.behave("--keepdb", SAMPLE_TEST_DATABASE=str(database)).code == 0
    assert database.exists()


def test_a_test_database_that_cannot_be_migrated_is_destroyed(project):
    database = project.folder / "test.sqlite3"
    project.feature("Feature: File\n  Scenario: Any\n    Given it works")
    project.write(
        "broken/migrations/0001_initial.py",
        """
        from django.db import migrations

        def fail(*_):
            raise ValueError("no migration")

        class Migration(migrations.Migration):
            operations = [migrations.RunPython(fail)]
        """,
    )
    project.write("broken/migrations/__init__.py", "")
    result = project.behave(
        SAMPLE_TEST_DATABASE=str(database), SAMPLE_MIGRATIONS="broken.migrations"
    )
    expected = "broken/migrations/0001_initial.py:4: ValueError: no migration"
    assert result.err == f"{expected} (creating the test database)\n"
    assert result.code == 2
    assert not database.exists()
