@browser
Feature: Doing without scripts

  Scripts, the programs that pages bring along, are turned off, blocked, or lost on the way. The
  blog needs none.

  Rule: Everything works without scripts

    Scenario: Signing up without scripts
      Given Bob's browser runs no scripts
      When Bob signs up
      Then Bob is logged in

    Scenario: Publishing without scripts
      Given Alice's browser runs no scripts
      When Alice publishes a new post "Tea" with the picture "cup.jpg"
      Then "Tea" shows the picture "cup.jpg"

    Scenario: Editing without scripts
      Given Alice's browser runs no scripts
      And a published post "Tea" by Alice
      When Alice changes "Tea" to read "Black"
      Then Bob reads "Black" in "Tea"

    Scenario: Deleting without scripts
      Given Alice's browser runs no scripts
      And a published post "Tea" by Alice
      When Alice deletes "Tea"
      Then Bob can't find "Tea"
