Feature: Moderating pictures

  Moderators replace a picture that must not be shown, or take it away. Whatever holds for authors
  holds for them: no words are lost, and nothing stays behind at Cloudinary.

  Rule: A moderator can change the picture of any post

    Scenario: A moderator replaces a picture
      Given a published post "Tea" by Alice with the picture "insult.jpg"
      When Vera replaces the picture of "Tea" by "cup.png" in the administration
      Then "Tea" shows the picture "cup.png"
      And Cloudinary keeps only "cup.png"

    Scenario: A moderator removes a picture
      Given a published post "Tea" by Alice with the picture "insult.jpg"
      When Vera removes the picture of "Tea" in the administration
      Then "Tea" shows no picture
      And Cloudinary keeps no pictures

    Scenario: Correcting the text leaves the picture alone
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Vera changes "Tea" to read "Black" in the administration
      Then "Tea" shows the picture "cup.jpg"
      And Cloudinary was not asked for anything

    Scenario: A moderator sees the picture in question
      Given a published post "Tea" by Alice with the picture "insult.jpg"
      When Vera opens "Tea" in the administration
      Then Vera sees the picture "insult.jpg"

  Rule: The administration refuses what authors are refused

    Scenario: A moderator chooses a damaged picture
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Vera replaces the picture of "Tea" by a file that is a JPEG cut in half in the administration
      Then Vera reads "The picture is damaged or incomplete."
      And "Tea" shows the picture "cup.jpg"
      And nothing was uploaded

  Rule: A moderator overwrites nobody's newer words

    Scenario: The author has changed the post in the meantime
      Given a published post "Tea" by Alice that reads "First text"
      When Vera opens "Tea" in the administration
      And Alice changes "Tea" to read "Newer text"
      And Vera saves the open form with the picture "cup.jpg" in the administration
      Then Vera reads "This post was changed in the meantime."
      And Bob reads "Newer text" in "Tea"
      And nothing was uploaded

  Rule: An outage costs a moderator no words

    Scenario: A correction is saved without its picture
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And Cloudinary can't be reached
      When Vera replaces the picture of "Tea" by "pot.png" in the administration
      Then Vera reads "Your text is saved, but the picture is not"
      And "Tea" shows the picture "cup.jpg"

    Scenario: A draft waits for its picture there too
      Given a draft post "Moss" by Alice
      And Cloudinary can't be reached
      When Vera publishes "Moss" with the picture "moss.jpg" in the administration
      Then Bob can't find "Moss"

    Scenario: The administration works without a Cloudinary account
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And the blog has no Cloudinary account
      When Vera changes "Tea" to read "Black" in the administration
      Then Bob reads "Black" in "Tea"
