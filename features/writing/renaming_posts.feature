Feature: Renaming posts

  The address of a post says what it is about, so it follows the title. People keep addresses for
  years; one that was given out once leads to its post for good.

  Rule: The address comes from the title

    Scenario Outline: A title becomes an address in any script
      When Alice publishes a new post "<title>"
      Then "<title>" is found at "<address>"

      Examples:
        | title           | address      |
        | Tea & Biscuits! | tea-biscuits |
        | Żółć, 雨        | żółć-雨      |
        | हिन्दी चाय          | हिन्दी-चाय       |
        | !!!             | post         |

    Scenario: Two posts of one title have two addresses
      Given a published post "Tea" by Mina
      When Alice publishes a new post "Tea"
      Then Alice is at the address "tea-2"

    Scenario: A very long title is shortened in the address
      When Alice begins a new post "Tea"
      And Alice gives it a title of 200 letters
      And Alice publishes it
      Then Alice is at an address of 100 letters

  Rule: A rename moves the post

    Scenario: A renamed post has a new address
      Given a published post "Tea" by Alice
      When Alice renames "Tea" to "Coffee"
      Then "Coffee" is found at "coffee"

    Scenario: An old address leads on for good
      Given a published post "Tea" by Alice
      And "Tea" was renamed "Coffee"
      When Bob opens the page at the address "tea"
      Then Bob is led to the address "coffee" for good

    Scenario: An old address still leads to the edit page
      Given a published post "Tea" by Alice
      And "Tea" was renamed "Coffee"
      When Alice opens the edit page at the address "tea"
      Then Alice sees the edit page of "Coffee"

    Scenario: An old address still asks whether to delete
      Given a published post "Tea" by Alice
      And "Tea" was renamed "Coffee"
      When Alice opens the delete page at the address "tea"
      Then Alice reads "Delete “Coffee”?"

    Scenario: A correction that changes no letter keeps the address
      Given a published post "Tea" by Alice
      When Alice renames "Tea" to "Tea!"
      Then "Tea!" is found at "tea"

    Scenario: A post can have its old name back
      Given a published post "Tea" by Alice
      And "Tea" was renamed "Coffee"
      When Alice renames "Coffee" to "Tea"
      Then "Tea" is found at "tea"
      And the address "coffee" leads Bob to "Tea"

    Scenario: A post changes its name back twice
      Given a published post "Tea" by Alice
      And "Tea" was renamed "Coffee"
      When Alice renames "Coffee" to "Tea"
      And Alice renames "Tea" to "Cocoa"
      Then "Cocoa" is found at "cocoa"
      And the address "tea" leads Bob to "Cocoa"
      And the address "coffee" leads Bob to "Cocoa"

    Scenario: A number in the title meets the address's own
      Given a published post "Tea" by Mina
      And a published post "Tea" by Alice
      And "Tea" was renamed "Tea 2"
      When Alice renames "Tea 2" to "Coffee"
      Then "Coffee" is found at "coffee"
      And the address "tea-2" leads Bob to "Coffee"

  Rule: A former address is never given to another post

    Scenario: An old title gets a new address
      Given a published post "Tea" by Alice
      And "Tea" was renamed "Coffee"
      When Mina publishes a new post "Tea"
      Then Mina is at the address "tea-2"
      And the address "tea" leads Bob to "Coffee"

    Scenario: The old address of a draft betrays nothing
      Given a draft post "Tea" by Alice
      And "Tea" was renamed "Coffee"
      When Bob opens the page at the address "tea"
      Then Bob is told that the page does not exist

    Scenario: The old address of a draft leads its author
      Given a draft post "Tea" by Alice
      And "Tea" was renamed "Coffee"
      When Alice opens the page at the address "tea"
      Then Alice is led to the address "coffee" for good
