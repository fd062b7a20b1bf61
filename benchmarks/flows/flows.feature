Feature: The eight flows

  What people do in a blog every day, each in a scenario of its own.

  Scenario: The home page lists what is published
    Given a published post "Tea" by Alice
    And a draft post "Soup" by Alice
    When Bob opens the home page
    Then Bob sees "Tea"
    And Bob does not see "Soup"

  Scenario: Everybody can read a post
    Given a published post "Tea" by Alice
    When Bob reads "Tea"
    Then Bob sees "Words about something."
    And Bob sees "alice"

  Scenario: Somebody logs in
    Given Alice has an account
    When Alice logs in
    Then Alice sees "Log out"
    And Alice does not see "Sign up"

  Scenario: A draft is kept from others
    Given Alice is logged in
    When Alice writes a draft post "Tea"
    Then Alice sees "The draft “Tea” is saved."
    And the home page lists 0 posts

  Scenario: A draft is published
    Given Alice is logged in
    And a draft post "Tea" by Alice
    When Alice publishes "Tea"
    Then Alice sees "“Tea” is published."
    And the home page lists 1 posts

  Scenario: A post is changed
    Given Alice is logged in
    And a published post "Tea" by Alice
    When Alice changes "Tea" to read "Black, three minutes."
    Then Alice sees "Your changes to “Tea” are saved."
    And Alice sees "Black, three minutes."

  Scenario: A post is deleted
    Given Alice is logged in
    And a published post "Tea" by Alice
    When Alice deletes "Tea"
    Then Alice sees "“Tea” is deleted."
    And the home page lists 0 posts

  Scenario: Somebody signs up
    Given Alice has an account
    When Bob signs up
    Then Bob sees "Welcome, bob!"
    And Bob sees "Log out"
