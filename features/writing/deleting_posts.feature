Feature: Deleting posts

  What is deleted is gone: no page and no person can bring it back. So the author is asked first,
  and nobody else is asked at all.

  Rule: A deleted post is gone

    Scenario: Nobody finds a deleted post
      Given a published post "Tea" by Alice
      When Alice deletes "Tea"
      Then Alice is told "“Tea” is deleted."
      And Bob can't find "Tea"

    Scenario: The address of a deleted post leads nowhere
      Given a published post "Tea" by Alice
      When Alice deletes "Tea"
      And Bob opens the page at the address "tea"
      Then Bob is told that the page does not exist

    Scenario: A draft can be deleted too
      Given a draft post "Moss" by Alice
      When Alice deletes "Moss"
      Then Alice has no posts

    Scenario: The other posts stay
      Given a published post "Tea" by Alice
      And a published post "Harbour" by Mina
      When Alice deletes "Tea"
      Then Bob can read "Harbour"

    Scenario: Its old address leads nowhere either
      Given a published post "Tea" by Alice
      And "Tea" was renamed "Coffee"
      When Alice deletes "Coffee"
      And Bob opens the page at the address "tea"
      Then Bob is told that the page does not exist

  Rule: Deleting needs a clear yes

    Scenario: Being asked deletes nothing
      Given a published post "Tea" by Alice
      When Alice opens the delete page of "Tea"
      Then Alice reads "Delete “Tea”?"
      And Bob can read "Tea"

    Scenario: The question offers a way out
      Given a published post "Tea" by Alice
      When Alice opens the delete page of "Tea"
      And Alice follows "Keep it"
      Then Bob can read "Tea"

  Rule: Only the author deletes a post

    Scenario Outline: Another author is not even asked
      Given a <state> post "Tea" by Alice
      When Mina opens the delete page of "Tea"
      Then Mina is told that the page does not exist

      Examples:
        | state     |
        | published |
        | draft     |
