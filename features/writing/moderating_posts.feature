Feature: Moderating posts

  With many authors, somebody has to be able to step in. Moderators see every post in the
  administration and can take it back or delete it.

  Rule: A moderator can step in

    Scenario: A moderator takes a post back
      Given a published post "Insults" by Mina
      When Vera, in the administration, takes "Insults" back to drafts
      Then Bob can't find "Insults"
      And Mina has the draft post "Insults"

    Scenario: A moderator deletes a post
      Given a published post "Insults" by Mina
      When Vera, in the administration, deletes "Insults"
      Then Bob can't find "Insults"

    Scenario: A moderator corrects a title
      Given a published post "Insults" by Mina
      When Vera, in the administration, renames "Insults" to "Advice"
      Then "Advice" is found at "advice"
      And Bob reads "by Mina Okafor" in "Advice"

    Scenario: A moderator publishes a post again
      Given a draft post "Advice" by Mina that was first published on 4 May 2026
      When Vera, in the administration, publishes "Advice"
      Then Bob reads "4 May 2026" in "Advice"

    Scenario: A moderator sees drafts too
      Given a draft post "Moss" by Alice that reads "Patient."
      When Vera, in the administration, begins to edit "Moss"
      Then Vera has "Patient." as the text

    Scenario: The posts of a removed author go too
      Given a published post "Insults" by Mina
      When Vera, in the administration, removes the account of Mina
      Then Bob can't find "Insults"

  Rule: The administration is for moderators

    Scenario: An author has no business there
      When Alice opens the administration
      Then Alice reads "not authorized to access this page"
