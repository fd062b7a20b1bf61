import pytest

from tests.acceptance.running.waiting import FEATURE, PHRASES, WAIT, WaitingProcess


@pytest.fixture(autouse=True)
def no_options_of_the_blog(settings):
    """Test the command as it is for a project that adds nothing to it."""
    settings.ACCEPTANCE_OPTIONS = None


@pytest.fixture
def waiting(project):
    project.write("waiting.py", WAIT)
    project.phrases(PHRASES, "features/steps/waits.py")
    project.feature(FEATURE)
    project.feature("Feature: B\n  Scenario: Neither\n    Given it works", "features/b.feature")
    return project


@pytest.fixture
def start(waiting):
    started = []

    def start(*args, **variables):
        started.append(WaitingProcess(waiting, *args, **variables))
        return started[-1]

    yield start
    for process in started:
        process.clean_up()
