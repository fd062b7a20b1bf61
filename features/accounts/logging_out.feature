Feature: Logging out

  Computers are shared. After logging out, nobody who sits down there gets at the author's pages.
  It takes a decision: no address that somebody sends around logs anybody out.

  Rule: Logging out locks the member pages

    Scenario Outline: A member page asks to log in again
      When Alice logs out
      And Alice opens <page>
      Then Alice is asked to log in

      Examples:
        | page                     |
        | her own posts            |
        | the page to write a post |

    Scenario: Logging out leads to the list of posts
      When Alice logs out
      Then Alice is logged out
      And Alice is told "You are logged out."
      And Alice sees the list of posts

  Rule: Only who wants to is logged out

    Scenario: An address that somebody sent logs nobody out
      When Alice opens the log-out address
      Then Alice is logged in

    Scenario: Logging out leaves other computers alone
      When Alice, at another computer, logs out
      And Alice opens her own posts
      Then Alice sees her own posts

  Rule: Member pages are for members

    Scenario Outline: A visitor is asked to log in
      Given a published post "Tea" by Alice
      When Bob opens <page>
      Then Bob is asked to log in

      Examples:
        | page                     |
        | his own posts            |
        | the page to write a post |
        | the edit page of "Tea"   |
        | the delete page of "Tea" |
