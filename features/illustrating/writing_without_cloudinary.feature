Feature: Writing without Cloudinary

  A blog can be tried and used before anybody has made an account at Cloudinary.

  Rule: Everything but pictures works

    Scenario: The picture field says what is missing
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
      Then "Tea" shows no picture

    Scenario: The account is lost while an author writes
      When Alice fills in a new post "Tea" with the picture "cup.jpg"
      And the blog loses its Cloudinary account
      And Alice saves the open form as a draft
      Then Alice is told "Your text is saved, but the picture is not: pictures are not set up here."
      And Alice finds "Tea" among her drafts
