Feature: Describing pictures

  Not everybody sees the picture. Its description is what screen readers read out, and what is
  shown when the picture does not load.

  Rule: The author describes the picture

    Scenario: A description goes with the picture
      When Alice publishes a new post "Tea" with the picture "cup.jpg" described as "A cup on a sill"
      Then the picture of "Tea" is described as "A cup on a sill"

    Scenario: A description is corrected later
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice describes the picture of "Tea" as "A cup on a sill"
      Then the picture of "Tea" is described as "A cup on a sill"

    Scenario: A mere decoration has no description
      When Alice publishes a new post "Tea" with the picture "cup.jpg"
      Then the picture of "Tea" is described as ""

    Scenario: A description is never taken for markup
      When Alice publishes a new post "Tea" with the picture "cup.jpg" described as "&lt;b> <b>'Cup' & saucer</b>"
      Then the picture of "Tea" is described as "&lt;b> <b>'Cup' & saucer</b>"
