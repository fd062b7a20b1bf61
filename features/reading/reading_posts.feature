Feature: Reading posts

  Authors write Markdown; readers read a well set page. What an author writes can neither break the
  page nor harm its readers.

  Rule: Markdown is set as text

    Scenario: Headings, lists, emphasis
      Given a published post "Tea" by Alice with this text
        """
        ## What you need

        - a pot
        - **hot** water
        """
      When Bob opens "Tea"
      Then Bob sees a heading "What you need"
      And Bob reads "hot water"
      But Bob does not read "**"

    Scenario: A link leads where it says
      Given a published post "Tea" by Alice that reads "[Kettles](/post/kettles/)"
      When Bob opens "Tea"
      Then Bob sees a link "Kettles"

    Scenario: The only main heading is the title
      Given a published post "Tea" by Alice that reads "# Kettles"
      When Bob opens "Tea"
      Then the main heading is "Tea"
      And Bob sees a heading "Kettles"

  Rule: A post can't harm its readers

    Scenario Outline: Dangerous markup is left out
      Given a published post "Tea" by Alice with this text
        """
        Before <danger> after
        """
      When Bob opens "Tea"
      Then the page of "Tea" does not contain "<trace>"
      And Bob reads "Before"

      Examples:
        | danger                             | trace            |
        | <script>alert(1)</script>          | alert(1)         |
        | <img src=x onerror=alert(1)>       | onerror          |
        | <a href=javascript:alert(1)>x</a>  | javascript:      |
        | <iframe src=//evil.example>        | evil.example     |
        | <p style=position:fixed>           | position:fixed   |

    Scenario: A title is never taken for markup
      Given a published post "<em>Tea</em>" by Alice
      When Bob opens the list of posts
      Then Bob sees a heading "<em>Tea</em>"

    Scenario: Pictures from elsewhere are not loaded
      Given a published post "Tea" by Alice that reads "![a spy](https://evil.example/spy.gif)"
      When Bob opens "Tea"
      Then "Tea" shows no picture
