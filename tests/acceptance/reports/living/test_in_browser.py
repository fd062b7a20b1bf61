"""The sites in Chromium, as readers have them: opened from files, in any light, at any width."""

import re
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from playwright.sync_api import expect

from tests.acceptance.reports.living.everything import HARM, LONG_WORD, MARKUP
from tests.acceptance.reports.living.readers import IS_HACKED, IS_WIDE, PHONE, WALL, violations

LOOK = f"[{IS_HACKED}, {IS_WIDE}]"


@pytest.fixture
def site(sites):
    return sites.complete


@pytest.fixture
def page(reader, site):
    """The home page of the site of everything."""
    return reader.open(site / "index.html")


@pytest.fixture
def search(reader, site):
    return reader.open(site / "search.html")


@pytest.fixture(scope="module")
def kinds(sites):
    """Choose as many pages as are needed to see each kind of element, and one that is too wide."""
    looks = {page: _looks(page) for page in sites.pages}
    chosen = [sites.complete / "features/harm/harmful.html"]
    seen = looks[chosen[0]]
    for page in sorted(looks, key=lambda page: -len(looks[page])):
        if not looks[page] <= seen:
            seen = seen | looks[page]
            chosen.append(page)
    return chosen


def _looks(page):
    tree = html.fromstring(page.read_bytes())
    return {(element.tag, element.get("class")) for element in tree.body.iter("*")}


def results(page):
    """List the titles that a search has found."""
    return page.locator("#results li > a").all_inner_texts()


def test_axe_finds_nothing_wrong_in_any_light(readers, kinds):
    reader = readers(bypass_csp=True)
    found = [f"{file.name}: {told}" for file in kinds for told in violations(reader.open(file))]

    assert found == []


def test_axe_finds_nothing_wrong_with_what_a_search_finds(readers, site):
    page = readers(bypass_csp=True).open(site / "search.html", "#q=tea")
    expect(page.locator("#results li").first).to_be_visible()

    assert list(violations(page)) == []


def test_pages_ask_for_nothing_run_nothing_and_fit_on_a_phone(readers, sites):
    """What pages ask for and complain of, each reader notes."""
    reader = readers(viewport={"width": PHONE, "height": 800})
    looked_at = [(file.name, reader.open(file).evaluate(LOOK)) for file in sites.pages]

    assert [name for name, (is_hacked, _) in looked_at if is_hacked] == []
    assert [name for name, (_, is_wide) in looked_at if is_wide] == []


def test_pages_fit_on_a_wall(readers, kinds):
    reader = readers(viewport={"width": WALL, "height": 1600})

    assert [file.name for file in kinds if reader.open(file).evaluate(IS_WIDE)] == []


def test_on_a_wide_screen_lines_stay_short_enough_to_read(readers, site):
    page = readers(viewport={"width": WALL, "height": 1600}).open(site / "about.html")

    assert page.locator(".prose p").first.evaluate(
        "(p) => p.clientWidth / parseFloat(getComputedStyle(p).fontSize) < 45"
    )


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("stirred", "Tea is stirred"),
        ("STIRRED tea", "Tea is stirred"),
        ("opens cold", "Tea is cold"),
        ("mint", "Leaves are listed"),
        ("by itself", "Leaves are counted"),
        ("slow", "<seen> leaves are counted"),
        ("is_gone nowhere", None),
        ("kettle litres", "Given a kettle of {volume:d} litres"),
        ("noch nie gehört", None),
        ("sucré", "Le thé est sucré"),
        ("???", "???"),
    ],
)
def test_the_search_finds_by_titles_steps_cells_tags_and_phrases(search, words, title):
    search.get_by_label("Words").fill(words)

    if title:
        expect(search.locator("#results li > a").filter(has_text=title)).not_to_have_count(0)
    else:
        expect(search.locator("#count")).to_contain_text("Nothing was found")


def test_what_has_the_words_in_its_title_comes_first(search):
    search.get_by_label("Words").fill("coffee")

    have_it = ["coffee" in title.casefold() for title in results(search)]
    assert set(have_it) == {True, False}
    assert have_it == sorted(have_it, reverse=True)


def test_a_search_is_in_the_address_and_is_there_when_it_is_opened_anew(reader, readers, site):
    page = reader.open(site / "search.html")
    page.get_by_label("Words").fill("tea")
    page.get_by_label("Status").select_option("Failing")
    found = results(page)

    anew = readers().page
    anew.goto(page.url)
    assert len(found) > 1
    assert results(anew) == found
    assert anew.get_by_label("Words").input_value() == "tea"
    assert anew.get_by_label("Status").input_value() == "Failing"


def test_another_search_in_the_address_is_made_at_once(search):
    search.get_by_label("Words").fill("coffee")
    search.evaluate("location.hash = 'q=boils'")

    expect(search.get_by_label("Words")).to_have_value("boils")
    assert results(search)[0] == "Tea boils over"


@pytest.mark.parametrize(
    ("label", "value", "title", "other"),
    [
        ("Status", "Failed", "Tea is cold", "Tea is poured"),
        ("Status", "Failing", "Tea boils over", "Tea is poured"),
        ("Status", "Planned", "Tea is served by a robot", "Tea is poured"),
        ("Tag", "quick", "Tea is poured", "Tea is cold"),
        ("Capability", "Hot drinks", "Le thé est sucré", "It works now and then"),
        ("Kind", "Phrase", "Given a kettle of {volume:d} litres", "Tea is cold"),
    ],
)
def test_what_is_found_can_be_filtered(search, label, value, title, other):
    search.get_by_label(label, exact=True).select_option(value)

    found = results(search)
    assert title in found
    assert other not in found


def test_a_capability_finds_what_is_in_the_capabilities_below_it(search):
    search.get_by_label("Capability").select_option("Hot drinks")

    assert "It is made slowly" in results(search)


def test_what_a_search_finds_leads_there(search):
    search.get_by_label("Words").fill("stirred")
    search.get_by_role("link", name="Tea is stirred").first.click()

    expect(search.locator("h1")).to_have_text("Tea is stirred")


def test_every_result_leads_to_a_page(search, site):
    search.get_by_label("Words").fill("e")
    while search.get_by_role("button", name="Show more").is_visible():
        search.get_by_role("button", name="Show more").click()
    hrefs = search.locator("#results li > a").evaluate_all("(all) => all.map((a) => a.href)")

    assert len(hrefs) > 100
    assert [a for a in hrefs if not (site / _path(a, site)).is_file()] == []


def _path(address, site):
    return unquote(urlsplit(address).path).removeprefix(f"{site}/")


def test_the_keyboard_alone_finds_a_scenario(page):
    page.keyboard.press("/")
    page.keyboard.type("stirred")
    page.keyboard.press("Enter")
    expect(page.locator("#results li").first).to_contain_text("Tea is stirred")
    assert page.evaluate("document.activeElement.id") == "words"

    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#results') !== null"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Tea is stirred")


def test_a_slash_in_a_search_is_a_slash(page):
    page.keyboard.press("/")
    page.keyboard.type("a/b")

    expect(page.locator("#q")).to_have_value("a/b")


def test_the_keyboard_skips_to_the_content(page):
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_what_fails_is_told_in_words_first_and_in_detail_when_asked_for(page):
    failing = page.get_by_role("region", name="What is failing")
    expect(failing).to_contain_text('the cup holds "Cold tea"')
    failing.get_by_role("link", name="Tea is cold").click()

    expect(page.locator(".verdict-line")).to_contain_text("The product does not do what is written")
    expect(page.locator(".headline").first).to_contain_text('the cup holds "Cold tea"')
    source = page.get_by_text("assert context.browser.page == drink").first
    expect(source).to_be_hidden()
    page.get_by_text("For developers").first.click()
    expect(source).to_be_visible()


def test_a_scenario_leads_to_its_phrases_and_those_to_other_scenarios(reader, site):
    page = reader.open(site / "features/drinks/tea/tea-is-poured.html")
    page.get_by_text("How it is checked").click()
    page.get_by_role("link", name="Bob opens Tea").click()

    expect(page.locator("h1")).to_contain_text("Bob opens page")
    page.get_by_role("main").get_by_role("link", name="Le thé est sucré").click()
    expect(page.locator("h1")).to_have_text("Le thé est sucré")


def test_a_word_leads_to_its_meaning(reader, site):
    page = reader.open(site / "features/drinks/tea.html")
    page.locator("a.term", has_text="tea").first.click()

    assert urlsplit(page.url).path.endswith("/glossary.html")
    place = page.locator(f"[id='{unquote(urlsplit(page.url).fragment)}']")
    expect(place.locator("dt")).to_have_text(re.compile("tea", re.IGNORECASE))


def test_a_picture_is_enlarged_and_escape_puts_it_back(reader, site):
    page = reader.open(site / "features/drinks/tea/tea-is-poured.html")
    link = page.locator("a.enlarge").first
    link.focus()
    page.keyboard.press("Enter")

    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    shown = dialog.get_by_role("img")
    shown.evaluate("(image) => image.decode()")
    assert shown.evaluate("(image) => image.naturalWidth") == 1280
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(link).to_be_focused()


def test_an_example_of_a_phrase_can_be_copied(readers, site):
    reader = readers(permissions=["clipboard-read", "clipboard-write"])
    [file] = site.glob("phrases/*/a-kettle-of-*.html")
    page = reader.open(file)
    page.get_by_role("button", name="Copy").click()

    expect(page.locator("[data-copy]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "Given a kettle of 3 litres"


def test_on_paper_nothing_is_folded(reader, site):
    page = reader.open(site / "features/drinks/tea/tea-is-cold.html")
    page.emulate_media(media="print")
    folded = page.locator("details:not([open])")
    number = folded.count()
    assert number > 1

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(folded).to_have_count(0)
    expect(page.get_by_text("assert context.browser.page == drink").first).to_be_visible()
    expect(page.get_by_role("navigation", name="Site")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(folded).to_have_count(number)


def test_without_javascript_links_lead_from_the_home_page_to_every_page(sites):
    for site in sites:
        home = site / "index.html"
        seen, ahead = {home}, [home]
        while ahead:
            page = ahead.pop()
            for href in html.fromstring(page.read_bytes()).xpath("//a/@href"):
                path = urlsplit(href).path
                target = (page.parent / unquote(path)).resolve()
                if not path or urlsplit(href).scheme or target.suffix != ".html":
                    continue
                if target not in seen and target.is_file():
                    seen.add(target)
                    ahead.append(target)
        unseen = {page for page in sites.pages if page.is_relative_to(site)} - seen
        assert unseen <= {site / "search.html"}


def test_without_javascript_nothing_is_offered_that_needs_it(readers, site):
    reader = readers(java_script_enabled=False)
    page = reader.open(site / "search.html")
    expect(page.get_by_label("Words")).to_be_hidden()
    # Playwright's Chromium does not show it, one whose reader has switched scripts off does.
    [told] = html.parse(site / "search.html").xpath("//main//noscript")
    assert "Searching needs JavaScript" in told.text_content()

    page = reader.open(next(site.glob("phrases/*/a-kettle-of-*.html")))
    expect(page.get_by_role("button", name="Copy")).to_be_hidden()


def test_what_is_missing_is_said_on_every_page(sites):
    for page in sites.pages:
        [body] = html.fromstring(page.read_bytes()).xpath("//body")
        told = "This is not the whole picture." in body.text_content()
        assert told == page.is_relative_to(sites.incomplete), page


def words(page):
    """Read all that is on a page."""
    return re.sub(r"\s+", " ", html.fromstring(page.read_bytes()).text_content())


HARMFUL = [
    ("features/harm/harmful.html", f"Feature {HARM}"),
    ("features/harm/harmful.html", f"Narrative {HARM}"),
    ("features/harm/harmful.html", f"Item {HARM}"),
    ("features/harm/harmful.html", f"step of a background {HARM}"),
    ("features/harm/harmful.html", f"Rule {HARM}"),
    ("features/harm/harmful.html", f"Description of a rule {HARM}"),
    ("features/harm/harmful.html", f"Scenario {HARM}"),
    ("features/harm/harmful.html", f"Description {HARM}"),
    ("features/harm/harmful.html", f"step {HARM} with gap {HARM}"),
    ("features/harm/harmful.html", LONG_WORD),
    ("features/harm/harmful.html", f"Header {HARM}"),
    ("features/harm/harmful.html", f"Cell {HARM}"),
    ("features/harm/harmful.html", f"Doc string {HARM}"),
    ("features/harm/harmful.html", f"Outline {HARM}"),
    ("features/harm/harmful.html", f"Table {HARM}"),
    ("features/harm/harmful.html", f"Example {HARM}"),
    ("features/harm/harmful/scenario-*.html", f"Message {HARM}"),
    ("features/harm/harmful/scenario-*.html", f"printed {HARM}"),
    ("features/harm/harmful/attached.html", f"Caption {HARM}"),
    ("features/harm/harmful/attached.html", f"Attached {HARM}"),
    ("features/harm/harmful/attached.html", f"Page {HARM}"),
    ("features/harm/harmful/attached.html", f"Drawing {HARM}"),
    ("features/harm/harmful/skipped.html", f"It was skipped: {HARM}"),
    ("features/harm/harmful/outline-*.html", f"Example {HARM}"),
    ("features/harm/index.html", MARKUP),
    ("features/harm/harmful.html", MARKUP.replace(" ", "/")),
    ("tags.html", MARKUP.replace(" ", "/")),
    ("tags/*.html", MARKUP.replace(" ", "/")),
    ("index.html", f"The product {HARM}"),
    ("about.html", MARKUP),
    ("glossary.html", MARKUP),
    ("phrases/more.html", f"Bob opens a page. {HARM}"),
    ("phrases/more/step-script*.html", f"step {HARM} with gap"),
    ("phrases/more/step-script*.html", f"Phrase {HARM}"),
    ("phrases.html", "robot"),
]


@pytest.mark.parametrize(("pages", "text"), HARMFUL)
def test_what_means_harm_is_shown_as_it_is_written(site, pages, text):
    found = list(site.glob(pages))

    assert found
    assert any(text in words(page) for page in found)


def test_what_means_harm_does_none_in_the_search(search):
    search.get_by_label("Words").fill("<script>")

    shown = search.locator("#results")
    expect(shown).to_contain_text(f"Feature {HARM}")
    expect(shown.locator("mark").first).to_have_text("<script>")
    assert not search.evaluate(IS_HACKED)


def test_pages_and_drawings_that_runs_have_kept_run_nothing(reader, site):
    kept = [file for file in (site / "evidence").rglob("*") if file.suffix in {".html", ".svg"}]
    hacked = [file.name for file in kept if reader.open(file).evaluate("window.hacked")]
    # That their scripts may not run is what the browser is to say.
    reader.complaints = [c for c in reader.complaints if "Content Security Policy" not in c]

    assert len(kept) > 1
    assert hacked == []
