Feature: Browsing posts

  The list is the front page. It shows what is new and enough of each post to choose from.

  Rule: The newest post comes first

    Scenario: Posts are ordered by their publication
      Given a post "Spring" by Alice that was published on 2 April 2026
      And a post "Summer" by Mina that was published on 21 June 2026
      And a post "Winter" by Alice that was published on 3 January 2026
      When Bob opens the list of posts
      Then Bob sees these posts in this order
        | title  |
        | Summer |
        | Spring |
        | Winter |

  Rule: The list gives a taste of each post

    Scenario: A post is introduced with its author
      Given a post "Tea" by Alice that was published on 4 May 2026
      When Bob opens the list of posts
      Then Bob reads "by Alice Archer · 4 May 2026"

    Scenario: An author without a name goes by the username
      Given a published post "Tea" by "carol42"
      When Bob opens the list of posts
      Then Bob reads "by carol42"

    Scenario: A long post is cut to an excerpt
      Given a published post "Tea" by Alice with a text of 300 words
      When Bob opens the list of posts
      Then Bob reads the first 40 words of "Tea"
      But Bob does not read the last word of "Tea"

    Scenario: An excerpt shows no markup
      Given a published post "Tea" by Alice that reads "## Water & **milk** [boil](/post/tea/)"
      When Bob opens the list of posts
      Then Bob reads "Water & milk boil"

  Rule: A long list comes in pages of ten

    Scenario: Ten posts fit on one page
      Given 10 published posts
      When Bob opens the list of posts
      Then Bob sees 10 posts
      And Bob sees no link "Older posts"

    Scenario: An eleventh post opens a second page
      Given 11 published posts
      When Bob opens the list of posts
      Then Bob sees 10 posts
      And Bob sees a link "Older posts"

    Scenario: The next page has the older posts
      Given a post "Oldest" by Alice that was published on 4 May 2020
      And 10 published posts
      When Bob opens the list of posts
      And Bob follows "Older posts"
      Then Bob sees these posts in this order
        | title  |
        | Oldest |

    Scenario: The way back to newer posts
      Given 11 published posts
      When Bob opens page 2 of the list of posts
      And Bob follows "Newer posts"
      Then Bob reads "Page 1 of 2"

    Scenario: The last page has the rest
      Given 21 published posts
      When Bob opens page 3 of the list of posts
      Then Bob sees 1 post
      And Bob reads "Page 3 of 3"

    Scenario Outline: A page that does not exist shows the nearest
      Given 11 published posts
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
      And Bob sees a link "Sign up"

    Scenario: An author is invited to write
      When Alice opens the list of posts
      Then Alice sees a link "Write the first post"
