"""`manage.py spec phrases` and `spec new`: find the words, and begin a file."""

import pytest

from tests.acceptance.checking.malformed import PHRASES
from tests.acceptance.project.sample import Project

NEW = "features/writing/pinning_posts.feature"


@pytest.fixture(scope="module")
def blog(tmp_path_factory):
    """A project with a capability, whose files no test changes."""
    project = Project(tmp_path_factory.mktemp("blog"))
    (project.folder / "features/steps/phrases.py").unlink()
    project.write("features/steps/posts.py", PHRASES)
    project.feature(
        "Feature: Reading\n\n  Scenario: A\n    Given it is 4 May 2026",
        "features/reading/reading.feature",
    )
    return project


@pytest.fixture
def writing(project):
    project.feature(
        "Feature: A\n  Scenario: B\n    Given it works", "features/writing/writing.feature"
    )
    return project


def test_all_phrases_are_listed_with_what_they_do(blog):
    result = blog.manage("spec", "phrases")

    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Posts\n")
    assert '  When  {person} publishes the post "{title}"\n        Publish a draft.\n' in result.out
    assert "  *     it is {date}\n" in result.out
    assert "  {person}: one of the people: Alice, Bob, Vera\n" in result.out
    assert "  {date}: a date such as 4 May 2026: 4 May 2026\n" in result.out


def test_words_choose_phrases_and_what_their_gaps_take(blog):
    result = blog.manage("spec", "phrases", "PUBLISHES", "post")

    assert result.out.count("When") == 1
    assert "Given" not in result.out
    assert "{date}" not in result.out


def test_words_may_stand_in_the_description_or_name_the_noun(blog):
    assert "logs out" in blog.manage("spec", "phrases", "session").out
    assert "logs out" in blog.manage("spec", "phrases", "posts", "session").out


def test_what_comes_closest_is_listed_where_nothing_fits(blog):
    result = blog.manage("spec", "phrases", "Alice publish the post Tea")

    assert result.code == 0
    assert "these come closest" in result.err
    assert '{person} publishes the post "{title}"' in result.out


def test_words_that_nothing_is_about_are_refused(blog):
    result = blog.manage("spec", "phrases", "xyzzy")
    assert (result.code, result.out) == (2, "")
    assert result.err == "No phrase is about “xyzzy”; other words may find more\n"


def test_a_new_feature_is_planned_and_ready_to_be_filled_in(writing):
    result = writing.manage("spec", "new", "Pinning posts", "--in", "writing")

    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"{NEW}\n")
    text = writing.read(NEW)
    assert text.startswith("@wip\nFeature: Pinning posts\n")
    assert writing.manage("spec", "format", "--check", NEW).code == 0
    assert writing.manage("spec", "check", NEW).out.startswith("No mistakes found")
    ran = writing.behave()
    assert ran.code == 0
    assert "1 planned" in ran.out


@pytest.mark.parametrize("folder", ["features/writing", "writing/", "./features/writing"])
def test_a_capability_may_be_named_by_its_path(writing, folder):
    assert writing.manage("spec", "new", "Pinning  posts", "--in", folder).code == 0
    assert (writing.folder / NEW).exists()


@pytest.mark.parametrize(
    ("title", "folder", "sentence"),
    [
        ("Pin posts", "writing", "begin with a gerund: Pinning posts"),
        ("", "writing", "begin with a gerund"),
        ("Writing", "writing", "features/writing/writing.feature is there already"),
        ("Pinning posts", "writting", "“writting”; did you mean writing? There are writing"),
        ("Pinning posts", "steps", "There is no capability “steps”. There are writing; a new one"),
        ("Pinning posts", "support", "There is no capability “support”."),
        ("Pinning " + "x" * 300, "writing", "The title is too long for the name of a file"),
        ("Pinning posts", "..", "There is no capability “..”"),
        ("Pinning posts", "", "There is no capability “”"),
    ],
)
def test_what_cannot_be_begun_is_refused_in_a_sentence(writing, title, folder, sentence):
    writing.write("features/support/helpers.py", "")
    before = sorted(writing.folder.rglob("*.feature"))
    result = writing.manage("spec", "new", title, "--in", folder)

    assert (result.code, result.out) == (2, "")
    assert sentence in result.err
    assert result.err.count("\n") == 1
    assert sorted(writing.folder.rglob("*.feature")) == before


def test_punctuation_is_left_out_of_the_name_of_a_file(writing):
    writing.manage("spec", "new", "Finding one's way: at last", "--in", "writing")
    file = "features/writing/finding_ones_way_at_last.feature"
    assert "Feature: Finding one's way: at last\n" in writing.read(file)


@pytest.mark.parametrize("title", ["Co-authoring posts", "Re-reading posts", "Visiting cafés"])
def test_gerunds_have_all_letters(writing, title):
    writing.write("features/reading/README.md", "# Reading")
    result = writing.manage("spec", "new", title, "--in", "reading")
    name = title.lower().replace("-", "_").replace(" ", "_")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"features/reading/{name}.feature\n")


def test_two_skeletons_are_told_apart(writing):
    for title in ("Pinning posts", "Drinking tea and coffee"):
        writing.manage("spec", "new", title, "--in", "writing")
    other = "features/writing/drinking_tea_and_coffee.feature"
    assert writing.manage("spec", "check", NEW, other).code == 0


@pytest.mark.parametrize(
    ("word", "phrase", "warning"),
    [
        ("{person}", "{person} logs out", ""),
        ('"{title}"', '{person} can read "{title}"', ""),
        ("publsh", '{person} publishes the post "{title}"', "these come closest"),
        ("sesion", "{person} logs out", "these come closest"),
    ],
)
def test_a_word_is_found_as_it_is_listed_or_nearly(blog, word, phrase, warning):
    result = blog.manage("spec", "phrases", word)
    assert result.code == 0
    assert phrase in result.out
    assert warning in result.err
    assert bool(warning) == bool(result.err)


def test_words_are_looked_for_from_their_beginning(blog):
    assert blog.manage("spec", "phrases", "ou").err == ""
    assert "these come closest" in blog.manage("spec", "phrases", "ogs").err
