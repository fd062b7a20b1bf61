"""The page to write a scenario on, and the phrases that its scripts know."""

import json
from collections.abc import Iterator

from acceptance.checking.dictionary import KnownPhrase
from acceptance.checking.javascript import to_javascript
from acceptance.reports.living.addresses import link
from acceptance.reports.living.model import Capability, Feature, Scenario
from acceptance.reports.living.page import Page
from acceptance.reports.living.phrasebook import KINDS, Phrasebook, with_kinds
from acceptance.reports.living.site import Site
from acceptance.stream.outcomes import Outcome, Phrase
from acceptance.stream.preface import Gap, GapType

DATA = "phrase-data.js"
# In the order in which the page loads them.
SCRIPTS = (
    *("dictionary.js", "likeness.js", "values.js", "meaning.js"),
    *("draft.js", "slips.js", "problems.js", "place.js"),
    *("choices.js", "completing.js", "saying.js", "belonging.js", "write.js"),
)
# Stands above and below a text that belongs to a step.
FENCE = '"""'
# More steps make no example to begin with.
MOST_STEPS = 6
FRAME = "Scenario: \n  Given \n  When \n  Then \n"


def write(site: Site, address: str) -> Page:
    """Offer a place to write on, which the scripts make."""
    values = {
        "page": site.setting(address),
        "section": "write",
        "scripts": [DATA, *SCRIPTS] if site.phrasebook.phrases else [],
    }
    return Page(address, "write.html", values)


def phrase_data(site: Site) -> str:
    """Write the phrases, the features and an example; `phraseData` is what the scripts read."""
    dictionary = site.phrasebook.dictionary
    below = _below(site)
    data = {
        "types": [_type(found) for found in dictionary.types.values()],
        "phrases": [
            _phrase(known, site.phrasebook, below.get(known.phrase)) for known in dictionary.phrases
        ],
        "features": [_feature(feature) for feature in site.specification.features],
        "capabilities": [[found.title, found.folder] for found in _capabilities(site)],
        "frame": FRAME,
        "example": _example(site),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"const phraseData = {text};\n"


def _type(found: GapType) -> list:
    regex = to_javascript(found.regex)
    return [found.name, found.description, found.values, found.is_closed, regex]


def _phrase(known: KnownPhrase, book: Phrasebook, below: list[str] | None) -> list:
    page = book.page_of(known.phrase)
    template = [
        [piece.name, piece.type] if isinstance(piece, Gap) else piece for piece in known.template
    ]
    return [
        known.kinds,
        template,
        to_javascript(known.regex),
        known.description,
        link(page.address) if page else "",
        len(page.uses) if page else 0,
        below,
    ]


def _below(site: Site) -> dict[Phrase, list[str]]:
    """Tell what always stands below a phrase: the heading row of its table, or ["\"\"\""]."""
    found: dict[Phrase, list[list[str]]] = {}
    for scenario in site.specification.scenarios:
        for step, kind in with_kinds(scenario.steps):
            use = site.phrasebook.look_up(step.text, kind)
            if use:
                heading = step.rows[0] if step.rows else []
                below = heading if step.doc_string is None else [FENCE]
                found.setdefault(use[0].phrase, []).append(below)
    return {phrase: uses[0] for phrase, uses in found.items() if all(uses)}


def _capabilities(site: Site) -> list[Capability]:
    """List the folders that a new feature may be saved in."""
    return site.specification.capabilities or [site.specification.product]


def _feature(feature: Feature) -> list:
    return [feature.capability.title, feature.title, feature.file, [r.title for r in feature.rules]]


def _example(site: Site) -> str:
    """Write out a scenario to be changed: one that shows all kinds of steps, if there is any."""
    candidates = list(_candidates(site))
    whole = [
        s for s in candidates if {kind for _, kind in with_kinds(s.steps)} == {*KINDS.values()}
    ]
    chosen = next(iter(whole or candidates), None)
    if chosen is None:
        return FRAME
    lines = [f"  {step.keyword} {step.text}\n" for step in chosen.steps]
    return "".join([f"Scenario: {chosen.title}\n", *lines])


def _candidates(site: Site) -> Iterator[Scenario]:
    """Find the scenarios that passed and say in a few lines all that there is to them."""
    for scenario in site.specification.scenarios:
        more = [scenario.tables, scenario.all_tags, scenario.backgrounds, scenario.description]
        more += [step.rows or step.doc_string for step in scenario.steps]
        is_short = len(scenario.steps) <= MOST_STEPS and scenario.feature.language == "en"
        if is_short and not any(more) and scenario.outcome is Outcome.PASSED:
            yield scenario
