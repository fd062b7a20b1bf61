Feature: Moderating posts

  With many authors, somebody has to be able to step in. Moderators see every post in the
  administration and can take it back or delete it.

  Rule: A moderator can step in

    Scenario: A moderator takes a post back
      Given a published post "Insults" by Mina
      When Vera takes "Insults" back to drafts in the administration
      Then Bob can't find "Insults"
      And Mina finds "Insults" among her drafts

    Scenario: A moderator deletes a post
      Given a published post "Insults" by Mina
      When Vera deletes "Insults" in the administration
      Then Bob can't find "Insults"

  Rule: The administration is for moderators

    Scenario: An author has no business there
      When Alice opens the administration
      Then Alice reads "not authorized to access this page"
