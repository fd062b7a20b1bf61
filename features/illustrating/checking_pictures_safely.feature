Feature: Checking pictures safely

  These examples are checked many times a day. That must cost nobody money, nor fill the account of
  whoever runs them, whatever accounts their computer knows.

  Rule: Nothing leaves this machine unless somebody asks for it

    Scenario: No picture leaves this machine
      When Alice publishes a new post "Tea" with the picture "cup.jpg"
      And Alice deletes "Tea"
      Then nothing left this machine
