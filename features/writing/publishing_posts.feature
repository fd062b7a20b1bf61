Feature: Publishing posts

  Publishing is the moment an author's words become everybody's. It takes one decision, and it can
  be taken back.

  Rule: A published post is there for everybody

    Scenario: A new post is published right away
      When Alice publishes a new post "Tea"
      Then Alice is told "“Tea” is published."
      And Bob can read "Tea"

    Scenario: A draft is published later
      Given a draft post "Tea" by Alice
      When Alice publishes "Tea"
      Then Bob can read "Tea"

    Scenario: A draft is published with its last change
      Given a draft post "Tea" by Alice that reads "Green"
      When Alice begins to edit "Tea"
      And Alice gives it the text "Black"
      And Alice publishes it
      Then Bob reads "Black" in "Tea"

    Scenario: The author stands by the post
      When Alice publishes a new post "Tea"
      Then Bob reads "by Alice Archer" in "Tea"

  Rule: A post is dated by its first publication

    Scenario: A draft's age does not count
      Given it is 1 March 2026
      And a draft post "Tea" by Alice
      When it is 4 May 2026
      And Alice publishes "Tea"
      Then Bob reads "4 May 2026" in "Tea"

    Scenario: Editing a post later keeps its date
      Given a published post "Tea" by Alice that was first published on 4 May 2026
      When it is 20 June 2026
      And Alice changes "Tea" to read "Black, three minutes."
      Then Bob reads "4 May 2026" in "Tea"

    Scenario: Publishing a post again keeps its first date
      Given a draft post "Tea" by Alice that was first published on 4 May 2026
      When it is 20 June 2026
      And Alice publishes "Tea"
      Then Bob reads "4 May 2026" in "Tea"

    Scenario: A post published again returns to its place
      Given a draft post "Tea" by Alice that was first published on 4 May 2020
      And a published post "Moss" by Alice that was first published on 4 May 2026
      When Alice publishes "Tea"
      And Bob opens the list of posts
      Then Bob sees these posts in this order
        | title |
        | Moss  |
        | Tea   |

  Rule: A published post can be taken back

    Scenario: A post taken back is a draft again
      Given a published post "Tea" by Alice
      When Alice takes "Tea" back to drafts
      Then Bob can't find "Tea"
      And Alice has the draft post "Tea"
