Feature: Finding one's way

  Every page says where one is and how to go on, to the eye, to the keyboard and to a screen reader.

  Rule: Every page leads on

    Scenario Outline: The navigation offers what one can do
      When <somebody> opens the list of posts
      Then the navigation offers <somebody> "<entries>"

      Examples:
        | somebody | entries                  |
        | Bob      | Log in, Sign up          |
        | Alice    | Write, My posts, Log out |

    Scenario: An address that does not exist
      When Bob opens the address of a post that never was
      Then Bob is told that the page does not exist
      And Bob sees a link "Go to all posts"

  Rule: Every page can be read out

    Scenario Outline: A screen reader is told what it reads
      Given a published post "Tea" by Alice
      When Alice opens <page>
      Then the page is in English
      And the page is titled "<title>"
      And the main heading is "<title>"
      And the page has a way to skip to its main part

      Examples:
        | page                     | title         |
        | the list of posts        | Posts         |
        | "Tea"                    | Tea           |
        | the form of "Tea"        | Edit a post   |
        | the page to write a post | Write a post  |
        | her own posts            | My posts      |

    Scenario: Every field of the form has a label
      When Alice opens the page to write a post
      Then the form asks for "Title, Content, Featured image, Picture description"
