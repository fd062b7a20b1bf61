@browser
Feature: Including everybody

  People have pages read out to them, enlarge them, or read them at night. A page is called
  accessible here if axe finds nothing against it, in its light colours and in its dark ones: it
  checks what a program can check of the Web Content Accessibility Guidelines.

  Rule: Every page is accessible

    Scenario Outline: The pages for readers
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Bob opens <page>
      Then the page is accessible

      Examples:
        | page                              |
        | the list of posts                 |
        | "Tea"                             |
        | the sign-up page                  |
        | the log-in page                   |
        | the page for a forgotten password |
        | the page to write a post          |

    Scenario Outline: The pages for authors
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice opens <page>
      Then the page is accessible

      Examples:
        | page                     |
        | "Tea"                    |
        | her own posts            |
        | the page to write a post |
        | the edit page of "Tea"   |
        | the delete page of "Tea" |
        | the log-out address      |

    Scenario: The page of a draft
      Given a draft post "Moss" by Alice
      When Alice opens "Moss"
      Then the page is accessible

    Scenario: A list that goes on
      Given 21 published posts by Mina
      When Bob opens page 2 of the list of posts
      Then the page is accessible

    Scenario Outline: A list with nothing on it
      When Alice opens <page>
      Then the page is accessible

      Examples:
        | page              |
        | the list of posts |
        | her own posts     |

    Scenario: A text with all that Markdown can do
      Given a published post "Tea" by Alice with this text
        """
        # Leaves

        *Green* or **black**, with `sugar()` and a [kettle](https://example.com/).

        > Two spoons.

        1. Boil
        2. Wait

        - Pour

        ```
        def pour(): ...
        ```

        | leaf  | minutes |
        | ----- | ------- |
        | green | 2       |
        """
      When Bob opens "Tea"
      Then the page is accessible

  Rule: Every answer is accessible

    Scenario: A post was just published
      When Alice publishes a new post "Tea"
      Then the page is accessible

    Scenario: Cloudinary could not take the picture
      Given Cloudinary can't be reached
      When Alice publishes a new post "Tea" with the picture "cup.jpg"
      Then the page is accessible

    Scenario: A mail for a new password was sent
      Given Alice is logged out
      When Alice asks for a new password
      Then the page is accessible

    Scenario: The mail leads to a new password
      Given Alice is logged out
      When Alice asks for a new password
      And Alice goes where the mail leads
      Then the page is accessible

    Scenario: The password was changed
      Given Alice is logged out
      When Alice asks for a new password
      And Alice goes where the mail leads
      And Alice chooses the password "brand-new-kettle"
      Then the page is accessible

  Rule: Every refusal is accessible

    Scenario: Signing up was refused
      When Bob signs up with the username ""
      Then the page is accessible

    Scenario: Logging in was refused
      When Bob logs in with the password "guess-guess"
      Then the page is accessible

    Scenario: The mail for a new password was used before
      Given Alice is logged out
      When Alice asks for a new password
      And Alice goes where the mail leads
      And Alice chooses the password "brand-new-kettle"
      And Alice goes where the mail leads
      Then the page is accessible

    Scenario: A post without a title was refused
      When Alice publishes a new post ""
      Then the page is accessible

    Scenario: A file that is no picture was refused
      When Alice publishes a new post "Tea" with a file that is a text named tea.jpg
      Then the page is accessible

    Scenario: Two versions of a post stand side by side
      Given a published post "Tea" by Alice
      When Alice begins to edit "Tea"
      And Alice, at another computer, changes "Tea" to read "Newer text"
      And Alice saves it with the text "Older text"
      Then the page is accessible

    Scenario: The post is gone but its words are not
      Given a published post "Tea" by Alice
      When Alice begins to edit "Tea"
      And Alice, at another computer, deletes "Tea"
      And Alice saves it with the text "Older text"
      Then the page is accessible

    Scenario: The session has ended but the words are kept
      When Alice begins a new post "Tea"
      And Alice's log-in runs out
      And Alice saves it
      Then the page is accessible

    Scenario: The kept words are back
      When Alice begins a new post "Tea"
      And Alice gives it the picture "cup.jpg"
      And Alice's log-in runs out
      And Alice saves it
      And Alice logs in to go on
      Then the page is accessible

    Scenario: There is no such page
      When Bob opens the page at the address "never-was"
      Then Bob is told that the page does not exist
      And the page is accessible

    Scenario: A moderator has no right to do that
      Given a published post "Tea" by Alice
      And Vera has no rights in the administration
      When Vera, in the administration, begins to edit "Tea"
      Then Vera sees a heading "This page is not for you"
      And the page is accessible

    Scenario: A browser without cookies can send nothing
      Given browsers keep no cookies of the blog
      When Bob signs up
      Then Bob sees a heading "Please send the form again"
      And the page is accessible

    Scenario: The blog itself is broken
      Given a published post "Tea" by Alice
      And the database fails as soon as a post is deleted
      When Alice deletes "Tea"
      Then Alice sees a heading "Something went wrong"
      And the page is accessible
