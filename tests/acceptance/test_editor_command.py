"""`manage.py spec editor`: the library of VS Code's extension knows what behave knows."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from acceptance.checking.editor_regexes import Untranslatable, translate
from tests.acceptance.project.sample import PHRASES, ROOT, Project

SERVICE = Path(__file__).with_name("editor.mjs")
MISSING = "Cucumber's own tools are not there: `make node` installs them, with npm ci"
SETTINGS, EXTENSIONS = ".vscode/settings.json", ".vscode/extensions.json"
UNKNOWN = re.compile(r"The editor will not know “(.*)”: (.+)")

TEA = r"""
    from behave import given, register_type, step, then, use_step_matcher, when
    from behave.cucumber_expression import use_step_matcher_for_cucumber_expressions
    from parse import with_pattern

    @with_pattern(r"can't stand|tea\. Hot|a cup \(small\)|50\ % \+ milk")
    def to_drink(text):
        return text

    @with_pattern(r"(?P<first>[A-Z])\w+")
    def to_name(text):
        return text

    to_name.regex_group_count = 1

    @with_pattern(r"(?i:yes|no)")
    def to_answer(text):
        return text

    register_type(Drink=to_drink, Name=to_name, Answer=to_answer)
    use_step_matcher("cfparse")
"""
# Phrases as they are written in a decorator, with a step that behave has for each.
KNOWN = {
    "'{who:Name} has {n:d} of {drink:Drink} and {what}'": "Zoë has 3 of a cup (small) and more tea",
    '"table {n:2d}"': "table 12",
    '"{x:f} litres"': "2.5 litres",
    '"{} or {:d}"': "tea or 3",
    'u"it\'s {answer:Answer}"': "it's YES",
    '"first " + "{n:d}, " + \'"{x}"\'': 'first 1, "tea"',
    '"the end."': "the end.",
    '"at {when:ti}"': "at 2026-05-04 16:30",
    '"on {day:tg}"': "on 4/5/2026",
}
ODD = {
    '"in pieces " "{n:d}"': "in pieces 1",
    'r"raw {n:d}"': "raw 1",
    '"""three {n:d}"""': "three 1",
    r"'it isn\'t {n:d}'": "it isn't 1",
    '"dot. {n:d}"': "dot. 1",
    '"dot and plus. {n:d}" + ""': "dot and plus. 1",
    '"cup(s)"': "cup(s)",
    '"cup(s)" + " of {drink}"': "cup(s) of tea",
    '"tea/coffee"': "tea/coffee",
    '"many {drinks:Drink+}"': "many can't stand, tea. Hot",
    '"perhaps {drink:Drink?}no tea"': "perhaps no tea",
    '"day {day:%d/%m/%Y}"': "day 04/05/2026",
    '"a {word}"': "a green tea",
    '"braces {{{n:d}}}"': "braces {1}",
    "CONSTANT": "constant 1",
}
WITH_PARSE = {
    '"a {tall:>10} b"': "a          tall b",
    '"a {n:>5d} b"': "a     1 b",
    '"nothing. {n:x=4d}"': "nothing. xxx1",
}
WITH_CUCUMBER = {
    '"{int} cups of {word}"': "3 cups of tea",
    '"tea/coffee for {string}"': 'coffee for "Ann"',
    '"cup(s)" + " of {word}"': "cups of tea",
    '"glass(es) of {word}"': "glasses of tea",
}
WITH_REGEXES = {
    '"there (are|is) tea"': "there is tea",
    '"there are (?P<n>two|three) cups"': "there are two cups",
    r'r"(\d+) teas"': "3 teas",
    '"[a-c]+ teas"': "abc teas",
    '"plain tea"': "plain tea",
}


class Editor:
    """What the extension knows of a project whose folder is opened."""

    def __init__(self, process):
        self.process = process

    def ask(self, **question):
        nothing = {
            "glue": {},
            "features": {},
            "parameterTypes": [],
            "beginnings": [],
            "regexes": [],
        }
        self.process.stdin.write(json.dumps(nothing | question) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def open(self, folder, **question):
        settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        return self.ask(
            glue=texts(folder, settings["cucumber.glue"]),
            features=texts(folder, settings["cucumber.features"]),
            parameterTypes=settings["cucumber.parameterTypes"],
            **question,
        )


def texts(folder, globs):
    files = sorted({file for pattern in globs for file in folder.glob(pattern)})
    return {str(file.relative_to(folder)): file.read_text(encoding="utf-8") for file in files}


def write_steps(project, steps):
    """Give a project phrases, each as it is written, and a feature with a step of each."""
    decorators = [
        f"\n@given({code})\ndef step_{n}(*_, **__): pass\n" for n, code in enumerate(steps)
    ]
    file = project.folder / "features/steps/more.py"
    file.write_text(file.read_text(encoding="utf-8") + "".join(decorators), encoding="utf-8")
    given = "".join(f"    Given {text}\n" for text in steps.values())
    project.feature(f"Feature: Tea\n  Scenario: Green\n{given}")


def undefined(answer):
    return {message.removeprefix("Undefined step: ") for message in answer["diagnoses"]}


@pytest.fixture(scope="module")
def editor():
    if not (ROOT / "node_modules/@cucumber").is_dir() or not shutil.which("node"):
        pytest.fail(MISSING)
    command = [shutil.which("node"), str(SERVICE)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "encoding": "utf-8"}
    with subprocess.Popen(command, **pipes) as process:
        yield Editor(process)


@pytest.fixture
def project(tmp_path):
    project = Project(tmp_path)
    project.feature("Feature: F\n  Scenario: S\n    Given it works")
    return project


@pytest.fixture(scope="module")
def tea(tmp_path_factory):
    """A project with all that the editor understands."""
    project = Project(tmp_path_factory.mktemp("tea"))
    project.phrases(TEA)
    write_steps(project, KNOWN)
    project.result = project.manage("spec", "editor")
    return project


# Our own specification.


@pytest.fixture(scope="module")
def ours(editor):
    beginnings = ["Alice is log", "nobody has to scroll sideways"]
    answer = editor.open(ROOT, beginnings=beginnings)
    assert "failure" not in answer, answer
    return answer


def test_the_editor_knows_every_phrase_of_ours(ours, tmp_path):
    catalog = Project(tmp_path).python("manage.py", "behave", "--steps-catalog", folder=ROOT)
    heads = [line for line in catalog.out.splitlines() if line[:1].strip()]
    assert len(heads) > 150
    assert sorted(ours["phrases"]) == sorted(head.partition(" ")[2] for head in heads)
    assert ours["errors"] == []


def test_the_editor_knows_every_step_of_ours(ours):
    assert ours["diagnoses"] == []


def test_the_editor_completes_a_beginning_and_leads_to_the_phrase(ours):
    assert "{person:Person} is logged in" in ours["completions"]["Alice is log"]
    (place,) = ours["definitions"]["nobody has to scroll sideways"]
    assert place.startswith("features/steps/browsers.py:")


def test_a_mistyped_step_is_diagnosed(editor):
    text = "Feature: F\n  Scenario: S\n    When Alise logs in\n    And Alice logs in"
    settings = json.loads((ROOT / SETTINGS).read_text(encoding="utf-8"))
    answer = editor.ask(
        glue=texts(ROOT, settings["cucumber.glue"]),
        features={"a.feature": text},
        parameterTypes=settings["cucumber.parameterTypes"],
    )
    assert answer["diagnoses"] == ["Undefined step: Alise logs in"]


# A sample project.


def test_gaps_of_all_kinds_take_what_behave_takes(tea, editor):
    run = tea.behave("--dry-run")
    assert run.code == 0, run.err
    answer = editor.open(tea.folder)
    assert answer["diagnoses"] == []
    assert answer["errors"] == []
    assert len(answer["phrases"]) == len(KNOWN) + PHRASES.count("@")


@pytest.mark.parametrize(
    "step",
    ["Zoë has 3 of a cup small and tea", "Zoë has many of can't stand and tea", "x litres"],
)
def test_a_value_that_does_not_fit_is_diagnosed(tea, editor, step):
    feature = tea.folder / "features/a.feature"
    before = feature.read_text(encoding="utf-8")
    tea.feature(f"Feature: F\n  Scenario: S\n    Given {step}")
    assert undefined(editor.open(tea.folder)) == {step}
    feature.write_text(before, encoding="utf-8")


def test_what_javascript_lacks_becomes_any_text_and_is_told(tea):
    assert tea.result.code == 0
    assert tea.result.err == (
        "The editor takes any text for {answer:Answer}: JavaScript has nothing for (?i\n"
    )
    types = json.loads(tea.read(SETTINGS))["cucumber.parameterTypes"]
    assert {"name": "answer:Answer", "regexp": ".*"} in types


def told_and_undefined(project, editor):
    """Return the phrases that the command names, and the steps that the extension underlines."""
    assert project.behave("--dry-run").code == 0
    result = project.manage("spec", "editor")
    assert result.code == 0
    return dict(UNKNOWN.findall(result.err)), undefined(editor.open(project.folder))


@pytest.mark.parametrize(
    ("choice", "steps"),
    [
        ('use_step_matcher("cfparse")', ODD),
        ('use_step_matcher("parse")', WITH_PARSE),
        ('use_step_matcher("re")', WITH_REGEXES),
        ("use_step_matcher_for_cucumber_expressions()", WITH_CUCUMBER),
    ],
)
def test_the_command_names_what_the_extension_does_not_know(project, editor, choice, steps):
    project.phrases(f'{TEA}    {choice}\n    CONSTANT = "constant {{n:d}}"\n')
    write_steps(project, steps)
    told, unknown = told_and_undefined(project, editor)
    pattern_of = {text: eval(code, {"CONSTANT": "constant {n:d}"}) for code, text in steps.items()}
    # behave puts ^ and $ around regular expressions.
    assert {pattern.strip("^$") for pattern in told} == {pattern_of[text] for text in unknown}
    assert 0 < len(told) < len(steps)


@pytest.mark.parametrize("decorator", ["Given", "behave.given", "indeed"])
def test_other_decorators_are_named(project, editor, decorator):
    project.phrases(
        f"""
        import behave
        from behave import Given, given as indeed

        @{decorator}("tea {{n:d}}")
        def tea(context, n):
            pass
        """
    )
    project.feature("Feature: F\n  Scenario: S\n    Given tea 1")
    told, unknown = told_and_undefined(project, editor)
    assert unknown == {"tea 1"}
    assert "does not stand in a decorator" in told["tea {n:d}"]


def test_phrases_elsewhere_in_the_folder_are_found(project, editor):
    project.write("shared/tea.py", 'from behave import given\n@given("tea")\ndef f(c): pass')
    project.phrases("import shared.tea")
    project.feature("Feature: F\n  Scenario: S\n    Given tea")
    assert told_and_undefined(project, editor) == ({}, set())


def test_phrases_outside_of_the_folder_are_named(project):
    project.write("other/tea.py", 'from behave import given\n@given("tea")\ndef f(c): pass')
    inner = Project(project.folder / "inner")
    inner.feature("Feature: F\n  Scenario: S\n    Given tea")
    inner.phrases("import other.tea")
    result = inner.manage("spec", "editor", PYTHONPATH=f"{ROOT}:{project.folder}")
    assert "“tea”: its file is not in this folder" in result.err


def test_a_phrase_that_keeps_all_others_from_being_known_is_named(project, editor):
    project.phrases('from behave import given\n@given("tea (green")\ndef f(c): pass')
    result = project.manage("spec", "editor")
    assert "will know no phrase at all" in result.err
    assert "Invalid regular expression" in editor.open(project.folder)["failure"]


# Regular expressions.

SAMPLES = [
    "",
    "a",
    "b",
    "ab",
    "aa",
    "abb",
    "]",
    "a]",
    "_",
    "é",
    "Zoë",
    "1",
    "12",
    " ",
    "-",
    "😀",
    "😀😀",
]
SAMPLES += [
    "{",
    "{1}",
    "a{,2}",
    "\\",
    "^",
    "'",
    "A",
    "aab",
    "a b",
    "a\nb",
    "/",
    "x",
    "(a)",
    ".",
    "|",
]
REGEXES = [
    r"\w+", r"[\w-]+", r"\W", r"[]a]+", r"[^]a]+", r"a{,2}", r"a{,1}b", r"(?P<x>a)(b)?",
    r"(a|b){2}", r"(?:😀)+", r"😀+", r"\A\w\Z", r"(?=a)\w\w", r"(?!a)\w", r"(?<=a)b|ab", r"a\ b",
    r"\'", r"[\\^]", r"\{", r"\{\d\}", r"{", r"\(a\)", r"[.|]", r"\.", r"/", r"\u00e9", r"\x41",
    r"a+?b", r"[-1]\d?", r"a.b", r"a??b", r"\s", r"\S\S", r"[A-Za-z]{2,}", "",
]  # fmt: skip


def test_translated_expressions_match_the_same_texts(editor):
    matches = editor.ask(regexes=[[translate(regex), SAMPLES] for regex in REGEXES])["matches"]
    for regex, found in zip(REGEXES, matches, strict=True):
        # JavaScript takes an emoji for two signs.
        shown = [text for text in found if "😀" in regex or "😀" not in text]
        wanted = [text for text in SAMPLES if re.fullmatch(regex, text)]
        wanted = [text for text in wanted if "😀" in regex or "😀" not in text]
        if "w" in regex.lower():
            # It knows English letters only, and is given any sign that may be another.
            assert set(wanted) <= set(shown), regex
            assert all(not text.isascii() for text in set(shown) - set(wanted)), regex
        else:
            assert shown == wanted, regex


@pytest.mark.parametrize(
    "regex",
    [r"(?i:a)", r"(a)\1", r"(?P<x>a)(?P=x)", r"a++", r"(?>a)", r"\ba", r"[😀😁]", r"\N{DASH}",
     r"(?#x)a", r"[^\W\d]", r"\a", r"(a)?(?(1)b|c)", r"\U0001F600", r"\0"],
)  # fmt: skip
def test_what_cannot_be_translated_is_not_guessed_at(regex):
    with pytest.raises(Untranslatable):
        translate(regex)


# Files of the user's own.


def test_check_says_what_is_stale_and_writes_nothing(project):
    result = project.manage("spec", "editor", "--check")
    assert result.code == 1
    assert "cucumber.parameterTypes" in result.err
    assert "`manage.py spec editor` writes it" in result.err
    assert not (project.folder / ".vscode").exists()

    assert project.manage("spec", "editor").code == 0
    assert project.manage("spec", "editor", "--check").code == 0

    project.phrases('from behave import given\n@given("tea {n:d}")\ndef f(c, n): pass')
    result = project.manage("spec", "editor", "--check")
    assert result.code == 1
    assert "Not up to date: .vscode/settings.json: cucumber.parameterTypes; " in result.err


def test_what_is_not_ours_is_kept(project):
    own = '{\n  // mine\n  "editor.tabSize": 3, /* so */\n}\n'
    project.write(SETTINGS, own)
    project.write(EXTENSIONS, '{"recommendations": ["ms-python.python"]}')
    assert project.manage("spec", "editor").code == 0

    text = project.read(SETTINGS)
    assert text.endswith('  // mine\n  "editor.tabSize": 3, /* so */\n}\n')
    assert text.count("cucumber.") == 3
    assert json.loads(project.read(EXTENSIONS)) == {
        "recommendations": ["CucumberOpen.cucumber-official", "ms-python.python"]
    }


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"a": ', "it is not as VS Code has it"),
        (b"[]", "it does not begin with {"),
        (b"\xff", "it is not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_left_alone(project, content, reason):
    file = project.write(SETTINGS, "")
    file.write_bytes(content)
    result = project.manage("spec", "editor")
    assert result.code == 2
    assert ".vscode/settings.json cannot be read" in result.err
    assert reason in result.err
    assert file.read_bytes() == content
    assert not (project.folder / EXTENSIONS).exists()


def test_a_folder_that_cannot_be_written_is_named(project):
    project.write(".vscode", "a file")
    result = project.manage("spec", "editor")
    assert result.code == 2
    assert ".vscode/settings.json cannot be" in result.err
