import pytest

from tests.acceptance.project.sample import Project


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)
