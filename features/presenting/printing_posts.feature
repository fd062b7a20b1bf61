@browser
Feature: Printing posts

  Paper can't be pressed. A printed post is the post, without what one does on a screen.

  Rule: Only what can be read is printed

    Scenario: The words are printed
      Given a published post "Tea" by Alice that reads "Two spoons"
      When Bob prints "Tea"
      Then Bob sees a heading "Tea"
      And Bob reads "Two spoons"
      And Bob reads "by Alice Archer"

    Scenario: The picture is printed
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Bob prints "Tea"
      Then Bob sees the picture "cup.jpg"

    Scenario: The navigation is not printed
      Given a published post "Tea" by Alice
      When Bob prints "Tea"
      Then Bob is not offered "Log in"
      And Bob is not offered "Skip to the content"

    Scenario: Nothing to press is printed
      Given a published post "Tea" by Alice
      When Alice prints "Tea"
      Then Alice is not offered "Log out"
      And Alice is not offered "Edit"
