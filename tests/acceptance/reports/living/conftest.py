import pytest

from tests.acceptance.reports.living import everything


@pytest.fixture(scope="session")
def sites(tmp_path_factory):
    """Sites of a specification in which everything happens."""
    return everything.published(tmp_path_factory.mktemp("living"))
