Feature: Reading posts

  Authors write Markdown, plain text in which a few marks say what is a heading, a list or a link;
  readers read a well set page. What an author writes can neither break the page nor harm its
  readers.

  Rule: Markdown is set as text

    Scenario: Marks in the text become its layout
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

    Scenario: A table is set as one
      Given a published post "Tea" by Alice with this text
        """
        | leaf      | minutes |
        | --------- | ------- |
        | gunpowder | 2       |
        """
      When Bob opens "Tea"
      Then Bob reads "gunpowder 2"
      But Bob does not read "|"

    Scenario: A link leads where it says
      Given a published post "Kettles" by Mina
      And a published post "Tea" by Alice that reads "[Boil it](/post/kettles/)"
      When Bob opens "Tea"
      And Bob follows "Boil it"
      Then Bob sees "Kettles"

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
      Then the page does not contain "<trace>"
      And Bob reads "Before"

      Examples:
        | danger                            | trace          |
        | <script>alert(1)</script>         | alert(1)       |
        | <img src=x onerror=alert(1)>      | onerror        |
        | <a href=javascript:alert(1)>x</a> | javascript:    |
        | <img src=//evil.example/spy.gif>  | evil.example   |
        | <a href=data:text/html,x>x</a>    | data:          |
        | <iframe src=//evil.example>       | evil.example   |
        | <p style=position:fixed>          | position:fixed |

    Scenario Outline: A title is never taken for markup
      Given a published post "&lt;i> <em>Tea</em>" by Alice
      When Alice opens <page>
      Then Alice reads "&lt;i> <em>Tea</em>"

      Examples:
        | page                                     |
        | the list of posts                        |
        | "&lt;i> <em>Tea</em>"                    |
        | her own posts                            |
        | the delete page of "&lt;i> <em>Tea</em>" |

    Scenario: A message is never taken for markup
      Given a published post "&lt;i> <em>Tea</em>" by Alice
      When Alice deletes "&lt;i> <em>Tea</em>"
      Then Alice is told "“&lt;i> <em>Tea</em>” is deleted."

    Scenario: Pictures from elsewhere are not loaded
      Given a published post "Tea" by Alice that reads "![a spy](https://evil.example/spy.gif)"
      When Bob opens "Tea"
      Then Bob sees no picture
      But Bob reads "a spy"
