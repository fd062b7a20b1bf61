Feature: Overseeing my posts

  Authors lose sight of what they began. One page shows all they wrote and what has become of it.

  Rule: The page shows all of an author's posts with their status

    Scenario: Drafts stand beside published posts
      Given a draft post "Moss" by Alice
      And a published post "Tea" by Alice
      When Alice opens her own posts
      Then Alice sees "Moss" as draft
      And Alice sees "Tea" as published

    Scenario: Other authors' posts are not there
      Given a published post "Harbour" by Mina
      When Alice opens her own posts
      Then Alice does not see "Harbour"

    Scenario: The post that was changed last comes first
      Given it is 1 March 2026
      And a published post "Tea" by Alice
      And it is 2 March 2026
      And a draft post "Moss" by Alice
      When it is 3 March 2026
      And Alice changes "Tea" to read "Oolong"
      And Alice opens her own posts
      Then Alice sees these posts in this order
        | title |
        | Tea   |
        | Moss  |

  Rule: The page can be narrowed to one status

    Scenario Outline: Only the posts of one status are shown
      Given a draft post "Moss" by Alice
      And a published post "Tea" by Alice
      When Alice narrows her own posts to "<choice>"
      Then Alice sees "<shown>" as <status>
      And Alice does not see "<hidden>"

      Examples:
        | choice        | shown | status    | hidden |
        | Draft (1)     | Moss  | draft     | Tea    |
        | Published (1) | Tea   | published | Moss   |

    Scenario: Both counts stay in sight
      Given a draft post "Moss" by Alice
      And a published post "Tea" by Alice
      When Alice narrows her own posts to "Draft (1)"
      Then Alice sees a link "Published (1)"

    Scenario: The next page stays narrowed
      Given a published post "Tea" by Alice
      And 11 draft posts by Alice
      When Alice narrows her own posts to "Draft (11)"
      And Alice follows "Older posts"
      Then Alice reads "Page 2 of 2"
      And Alice does not see "Tea"

  Rule: Each post leads on

    Scenario Outline: A post on the list leads on
      Given a published post "Tea" by Alice
      When Alice opens her own posts
      And Alice follows "<link>"
      Then Alice sees <page>

      Examples:
        | link       | page                     |
        | Edit Tea   | the form of "Tea"        |
        | Delete Tea | the delete page of "Tea" |

  Rule: An empty page says what it would show

    Scenario: An author without posts
      When Alice opens her own posts
      Then Alice reads "You have not written anything yet."

    Scenario: An author without drafts
      Given a published post "Tea" by Alice
      When Alice narrows her own posts to "Draft (0)"
      Then Alice reads "You have no draft posts."
