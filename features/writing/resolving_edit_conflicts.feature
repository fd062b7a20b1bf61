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

    Scenario: A post that was taken back is not published again by an old form
      When Alice opens the form of "Tea"
      And Alice takes "Tea" back to drafts in another tab
      And Alice saves the open form with the text "Older text"
      Then Bob can't find "Tea"

  Rule: Where nothing was overwritten there is no conflict

    Scenario: Saving the same form twice is no conflict
      When Alice opens the form of "Tea"
      And Alice changes "Tea" to read "Newer text" in another tab
      And Alice changes "Tea" to read "First text" in another tab
      And Alice saves the open form with the text "Last text"
      Then Bob reads "Last text" in "Tea"

    Scenario: A form from before a rename still arrives
      When Alice opens the form of "Tea"
      And Alice renames "Tea" to "Coffee" in another tab
      And Alice saves the open form with the text "Older text"
      Then the field "Content" still says "Older text"
      And the part "The newer version" says "Coffee"
