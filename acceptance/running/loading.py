"""Load the hooks and phrases of a project: all that is needed to tell what can be written."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from behave.matchers import Matcher
from behave.runner import Context, Runner, the_step_registry
from behave.runner_util import collect_feature_locations

from acceptance.running import configuration
from acceptance.running.databases import no_queries
from acceptance.running.dictionary import list_entries, list_types
from acceptance.running.errors import loading_explained
from acceptance.running.phrases import PhraseFinder, matched
from acceptance.running.requirements import require_paths, require_sound_phrases
from acceptance.running.tracebacks import relative
from acceptance.stream.outcomes import Phrase
from acceptance.stream.preface import Entry, GapType


@dataclass(eq=False)
class Loaded:
    """The phrases of a project, where its feature files are, and the folder of its steps.

    `language` is that of feature files that do not name their own.
    """

    entries: tuple[Entry, ...]
    types: tuple[GapType, ...]
    paths: tuple[Path, ...]
    steps: Path
    language: str
    finder: PhraseFinder

    def why_not(self, phrase: Phrase, text: str) -> str:
        """Say why a phrase cannot take the values of a step that it matches, if it cannot."""
        match = matched(self._matchers[phrase], text)
        error = getattr(match, "stored_error", None)
        return " ".join(str(error).split()) if error else ""

    @cached_property
    def _matchers(self) -> dict[Phrase, Matcher]:
        known = (matcher for found in self.finder.steps.values() for matcher in found)
        return {self.finder.phrase_of(matcher): matcher for matcher in known}


def load_phrases() -> Loaded:
    """Load what behave's configuration names, without running anything."""
    config = configuration.read([])
    require_paths(config)
    runner = Runner(config)
    with no_queries("while phrases are loaded; move it into a step"), runner.path_manager:
        with loading_explained():
            load_code(runner)
        require_sound_phrases(the_step_registry)
    finder = PhraseFinder(the_step_registry, lambda *_: None)
    return Loaded(
        entries=list_entries(finder),
        types=list_types(finder),
        paths=tuple(Path(relative(path)) for path in config.paths),
        steps=Path(relative(runner.base_dir)) / config.steps_dir,
        language=config.lang or "en",
        finder=finder,
    )


def load_code(runner: Runner) -> None:
    """Find the folder of a runner's features, and load the hooks and phrases there."""
    # behave reports unreadable phrases here and goes on; they are collected instead.
    the_step_registry.error_handler.clear()
    the_step_registry.error_handler.file = io.StringIO()
    runner.setup_paths()
    runner.context = Context(runner)
    runner.load_hooks()
    runner.load_step_definitions()


def feature_files(paths: Iterable[Path | str]) -> list[str]:
    """List the feature files at paths, each once, in the order in which behave runs them."""
    locations = collect_feature_locations([str(path) for path in paths])
    return list(dict.fromkeys(relative(location.filename) for location in locations))
