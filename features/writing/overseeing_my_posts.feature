Feature: Overseeing my posts

  Authors lose sight of what they began. One page shows all they wrote and what has become of it.

  Rule: The page shows all of an author's posts with their status

    Scenario: Drafts stand beside published posts
      Given a draft post "Moss" by Alice
      And a published post "Tea" by Alice
      When Alice opens her own posts
      Then Alice sees "Moss" marked as draft
      And Alice sees "Tea" marked as published

    Scenario: Other authors' posts are not there
      Given a published post "Harbour" by Mina
      When Alice opens her own posts
      Then Alice does not read "Harbour"

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

    Scenario: Every post says when it was changed last
      Given it is 1 March 2026
      And a draft post "Moss" by Alice
      When it is 3 March 2026
      And Alice changes "Moss" to read "Patient."
      And Alice opens her own posts
      Then Alice reads "3 March 2026" under "Moss"
      And Alice does not read "1 March 2026" under "Moss"

  Rule: A long list comes in pages of ten here too

    Scenario: Ten of my posts fit on one page
      Given 10 draft posts by Alice
      When Alice opens her own posts
      Then Alice sees 10 posts
      And Alice is not offered "Older posts"

    Scenario: An eleventh post of mine opens a second page
      Given 11 draft posts by Alice
      When Alice opens page 2 of her own posts
      Then Alice sees 1 post
      And Alice is not offered "Older posts"

  Rule: The page can be narrowed to one status

    Scenario Outline: Only the posts of one status are shown
      Given a draft post "Moss" by Alice
      And a published post "Tea" by Alice
      When Alice opens her own posts
      And Alice follows "<choice>"
      Then Alice sees "<shown>" marked as <status>
      And Alice does not read "<hidden>"

      Examples:
        | choice        | shown | status    | hidden |
        | Draft (1)     | Moss  | draft     | Tea    |
        | Published (1) | Tea   | published | Moss   |

    Scenario: Both counts stay in sight
      Given a draft post "Moss" by Alice
      And a published post "Tea" by Alice
      When Alice opens her own posts
      And Alice follows "Draft (1)"
      Then Alice is offered "Published (1)"

    Scenario: Narrowing is taken back
      Given a draft post "Moss" by Alice
      And a published post "Tea" by Alice
      When Alice opens her own posts
      And Alice follows "Draft (1)"
      And Alice follows "All"
      Then Alice sees 2 posts

    Scenario: The next page stays narrowed
      Given a published post "Tea" by Alice
      And 11 draft posts by Alice
      When Alice opens her own posts
      And Alice follows "Draft (11)"
      And Alice follows "Older posts"
      Then Alice reads "Page 2 of 2"
      And Alice does not read "Tea"

  Rule: Each post leads on

    Scenario Outline: A post on the list leads on
      Given a published post "Tea" by Alice
      When Alice opens her own posts
      And Alice follows "<link>"
      Then Alice sees <page>

      Examples:
        | link       | page                     |
        | Edit Tea   | the edit page of "Tea"   |
        | Delete Tea | the delete page of "Tea" |

  Rule: An empty page says what it would show

    Scenario: An author without posts
      When Alice opens her own posts
      Then Alice reads "You have not written anything yet."

    Scenario Outline: An author without posts of one status
      Given a <status> post "Tea" by Alice
      When Alice opens her own posts
      And Alice follows "<choice>"
      Then Alice reads "<told>"

      Examples:
        | status    | choice        | told                         |
        | published | Draft (0)     | You have no draft posts.     |
        | draft     | Published (0) | You have no published posts. |
