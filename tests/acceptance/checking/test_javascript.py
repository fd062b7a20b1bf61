"""Python's regular expressions in JavaScript: both take the same texts."""

import json
import re
import shutil
import subprocess

import pytest

from acceptance.checking.javascript import to_javascript

PATIENCE = 60
TEXTS = [
    *(
        "",
        "tea",
        "Tea",
        "TEA",
        "tée",
        "чай",
        "茶",
        "🫖",
        "t_2",
        "10",
        "١٠",
        "1.5",
        "-3",
        "a-b",
        "a b",
    ),
    *(
        "a\u00a0b",
        "a\u3000b",
        "a\ufeffb",
        "a\nb",
        "[x]",
        "{x}",
        "]",
        "}",
        "{",
        "a]",
        "a/b",
        "x^y",
        "aa",
        "aba",
    ),
    *("aXa", "tea tea", "tea cup", "“tea”", '"tea"', "a.b", "\\", "~", "#&", "²", "Ⅷ", "e\u0301"),
]
TRANSLATED = [
    *(r"\w+", r"\W", r"\d+", r"\D+", r"\S+", r"a\sb", r"[\w]+", r"[^\w]", r"[\d.]+", r"[\s\w]+"),
    *(r"a[\s]b", r"[^\s]+", r"\btea\b.*", r"\Atea\Z", r"(?P<one>\w+) (?P=one)", r"(a)(.)\1"),
    *(r"(?:a|b)+", r"a(?=b).*", r"t(?!e).*", r".*(?<=a)", r"(?<!a).*b", r"[]]", r"[]a]+", r"[^]a]"),
    *(
        r"[\[]x[]]",
        r"{x}",
        r"\{x\}",
        r"[{}]",
        r"a{,2}",
        r"a{1,}",
        r"a{2}",
        r"\#\&",
        r"a\-b",
        r"a\ b",
    ),
    *(r"[a\-b]+", r"\/|a\/b", r"\x74ea", r"\u0442.*|\u0447.*", r"\U0001fad6", r"[🫖a]", r"🫖?"),
    *(
        "[-+ ]?[0-9]+",
        r'"[^"]*"',
        r"x\^y",
        r"\\",
        "~",
        r"a\nb",
        "a.b",
        r".+?",
        "Tea|tea",
        "[A-Za-z]+",
    ),
]


@pytest.fixture(scope="module")
def taken():
    """What JavaScript takes of the texts, for each expression."""
    regexes = {regex: to_javascript(regex) for regex in TRANSLATED}
    script = """
        const { regexes, texts } = JSON.parse(require("fs").readFileSync(0, "utf8"));
        const found = Object.entries(regexes).map(([name, regex]) => {
            const whole = new RegExp(`^(?:${regex})$`, "su");
            return [name, texts.filter((text) => whole.test(text))];
        });
        console.log(JSON.stringify(Object.fromEntries(found)));
    """
    told = json.dumps({"regexes": regexes, "texts": TEXTS})
    node = shutil.which("node")
    if not node:
        pytest.fail("Node is not there: `make node` installs it")
    done = subprocess.run(
        [node, "-e", script], input=told, capture_output=True, encoding="utf-8", timeout=PATIENCE
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("regex", TRANSLATED)
def test_javascript_takes_what_python_takes(taken, regex):
    expected = [text for text in TEXTS if re.fullmatch(regex, text, re.DOTALL)]

    assert taken[regex] == expected


@pytest.mark.parametrize(
    "regex", ["(?i)tea", "(?i:tea)", "a++", "a*+", "(?>a|b)", "(?P<x>a)?(?(x)b|c)", r"\Bx", r"[\W]"]
)
def test_what_javascript_has_nothing_for_is_not_guessed_at(regex):
    assert to_javascript(regex) is None
