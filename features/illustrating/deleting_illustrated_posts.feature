Feature: Deleting illustrated posts

  A picture goes with its post, whichever way the post goes, and no earlier. The blog keeps its
  posts in a database; when that fails while a post is deleted, the post is there still, and so is
  its picture.

  Rule: The picture goes with the post

    Scenario: The author deletes the post
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice deletes "Tea"
      Then Cloudinary keeps no pictures

    Scenario: A moderator deletes an illustrated post
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Vera, in the administration, deletes "Tea"
      Then Cloudinary keeps no pictures

    Scenario: A moderator deletes several posts
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And a published post "Harbour" by Mina with the picture "ferry.jpg"
      When Vera, in the administration, deletes all posts
      Then Cloudinary keeps no pictures

    Scenario: A moderator removes an author
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Vera, in the administration, removes the account of Alice
      Then Cloudinary keeps no pictures

  Rule: The picture stays as long as a post shows it

    Scenario: Being asked destroys nothing
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice opens the delete page of "Tea"
      Then "Tea" shows the picture "cup.jpg"
      And Cloudinary keeps only "cup.jpg"

    Scenario: Deleting that fails keeps the picture
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And the database fails as soon as a post is deleted
      When Alice deletes "Tea"
      Then "Tea" shows the picture "cup.jpg"
      And Cloudinary keeps only "cup.jpg"

    Scenario: The picture of another post stays
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And a published post "Harbour" by Mina with the picture "ferry.jpg"
      When Alice deletes "Tea"
      Then "Harbour" shows the picture "ferry.jpg"
      And Cloudinary keeps only "ferry.jpg"

    Scenario: Another post shows the same picture
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And a published post "More tea" by Alice
      And "More tea" has the picture of "Tea"
      When Alice deletes "Tea"
      Then "More tea" shows the picture "cup.jpg"
      And Cloudinary keeps only "cup.jpg"

    Scenario: A shared picture goes with its last post
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And a published post "More tea" by Alice
      And "More tea" has the picture of "Tea"
      When Alice deletes "Tea"
      And Alice deletes "More tea"
      Then Cloudinary keeps no pictures
