Feature: Signing up

  Between the wish to write and the first line there should be one short form. Whoever has filled
  it in is logged in and can begin.

  Rule: Whoever signs up is logged in at once

    Scenario: A new author is logged in at once
      When Bob signs up
      Then Bob is logged in
      And Bob is told "Welcome, bob! You are logged in."
      And Bob sees the list of posts

    Scenario: An e-mail address is optional
      When Bob signs up without an e-mail address
      Then Bob is logged in

    Scenario: Someone who is logged in needs no second account
      When Alice opens the sign-up page
      Then Alice sees the list of posts

  Rule: Signing up leads back to where one came from

    Scenario: Signing up on the way to a member page
      When Bob opens the page to write a post
      And Bob signs up instead of logging in
      Then Bob sees the page to write a post

    Scenario: A link to another site is ignored
      When Bob signs up through a link that leads on to "https://example.com/"
      Then Bob sees the list of posts
