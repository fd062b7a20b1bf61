Feature: Editing posts

  Authors correct and improve their posts. Nobody else can.

  Rule: Readers read what was saved last

    Scenario: A change is there at once
      Given a published post "Tea" by Alice that reads "Green"
      When Alice changes "Tea" to read "Black"
      Then Alice is told "Your changes to “Tea” are saved."
      And Bob reads "Black" in "Tea"
      And Bob does not read "Green" in "Tea"

    Scenario: The form begins with the present text
      Given a published post "Tea" by Alice that reads "Green"
      When Alice opens the form of "Tea"
      Then the field "Content" says "Green"

    Scenario: A post leads its author to the form
      Given a published post "Tea" by Alice
      When Alice opens "Tea"
      Then Alice sees a link "Edit"

  Rule: Only the author edits a post

    Scenario: Another author does not get the form
      Given a published post "Tea" by Alice
      When Mina opens the form of "Tea"
      Then Mina is told that the page does not exist

    Scenario Outline: Nobody else is offered to edit
      Given a published post "Tea" by Alice
      When <somebody> opens "Tea"
      Then <somebody> sees no link "Edit"
      And <somebody> sees no link "Delete"

      Examples:
        | somebody |
        | Bob      |
        | Mina     |
