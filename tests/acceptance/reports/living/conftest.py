import pytest
from playwright.sync_api import expect, sync_playwright

from acceptance.browser.chromium.launching import ARGUMENTS, MILLISECONDS_TO_START, find
from tests.acceptance.reports.living import everything
from tests.acceptance.reports.living.readers import Reader

MILLISECONDS_AT_MOST = 60_000


@pytest.fixture(scope="session")
def sites(tmp_path_factory):
    """Sites of a specification in which everything happens."""
    return everything.published(tmp_path_factory.mktemp("living"))


@pytest.fixture(scope="module")
def chromium():
    expect.set_options(timeout=MILLISECONDS_AT_MOST)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find(), args=ARGUMENTS, timeout=MILLISECONDS_TO_START
        )
        yield browser
        browser.close()


@pytest.fixture
def readers(chromium):
    """Return a function that gives a window; what it complains of is a failure."""
    given = []

    def reader(**options):
        given.append(Reader(chromium, **options))
        return given[-1]

    yield reader
    for reader in given:
        reader.context.close()
    assert [complaint for reader in given for complaint in reader.complaints] == []


@pytest.fixture
def reader(readers):
    return readers()
