Feature: Describing pictures

  Not everybody sees the picture. Its description is what screen readers read out, and what is
  shown when the picture does not load.

  Rule: The author describes the picture

    Scenario: A description goes with the picture
      When Alice publishes a new post "Tea" with the picture "cup.jpg" described as "A cup on a sill"
      Then "Tea" describes its picture as "A cup on a sill"
      And the list of posts describes its picture as "A cup on a sill"

    Scenario: A description is corrected later
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And "Tea" has the picture description "A mug"
      When Alice describes the picture of "Tea" as "A cup on a sill"
      Then "Tea" describes its picture as "A cup on a sill"

    Scenario: Editing begins with the present description
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And "Tea" has the picture description "A mug"
      When Alice begins to edit "Tea"
      Then Alice has "A mug" as the picture description

    Scenario: A mere decoration has no description
      When Alice publishes a new post "Tea" with the picture "cup.jpg"
      Then "Tea" describes its picture as ""

    Scenario: A description is never taken for markup
      When Alice publishes a new post "Tea" with the picture "cup.jpg" described as "&lt;b> <b>'Cup' & saucer</b>"
      Then "Tea" describes its picture as "&lt;b> <b>'Cup' & saucer</b>"
