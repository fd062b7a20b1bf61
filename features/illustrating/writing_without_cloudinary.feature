Feature: Writing without Cloudinary

  A blog can be tried and used before anybody has made an account at Cloudinary. Who wants to show a
  picture is told what is missing, and loses nothing by it.

  Rule: Everything but pictures works

    Scenario: The author is told what is missing
      Given the blog has no Cloudinary account
      When Alice opens the page to write a post
      Then Alice reads "Pictures are not set up here"
      And Alice can't choose a picture

    Scenario: A post is written all the same
      Given the blog has no Cloudinary account
      When Alice publishes a new post "Tea"
      Then Bob can read "Tea"

    Scenario: A picture from better times breaks nothing
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And the blog has no Cloudinary account
      When Bob opens "Tea"
      Then Bob sees no picture

    Scenario: A picture from better times can be removed
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And the blog has no Cloudinary account
      When Alice removes the picture of "Tea"
      Then Alice is told "Your changes to “Tea” are saved."

    Scenario: A post from better times can be deleted
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And the blog has no Cloudinary account
      When Alice deletes "Tea"
      Then Bob can't find "Tea"

    Scenario: The account is lost while an author writes
      When Alice begins a new post "Tea"
      And Alice gives it the picture "cup.jpg"
      And the blog loses its Cloudinary account
      And Alice saves it
      Then Alice is told "Your text is saved, but the picture is not: pictures are not set up here."
      And Alice has the draft post "Tea"
