Feature: Replacing a forgotten password

  Whoever left an e-mail address can get back in without anybody's help. Nobody learns from this
  page whether an account exists.

  Rule: A link by mail leads to a new password

    Scenario: The link arrives by mail
      Given Alice is logged out
      When Alice asks for a new password
      Then Alice is emailed "Choose a new password for Plainly"

    Scenario: The link lets its owner choose a new password
      Given Alice is logged out
      When Alice asks for a new password
      And Alice follows the link in her mail
      And Alice chooses the password "brand-new-kettle"
      Then Alice is logged in
      And Alice reads "Your password is changed"
      And Alice can log in with the password "brand-new-kettle"

    Scenario: A used link does not work again
      Given Alice is logged out
      When Alice asks for a new password
      And Alice follows the link in her mail
      And Alice chooses the password "brand-new-kettle"
      And Alice follows the link in her mail
      Then Alice reads "This link does not work any more"

  Rule: The page keeps secret who has an account

    Scenario: An unknown address gets the same answer
      When Bob asks for a new password
      Then Bob reads "a link to choose a new password is on its way"
      But nobody is emailed
