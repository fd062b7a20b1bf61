"""`manage.py spec format`: feature files are laid out, or left alone."""

import io
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.acceptance.project.sample import Project

LAID_OUT = "Feature: Tea\n\n  Scenario: Green\n    Given tea\n"
NOT_LAID_OUT = "Feature: Tea\nScenario: Green\nGiven tea"
UNREADABLE = "Feature: Tea\n  Scenario: Green\n    Given tea\n    Tea\n"
TEA, MATE, STEPS = "features/tea.feature", "features/hot/mate.feature", "features/steps/tea.py"
NOWHERE = "django.db.backends.postgresql"  # that nobody answers for


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A project's folder: one file is laid out, the other is not."""
    monkeypatch.chdir(tmp_path)
    write("behave.ini", "[behave]\npaths = features\n")
    write(TEA, LAID_OUT)
    write(MATE, NOT_LAID_OUT)
    return tmp_path


@pytest.fixture
def spec_format(folder):
    """Return a function that calls the command; it returns its exit code and what it said."""

    def spec_format(*args):
        stdout, stderr = io.StringIO(), io.StringIO()
        try:
            call_command("spec", "format", *args, stdout=stdout, stderr=stderr)
        except SystemExit as ended:
            return ended.code, stdout.getvalue(), stderr.getvalue()
        return 0, stdout.getvalue(), stderr.getvalue()

    return spec_format


def write(file, text):
    path = Path(file)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def text_of(file):
    return Path(file).read_bytes().decode()


def test_what_is_not_laid_out_is_and_then_it_stays(spec_format):
    first, second = spec_format(), spec_format()

    assert first == (0, f"{MATE}: laid out\n2 files: 1 laid out, 1 unchanged\n", "")
    assert second == (0, "2 files: 0 laid out, 2 unchanged\n", "")
    assert text_of(TEA) == text_of(MATE) == LAID_OUT


def test_a_check_writes_nothing_and_says_what_mends_it(spec_format):
    code, told, aside = spec_format("--check", "features")

    assert (code, aside) == (1, "")
    assert told == (
        f"{MATE}: would be laid out\n"
        "`manage.py spec format features` lays out what is named above\n"
        "2 files: 1 would be laid out, 1 unchanged\n"
    )
    assert text_of(MATE) == NOT_LAID_OUT


def test_a_check_of_what_is_laid_out_passes(spec_format):
    assert spec_format("--check", TEA) == (0, "1 file: 0 would be laid out, 1 unchanged\n", "")


@pytest.mark.parametrize(
    ("paths", "number"),
    [([MATE], 1), (["features/hot/"], 1), ([MATE, "features", TEA], 2), (["@list.txt"], 1)],
)
def test_files_folders_and_lists_can_be_named_and_each_file_counts_once(spec_format, paths, number):
    write("list.txt", f"{MATE}:2\n")
    code, told, _ = spec_format(*paths)

    assert code == 0
    assert told.startswith(f"{MATE}: laid out\n{number} file")
    assert text_of(MATE) == LAID_OUT


def test_without_a_configuration_it_is_the_folder_that_behave_takes(spec_format):
    Path("behave.ini").unlink()

    assert spec_format()[:2] == (0, f"{MATE}: laid out\n2 files: 1 laid out, 1 unchanged\n")


def test_the_language_is_that_of_behaves_configuration(spec_format):
    write("behave.ini", "[behave]\npaths = features/te.feature\nlang = no\n")
    write("features/te.feature", "Egenskap: Te\nScenario: Grønn\nGitt te\n")

    assert spec_format()[0] == 0
    assert text_of("features/te.feature") == "Egenskap: Te\n\n  Scenario: Grønn\n    Gitt te\n"


def test_lines_end_as_they_did_but_the_mark_that_behave_cannot_read_goes(spec_format):
    write(TEA, b"\xef\xbb\xbf" + LAID_OUT.replace("\n", "\r\n").encode())

    assert spec_format(TEA)[0] == 0
    assert text_of(TEA) == LAID_OUT.replace("\n", "\r\n")


REFUSED = {
    "no Gherkin": (UNREADABLE, f'{TEA}:4: "Tea" is not understood here'),
    "quotes of behave alone": (
        "Feature: Tea\n  Scenario: Green\n    Given tea\n      '''\n      '''\n",
        f'{TEA}:4: "\'\'\'" is not understood here; put """ around it',
    ),
    "quotes of Cucumber alone": (
        "Feature: Tea\n  Scenario: Green\n    Given tea\n      ```\n      ```\n",
        f'{TEA}:4: "```" is not understood here (among steps)',
    ),
    "a description that is a step to behave": (
        "Feature: Tea\n  Scenario: Green\n    but why?\n",
        f"{TEA}:3: BUT-STEP REQUIRES",
    ),
    "a language that is none": (
        "# language: tea\nFeature: Tea\n",
        f"{TEA}:1: Language not supported: tea",
    ),
    "a language to behave alone": (
        "# LANGUAGE: tea\nFeature: Tea\n",
        f"{TEA}: behave knows no language 'tea'; behave --lang-list lists them",
    ),
    "not UTF-8": (b"Feature: T\xe9\n", f"{TEA}: not UTF-8: "),
    "what behave would read differently": (
        "Feature: Tea\nScenario: Green\nGiven tea\n|a\\\\|b|\n",
        f"{TEA}:4: behave would read this differently in the new layout; write it another way",
    ),
    "what behave could not read any more": (
        'Feature: Tea\nScenario: Green\nGiven tea\n"""\na\N{LINE SEPARATOR}b\n"""\n',
        f"{TEA}:1: behave would read this differently in the new layout; write it another way",
    ),
}


@pytest.mark.parametrize("arguments", [[], ["--check"]])
@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_laid_out_is_left_and_the_others_are_not(
    spec_format, name, arguments
):
    text, sentence = REFUSED[name]
    write(TEA, text)
    before = Path(TEA).read_bytes()
    code, told, aside = spec_format(*arguments)

    assert code == 2
    assert aside.startswith(sentence)
    assert aside.count("\n") == 1
    assert told.endswith("laid out, 0 unchanged, 1 refused\n")
    assert Path(TEA).read_bytes() == before
    assert text_of(MATE) == (NOT_LAID_OUT if arguments else LAID_OUT)


def test_a_listed_file_that_is_gone_is_named(spec_format):
    write("list.txt", "features/gone.feature\n")

    code, _, aside = spec_format("@list.txt")
    assert (code, aside) == (
        2,
        "features/gone.feature: No such file or directory; nothing was written\n",
    )


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("features/te.feature", f"features/te.feature does not exist; did you mean {TEA}?"),
        ("behave.ini", "behave.ini is no feature file; @behave.ini would read a list from it"),
        ("empty", "There is no feature file in empty"),
    ],
)
def test_paths_that_lead_nowhere_are_refused_before_anything_is_written(
    spec_format, path, sentence
):
    Path("empty").mkdir()

    with pytest.raises(CommandError) as refused:
        spec_format(*([path] if path == "empty" else [MATE, path]))
    assert (refused.value.returncode, str(refused.value)) == (2, sentence)
    assert text_of(MATE) == NOT_LAID_OUT


def test_a_file_keeps_its_permissions_and_a_link_stays_one(spec_format):
    Path("elsewhere").mkdir()
    Path(MATE).rename("elsewhere/mate.feature")
    Path("elsewhere/mate.feature").chmod(0o640)
    Path(MATE).symlink_to(Path("../../elsewhere/mate.feature"))

    assert spec_format()[0] == 0
    assert Path(MATE).is_symlink()
    assert text_of("elsewhere/mate.feature") == LAID_OUT
    assert Path("elsewhere/mate.feature").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_a_file_is_written_whole_or_not_at_all(spec_format, monkeypatch, error):
    def stop(*_):
        raise error

    monkeypatch.setattr(shutil, "copymode", stop)
    code, _, aside = spec_format()

    assert code in {2, 130}
    assert aside in {
        "Interrupted.\n",
        f"{MATE}: No space left on device; nothing was written\n",
    }
    assert text_of(MATE) == NOT_LAID_OUT
    assert [file.name for file in Path("features/hot").iterdir()] == ["mate.feature"]


def test_it_needs_neither_a_database_nor_steps_that_load(folder):
    project = Project(folder)
    project.write(STEPS, "raise RuntimeError")
    result = project.manage("spec", "format", "--check", SAMPLE_ENGINE=NOWHERE)

    assert (result.code, result.err) == (1, "")
    assert result.closing_line == "2 files: 1 would be laid out, 1 unchanged"


def test_help_says_what_the_exit_codes_mean(folder):
    result = Project(folder).manage("spec", "format", "--help")

    assert result.code == 0
    assert "The exit code is 2 if there was such a file" in result.out
