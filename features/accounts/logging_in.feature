Feature: Logging in

  An account is only as good as the way back into it. Logging in takes the username and the
  password, and leads to the page that was asked for.

  Rule: The password opens the account

    Scenario: The right password logs in
      Given Alice is logged out
      When Alice logs in
      Then Alice is logged in
      And Alice sees the list of posts

    Scenario: Trying to log in with a wrong password
      Given Alice is logged out
      When Alice logs in with the password "guess-guess"
      Then Alice is told "Please enter a correct username and password."
      And Alice is logged out

    Scenario: An unknown username gets the same answer
      When Bob logs in with the password "guess-guess"
      Then Bob is told "Please enter a correct username and password."

  Rule: Logging in leads to the page that was asked for

    Scenario: Going on where the log-in page came between
      Given Alice is logged out
      When Alice opens the page to write a post
      And Alice logs in to go on
      Then Alice sees the page to write a post

    Scenario: The way to another site ends after logging in
      Given Alice is logged out
      When Alice logs in on the way to "https://example.com/"
      Then Alice sees the list of posts

    Scenario: Going on after signing up was the wrong choice
      Given Alice is logged out
      When Alice opens the page to write a post
      And Alice chooses to sign up but has an account
      And Alice logs in to go on
      Then Alice sees the page to write a post

    Scenario: Someone who is logged in need not log in
      When Alice opens the log-in page
      Then Alice sees the list of posts
