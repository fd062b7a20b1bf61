"""A specification in which everything happens, full of texts that mean harm, and its sites."""

from dataclasses import dataclass, fields
from pathlib import Path

from tests.acceptance.project.sample import Project

MARKUP = '<script>window.hacked=1;alert(1)</script>"><img src=x onerror=window.hacked=alert(1)>'
HARM = (
    f"{MARKUP} </script> <!-- ]]> {{{{ 7*7 }}}} {{% now %}} & &amp; `backticks` 'quotes' "
    "javascript:alert(1) 🫖 \u202eright to left\u202c"
)
LONG_WORD = "Donaudampfschifffahrtsgesellschaft" * 8
# As behave's patterns write it, where braces stand for gaps.
HARMFUL_PATTERN = HARM.replace("{", "{{").replace("}", "}}")

README = f"""\
# The product {HARM}

Tea for everybody, with <b>raw</b> HTML, **Markdown** and {HARM}.
It leads to [a feature](drinks/tea.feature), [a folder](drinks), [a folder with a slash](drinks/),
[a README](drinks/README.md), [a place in one](drinks/README.md#opening-hours),
[Python](steps/phrases.py), [nothing](missing.feature), [another site](https://example.org/?a=1&b=2),
[somebody](mailto:bob@example.org), [harm](javascript:alert(1)), [more harm](JaVaScRiPt:alert(1)),
[data](data:text/html,<script>alert(1)</script>), <https://example.org/>
and ![a picture](https://example.org/picture.png).

| word | meaning |
| --- | --- |
| tea | What is drunk, see [its feature](drinks/tea.feature) and [this](https://example.org/). |
| coffee | What is drunk **later**. |
| Tea | The same word again. |
| !!! | A word without any letter. |
| ??? | Another one. |
| {MARKUP} | {HARM} |

| word | how often |
| --- | --- |
| nothing | explained |

## Main

A heading that would like the name of a part of the page, and another one.

## Main

## q

## {HARM}

### !!!

```
{HARM}
```

# A second title

- one
- two

> {LONG_WORD}
"""

DRINKS = """\
# Hot drinks

What warms.

## Opening hours

[Back](../README.md) and [to a file beside](tea.feature), never [out of here](../../../secret.txt).
"""

TEA = """\
@hot
Feature: Making tea
  Tea is made of water and leaves. Bob likes tea, and coffee later.

  - black
  - green

  Background:
    Given a kettle of 3 litres

  @quick
  Scenario: Tea is poured
    Given it works
    When Bob opens Tea
    Then 1 is 1

  Scenario: Tea is cold
    The reason is shown in words.

    Given it works
    When Bob opens Cold tea
    Then the cup holds "hot tea"
    And 1 is 1

  Scenario: Tea boils over
    When it breaks

  Scenario: Tea is stirred
    When somebody stirs the tea

  Scenario: Tea is weighed
    Given scales, which nobody has

  @wip
  Scenario: Tea is served by a robot
    When the robot comes

  Scenario: Nothing is written yet

  Rule: Leaves are counted
    Each leaf by itself.

    Background:
      Given it works

    Scenario Outline: <seen> leaves are counted
      Then <seen> is <expected>

      Examples:
        | seen | expected |
        | 1    | 1        |
        | 2    | 3        |

      @slow
      Examples: many of them
        | seen | expected |
        | 1000 | 1000     |

    Scenario: Leaves are listed
      Given these leaves
        | leaf | colour |
        | mint | green  |
        | rose |        |
      And this note
        \"\"\"
        Leaves,
          one by one.
        \"\"\"

    Scenario Outline: <leaf> has no examples
      Given the leaf <leaf>

      Examples:
        | leaf |

  Rule: A rule without scenarios
"""

# Titles that are the same elsewhere, or make the same address.
COFFEE = """\
Feature: Making coffee
  Scenario: Tea is poured
    Given it works

  Scenario: Tea is poured!
    Given it works

  Scenario: Tea is poured?
    Given it works

  Scenario: !!!
    Given it works

  Scenario: ???
    Given it works

  Scenario: Rules
    Given it works

  Scenario: Making coffee
    Given it works

  Rule: Making coffee
    Scenario: It is made
      Given it works

  Rule: making-coffee
    Scenario: It is made slowly
      Given it works
"""

FRENCH = """\
# language: fr
Fonctionnalité: Servir le thé
  Le thé est servi à cinq heures.

  Contexte:
    Soit it works

  Règle: Le sucre vient après

    Scénario: Le thé est sucré
      Quand Bob opens Thé
      Alors 1 is 1
"""

HARMFUL = f"""\
@{MARKUP.replace(" ", "/")} @{{{{7*7}}}} @🫖 @&amp;
Feature: Feature {HARM}
  Narrative {HARM}
  {LONG_WORD}

  - Item {HARM}

  Background: Background {HARM}
    Given step of a background {HARM}

  Scenario: Scenario {HARM}
    Description {HARM}

    Given step {HARM} with gap {HARM}
    Then it fails with {HARM}

  Scenario: Attached
    Given these leaves
      | Header {HARM} |
      | Cell {HARM}   |
    And this note
      \"\"\"{MARKUP.replace(" ", "")}
      Doc string {HARM}
      \"\"\"
    And {HARM} is attached

  Scenario: {LONG_WORD}
    When {LONG_WORD}

  Scenario: Skipped
    When Bob gives up: {HARM}

  Scenario: {"Long titles go on and on, " * 12}
    Given it works

  Rule: Rule {HARM}
    Description of a rule {HARM}

    Scenario Outline: Outline {HARM}
      Then the example <example text> is no harm

      @examples
      Examples: Table {HARM}
        | example text   |
        | Example {HARM} |
        | {LONG_WORD}    |
"""

PHRASES = f'''
    import sys
    from pathlib import Path
    from unittest import SkipTest

    from behave import given, register_type, then, when
    from PIL import Image

    HARM = {HARM!r}

    def leaf(text):
        """A leaf that can be drunk."""
        return text

    leaf.pattern = "mint|rose"
    register_type(Leaf=leaf)

    @given("a kettle of {{volume:d}} litres")
    def a_kettle(context, volume):
        """A kettle stands there."""

    @when("Bob opens {{page}}")
    def bob_opens(context, page):
        """Bob opens a page. {HARM}"""
        context.browser.page = page

    @then('the cup holds "{{drink}}"')
    def cup_holds(context, drink):
        print("printed", HARM)
        print("many lines\\n" * 200)
        print("complained", HARM, file=sys.stderr)
        local = HARM
        assert context.browser.page == drink, f'the cup holds "{{context.browser.page}}"'

    @given("scales, which nobody has")
    def scales(context):
        raise SkipTest("nobody has scales")

    @when("Bob gives up: {{reason}}")
    def gives_up(context, reason):
        raise SkipTest(reason)

    @given("these leaves")
    def leaves(context):
        pass

    @given("this note")
    def note(context):
        context.attach("text/plain", context.text, "The note")
        context.attach("application/octet-stream", b"\\x00\\x01", "The bytes")
        picture = Path("attached.png")
        Image.new("RGB", (40, 30), "green").save(picture)
        context.attach("image/png", picture.read_bytes(), "The leaf")

    @given("the leaf {{leaf:Leaf}}")
    def the_leaf(context, leaf):
        pass

    @given("a phrase of nobody with {{thing}}")
    def unused(context, thing):
        pass

    @given({f"step {HARMFUL_PATTERN} with gap {{gap}}"!r})
    def harmful_step(context, gap):
        """Phrase {HARM}"""
        context.browser.page = f"<!doctype html>{{HARM}}<head><title>Kept</title></head>{{HARM}}"

    @given({f"step of a background {HARMFUL_PATTERN}"!r})
    def harmful_background(context):
        pass

    @then("it fails with {{message}}")
    def fails(context, message):
        print("printed", message)
        raise AssertionError(f"Message {{message}}\\nmore {{message}}\\u2028 \\x1b[31m")

    @given("{{text}} is attached")
    def attached(context, text):
        context.attach("text/html", f"Attached {{text}}", f"Caption {{text}}")
        context.attach("text/html", f"<html>{{text}}</html>".encode(), f"Page {{text}}")
        drawing = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
        context.attach("image/svg+xml", drawing.encode(), f"Drawing {{text}}")

    @then("the example {{text}} is no harm")
    def example(context, text):
        assert "{LONG_WORD}" not in text, f"Example {{HARM}}"

    @given("the run ends here")
    def end(context):
        import os, signal

        if os.environ.get("ENDS"):
            os.kill(os.getpid(), signal.SIGINT)

    @given("it works on {{mood}} days")
    def mood(context, mood):
        today = context.config.userdata["mood"]
        assert today == mood, f"today is {{today}}"

    @given("it works every other time")
    def every_other_time(context):
        state = Path("worked")
        if state.exists():
            state.unlink()
            raise AssertionError("not this time")
        state.touch()
'''

ENVIRONMENT = """
    from pathlib import Path

    from PIL import Image

    from tests.acceptance.project.browser import Browser

    class Painting(Browser):
        def screenshot(self, file):
            saved = Path(f"{file}.png")
            Image.new("RGB", (1280, 900), "teal").save(saved)
            return saved

    def django_ready(context):
        context.browser = Painting()

    def before_scenario(context, scenario):
        if scenario.name == "A hook fails before it":
            raise ValueError("the kettle is broken")

    def after_feature(context, feature):
        if feature.name == "Failing around":
            raise ValueError("the kitchen is on fire")

    def after_all(context):
        raise ValueError("the house is on fire")
"""

OPTIONS = """
    def add_arguments(parser):
        parser.add_argument("--mood", default="calm")
"""

AROUND = """\
Feature: Failing around
  Scenario: A hook fails before it
    Given it works
"""

WEATHER = """\
Feature: Weather
  Scenario: It works on calm days
    Given it works on calm days

  Scenario: It works now and then
    Given it works every other time

  @never
  Scenario: It ends
    Given the run ends here

  Scenario: It comes late
    Given it works
"""

# In the earlier version one scenario had another title, another one other steps.
TEA_BEFORE = (
    TEA.replace("Scenario: Tea is poured\n", "Scenario: Tea is filled in\n")
    .replace('Then the cup holds "hot tea"', 'Then the cup holds "Cold tea"')
    .replace("Scenario: Nothing is written yet", "Scenario: It is gone\n    Given it works")
    .replace("      Given these leaves", "      Given it works\n      Given these leaves")
)

ONE = "Feature: One {}\n  Scenario: One {}\n    Given it works\n"
FILES = {
    "README.md": README,
    "drinks/README.md": DRINKS,
    "drinks/tea.feature": TEA,
    "drinks/later/coffee.feature": COFFEE,
    "drinks/the.feature": FRENCH,
    "weather.feature": WEATHER,
    "around.feature": AROUND,
    "harm/harmful.feature": HARMFUL,
    "harm/README.md": f"No title, and {HARM}\n",
    "planned/robots.feature": "@wip\nFeature: Robots\n  They will serve.\n",
    "planned/empty.feature": "Feature: Empty\n",
    "planned/nothing.feature": "# not even a feature\n",
    "strange names/a <b> & \"c\" 'd'.feature": ONE.format(1, 1),
    "strange names/%7B 7*7 %7D #1?.feature": ONE.format(2, 2),
    "strange names/ünïcødé 🫖.feature": ONE.format(3, 3),
    "strange names/...feature": ONE.format(4, 4),
    "strange names/index.feature": ONE.format(5, 5),
    "strange names/rules.feature": ONE.format(6, 6),
    "strange names/Case.feature": ONE.format(7, 7),
    "strange names/case.feature": ONE.format(8, 8),
    "strange names/<img src=x onerror=alert(1)>/a.feature": ONE.format(9, 9),
    "strange names/50% #1?/a.feature": ONE.format(10, 10),
    "strange names/50% #1!/a.feature": ONE.format(11, 11),
    "search.feature": ONE.format(12, 12),
    "evidence/a.feature": ONE.format(13, 13),
    "phrases/a.feature": ONE.format(14, 14),
    "tags/hot.feature": ONE.format(15, 15),
}


@dataclass(frozen=True)
class Sites:
    """The folders of the sites: of two runs, of one that ended early, of one without anything."""

    complete: Path
    incomplete: Path
    bare: Path

    def __iter__(self):
        return (getattr(self, field.name) for field in fields(self))

    @property
    def pages(self) -> list[Path]:
        """List the pages of all sites; what runs kept is no page of ours."""
        return [
            page
            for site in self
            for page in sorted(site.rglob("*.html"))
            if not page.is_relative_to(site / "evidence")
        ]


def published(folder: Path) -> Sites:
    """Run the specification again and again, and publish what came of it, as a user does."""
    project = Project(folder / "everything")
    project.phrases(PHRASES)
    project.environment(ENVIRONMENT)
    project.write("own_options.py", OPTIONS)
    for file, text in FILES.items():
        _write(project, f"features/{file}", text)

    _write(project, "features/drinks/tea.feature", TEA_BEFORE)
    _run(project, "earlier")
    _publish(project, "earlier", "--history=history.ndjson")
    _write(project, "features/drinks/tea.feature", TEA)
    part = ["features/drinks", "features/harm", "features/weather.feature"]
    _run(project, "ended", "--tags=not slow", *part, ENDS="1")
    incomplete = _publish(project, "ended", "--allow-incomplete")
    _run(project, "stormy", "--mood=stormy", "--repeat=2")
    # The run before it is published is the one whose pictures are still there.
    _run(project, "now", "--evidence=steps")
    changed = ["--history=history.ndjson", "--since=earlier.ndjson"]
    complete = _publish(project, "now", "stormy", *changed)

    bare = Project(folder / "bare")
    bare.feature("Feature: A\n  Scenario: B\n    Given it works")
    _run(bare, "bare", SAMPLE_OPTIONS="")
    return Sites(complete, incomplete, _publish(bare, "bare"))


def _write(project: Project, file: str, text: str) -> None:
    path = project.folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _run(project: Project, name: str, *args: str, **variables: str) -> None:
    options = {"SAMPLE_OPTIONS": "own_options"} | variables
    result = project.behave("--stream", f"{name}.ndjson", *args, **options)
    assert result.code != 2, result.err


def _publish(project: Project, *args: str) -> Path:
    streams = [f"{arg}.ndjson" for arg in args if not arg.startswith("-")]
    options = [arg for arg in args if arg.startswith("-")]
    folder = project.folder / "sites" / "-".join(arg for arg in args if not arg.startswith("-"))
    result = project.manage("spec", "publish", *streams, *options, "-o", str(folder))
    assert result.code == 0, result.err
    return folder
