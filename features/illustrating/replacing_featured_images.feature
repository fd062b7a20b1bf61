Feature: Replacing featured images

  Authors find a better picture later, or none at all. What is not shown any more does not stay
  behind at Cloudinary.

  Background:
    Given a published post "Tea" by Alice with the picture "cup.jpg"

  Rule: A new picture takes the place of the old one

    Scenario: Author replaces the featured image
      When Alice replaces the picture of "Tea" by "pot.png"
      Then "Tea" shows the picture "pot.png"

    Scenario: The old picture is destroyed
      When Alice replaces the picture of "Tea" by "pot.png"
      Then Cloudinary keeps only "pot.png"

    Scenario: A draft gets its picture later
      Given a draft post "Moss" by Alice
      When Alice replaces the picture of "Moss" by "moss.jpg"
      Then Alice sees the picture "moss.jpg" in "Moss"

  Rule: Editing the text does not touch the picture

    Scenario: The picture stays when the text changes
      When Alice changes "Tea" to read "Black"
      Then "Tea" shows the picture "cup.jpg"
      And Cloudinary was not asked for anything

    Scenario: The picture stays when the post is renamed
      When Alice renames "Tea" to "Coffee"
      Then "Coffee" shows the picture "cup.jpg"

  Rule: A picture can be removed

    Scenario: The post is shown without it
      When Alice removes the picture of "Tea"
      Then "Tea" shows no picture

    Scenario: A removed picture is destroyed
      When Alice removes the picture of "Tea"
      Then Cloudinary keeps no pictures

    Scenario: Trying to remove and replace at once
      When Alice removes the picture of "Tea" while choosing "pot.png"
      Then Alice is told "Either choose a new picture or remove the old one, not both." about "Featured image"
      And "Tea" shows the picture "cup.jpg"
      And Cloudinary was not asked for anything
