Feature: Resolving edit conflicts

  An author leaves a post open at home and goes on with it at work. Saving the old version must not
  wipe out what was written since, and must not lose what was written there either.

  Background:
    Given a published post "Tea" by Alice that reads "First text"

  Rule: A newer version is never overwritten silently

    Scenario: The newer version stays what readers read
      When Alice begins to edit "Tea"
      And Alice, at another computer, changes "Tea" to read "Newer text"
      And Alice saves it with the text "Older text"
      Then Alice is told "This post was changed in the meantime"
      And Bob reads "Newer text" in "Tea"

    Scenario: The author sees both versions
      When Alice begins to edit "Tea"
      And Alice, at another computer, changes "Tea" to read "Newer text"
      And Alice saves it with the text "Older text"
      Then Alice has "Older text" as the text
      And Alice reads "Newer text" under "The newer version"

    Scenario: Saving again replaces the newer version knowingly
      When Alice begins to edit "Tea"
      And Alice, at another computer, changes "Tea" to read "Newer text"
      And Alice saves it with the text "Older text"
      And Alice saves it with the text "Both texts"
      Then Bob reads "Both texts" in "Tea"

    Scenario: An old version does not publish a post again
      When Alice begins to edit "Tea"
      And Alice, at another computer, takes "Tea" back to drafts
      And Alice saves it with the text "Older text"
      Then Alice reads "Draft" under "The newer version"
      And Bob can't find "Tea"

    Scenario: A newer description of the picture counts too
      When Alice begins to edit "Tea"
      And Alice, at another computer, describes the picture of "Tea" as "A cup"
      And Alice saves it with the text "Older text"
      Then Alice reads "A cup" under "The newer version"

    Scenario: A moderator's change counts too
      When Alice begins to edit "Tea"
      And Vera, in the administration, changes "Tea" to read "Milder text"
      And Alice saves it with the text "My text"
      Then Alice is told "This post was changed in the meantime"
      And Alice reads "Milder text" under "The newer version"

    Scenario: An old draft is not published unasked
      Given a draft post "Moss" by Alice
      When Alice begins to edit "Moss"
      And Alice, at another computer, changes "Moss" to read "Newer text"
      And Alice publishes it
      Then Alice is told "This post was changed in the meantime"
      And Bob can't find "Moss"

    Scenario: An old version is not taken back unasked
      When Alice begins to edit "Tea"
      And Alice, at another computer, changes "Tea" to read "Newer text"
      And Alice takes it back to drafts
      Then Alice is told "This post was changed in the meantime"
      And Bob can read "Tea"

    Scenario: A version from before a rename still arrives
      When Alice begins to edit "Tea"
      And Alice, at another computer, renames "Tea" to "Coffee"
      And Alice saves it with the text "Older text"
      Then Alice has "Older text" as the text
      And Alice reads "Coffee" under "The newer version"

  Rule: Where nothing was overwritten there is no conflict

    Scenario: A change that was undone is no conflict
      When Alice begins to edit "Tea"
      And Alice, at another computer, changes "Tea" to read "Newer text"
      And Alice, at another computer, changes "Tea" to read "First text"
      And Alice saves it with the text "Last text"
      Then Bob reads "Last text" in "Tea"

    Scenario: Saving the same twice is no conflict
      When Alice begins to edit "Tea"
      And Alice, at another computer, changes "Tea" to read "New text"
      And Alice saves it with the text "New text"
      Then Alice is told "Your changes to “Tea” are saved."

  Rule: A deleted post leaves its author's words

    Scenario: The words of a deleted post can be saved
      When Alice begins to edit "Tea"
      And Alice, at another computer, deletes "Tea"
      And Alice saves it with the text "Older text"
      Then Alice is told "This post was deleted in the meantime"
      And Alice has "Older text" as the text

    Scenario: A deleted post is saved as a new one
      When Alice begins to edit "Tea"
      And Alice, at another computer, deletes "Tea"
      And Alice saves it with the text "Older text"
      And Alice saves it
      Then Alice has the draft post "Tea"
