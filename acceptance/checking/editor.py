"""What VS Code must be told so that its Cucumber extension knows the phrases of a project.

The extension takes phrases for Cucumber expressions and leaves out each with a gap that it was not
told of: `{person:Person}` is a name to it. One setting that it cannot read, and it knows nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from acceptance.checking.dictionary import FIELD
from acceptance.checking.editor_regexes import Untranslatable, translate
from acceptance.checking.jsonc import read_members, with_item
from acceptance.stream.preface import Entry, Gap, GapType

EXTENSION = "CucumberOpen.cucumber-official"
RECOMMENDED, UNWANTED = "recommendations", "unwantedRecommendations"
TYPES = "cucumber.parameterTypes"
# What a gap without a type takes, and one whose type says nothing to the extension.
SOME_TEXT, ANY_TEXT = ".+", ".*"
# The types that the extension brings; it takes no others of these names.
NUMBERS = {"int", "float", "double", "bigdecimal", "byte", "short", "long", "biginteger"}
OWN_TYPES = {"", "word", "string"} | NUMBERS
# Signs that it allows in no name.
FORBIDDEN = re.compile(r"[\[\]()$.|?*+/\\{}]")
# How wide a value is, and where it stands in that width.
WIDTH = re.compile(r"[<>^]?[ 0-9.]*")


def make_settings(
    entries: Iterable[Entry], types: Iterable[GapType], paths: Iterable[Path], steps: Path
) -> dict[str, list]:
    """Make the settings: where features and phrases are, and what may stand in the gaps."""
    entries = list(entries)
    files = {Path(entry.phrase.location.file) for entry in entries}
    elsewhere = sorted(file.as_posix() for file in files if file.parent != steps and inside(file))
    gaps = {found[0]: _regex(*found) for found in _gaps(entries, types)}
    return {
        "cucumber.features": [_features(path) for path in paths if inside(path)],
        "cucumber.glue": [(steps / "*.py").as_posix()] * inside(steps) + elsewhere,
        TYPES: [{"name": name, "regexp": gaps[name]} for name in sorted(gaps)],
    }


def loosened(entries: Iterable[Entry], types: Iterable[GapType]) -> dict[str, str]:
    """Name the gaps that take any text in the editor, with what JavaScript lacks for them."""
    found = {}
    for name, _, gap_type in _gaps(entries, types):
        try:
            translate(gap_type.regex if gap_type else "")
        except Untranslatable as error:
            found[name] = str(error)
    return found


def fields_of(entry: Entry) -> list[str]:
    """List the gaps of a phrase as they are written; a regular expression has none."""
    written = [match[1] for match in FIELD.finditer(entry.phrase.pattern) if match[1] is not None]
    return written if len(written) == len(entry.gaps) and not is_regex(entry) else []


def is_regex(entry: Entry) -> bool:
    """Tell whether a phrase is a regular expression, or at least no different from one."""
    return pattern_of(entry) == entry.regex.removeprefix("^").removesuffix("$")


def pattern_of(entry: Entry) -> str:
    """Take off the signs that behave puts around a regular expression."""
    pattern = entry.phrase.pattern
    is_marked = pattern == entry.regex and pattern.startswith("^") and pattern.endswith("$")
    return pattern[1:-1] if is_marked else pattern


def is_cucumber_expression(entry: Entry) -> bool:
    """Tell whether the gaps of a phrase are types of Cucumber expressions."""
    is_one = entry.regex.startswith("^") and not is_regex(entry)
    return is_one and fields_of(entry) == [gap.type for gap in entry.gaps]


def inside(path: Path) -> bool:
    """Tell whether a path is in the working directory, which is the folder that VS Code opens."""
    return not path.is_absolute() and ".." not in path.parts


def with_recommendation(text: str) -> str:
    """Recommend the extension in a text of `extensions.json`, unless it is known or unwanted."""
    members = read_members(text)
    lists = [members[key].value for key in (RECOMMENDED, UNWANTED) if key in members]
    named = {str(name).lower() for names in lists if isinstance(names, list) for name in names}
    return text if EXTENSION.lower() in named else with_item(text, RECOMMENDED, EXTENSION)


def _gaps(
    entries: Iterable[Entry], types: Iterable[GapType]
) -> Iterator[tuple[str, Gap, GapType | None]]:
    by_name: Mapping[str, GapType] = {found.name: found for found in types}
    for entry in entries:
        for written, gap in zip(fields_of(entry), entry.gaps, strict=False):
            if written not in OWN_TYPES and not FORBIDDEN.search(written):
                yield written, gap, by_name.get(gap.type)


def _regex(written: str, gap: Gap, gap_type: GapType | None) -> str:
    if gap_type is None:
        return SOME_TEXT
    width = written.removeprefix(f"{gap.name}:").removesuffix(gap.type)
    try:
        regex = translate(gap_type.regex)
    except Untranslatable:
        return ANY_TEXT
    if not width:
        return regex
    return f" *(?:{regex}) *" if WIDTH.fullmatch(width) else ANY_TEXT


def _features(path: Path) -> str:
    return (path if path.suffix == ".feature" else path / "**/*.feature").as_posix()
