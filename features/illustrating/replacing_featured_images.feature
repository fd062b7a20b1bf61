Feature: Replacing featured images

  Authors find a better picture later, or none at all. What is not shown any more does not stay
  behind at Cloudinary, whatever goes wrong in between.

  Rule: A new picture takes the place of the old one

    Scenario: Author replaces the featured image
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice gives "Tea" the picture "pot.png"
      Then "Tea" shows the picture "pot.png"

    Scenario: The old picture is destroyed
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice gives "Tea" the picture "pot.png"
      Then Cloudinary keeps only "pot.png"

    Scenario: A picture that cannot be saved replaces nothing
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And the database fails as soon as a picture is uploaded
      When Alice gives "Tea" the picture "pot.png"
      Then "Tea" shows the picture "cup.jpg"
      And Cloudinary keeps only "cup.jpg"

    Scenario: A draft gets its picture later
      Given a draft post "Moss" by Alice
      When Alice gives "Moss" the picture "moss.jpg"
      Then Alice sees the picture "moss.jpg"

  Rule: Only one picture stays, however often it is sent

    Scenario: A new picture is saved twice
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice begins to edit "Tea"
      And Alice gives it the picture "pot.png"
      And Alice saves it twice at once
      Then "Tea" shows the picture "pot.png"
      And Cloudinary keeps only "pot.png"

    Scenario: A new post is published twice
      When Alice begins a new post "Tea"
      And Alice gives it the picture "cup.jpg"
      And Alice publishes it twice at once
      Then the list of posts shows 1 post
      And "Tea" shows the picture "cup.jpg"
      And Cloudinary keeps only "cup.jpg"

    Scenario: Two new pictures arrive at the same time
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice gives "Tea" the picture "pot.png", overtaken by the picture "jug.gif"
      Then "Tea" shows the picture "pot.png"
      And Cloudinary keeps only "pot.png"

  Rule: The picture belongs to the author of the post

    Scenario: Another author can't get at the picture
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Mina opens the edit page of "Tea"
      Then Mina is told that the page does not exist

    Scenario: Somebody else at the same computer replaces nothing
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice begins to edit "Tea"
      And Mina sits down at Alice's computer
      And Mina logs in while the page stays open
      And Mina saves it with the picture "pot.png"
      Then "Tea" shows the picture "cup.jpg"
      And Cloudinary was not asked for anything

    Scenario: Somebody else at the same computer removes nothing
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice begins to edit "Tea"
      And Mina sits down at Alice's computer
      And Mina logs in while the page stays open
      And Mina takes its picture away
      And Mina saves it
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

  Rule: Editing begins with what is there

    Scenario: The author sees the present picture
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice begins to edit "Tea"
      Then Alice sees the picture "cup.jpg"
      And Alice can remove a picture

    Scenario: Without a picture there is nothing to remove
      Given a published post "Tea" by Alice
      When Alice begins to edit "Tea"
      Then Alice can't remove a picture

    Scenario: The author is told which pictures fit
      When Alice opens the page to write a post
      Then Alice reads "JPEG, PNG, WebP or GIF, at most 10 MB and 40 megapixels."

    Scenario Outline: The author is told this blog's own limit
      Given the blog takes pictures of <limit> at most
      When Alice opens the page to write a post
      Then Alice reads "<limit>"

      Examples:
        | limit        |
        | 2 MB         |
        | 3 megapixels |

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
      When Alice begins to edit "Tea"
      And Alice takes its picture away
      And Alice saves it with the picture "pot.png"
      Then Alice is told "Either choose a new picture or remove the old one, not both." about the featured image
      And "Tea" shows the picture "cup.jpg"
      And Cloudinary was not asked for anything
