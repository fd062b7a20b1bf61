Feature: Signing up

  Between the wish to write and the first line there should be one short page. Whoever has
  answered it is logged in and can begin.

  Rule: Whoever signs up is logged in at once

    Scenario: A new author is logged in at once
      When Bob signs up
      Then Bob is logged in
      And Bob is told "Welcome, bob! You are logged in."
      And Bob sees the list of posts

    Scenario: An e-mail address is optional
      When Bob signs up with the e-mail address ""
      Then Bob is logged in

    Scenario: Someone who is logged in needs no second account
      When Alice opens the sign-up page
      Then Alice sees the list of posts

  Rule: Signing up leads back to where one came from

    Scenario: Signing up on the way to a member page
      When Bob opens the page to write a post
      And Bob signs up instead of logging in
      Then Bob sees the page to write a post

    Scenario: The way to another site ends after signing up
      When Bob signs up on the way to "https://example.com/"
      Then Bob sees the list of posts
