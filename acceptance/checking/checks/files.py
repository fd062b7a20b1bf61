"""A file and how it begins."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from acceptance.checking.findings import Found, Specification, at, check
from acceptance.checking.titles import name_of

# "publishing_posts", "co_authoring_posts"
GERUND = re.compile(r"(?:[^\W\d_]+_)?[^\W\d_]{2,}ing(?:_[^\W_]+)*")
SENTENCES = re.compile(r"[.!?][\"'”’»)]*(?:\s|$)|[。！？]")
RITUAL = re.compile(
    r"^\s*(?:as an? |in order to ).*?\bI (?:want|would like|need|can)\b", re.I | re.S
)


@check("file-name", "people look for what they do, and find one capability in every file")
def file_name(specification: Specification) -> Iterator[Found]:
    """Find files that are not named by what people do in them, as their features are."""
    for source, feature in specification.features:
        stem = PurePosixPath(source.file).stem
        name = name_of(feature.title)
        if not source.is_english:
            continue
        if not GERUND.fullmatch(stem) or stem != stem.lower():
            problem = f'"{stem}" does not say what people do, or not in small letters.'
            instead = "Begin with a gerund, and put _ between words: publishing_posts.feature."
            yield at(source, feature, problem, instead)
        elif name and name != stem:
            problem = f'The file is called "{stem}", and its feature "{feature.title}".'
            instead = f"Call the file {name}.feature, or the feature as the file."
            yield at(source, feature, problem, instead)


@check("missing-why", "what a capability is good for is the first thing that a reader asks")
def missing_why(specification: Specification) -> Iterator[Found]:
    """Find features that do not open with sentences on why they are there."""
    for source, feature in specification.features:
        if len(SENTENCES.findall(feature.description)) < 2:
            problem = "The feature does not open with two or three sentences of why."
            instead = "Say below its title what it is good for, and what would hurt without it."
            yield at(source, feature, problem, instead)


@check("user-story-ritual", "“As a …, I want …” fills three lines and says nothing of its own")
def user_story_ritual(specification: Specification) -> Iterator[Found]:
    """Find descriptions that follow the pattern of a user story."""
    for source, feature in specification.features:
        for node in feature.walk():
            if RITUAL.match(node.description):
                first = node.description.strip().partition("\n")[0]
                problem = f'The description is told by a pattern: "{first}".'
                instead = "Say in sentences of your own what it is good for."
                yield at(source, node, problem, instead)
