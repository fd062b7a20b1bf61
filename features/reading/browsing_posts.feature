Feature: Browsing posts

  The list is the front page. It shows what is new and enough of each post to choose from.

  Rule: The newest post comes first

    Scenario: Posts are ordered by their publication
      Given a published post "Spring" by Alice that was first published on 2 April 2026
      And a published post "Summer" by Mina that was first published on 21 June 2026
      And a published post "Winter" by Alice that was first published on 3 January 2026
      When Bob opens the list of posts
      Then Bob sees these posts in this order
        | title  |
        | Summer |
        | Spring |
        | Winter |

  Rule: The list gives a taste of each post

    Scenario: A post is introduced with its author
      Given a published post "Tea" by Alice that was first published on 4 May 2026
      When Bob opens the list of posts
      Then Bob reads "by Alice Archer · 4 May 2026"

    Scenario: An author without a name goes by the username
      Given Mina has given no name
      And a published post "Tea" by Mina
      When Bob opens the list of posts
      Then Bob reads "by mina" under "Tea"

    Scenario: Every post names its own author
      Given a published post "Tea" by Alice
      And a published post "Harbour" by Mina
      When Bob opens the list of posts
      Then Bob reads "by Alice Archer" under "Tea"
      And Bob does not read "by Mina Okafor" under "Tea"

    Scenario Outline: A short post is shown whole
      Given a published post "Tea" by Alice
      And "Tea" has a text of <length>
      When Bob opens the list of posts
      Then Bob reads all of "Tea"

      Examples:
        | length      |
        | 40 words    |
        | 300 letters |

    Scenario Outline: A long post is cut to an excerpt
      Given a published post "Tea" by Alice
      And "Tea" has a text of <length>
      When Bob opens the list of posts
      Then Bob reads only the first <excerpt> of "Tea"

      Examples: Some scripts write no spaces between words
        | length      | excerpt     |
        | 41 words    | 40 words    |
        | 301 letters | 299 letters |

    Scenario: An excerpt shows no markup
      Given a published post "Tea" by Alice that reads "## Water & **milk** [boil](/post/tea/)"
      When Bob opens the list of posts
      Then Bob reads "Water & milk boil"

  Rule: A long list comes in pages of ten

    Scenario: Ten posts fit on one page
      Given 10 published posts by Mina
      When Bob opens the list of posts
      Then Bob sees 10 posts
      And Bob is not offered "Older posts"

    Scenario: An eleventh post opens a second page
      Given 11 published posts by Mina
      When Bob opens the list of posts
      Then Bob sees 10 posts
      And Bob is offered "Older posts"

    Scenario: The next page has the older posts
      Given a published post "Oldest" by Alice that was first published on 4 May 2020
      And 10 published posts by Mina
      When Bob opens the list of posts
      And Bob follows "Older posts"
      Then Bob sees these posts in this order
        | title  |
        | Oldest |

    Scenario: The way back to newer posts
      Given 11 published posts by Mina
      When Bob opens page 2 of the list of posts
      And Bob follows "Newer posts"
      Then Bob reads "Page 1 of 2"

    Scenario: Twenty posts fill two pages
      Given 20 published posts by Mina
      When Bob opens page 2 of the list of posts
      Then Bob sees 10 posts
      And Bob is not offered "Older posts"

    Scenario: The first page leads to nothing newer
      Given 11 published posts by Mina
      When Bob opens the list of posts
      Then Bob is not offered "Newer posts"

    Scenario: The last page has the rest
      Given 21 published posts by Mina
      When Bob opens page 3 of the list of posts
      Then Bob sees 1 post
      And Bob reads "Page 3 of 3"

    Scenario Outline: A page that does not exist shows the nearest
      Given 11 published posts by Mina
      When Bob opens page <page> of the list of posts
      Then Bob reads "<nearest>"

      Examples:
        | page | nearest     |
        | 99   | Page 2 of 2 |
        | tea  | Page 1 of 2 |

  Rule: An empty blog invites to write

    Scenario: A visitor is invited to sign up
      When Bob opens the list of posts
      Then Bob reads "Nothing is published yet."
      And Bob is offered "Sign up"

    Scenario: An author is invited to write
      When Alice opens the list of posts
      Then Alice is offered "Write the first post"
