Feature: Replacing a forgotten password

  Whoever left an e-mail address can get back in without anybody's help. Nobody learns from this
  page whether an account exists.

  Rule: A mail leads to a new password

    Scenario: The way to a new password arrives by mail
      Given Alice is logged out
      When Alice asks for a new password
      Then Alice is emailed "Choose a new password for Plainly"
      And the mail to Alice reads "Hello alice"

    Scenario: The mail lets its owner choose a new password
      Given Alice is logged out
      When Alice asks for a new password
      And Alice goes where the mail leads
      And Alice chooses the password "brand-new-kettle"
      Then Alice is logged in
      And Alice reads "Your password is changed"
      And Alice can log in with the password "brand-new-kettle"

    Scenario: Trying to choose a weak password
      Given Alice is logged out
      When Alice asks for a new password
      And Alice goes where the mail leads
      And Alice chooses the password "password123"
      Then Alice is told "This password is too common."
      And Alice is logged out

    Scenario: A used mail does not work again
      Given Alice is logged out
      When Alice asks for a new password
      And Alice goes where the mail leads
      And Alice chooses the password "brand-new-kettle"
      And Alice goes where the mail leads
      Then Alice reads "This link does not work any more"

    Scenario: An old mail does not work any more
      Given it is 1 May 2026
      And Alice is logged out
      When Alice asks for a new password
      And it is 5 May 2026
      And Alice goes where the mail leads
      Then Alice reads "This link does not work any more"

  Rule: The forgotten password is worth nothing any more

    Scenario: Trying to log in with the forgotten password
      Given Alice is logged out
      When Alice asks for a new password
      And Alice goes where the mail leads
      And Alice chooses the password "brand-new-kettle"
      And Alice logs out
      And Alice logs in
      Then Alice is told "Please enter a correct username and password."

    Scenario: A new password logs out other computers
      Given Alice is logged out
      When Alice, at another computer, opens her own posts
      And Alice asks for a new password
      And Alice goes where the mail leads
      And Alice chooses the password "brand-new-kettle"
      And Alice, at another computer, opens her own posts
      Then Alice, at another computer, is asked to log in

  Rule: The page keeps secret who has an account

    Scenario: An unknown address gets the same answer
      When Bob asks for a new password
      Then Bob reads "a link to choose a new password is on its way"
      But nobody is emailed

    Scenario: An account without an address gets the same answer
      Given Alice is logged out
      And Alice has given no e-mail address
      When Alice asks for a new password
      Then Alice reads "a link to choose a new password is on its way"
      But nobody is emailed
