Feature: Finding one's way

  Every page says where one is and how to go on, to the eye, to the keyboard and to a screen reader.
  Whoever comes to a dead end is told so, and is shown the way out.

  Rule: Every page leads on

    Scenario Outline: The navigation offers what one can do
      When <somebody> opens the list of posts
      Then the navigation offers <somebody> "<entries>"

      Examples:
        | somebody | entries                  |
        | Bob      | Log in, Sign up          |
        | Alice    | Write, My posts, Log out |

    Scenario: An address that does not exist
      When Bob opens the page at the address "never-was"
      Then Bob is told that the page does not exist
      And Bob is offered "Go to all posts"

  Rule: Every page can be read out

    Scenario Outline: A screen reader is told what it reads
      Given a published post "Tea" by Alice
      When Alice opens <page>
      Then the page is in English
      And the page is titled "<title>"
      And the main heading is "<title>"
      And the page has a way to skip to its main part

      Examples:
        | page                     | title        |
        | the list of posts        | Posts        |
        | "Tea"                    | Tea          |
        | the edit page of "Tea"   | Edit a post  |
        | the page to write a post | Write a post |
        | her own posts            | My posts     |

    Scenario: A screen reader is told what to write
      When Alice opens the page to write a post
      Then the page asks for "Title, Content, Featured image, Picture description"
