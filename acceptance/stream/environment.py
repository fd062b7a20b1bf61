"""Say in a stream where it comes from: versions, machine, and the build if there is one."""

import os
import platform
from collections.abc import Mapping
from importlib.metadata import version
from urllib.parse import urlsplit

from acceptance.stream.messages import PROTOCOL

# The variables of CI servers: the build's address and number; remote, revision and branch of Git.
SERVERS = {
    "GitHub Actions": (
        "{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}/actions/runs/{GITHUB_RUN_ID}",
        "{GITHUB_RUN_ID}",
        ("{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}.git", "{GITHUB_SHA}", "{GITHUB_REF_NAME}"),
    ),
    "GitLab": (
        "{CI_JOB_URL}",
        "{CI_JOB_ID}",
        ("{CI_REPOSITORY_URL}", "{CI_COMMIT_SHA}", "{CI_COMMIT_REF_NAME}"),
    ),
    "CircleCI": (
        "{CIRCLE_BUILD_URL}",
        "{CIRCLE_BUILD_NUM}",
        ("{CIRCLE_REPOSITORY_URL}", "{CIRCLE_SHA1}", "{CIRCLE_BRANCH}"),
    ),
    "Buildkite": (
        "{BUILDKITE_BUILD_URL}",
        "{BUILDKITE_BUILD_NUMBER}",
        ("{BUILDKITE_REPO}", "{BUILDKITE_COMMIT}", "{BUILDKITE_BRANCH}"),
    ),
    "Jenkins": ("{BUILD_URL}", "{BUILD_NUMBER}", ("{GIT_URL}", "{GIT_COMMIT}", "{GIT_BRANCH}")),
}


def meta(variables: Mapping[str, str] = os.environ) -> dict:
    """Describe what runs here, as the first message of a stream does."""
    found = (_build(name, variables) for name in SERVERS)
    build = next(filter(None, found), None)
    runtime = {"name": platform.python_implementation(), "version": platform.python_version()}
    return {
        "protocolVersion": PROTOCOL,
        "implementation": {"name": "behave", "version": version("behave")},
        "runtime": runtime,
        "os": {"name": platform.system(), "version": platform.release()},
        "cpu": {"name": platform.machine()},
        **({"ci": build} if build else {}),
    }


def _build(name: str, variables: Mapping[str, str]) -> dict | None:
    """Describe the build, if it is one of this server; Git is told of only completely."""
    *of_build, of_git = SERVERS[name]
    try:
        url, number = (pattern.format_map(variables) for pattern in of_build)
    except KeyError:
        return None
    build = {"name": name, "url": url, "buildNumber": number}
    try:
        remote, revision, branch = (pattern.format_map(variables) for pattern in of_git)
    except KeyError:
        return build
    git = {"remote": _without_credentials(remote), "revision": revision, "branch": branch}
    return {**build, "git": git}


def _without_credentials(remote: str) -> str:
    """Leave the name and the token out, which GitLab puts into the address."""
    parts = urlsplit(remote)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
