Feature: Moderating pictures

  Moderators replace a picture that must not be shown, or take it away. Whatever holds for authors
  holds for them: no words are lost, and nothing stays behind at Cloudinary.

  Rule: A moderator can change the picture of any post

    Scenario: A moderator replaces a picture
      Given a published post "Tea" by Alice with the picture "insult.jpg"
      When Vera, in the administration, gives "Tea" the picture "cup.png"
      Then "Tea" shows the picture "cup.png"
      And Cloudinary keeps only "cup.png"

    Scenario: A moderator removes a picture
      Given a published post "Tea" by Alice with the picture "insult.jpg"
      When Vera, in the administration, removes the picture of "Tea"
      Then "Tea" shows no picture
      And Cloudinary keeps no pictures

    Scenario: Correcting the text leaves the picture alone
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Vera, in the administration, changes "Tea" to read "Black"
      Then "Tea" shows the picture "cup.jpg"
      And Cloudinary was not asked for anything

    Scenario: A moderator sees the picture in question
      Given a published post "Tea" by Alice with the picture "insult.jpg"
      When Vera, in the administration, begins to edit "Tea"
      Then Vera sees the picture "insult.jpg"

  Rule: The administration refuses what authors are refused

    Scenario: A moderator chooses a damaged picture
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Vera, in the administration, gives "Tea" a file that is a JPEG cut in half
      Then Vera reads "The picture is damaged or incomplete."
      And "Tea" shows the picture "cup.jpg"
      And nothing was uploaded

  Rule: A moderator overwrites nobody's newer words

    Scenario: The author has changed the post in the meantime
      Given a published post "Tea" by Alice that reads "First text"
      When Vera, in the administration, begins to edit "Tea"
      And Alice changes "Tea" to read "Newer text"
      And Vera, in the administration, saves it with the picture "cup.jpg"
      Then Vera reads "This post was changed in the meantime."
      And Bob reads "Newer text" in "Tea"
      And nothing was uploaded

  Rule: An outage costs a moderator no words

    Scenario: A correction is saved without its picture
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And Cloudinary can't be reached
      When Vera, in the administration, gives "Tea" the picture "pot.png"
      Then Vera reads "Your text is saved, but the picture is not"
      And "Tea" shows the picture "cup.jpg"

    Scenario: A draft waits for its picture there too
      Given a draft post "Moss" by Alice
      And Cloudinary can't be reached
      When Vera, in the administration, publishes "Moss" with the picture "moss.jpg"
      Then Bob can't find "Moss"

    Scenario: The administration works without a Cloudinary account
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And the blog has no Cloudinary account
      When Vera, in the administration, changes "Tea" to read "Black"
      Then Bob reads "Black" in "Tea"
