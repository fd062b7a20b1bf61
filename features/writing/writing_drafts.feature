Feature: Writing drafts

  Nobody writes well while being watched. A draft is its author's alone until it is published:
  other authors don't find it, nor do readers who guess its address.

  Rule: Only its author sees a draft

    Scenario: A draft is marked as such for its author
      When Alice saves a new draft "Moss"
      Then Alice is told "The draft “Moss” is saved."
      And Alice sees "Moss" marked as draft

    Scenario Outline: A draft does not exist for anybody else
      Given a draft post "Moss" by Alice
      When <somebody> opens "Moss"
      Then <somebody> is told that the page does not exist

      Examples:
        | somebody |
        | Bob      |
        | Mina     |
        | Vera     |

    Scenario Outline: The list of posts leaves drafts out
      Given a draft post "Moss" by Alice
      When <somebody> opens the list of posts
      Then <somebody> does not read "Moss"

      Examples: Not even its author finds it there
        | somebody |
        | Bob      |
        | Alice    |

  Rule: A draft waits for its author

    Scenario: A draft is found among its author's posts
      Given a draft post "Moss" by Alice
      When Alice opens her own posts
      Then Alice sees "Moss" marked as draft

    Scenario: Editing a draft does not publish it
      Given a draft post "Moss" by Alice
      When Alice changes "Moss" to read "Patient."
      Then Alice is told "The draft “Moss” is saved."
      And the list of posts shows no posts
