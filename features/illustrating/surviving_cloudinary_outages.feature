Feature: Surviving Cloudinary outages

  Text first, picture second: whatever becomes of the picture, the text is saved, and the author
  reads in plain words what to do. Nobody ever reads the secrets that open the blog's account there.

  Rule: An author's text does not depend on Cloudinary

    Scenario Outline: The text is saved without its picture
      Given Cloudinary <trouble>
      When Alice saves a new draft "Tea" with the picture "cup.jpg"
      Then Alice is told "Your text is saved, but the picture is not: <reason>."
      And Alice sees no secret
      And Alice has the draft post "Tea"

      Examples:
        | trouble                     | reason                                                      |
        | can't be reached            | the picture service is not available at the moment          |
        | takes too long              | the picture service is not available at the moment          |
        | has an internal error       | the picture service is not available at the moment          |
        | answers with a web page     | the picture service is not available at the moment          |
        | answers nothing             | the picture service is not available at the moment          |
        | asks to come back later     | the picture service is not available at the moment          |
        | answers nonsense            | the picture service is not available at the moment          |
        | does not accept our account | the picture service is not available at the moment          |
        | refuses the picture         | Cloudinary does not accept this picture: Invalid image file |

    Scenario: A picture that is only promised does not count
      Given Cloudinary only promises to store the picture
      When Alice saves a new draft "Tea" with the picture "cup.jpg"
      Then Alice is told "Your text is saved, but the picture is not"
      And Cloudinary keeps no pictures

    Scenario: A short answer is enough
      Given Cloudinary answers with the name of the picture alone
      When Alice publishes a new post "Tea" with the picture "cup.jpg"
      Then "Tea" shows the picture "cup.jpg"

    Scenario: A slow Cloudinary does not hold authors up
      Given Cloudinary takes too long
      When Alice saves a new draft "Tea" with the picture "cup.jpg"
      Then the blog had to wait 20 seconds for Cloudinary at most

    Scenario Outline: An outage leaves the present picture in place
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And Cloudinary <trouble>
      When Alice gives "Tea" the picture "pot.png"
      Then "Tea" shows the picture "cup.jpg"
      And Alice sees no secret

      Examples:
        | trouble                     |
        | can't be reached            |
        | takes too long              |
        | has an internal error       |
        | answers with a web page     |
        | answers nothing             |
        | answers nonsense            |
        | asks to come back later     |
        | does not accept our account |
        | refuses the picture         |

    Scenario: A post is deleted during an outage
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And Cloudinary can't be reached
      When Alice deletes "Tea"
      Then Bob can't find "Tea"

    Scenario: The database fails after the upload
      Given the database fails as soon as a picture is uploaded
      When Alice publishes a new post "Tea" with the picture "cup.jpg"
      Then Alice has the draft post "Tea"
      And Cloudinary keeps no pictures

  Rule: What was left behind is destroyed later

    Scenario: A deleted post's picture is swept
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And Cloudinary can't be reached
      When Alice deletes "Tea"
      And Cloudinary is back
      And the pictures are swept
      Then Cloudinary keeps no pictures

    Scenario: A replaced picture is swept
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And Cloudinary destroys nothing
      When Alice gives "Tea" the picture "pot.png"
      And Cloudinary is back
      And the pictures are swept
      Then Cloudinary keeps only "pot.png"

    Scenario: A removed picture is swept
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And Cloudinary can't be reached
      When Alice removes the picture of "Tea"
      And Cloudinary is back
      And the pictures are swept
      Then "Tea" shows no picture
      And Cloudinary keeps no pictures

    Scenario: A picture whose answer was lost is swept
      Given it is 4 May 2026
      And Cloudinary stores the picture but its answer is lost
      When Alice saves a new draft "Tea" with the picture "cup.jpg"
      And Cloudinary is back
      And it is 5 May 2026
      And the pictures are swept
      Then Cloudinary keeps no pictures

    Scenario: A sweep during an outage gives nothing up
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And Cloudinary can't be reached
      When Alice deletes "Tea"
      And the pictures are swept
      And Cloudinary is back
      And the pictures are swept
      Then Cloudinary keeps no pictures

    Scenario: A sweep leaves alone what is shown
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And a published post "More tea" by Alice
      And "More tea" has the picture of "Tea"
      And Cloudinary can't be reached
      When Alice deletes "Tea"
      And Cloudinary is back
      And the pictures are swept
      Then "More tea" shows the picture "cup.jpg"

  Rule: A post is published complete

    Scenario: A new post waits for its picture
      Given Cloudinary can't be reached
      When Alice publishes a new post "Tea" with the picture "cup.jpg"
      Then Alice is told "Try the picture again, or publish without a picture: the post is a draft until then."
      And Bob can't find "Tea"

    Scenario: A draft is not published without its picture
      Given a draft post "Moss" by Alice
      And Cloudinary can't be reached
      When Alice publishes "Moss" with the picture "moss.jpg"
      Then Bob can't find "Moss"

    Scenario: Trying again completes the post
      Given Cloudinary can't be reached
      When Alice publishes a new post "Tea" with the picture "cup.jpg"
      And Cloudinary is back
      And Alice publishes "Tea" with the picture "cup.jpg"
      Then Bob can read "Tea"
      And "Tea" shows the picture "cup.jpg"

    Scenario: Another picture is asked for after a refusal
      Given a published post "Tea" by Alice
      And Cloudinary refuses the picture
      When Alice gives "Tea" the picture "pot.png"
      Then Alice is told "Choose another picture."

    Scenario: A published post stays published
      Given a published post "Tea" by Alice
      And Cloudinary can't be reached
      When Alice gives "Tea" the picture "pot.png"
      Then Alice is told "Try the picture again."
      And Bob can read "Tea"
