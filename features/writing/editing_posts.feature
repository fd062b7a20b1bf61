Feature: Editing posts

  A post is never quite finished: authors correct and improve theirs, and readers have the better
  version at once. What stands under an author's name is nobody else's to change.

  Rule: Readers read what was saved last

    Scenario: A change is there at once
      Given a published post "Tea" by Alice that reads "Green"
      When Alice changes "Tea" to read "Black"
      Then Alice is told "Your changes to “Tea” are saved."
      And Bob reads "Black" in "Tea"
      And Bob does not read "Green" in "Tea"

    Scenario: Editing begins with the present words
      Given a published post "Tea" by Alice that reads "Green"
      When Alice opens the edit page of "Tea"
      Then Alice has "Green" as the text
      And Alice has "Tea" as the title

    Scenario: A post leads its author to its edit page
      Given a published post "Tea" by Alice
      When Alice opens "Tea"
      Then Alice is offered "Edit"

  Rule: Only the author edits a post

    Scenario Outline: Another author can't edit
      Given a <state> post "Tea" by Alice
      When Mina opens the edit page of "Tea"
      Then Mina is told that the page does not exist

      Examples:
        | state     |
        | published |
        | draft     |

    Scenario Outline: Nobody else is offered to edit
      Given a published post "Tea" by Alice
      When <somebody> opens "Tea"
      Then <somebody> is not offered "Edit"
      And <somebody> is not offered "Delete"

      Examples:
        | somebody |
        | Bob      |
        | Mina     |
        | Vera     |
