"""What a run keeps of the pages that its scenarios see, and what it never does for it."""

import pytest

ENVIRONMENT = """
    from tests.acceptance.project.browser import Browser

    def django_ready(context):
        context.browser = Browser()
"""
PHRASES = """
    from unittest import SkipTest
    from behave import when

    @when("Bob opens {page}")
    def bob_opens(context, page):
        context.browser.page = page

    @when("a phrase of a phrase opens {page}")
    def phrase_of_a_phrase(context, page):
        context.execute_steps(f"When Bob opens {page}")

    @when("Bob shrugs off what fails")
    def shrugs_off(context):
        try:
            context.execute_steps("Then 1 is 2")
        except AssertionError:
            pass

    @when("Bob has no browser")
    def no_browser(context):
        del context.browser

    @when("Bob gives up")
    def gives_up(context):
        raise SkipTest("enough")
"""
FEATURE = """
    Feature: Reading
      Scenario: Tea is read
        When Bob opens Tea
        Then 1 is 1
      Scenario: Coffee is missing
        When Bob opens Coffee
        Then 1 is 2
        Then 1 is 1
"""
PICTURE = "build/evidence/a/2-tea-is-read.png"
FAILED = "build/evidence/a/5-coffee-is-missing-failed"


@pytest.fixture
def blog(project):
    project.environment(ENVIRONMENT)
    project.phrases(PHRASES)
    project.feature(FEATURE)
    return project


def kept(project):
    """List what was kept, apart from the page that shows it."""
    found = (project.folder / "build/evidence").rglob("*")
    files = sorted(file.relative_to(project.folder).as_posix() for file in found if file.is_file())
    return [file for file in files if file != "build/evidence/index.html"]


def test_failing_steps_are_kept_with_all_that_may_explain_them(blog):
    result = blog.behave()

    assert kept(blog) == [f"{FAILED}.html", f"{FAILED}.png", f"{FAILED}.zip"]
    assert (
        "      last page:\n"
        "        Coffee is open\n"
        f"        kept as {FAILED}.png\n"
        f"        kept as {FAILED}.html\n"
        f"        kept as {FAILED}.zip\n"
    ) in result.out
    assert "\nevidence: build/evidence/index.html, 1 picture\n" in result.out
    assert result.closing_line == "scenarios: 1 passed, 1 failed, 0 skipped"


def test_a_run_without_failures_keeps_nothing_and_says_nothing(blog):
    result = blog.behave("--name=Tea")

    assert kept(blog) == []
    assert not (blog.folder / "build/evidence/index.html").exists()
    assert "evidence" not in result.out


def test_every_scenario_is_kept_once(blog):
    result = blog.behave("--evidence=scenarios")

    assert kept(blog) == [PICTURE, f"{FAILED}.html", f"{FAILED}.png", f"{FAILED}.zip"]
    assert "\nevidence: build/evidence/index.html, 2 pictures\n" in result.out
    index = blog.read("build/evidence/index.html")
    assert index.index("5-coffee-is-missing-failed.png") < index.index("2-tea-is-read.png")
    assert "<figcaption>Tea is read › Then 1 is 1 › Tea</figcaption>" in index


def test_every_step_is_kept_once(blog):
    blog.feature("""
        Feature: Reading
          Background:
            Given it works
          Rule: Tea comes first
            Scenario: Bob reads
              When Bob opens Tea
              Then 1 is 1
              Then 1 is 1
              When a phrase of a phrase opens Coffee
              Then 1 is 2
              Then 1 is 1
    """)

    result = blog.behave("--evidence=steps")

    assert "\nevidence: build/evidence/index.html, 5 pictures\n" in result.out
    folder = "build/evidence/a/5-bob-reads"
    assert kept(blog) == [
        f"{folder}/2-when-bob-opens-tea.png",
        f"{folder}/3-then-1-is-1.png",
        f"{folder}/4-then-1-is-1.png",
        f"{folder}/5-when-a-phrase-of-a-phrase-opens-coffee.png",
        f"{folder}/6-then-1-is-2-failed.html",
        f"{folder}/6-then-1-is-2-failed.png",
        f"{folder}/6-then-1-is-2-failed.zip",
    ]
    assert blog.read(f"{folder}/3-then-1-is-1.png") == "Tea"
    index = blog.read("build/evidence/index.html")
    assert "Tea comes first › Bob reads › When Bob opens Tea › Tea" in index


def test_what_ended_early_shows_how_far_it_came_unless_it_was_skipped(blog):
    blog.feature("""
        Feature: Ends
          Scenario: Nothing is opened
            Given it works
          Scenario: Nobody has a browser
            When Bob has no browser
          Scenario: A phrase is missing
            When Bob opens Tea
            Then nobody knows
          Scenario: The rest is skipped
            When Bob opens Coffee
            When Bob gives up
    """)

    blog.behave("--evidence=scenarios")

    assert kept(blog) == ["build/evidence/a/6-a-phrase-is-missing.png"]


def test_what_was_asked_for_and_never_seen_is_said(blog):
    blog.feature("Feature: A\n  Scenario: One\n    Given it works")

    assert "\nevidence: none\n" in blog.behave("--evidence=steps").out
    assert "evidence" not in blog.behave("--evidence=steps", "--dry-run").out


def test_titles_may_be_anything(blog):
    titles = ["../../../up", "/etc/passwd", "a.b\\c:d*?", "☕🫖", "", "!?", "é" * 300, "𠮷" * 300]
    scenarios = "".join(f"  Scenario: {title}\n    When Bob opens Tea\n" for title in titles)
    blog.feature(f"Feature: Odd\n{scenarios}")

    result = blog.behave("--evidence=scenarios")

    assert kept(blog) == [
        "build/evidence/a/10.png",
        "build/evidence/a/12.png",
        f"build/evidence/a/14-{'é' * 50}.png",
        f"build/evidence/a/16-{'𠮷' * 50}.png",
        "build/evidence/a/2-up.png",
        "build/evidence/a/4-etcpasswd.png",
        "build/evidence/a/6-abcd.png",
        "build/evidence/a/8.png",
    ]
    assert result.closing_line == "scenarios: 8 passed, 0 failed, 0 skipped"


def test_every_example_of_an_outline_is_kept(blog):
    blog.feature("""
        Feature: Outline
          Scenario Outline: Bob reads
            When Bob opens <page>

            Examples:
              | page   |
              | Tea    |
              | Coffee |
    """)

    blog.behave("--evidence=scenarios")

    assert kept(blog) == [
        "build/evidence/a/7-bob-reads-11.png",
        "build/evidence/a/8-bob-reads-12.png",
    ]


@pytest.mark.parametrize(
    ("file", "folder"),
    [
        ("features/writing/publishing_posts.feature", "writing/publishing_posts"),
        ("features/50% #1/who?.feature", "50-1/who-"),
        ("features/...feature", "-"),
        ("elsewhere/a.feature", "-/elsewhere/a"),
    ],
)
def test_folders_are_those_of_the_features_and_never_leave_the_evidence(blog, file, folder):
    blog.feature("Feature: B\n  Scenario: One\n    When Bob opens Tea", file)

    blog.behave("--evidence=scenarios", "features", file)

    assert f"build/evidence/{folder}/2-one.png" in kept(blog)


def test_evidence_is_taken_before_hooks_and_the_transaction_end(blog):
    blog.environment("""
        from django.contrib.auth.models import User
        from tests.acceptance.project.browser import Browser

        class Counting(Browser):
            def caption(self):
                return f"{User.objects.count()} users, {self.page}"

        def django_ready(context):
            context.browser = Counting()
            User.objects.create(username="alice")

        def after_scenario(context, scenario):
            context.browser.page = "the next page"
    """)

    blog.behave("--evidence=scenarios", "--name=Tea")

    assert "1 users, Tea" in blog.read("build/evidence/index.html")


def test_a_picture_that_cannot_be_taken_fails_nothing_and_is_told_once(blog):
    blog.environment("""
        from tests.acceptance.project.browser import Browser

        class Broken(Browser):
            def caption(self):
                raise OSError("no disk\\nnothing works")

        def django_ready(context):
            context.browser = Broken()
    """)

    result = blog.behave("--evidence=steps", "--name=Tea")

    assert (
        "\nevidence: none; missing in 1 scenario, first features/a.feature:2: "
        "The page could not be kept: OSError: no disk\n"
    ) in result.out
    assert "nothing works" not in result.out
    assert (result.code, result.err) == (0, "")

    failed = blog.behave("--evidence=scenarios", "--name=Coffee")
    assert "expected 2, saw 1" in failed.out
    assert failed.out.count("no disk") == 1
    assert f"kept as {FAILED}.zip" in failed.out


def test_an_index_that_cannot_be_written_fails_nothing(blog):
    blog.environment("""
        from tests.acceptance.project.browser import Browser

        class InTheWay(Browser):
            def screenshot(self, file):
                (file.parents[1] / "index.html").mkdir()
                return super().screenshot(file)

        def django_ready(context):
            context.browser = InTheWay()
    """)

    result = blog.behave("--evidence=scenarios", "--name=Tea")

    assert "evidence: build/evidence/index.html cannot be written: Is a directory" in result.out
    assert result.code == 0


def test_a_hook_that_fails_after_a_step_leaves_one_picture_of_it(blog):
    blog.environment(
        ENVIRONMENT
        + """
    def after_step(context, step):
        assert "Tea" not in step.name
"""
    )

    blog.behave("--evidence=steps", "--name=Tea")

    assert [file for file in kept(blog) if file.endswith(".png")] == [
        "build/evidence/a/2-tea-is-read/1-when-bob-opens-tea.png"
    ]


def test_a_step_that_fails_twice_is_explained_once(blog):
    blog.environment("""
        from tests.acceptance.project.browser import Browser

        def django_ready(context):
            context.browser = Browser()

        def after_step(context, step):
            if step.has_failed():
                context.browser.page = "the next page"
                raise OSError("bad hook")
    """)

    result = blog.behave("--name=Coffee")

    assert "hook after_step: OSError: bad hook" in result.out
    assert "Coffee is open" in result.out
    assert blog.read(f"{FAILED}.html") == "Coffee"


def test_a_failure_that_a_phrase_survives_is_not_kept(blog):
    blog.feature("""
        Feature: A
          Scenario: One
            When Bob opens Tea
            When Bob shrugs off what fails
    """)

    result = blog.behave()

    assert kept(blog) == []
    assert result.closing_line == "scenarios: 1 passed, 0 failed, 0 skipped"


def test_what_evidence_takes_is_not_the_time_of_a_scenario(blog):
    blog.environment("""
        import time
        from tests.acceptance.project.browser import Browser

        now = time.perf_counter()
        time.perf_counter = lambda: now

        class Slow(Browser):
            def screenshot(self, file):
                global now
                now += 60
                return super().screenshot(file)

        def django_ready(context):
            context.browser = Slow()
    """)

    assert "\ntook 120.00 s\n" in blog.behave("--evidence=scenarios").out


def test_what_the_last_run_kept_is_removed_without_following_links(blog):
    outside = blog.write("precious/notes.txt", "Keep me.")
    blog.write("build/evidence/old/1-old.png", "")
    (blog.folder / "build/evidence/link").symlink_to(outside.parent)
    blog.behave("--dry-run")
    assert kept(blog) == ["build/evidence/old/1-old.png"]

    blog.behave("--evidence=scenarios", "--name=Tea")

    assert kept(blog) == [PICTURE]
    assert outside.exists()


def test_a_folder_that_leads_elsewhere_is_left_alone(blog):
    outside = blog.write("precious/notes.txt", "Keep me.")
    (blog.folder / "build").mkdir()
    (blog.folder / "build/evidence").symlink_to(outside.parent)

    result = blog.behave()

    assert result.code == 2
    assert outside.exists()
    assert result.err == (
        "build/evidence is a link, and evidence would be cleared there; remove it\n"
    )


def test_a_run_that_could_keep_nothing_does_not_start(blog):
    blog.write("build/evidence", "")

    result = blog.behave()

    assert (result.code, result.out) == (2, "")
    assert result.err == "No evidence can be kept in build/evidence: Not a directory\n"


def test_the_fast_browser_keeps_pages(blog):
    blog.environment("""
        from acceptance.browser import FastBrowser

        def django_ready(context):
            context.browser = FastBrowser()
    """)
    blog.phrases("""
        from behave import when

        @when("Bob visits {path}")
        def bob_visits(context, path):
            context.browser.visit(path)
    """)
    blog.feature("""
        Feature: Reading
          Scenario: Nothing is opened
            Given it works
          Scenario: Tea is read
            When Bob visits /tea/
          Scenario: A greeting is no page
            When Bob visits /hello/
          Scenario: Tea is too much
            When Bob visits /tea/
            Then 1 is 2
    """)

    result = blog.behave("--evidence=scenarios")

    assert kept(blog) == [
        "build/evidence/a/4-tea-is-read.html",
        "build/evidence/a/6-a-greeting-is-no-page.html",
        "build/evidence/a/8-tea-is-too-much-failed.html",
    ]
    assert "evidence: build/evidence/index.html, 3 pages\n" in result.out
    index = blog.read("build/evidence/index.html")
    assert "› When Bob visits /tea/ › Tea · Sample (/tea/)" in index
    assert "› When Bob visits /hello/ › /hello/<" in index
