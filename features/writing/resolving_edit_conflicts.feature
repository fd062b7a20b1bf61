Feature: Resolving edit conflicts

  An author forgets the form in the other tab. Saving it must not wipe out what was written since,
  and must not lose what was written there either.

  Background:
    Given a published post "Tea" by Alice that reads "First text"

  Rule: A newer version is never overwritten silently

    Scenario: The newer version stays what readers read
      When Alice opens the form of "Tea"
      And Alice changes "Tea" to read "Newer text" in another tab
      And Alice saves the open form with the text "Older text"
      Then Alice is told "This post was changed in the meantime"
      And Bob reads "Newer text" in "Tea"

    Scenario: The author sees both versions
      When Alice opens the form of "Tea"
      And Alice changes "Tea" to read "Newer text" in another tab
      And Alice saves the open form with the text "Older text"
      Then the field "Content" still says "Older text"
      And the part "The newer version" says "Newer text"

    Scenario: Saving again replaces the newer version knowingly
      When Alice opens the form of "Tea"
      And Alice changes "Tea" to read "Newer text" in another tab
      And Alice saves the open form with the text "Older text"
      And Alice saves the open form with the text "Both texts"
      Then Bob reads "Both texts" in "Tea"

    Scenario: An old form does not publish a post again
      When Alice opens the form of "Tea"
      And Alice takes "Tea" back to drafts in another tab
      And Alice saves the open form with the text "Older text"
      Then the part "The newer version" says "Draft"
      And Bob can't find "Tea"

    Scenario: A newer description of the picture counts too
      When Alice opens the form of "Tea"
      And Alice describes the picture of "Tea" as "A cup" in another tab
      And Alice saves the open form with the text "Older text"
      Then the part "The newer version" says "A cup"

    Scenario: A form from before a rename still arrives
      When Alice opens the form of "Tea"
      And Alice renames "Tea" to "Coffee" in another tab
      And Alice saves the open form with the text "Older text"
      Then the field "Content" still says "Older text"
      And the part "The newer version" says "Coffee"

  Rule: Where nothing was overwritten there is no conflict

    Scenario: A change that was undone is no conflict
      When Alice opens the form of "Tea"
      And Alice changes "Tea" to read "Newer text" in another tab
      And Alice changes "Tea" to read "First text" in another tab
      And Alice saves the open form with the text "Last text"
      Then Bob reads "Last text" in "Tea"

    Scenario: Pressing save twice is no conflict
      When Alice opens the form of "Tea"
      And Alice changes "Tea" to read "New text" in another tab
      And Alice saves the open form with the text "New text"
      Then Alice is told "Your changes to “Tea” are saved."

  Rule: A deleted post leaves its author's words

    Scenario: The words of a deleted post can be saved
      When Alice opens the form of "Tea"
      And Alice deletes "Tea" in another tab
      And Alice saves the open form with the text "Older text"
      Then Alice is told "This post was deleted in the meantime"
      And the field "Content" still says "Older text"

    Scenario: A deleted post is saved as a new one
      When Alice opens the form of "Tea"
      And Alice deletes "Tea" in another tab
      And Alice saves the open form with the text "Older text"
      And Alice saves the open form as a draft
      Then Alice finds "Tea" among her drafts
