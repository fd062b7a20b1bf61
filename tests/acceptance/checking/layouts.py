"""Feature files: some that are laid out, and some that are not, each with what becomes of it."""

EVERYTHING = '''\
# A licence.

# language: en

@a @b # why
# between tags
@c
Feature: Tea

  Why there is tea.

    A quotation.

  The end.

  Background: Water
    Given water

  Scenario: Green

    Why it is green.

    # about a step
    Given tea
      | leaf  | price |
      # about a row
      | green | 1     |
    When Alice pours it
      """markdown
      # No comment

        | no table |
      """
    * Bob drinks
    # And Bob thanks her

  # ---- Outlines ----

  @d
  Scenario Outline: <leaf>
    Given <leaf>

    @e
    Examples: Leaves

      Why these.

      | leaf  |
      | green |

    Examples:
      | leaf  |
      | black |

  @f
  Rule: Tea is hot

    Why it is.

    Background:
      Given fire

    Example: Boiled
      Given a kettle
        """
        steam
        """

    Scenario Template: Planned

  Rule: Nothing yet

# The end.
'''

KEPT = {
    "everything": EVERYTHING,
    "nothing": "",
    "only comments": "# one\n\n# two\n# three\n",
    "only a feature": "Feature:\n",
    "a language behind other comments": "# one\n# language: de\n\nFunktionalität: Tee\n",
    "two languages": "# language: de\n# language: fr\nFunktionalität: Tee\n",
    "English, said so": "# language: en\nFeature: Tea\n",
    "German": """\
        # language: de
        Funktionalität: Tee

          Regel: Heiß

            Grundlage:
              Gegeben sei Wasser

            Szenariogrundriss: <Sorte>
              * Tee
              Wenn er zieht
              Dann schmeckt er

              Beispiele:
                | Sorte |
                | grün  |
        """,
    "Russian": """\
        # language: ru
        Функция: Чай

          Сценарий: Зелёный
            Дано чай
              | сорт    |
              | зелёный |
        """,
    "Pirate": """\
        # language: en-pirate
        Ahoy matey!: Tea

          Heave to: Rum instead
            Gangway! a barrel
            Aye a cup
        """,
    "Chinese, without spaces behind keywords": """\
        # language: zh-CN
        功能: 茶

          场景: 绿茶
            假如有茶
        """,
    "comments at the ends of blocks": """\
        Feature: Tea
          # in the feature

          Scenario: Planned
            # Given tea
            # When Bob drinks it

          Scenario: With a table
            Given tea
              | leaf |
              # a row

          Scenario: With a step behind a table
            Given tea
              | leaf |
            # a step

          # Scenario: Thought of
          #   Given nothing

          Rule: Tea is hot

            Scenario: Steam
              Given tea

            # in the rule

          # in the feature

        # at the left
        """,
    "comments inside descriptions": """\
        Feature: Tea

          One.
          # between lines

          # between paragraphs

          Two.
          # at the end

          Scenario: Green
        """,
    "comments over descriptions": """\
        Feature: Tea

          # a comment
          Why there is tea.
        """,
    "a doc string that looks like Gherkin": '''\
        Feature: Tea

          Scenario: Green
            Given a text
              """
              Feature: No feature
                @tag
                | a | b |

              # no comment
              ```
              \\"\\"\\"
              """ what stands behind the end
        ''',
    "backticks": """\
        Feature: Tea

          Scenario: Green
            Given a text
              ```json
              {"a": [1,
                     2]}
              ```
        """,
    "a doc string with spaces at the ends of its lines": "Feature: Tea\n\n  Scenario: Green\n"
    '    Given a text\n      """\n      two spaces  \n        \n      \ttab\t\n      """\n',
    "a doc string and a table": '''\
        Feature: Tea

          Scenario: Green
            Given a text
              """
              """
            And a table
              | a |
        ''',
    "several examples with all that they may have": """\
        Feature: Tea

          Scenario Outline: Leaves
            Given <leaf>

            # about the tags
            @a
            # about the examples
            @b
            Examples: Green

              Two lines
              of text.

              | leaf |

            Scenarios: Black
        """,
    "escapes in cells": r"""
        Feature: Tea

          Scenario: Green
            Given tea
              | a \| b | \\ | \n | \x |
              | c      |    | \| | \\ |
        """.lstrip("\n"),
    "what is no cell": """\
        Feature: Tea

          Scenario: Green
            Given tea
              | a | green | no cell
              | b |       | and none here
        """,
    "cells as wide as they show": """\
        Feature: Tea

          Scenario: Green
            Given tea
              | wide | emoji | combining | number |
              | 茶   | 🫖    | e\N{COMBINING ACUTE ACCENT}a        | 1      |
              | ｔ   | 👍🏽    | éa        | 1000   |
        """,
    "steps as they are worded": """\
        Feature:   Tea  with milk

          Scenario: Green
            Given   two  spaces
        """,
}

LAID_OUT = {
    "blank lines alone": (" \n\t\n\n", ""),
    "no line feed at the end": ("Feature: Tea", "Feature: Tea\n"),
    "blank lines at both ends": ("\n\nFeature: Tea\n\n\n", "Feature: Tea\n"),
    "no blank lines": (
        """\
        Feature: Tea
        Why there is tea.
        @a
        Scenario: Green
        Why it is green.
        Given tea
        | leaf |
        Scenario Outline: <leaf>
        Given <leaf>
        Examples:
        Why these.
        | leaf |
        |green|
        Rule: Tea is hot
        Why it is.
        Background:
        Given fire
        Scenario: Steam
        """,
        """\
        Feature: Tea

          Why there is tea.

          @a
          Scenario: Green

            Why it is green.

            Given tea
              | leaf |

          Scenario Outline: <leaf>
            Given <leaf>

            Examples:

              Why these.

              | leaf  |
              | green |

          Rule: Tea is hot

            Why it is.

            Background:
              Given fire

            Scenario: Steam
        """,
    ),
    "blank lines where there should be none": (
        """\
        @a

        # about the feature

        @b

        Feature: Tea



          Scenario: Green

            Given tea

              | a |

              # about a row

              | b |

            # about a step

            When Bob drinks



            Then he smiles
        """,
        """\
        @a
        # about the feature
        @b
        Feature: Tea

          Scenario: Green
            Given tea
              | a |
              # about a row
              | b |
            # about a step
            When Bob drinks
            Then he smiles
        """,
    ),
    "tabs": (
        "\tFeature: Tea\n\t\tWhy:\n\t\t\t- it is hot\n\tScenario: Green\t\n\t\tGiven a text\n"
        '\t\t\t"""\n\t\t\tone\n\t\t\t\ttwo\n\t\t\t"""\n\t\tAnd tea\n\t|\ta\t|\tb c\t|\n',
        "Feature: Tea\n\n  Why:\n  \t- it is hot\n\n  Scenario: Green\n    Given a text\n"
        '      """\n      one\n      \ttwo\n      """\n    And tea\n      | a | b c |\n',
    ),
    "a step without words": (
        "Feature: Tea\n\n  Scenario: Green\n    Given   \n    * \n",
        "Feature: Tea\n\n  Scenario: Green\n    Given \n    * \n",
    ),
    "a description keeps its shape": (
        """\
        Feature: Tea
              * a list
                goes on


              \N{NO-BREAK SPACE}
                1. deeper
          Scenario: Green
        """,
        """\
        Feature: Tea

          * a list
            goes on

            1. deeper

          Scenario: Green
        """,
    ),
    "a doc string keeps its shape": (
        '''\
        Feature: Tea
          Scenario: Green
                Given a text
                    """
                      deeper

                    not
                    """
        ''',
        '''\
        Feature: Tea

          Scenario: Green
            Given a text
              """
                deeper

              not
              """
        ''',
    ),
    "cells": (
        """\
        Feature: Tea
          Scenario: Green
            Given tea
              |a|b \\| c||
              ||    1     |   茶|
            And nothing
              ||
            And less
              |
        """,
        """\
        Feature: Tea

          Scenario: Green
            Given tea
              | a | b \\| c |    |
              |   | 1      | 茶 |
            And nothing
              |  |
            And less
              |
        """,
    ),
    "comments go with what follows them": (
        """\
        # the file
          # language: en
            # the feature
        Feature: Tea
            # the scenario
          Scenario: Green
        # the step
            Given tea
        # the table
              | a |
        # the row
              | b |
        # the tag
          @a
        # the rule
          Rule: Tea is hot
        """,
        """\
        # the file
        # language: en
        # the feature
        Feature: Tea

          # the scenario
          Scenario: Green
            # the step
            Given tea
              # the table
              | a |
              # the row
              | b |

          # the tag
          @a
          # the rule
          Rule: Tea is hot
        """,
    ),
    "comments at the ends of deeper blocks": (
        """\
        Feature: Tea
            Scenario: Green
                Given tea
                    | a |
                    # a row
                # a step

            # Scenario: Thought of
            Scenario: Planned
                # Given tea


            # the feature
        """,
        """\
        Feature: Tea

          Scenario: Green
            Given tea
              | a |
              # a row
            # a step

          # Scenario: Thought of
          Scenario: Planned
            # Given tea

          # the feature
        """,
    ),
    "a comment where no line stood as deep": (
        """\
        Feature: Tea
              Scenario: Green
           Given tea
                When Bob drinks
            # in the feature
        """,
        """\
        Feature: Tea

          Scenario: Green
            Given tea
            When Bob drinks
          # in the feature
        """,
    ),
    "lines that end as on Windows": (
        'Feature: Tea\r\n  Scenario: Green\r\n  Given a text\r\n  """\r\n  a\r\n  \r\n  """',
        'Feature: Tea\r\n\r\n  Scenario: Green\r\n    Given a text\r\n      """\r\n      a\r\n\r\n'
        '      """\r\n',
    ),
    "lines that end like the first": (
        "Feature: Tea\nScenario: Green\r\n",
        "Feature: Tea\n\n  Scenario: Green\n",
    ),
}
