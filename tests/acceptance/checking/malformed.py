"""Feature files as people mistype them, and what a check says of each.

Each is a feature of its own in one project. What is expected is all that is found in a file: the
line, the check, what the problem says and what is to be written instead (parts of them).
"""

from dataclasses import dataclass

PHRASES = '''
    from datetime import datetime

    from behave import given, register_type, step, then, when
    from parse import with_pattern


    @with_pattern("Alice|Bob|Vera")
    def to_person(name):
        return name

    to_person.description = "one of the people"

    @with_pattern("draft|published")
    def to_state(name):
        return name

    to_state.description = "the state of a post"

    @with_pattern(r"\\d{1,2} [A-Z][a-z]+ \\d{4}")
    def to_date(text):
        return datetime.strptime(text, "%d %B %Y").date()

    to_date.description = "a date such as 4 May 2026"
    to_date.values = ("4 May 2026",)

    @with_pattern(r'[^"]*')
    def to_text(text):
        return text

    to_text.description = "any text but quotation marks"
    register_type(Person=to_person, State=to_state, Date=to_date, Text=to_text)


    @given('a {state:State} post "{title:Text}" by {person:Person}')
    def a_post(context, **values):
        """Have a post by a person."""

    @given("{number:d} published posts")
    def some_posts(context, number):
        """Have that many posts."""

    @when('{person:Person} publishes the post "{title:Text}"')
    def publish(context, **values):
        """Publish a draft."""

    @when("{person:Person} logs out")
    def log_out(context, person):
        """End the session."""

    @then('{person:Person} can read "{title:Text}"')
    def can_read(context, **values):
        """Expect that a post is there for a person."""

    @then("{person:Person} sees these posts")
    def sees_posts(context, person):
        """Expect the posts of a table."""

    @then('{person:Person} reads the text "{text:Text}"')
    def reads(context, **values):
        """Expect a text."""

    @step("it is {date:Date}")
    def it_is(context, date):
        """Set the clock."""

    @when('{person:Person} clicks "{label:Text}"')
    def click(context, person, label):
        """Do what nobody should say."""

    @when("I log in")
    def log_in(context):
        """Do what nobody should say, either."""
'''

# Every phrase is used here, and nothing is wrong.
SOUND = """\
Feature: Reading posts

  Whoever comes finds what is published. What is not stays with its author.

  # allow user-interface-words: the phrase is there to be found by others
  Rule: Published posts are there for everybody

    Background:
      Given it is 4 May 2026

    Scenario: A reader finds a post
      Given a published post "Tea" by Alice
      When Bob clicks "Tea"
      Then Bob can read "Tea"

    # allow first-person: the phrase is there to be found by others
    Scenario: A member comes back
      Given 3 published posts
      When I log in
      Then Alice sees these posts
        | title |
        | Tea   |

    Scenario Outline: Everybody reads <title>
      Given a <state> post "<title>" by Vera
      When Vera publishes the post "<title>"
      And Vera logs out
      Then Bob reads the text "<title>"

      Examples:
        | title  | state     |
        | Coffee | draft     |
        | Cocoa  | published |
"""

WHY = "Whoever writes wants to be read. Without this nobody would be."


@dataclass(frozen=True)
class Malformed:
    """A file with something wrong; `expected` has a line, a check, and parts of what is said."""

    text: str
    expected: list[tuple[int, str, str, str]]


def scenario(steps: str, before: str = "", title: str = "One", name: str = "Scenario") -> str:
    """Put steps into a feature that is sound; they begin at line 8."""
    lines = "\n".join(f"      {line}" if line else "" for line in steps.splitlines())
    return (
        f"{before}Feature: NAME\n\n  {WHY}\n\n  Rule: It goes well\n\n"
        f"    {name}: {title} NAME\n{lines}\n"
    )


def step(step: str, problem: str, instead: str, check: str = "undefined-step") -> Malformed:
    """Put a step that is mistyped in front of one that is not."""
    kind = step.partition(" ")[0]
    before = 'Given a draft post "Tea" by Alice\n'
    after = {
        "Given": '\nWhen Alice logs out\nThen Bob can read "Tea"',
        "When": '\nThen Bob can read "Tea"',
        "Then": "",
    }[kind]
    line = 9
    return Malformed(scenario(before + step + after), [(line, check, problem, instead)])


MALFORMED = {
    # Steps that are nearly right.
    "naming nobody known": step(
        'When Alise publishes the post "Tea"',
        "“Alise” does not fit here, it takes one of the people (Alice, Bob, Vera)",
        'Did you mean: When Alice publishes the post "Tea"',
    ),
    "naming a stranger": step(
        'Then Dave can read "Tea"',
        "“Dave” does not fit here, it takes one of the people (Alice, Bob, Vera)",
        'Then Alice can read "Tea"',
    ),
    "mistyping a word": step(
        'When Alice publsihes the post "Tea"',
        'No phrase says "Alice publsihes the post "Tea""',
        'Did you mean: When Alice publishes the post "Tea"',
    ),
    "leaving a word out": step(
        'When Alice publishes "Tea"',
        "No phrase says",
        'Did you mean: When Alice publishes the post "Tea"',
    ),
    "forgetting quotation marks": step(
        "When Alice publishes the post Tea",
        "Quotation marks or spaces are not as in the phrase",
        'Did you mean: When Alice publishes the post "Tea"',
    ),
    "copying from a word processor": step(
        "When Alice publishes the post “Tea”",
        "Quotation marks or spaces are not as in the phrase",
        'Did you mean: When Alice publishes the post "Tea"',
    ),
    "quoting as other programs do": step(
        "When Alice publishes the post 'Tea'",
        "Quotation marks or spaces are not as in the phrase",
        'Did you mean: When Alice publishes the post "Tea"',
    ),
    "putting two spaces": step(
        'When Alice publishes  the post "Tea"',
        "Quotation marks or spaces are not as in the phrase",
        'Did you mean: When Alice publishes the post "Tea"',
    ),
    "meaning a state by another word": step(
        'Given a public post "Tea" by Alice',
        "“public” does not fit here, it takes the state of a post (draft, published)",
        'Did you mean: Given a published post "Tea" by Alice',
    ),
    "mistyping a state": step(
        'Given a pubished post "Tea" by Alice',
        "“pubished” does not fit here, it takes the state of a post (draft, published)",
        'Did you mean: Given a published post "Tea" by Alice',
    ),
    "writing a date in another way": step(
        "Given it is 4th May 2026",
        "“4th May 2026” does not fit here, it takes a date such as 4 May 2026",
        "Did you mean: Given it is 4 May 2026",
    ),
    "naming a day that never comes": step(
        "Given it is 31 February 2026",
        '"it is 31 February 2026" cannot be understood: day is out of range',
        "Write a value that there is.",
        "impossible-value",
    ),
    "ending with a full stop": step(
        'Then Bob can read "Tea".', "No phrase says", 'Did you mean: Then Bob can read "Tea"'
    ),
    "taking an action for a state": step(
        'Given Alice publishes the post "Tea"',
        '"Alice publishes the post "Tea"" is a When, and stands here as a Given.',
        'Did you mean: When Alice publishes the post "Tea"',
    ),
    "wishing for something new": step(
        "When the moon is made of cheese",
        'No phrase says "the moon is made of cheese".',
        "manage.py spec define",
    ),
    "mistyping an example": Malformed(
        scenario(
            'Given a <state> post "Tea" by Alice\nWhen Alice logs out\nThen Bob can read "Tea"\n\n'
            "Examples:\n  | state     |\n  | published |\n  | drafty    |",
            name="Scenario Outline",
        ),
        [(15, "undefined-step", "“drafty” does not fit here", 'Given a draft post "Tea" by Alice')],
    ),
    # Keywords.
    "mistyping the first scenario": Malformed(
        scenario('Given 2 published posts\nThen Bob can read "Tea"', name="Scenaro"),
        [
            (1, "empty-feature", "The feature has no scenarios.", "Write a scenario"),
            (7, "mistyped-keyword", "does not begin with a keyword", "Did you mean: Scenario: One"),
        ],
    ),
    "mistyping a later scenario": Malformed(
        scenario('Given 2 published posts\nThen Bob can read "Tea"')
        + "\n    Scenari: Two\n      Given 3 published posts\n",
        [(11, "mistyped-keyword", '"Scenari: Two" does not', "Did you mean: Scenario: Two")],
    ),
    "forgetting a colon": Malformed(
        scenario('Given 2 published posts\nThen Bob can read "Tea"')
        + "\n    Scenario Two\n      Given 3 published posts\n",
        [(11, "mistyped-keyword", '"Scenario Two" does not', "Did you mean: Scenario: Two")],
    ),
    "mistyping When": Malformed(
        scenario('Given 2 published posts\nWehn Alice logs out\nThen Bob can read "Tea"'),
        [(9, "mistyped-keyword", '"Wehn Alice logs out"', "Did you mean: When Alice logs out")],
    ),
    "writing Then in lower case": Malformed(
        scenario('Given 2 published posts\nWhen Alice logs out\nthen Bob can read "Tea"'),
        [(10, "mistyped-keyword", "does not begin", 'Did you mean: Then Bob can read "Tea"')],
    ),
    "putting a colon behind Given": Malformed(
        scenario('Given: 2 published posts\nThen Bob can read "Tea"'),
        [
            (8, "mistyped-keyword", '"Given: 2 published', "Did you mean: Given 2 published posts"),
        ],
    ),
    "making a list of steps": Malformed(
        scenario('- Given 2 published posts\n- Then Bob can read "Tea"'),
        [
            (7, "empty-scenario", "The scenario has no steps.", ""),
            (8, "mistyped-keyword", "does not begin", "Did you mean: Given 2 published posts"),
            (9, "mistyped-keyword", "does not begin", 'Did you mean: Then Bob can read "Tea"'),
        ],
    ),
    "writing an example where examples are": Malformed(
        scenario(
            'Given a <state> post "Tea" by Alice\nThen Bob can read "Tea"\n\n'
            "Example:\n  | state     |\n  | published |\n  | draft     |",
            name="@wip\n    Scenario Outline",
        ),
        [
            (12, "empty-scenario", "The scenario has no steps", ""),
            (12, "missing-title", "This example has no title", ""),
            (12, "mistyped-keyword", '"Example:" does not', "Did you mean: Examples:"),
        ],
    ),
    "prose that only looks like Gherkin": Malformed(
        scenario(
            'Given a draft post "Tea" by Alice\n# allow Bob some time to find it\n'
            'Then Bob reads the text "# allow nothing, click here, for Elizabeth I and us"\n'
            'And Bob reads the text "I click"\nAnd Bob sees these posts\n'
            '"""\n# allow wide-table: it is a text\n"""'
        ).replace(
            WHY,
            "As a post grows older, its readers change. An example: tea.\n  Role: author\n"
            "  Future: pictures too.\n  Scenario planning is for later.\n  - They can read drafts\n"
            "  - When it rains\n  Andy: writes posts\n  When a reader comes, all is well.\n"
            "  They can be kept for years.",
        ),
        [(1, "file-name", "does not say what people do", "")],
    ),
    "writing Given in lower case": Malformed(
        scenario('given 2 published posts\nThen Bob can read "Tea"'),
        [(8, "mistyped-keyword", "does not begin", "Did you mean: Given 2 published posts")],
    ),
    "shouting all keywords": Malformed(
        scenario('GIVEN 2 published posts\nTHEN Bob can read "Tea"'),
        [
            (7, "empty-scenario", "The scenario has no steps", ""),
            (8, "mistyped-keyword", "does not begin", "Did you mean: Given 2 published posts"),
            (9, "mistyped-keyword", "does not begin", 'Did you mean: Then Bob can read "Tea"'),
        ],
    ),
    "forgetting the first keyword": Malformed(
        scenario('A published post "Tea" by Alice\nThen Bob can read "Tea"'),
        [(8, "mistyped-keyword", "", 'Did you mean: Given a published post "Tea" by Alice')],
    ),
    "mistyping the keyword as well": Malformed(
        scenario('Givne a publihsed post "Tea" by Alice\nThen Bob can read "Tea"'),
        [(8, "mistyped-keyword", "", 'Did you mean: Given a publihsed post "Tea" by Alice')],
    ),
    "beginning with and": Malformed(
        scenario('And 2 published posts\nThen Bob can read "Tea"'),
        [(8, "read-differently", 'behave does not understand "And 2', "Begin the first step")],
    ),
    "marking the order of bytes": Malformed(
        "\ufeff" + scenario('Given 2 published posts\nThen Bob can read "Tea"'),
        [(1, "read-differently", "begins with a byte order mark", "manage.py spec format")],
    ),
    # What no program can read.
    "beginning without a feature": Malformed(
        "Scenario: Forgotten\n  Given 2 published posts\n",
        [(1, "not-understood", "does not begin with a feature", 'Write "Feature:"')],
    ),
    "having two features": Malformed(
        scenario('Given 2 published posts\nThen Bob can read "Tea"') + "\nFeature: Second\n",
        [(11, "not-understood", "the second feature of the file", "a file of its own")],
    ),
    "leaving out a cell": Malformed(
        scenario("Given 2 published posts\nThen Bob sees these posts\n  | a | b |\n  | c |"),
        [(11, "not-understood", "more or fewer cells", "as many cells")],
    ),
    "leaving a text open": Malformed(
        scenario('Given 2 published posts\n"""\nThen Bob can read "Tea"'),
        [(9, "not-understood", "The doc string that begins here is not closed", '"""')],
    ),
    "tagging with spaces": Malformed(
        scenario('Given 2 published posts\nThen Bob can read "Tea"', before="@work in progress\n"),
        [(1, "not-understood", "A tag has no spaces", "underscore")],
    ),
    "putting the background last": Malformed(
        scenario('Given 2 published posts\nThen Bob can read "Tea"')
        + "\n    Background:\n      Given 3 published posts\n",
        [(11, "not-understood", "The background stands behind a scenario", "above the first")],
    ),
    "speaking no known language": Malformed(
        scenario("Given 2 published posts", before="# language: xx\n"),
        [(1, "not-understood", '"xx" is no language', "--lang-list")],
    ),
    "speaking English in German": Malformed(
        scenario("Given 2 published posts", before="# language: de\n"),
        [(2, "not-understood", "feature in its language, de", 'Write "Funktionalität:"')],
    ),
    "tagging a background": Malformed(
        scenario('When Alice logs out\nThen Bob can read "Tea"').replace(
            "    Scenario",
            "    @browser\n    Background:\n      Given 2 published posts\n\n    Scenario",
        ),
        [(8, "not-understood", "A background takes no tags", "Tag its scenarios")],
    ),
    "describing a feature by another": Malformed(
        scenario('When Alice logs out\nThen Bob can read "Tea"').replace(
            WHY, WHY + "\n  Feature: Second"
        ),
        [(4, "not-understood", "the second feature of the file", "a file of its own")],
    ),
    "hoping for nothing": Malformed(
        "", [(1, "empty-feature", "There is no feature in this file", "Begin with")]
    ),
    "explaining with but": Malformed(
        scenario(
            'Tea is there,\nbut nobody comes.\nGiven 2 published posts\nThen Bob can read "Tea"'
        ),
        [(9, "read-differently", 'behave does not understand "but nobody', "no line above it")],
    ),
    # The shape of scenarios.
    "acting twice": Malformed(
        scenario(
            'When Alice logs out\nThen Bob can read "Tea"\nWhen Bob logs out\n'
            'Then Alice can read "Tea"'
        ),
        [(10, "two-when-blocks", "acts again after its Then", "Split it in two")],
    ),
    "checking first": Malformed(
        scenario('Then Bob can read "Tea"\nWhen Bob logs out\nThen Alice can read "Tea"'),
        [(8, "check-before-action", "This Then stands before the When", "Leave it out")],
    ),
    "setting up late": Malformed(
        scenario('When Bob logs out\nGiven 2 published posts\nThen Alice can read "Tea"'),
        [(9, "setup-after-action", "This Given stands behind", "Move it to the top")],
    ),
    "expecting nothing": Malformed(
        scenario("Given 2 published posts\nWhen Alice logs out"),
        [(7, "nothing-expected", "No step says what comes of it", "End it with a Then")],
    ),
    "having nothing to do": Malformed(
        scenario(""), [(7, "empty-scenario", "The scenario has no steps", "@wip")]
    ),
    "having nothing to tell": Malformed(
        f"Feature: NAME\n\n  {WHY}\n",
        [(1, "empty-feature", "The feature has no scenarios", "@wip")],
    ),
    "promising without an example": Malformed(
        scenario('When Alice logs out\nThen Bob can read "Tea"') + "\n  Rule: Later\n",
        [(11, "empty-feature", "The rule has no scenarios", "@wip")],
    ),
    "going on for long": Malformed(
        scenario("\n".join(["Given 2 published posts"] * 8 + ['Then Bob can read "Tea"'])),
        [(7, "too-many-steps", "The scenario has 9 steps; 8 are the most", "")],
    ),
    "preparing too much": Malformed(
        scenario('When Alice logs out\nThen Bob can read "Tea"').replace(
            "    Scenario",
            "    Background:\n" + "      Given 2 published posts\n" * 4 + "\n    Scenario",
        ),
        [(7, "long-background", "The background has 4 steps; 3 are the most", "")],
    ),
    "acting in the background": Malformed(
        scenario('When Alice logs out\nThen Bob can read "Tea"').replace(
            "    Scenario", "    Background:\n      When Bob logs out\n\n    Scenario"
        ),
        [(8, "background-with-action", "A When stands in the background", "as a Given")],
    ),
    "keeping no rule": Malformed(
        scenario('When Alice logs out\nThen Bob can read "Tea"').replace(
            "  Rule: It goes well\n", ""
        ),
        [(6, "scenario-outside-rule", "stands under no rule", "Rule:")],
    ),
    # Titles, tags, tables, words.
    "giving no title": Malformed(
        scenario('When Alice logs out\nThen Bob can read "Tea"').replace("One NAME", ""),
        [(7, "missing-title", "This scenario has no title", "Write one")],
    ),
    "telling it all in the title": Malformed(
        scenario(
            'When Alice logs out\nThen Bob can read "Tea"',
            title="It is much too long to be read of",
        ),
        [(7, "long-title", "The title has 10 words; 9 are the most", "")],
    ),
    "co authoring posts": Malformed(
        scenario(
            'When Alice logs out\nThen Bob can read "Tea"', title="A black-and-white picture,"
        ).replace(WHY, 'A reader asks "why?" An author says "because."'),
        [],
    ),
    "joining two things": Malformed(
        scenario('When Alice logs out\nThen Bob can read "Tea"', title="Tea and cake,"),
        [(7, "title-with-and", 'joins two things by "and"', "two scenarios")],
    ),
    "repeating a title": Malformed(
        scenario('When Alice logs out\nThen Bob can read "Tea"').replace(
            "One NAME", "a reader  finds a post"
        ),
        [(7, "duplicate-title", "is the title of features/reading_posts.feature:11", "")],
    ),
    "tagging at will": Malformed(
        scenario('When Alice logs out\nThen Bob can read "Tea"', before="@browsr\n"),
        [(1, "unknown-tag", "@browsr is none of the project's tags", "Did you mean @browser?")],
    ),
    "preparing a wide table": Malformed(
        scenario('When Alice logs out\nThen Bob can read "Tea"').replace(
            "    Scenario",
            "    Background:\n      Given 2 published posts\n"
            "        | a | b | c | d | e |\n\n    Scenario",
        ),
        [(8, "wide-table", "The table has 5 columns", "")],
    ),
    "drawing a wide table": Malformed(
        scenario("Given 2 published posts\nThen Bob sees these posts\n  | a | b | c | d | e |"),
        [(9, "wide-table", "The table has 5 columns; 4 are the most", "")],
    ),
    "outlining one example": Malformed(
        scenario(
            'Given a <state> post "Tea" by Alice\nThen Bob can read "Tea"\n\n'
            "Examples:\n  | state     |\n  | published |",
            name="Scenario Outline",
        ),
        [(11, "single-example", "The outline has 1 example.", "into a scenario")],
    ),
    "giving no examples": Malformed(
        scenario('Given a draft post "<title>" by Alice\nThen Bob can read "< title >"'),
        [
            (8, "unknown-placeholder", "<title> stands for nothing", "“Examples:”"),
            (9, "unknown-placeholder", "< title > stands for nothing", "“Examples:”"),
        ],
    ),
    "mistyping a column": Malformed(
        scenario(
            'Given a <status> post "Tea" by Alice\nThen Bob can read "Tea"\n\n'
            "Examples:\n  | state     |\n  | published |\n  | draft     |",
            name="@wip\n    Scenario Outline",
        ),
        [
            (9, "unknown-placeholder", "<status> is no column", "Write <state>, or add the column"),
            (12, "unused-column", 'No step names the column "state"', "Write <state>"),
        ],
    ),
    "tea for two": Malformed(
        scenario('When Alice logs out\nThen Bob can read "Tea"'),
        [(1, "file-name", '"tea_for_two" does not say what people do', "publishing_posts.feature")],
    ),
    "clicking around": Malformed(
        scenario('When Alice clicks "Save"\nThen Bob can read "Tea"'),
        [(8, "user-interface-words", '"clicks" is about the user interface', "not how")],
    ),
    "speaking of oneself": Malformed(
        scenario('When I log in\nThen Bob can read "Tea"'),
        [(8, "first-person", '"I" is no name', "Name one of the people")],
    ),
    "following the ritual": Malformed(
        scenario('When Alice logs out\nThen Bob can read "Tea"').replace(
            WHY, "As a reader\n  I want tea. It is good.\n  So that I wake up."
        ),
        [(1, "user-story-ritual", "As a reader", "sentences of your own")],
    ),
    "saying nothing of why": Malformed(
        scenario('When Alice logs out\nThen Bob can read "Tea"').replace(WHY, "It is so."),
        [(1, "missing-why", "does not open with two or three sentences of why", "")],
    ),
    "allowing without a reason": Malformed(
        scenario('# allow first-person:\nWhen I log in\nThen Bob can read "Tea"'),
        [
            (8, "unclear-silence", "The comment gives no reason", "a sentence"),
            (9, "first-person", '"I" is no name', ""),
        ],
    ),
    "allowing in other words": Malformed(
        scenario(
            '# Allow first-person - we try it out here\nWhen I log in\nThen Bob can read "Tea"'
        ),
        [],
    ),
    "allowing nothing": Malformed(
        scenario('# allow: there is a reason for it\nWhen Alice logs out\nThen Bob can read "Tea"'),
        [(8, "unclear-silence", "The comment names no check", "with the name of a check")],
    ),
    "allowing a step that fails": Malformed(
        scenario('# allow undefined-step: it will come\nWhen tea brews\nThen Bob can read "Tea"'),
        [
            (8, "unclear-silence", "undefined-step cannot be allowed", ""),
            (9, "undefined-step", 'No phrase says "tea brews"', ""),
        ],
    ),
    "allowing what is unknown": Malformed(
        scenario(
            "# allow frist-person: there is a reason for it\n"
            'When Alice logs out\nThen Bob can read "Tea"'
        ),
        [(8, "unclear-silence", 'no check "frist-person"; did you mean first-person?', "")],
    ),
    "allowing what is not there": Malformed(
        scenario(
            "# allow first-person: there was a reason once\n"
            'When Alice logs out\nThen Bob can read "Tea"'
        ),
        [(8, "needless-silence", 'Nothing here needs "allow first-person"', "Delete")],
    ),
}
