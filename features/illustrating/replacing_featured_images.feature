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

    Scenario: A picture that cannot be saved replaces nothing
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice replaces the picture of "Tea" by "pot.png" while the database fails
      Then "Tea" shows the picture "cup.jpg"
      And Cloudinary keeps only "cup.jpg"

    Scenario: A draft gets its picture later
      Given a draft post "Moss" by Alice
      When Alice replaces the picture of "Moss" by "moss.jpg"
      Then Alice sees the picture "moss.jpg" in "Moss"

  Rule: Only one picture stays, however often it is sent

    Scenario: The same form is sent twice
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice replaces the picture of "Tea" by "pot.png", sending it twice
      Then "Tea" shows the picture "pot.png"
      And Cloudinary keeps only "pot.png"

    Scenario: A new post is sent twice
      When Alice publishes a new post "Tea" with the picture "cup.jpg", sending it twice
      Then the list of posts shows "Tea" once
      And "Tea" shows the picture "cup.jpg"
      And Cloudinary keeps only "cup.jpg"

    Scenario: Two new pictures arrive at the same time
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice replaces the picture of "Tea" by "pot.png" while "jug.gif" arrives in another tab
      Then "Tea" shows the picture "pot.png"
      And Cloudinary keeps only "pot.png"

  Rule: The picture belongs to the author of the post

    Scenario: Another author can't get at the picture
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Mina opens the form of "Tea"
      Then Mina reads "This page does not exist"

    Scenario: Somebody else at the same computer replaces nothing
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice opens the form of "Tea"
      And Mina logs in at Alice's browser
      And Alice's browser sends the form with the picture "pot.png"
      Then "Tea" shows the picture "cup.jpg"
      And Cloudinary was not asked for anything

    Scenario: Somebody else at the same computer removes nothing
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice opens the form of "Tea"
      And Mina logs in at Alice's browser
      And Alice's browser sends the form without the picture
      Then "Tea" shows the picture "cup.jpg"
      And Cloudinary was not asked for anything

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
      Then Alice can't remove a picture

    Scenario: The form says which pictures fit
      When Alice opens the page to write a post
      Then Alice reads "JPEG, PNG, WebP or GIF, at most 10 MB and 40 megapixels."

    Scenario: The form knows this blog's own limit
      Given the blog takes pictures of 2 MB at most
      When Alice opens the page to write a post
      Then Alice reads "at most 2 MB"

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
