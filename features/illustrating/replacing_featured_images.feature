Feature: Replacing featured images

  Authors find a better picture later, or none at all. What is not shown any more does not stay
  behind at Cloudinary.

  Rule: A new picture takes the place of the old one

    Scenario: Author replaces the featured image
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice replaces the picture of "Tea" by "pot.png"
      Then "Tea" shows the picture "pot.png"

    Scenario: The old picture is destroyed
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice replaces the picture of "Tea" by "pot.png"
      Then Cloudinary keeps only "pot.png"

    Scenario: A draft gets its picture later
      Given a draft post "Moss" by Alice
      When Alice replaces the picture of "Moss" by "moss.jpg"
      Then Alice sees the picture "moss.jpg" in "Moss"

  Rule: Editing the text does not touch the picture

    Scenario: The picture stays when the text changes
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice changes "Tea" to read "Black"
      Then "Tea" shows the picture "cup.jpg"
      And Cloudinary was not asked for anything

    Scenario: The picture stays when the post is renamed
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice renames "Tea" to "Coffee"
      Then "Coffee" shows the picture "cup.jpg"

  Rule: The form shows what is there

    Scenario: The form shows the present picture
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice opens the form of "Tea"
      Then Alice sees the picture "cup.jpg"

    Scenario: Without a picture there is nothing to remove
      Given a published post "Tea" by Alice
      When Alice opens the form of "Tea"
      Then the form asks for "Title, Content, Featured image, Picture description"

    Scenario: The form says which pictures fit
      When Alice opens the page to write a post
      Then Alice reads "JPEG, PNG, WebP or GIF, at most 10 MB and 40 megapixels."

  Rule: A picture can be removed

    Scenario: The post is shown without it
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice removes the picture of "Tea"
      Then "Tea" shows no picture

    Scenario: A removed picture is destroyed
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice removes the picture of "Tea"
      Then Cloudinary keeps no pictures

    Scenario: Trying to remove a picture while replacing it
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice removes the picture of "Tea" while choosing "pot.png"
      Then Alice is told "Either choose a new picture or remove the old one, not both." about "Featured image"
      And "Tea" shows the picture "cup.jpg"
      And Cloudinary was not asked for anything
