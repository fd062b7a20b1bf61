Feature: Trying to illustrate a post

  Not every file is a picture that readers can be shown. The author is told what is wrong and what
  is allowed, before anything leaves for Cloudinary, and the text is still there.

  Rule: A picture is checked by what is in it

    Scenario Outline: Trying to use an unsuitable file
      When Alice publishes a new post "Tea" with a file that is <fault>
      Then Alice is told "<reason>" about "Featured image"
      And the field "Title" still says "Tea"
      And nothing was uploaded

      Examples:
        | fault                | reason                                                |
        | larger than 10 MB    | Choose one of at most 10 MB.                          |
        | a text named tea.jpg | This is not a picture that we can show.               |
        | an SVG drawing       | Choose a JPEG, PNG, WebP or GIF file.                 |
        | a JPEG cut in half   | The picture is damaged or incomplete.                 |
        | empty                | The picture file is empty.                            |
        | of 41 megapixels     | Choose one of at most 40 megapixels.                  |
        | a pixel bomb         | Choose one of at most 40 megapixels.                  |

    Scenario: A wrong file name does not matter
      When Alice publishes a new post "Tea" with the picture "cup.txt"
      Then "Tea" shows the picture "cup.txt"

  Rule: A refused file costs no words

    Scenario: A bad picture publishes nothing
      When Alice publishes a new post "Tea" with a file that is empty
      Then the list of posts is empty for Bob

    Scenario: The present picture stays
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice replaces the picture of "Tea" by a file that is a JPEG cut in half
      Then "Tea" shows the picture "cup.jpg"

  Rule: Nothing is uploaded for a form that is refused

    Scenario: Another field is wrong
      When Alice publishes a new post "" with the picture "cup.jpg"
      Then Alice is told "Please choose the picture again." about "Featured image"
      And nothing was uploaded

    Scenario: The text was changed in the meantime
      Given a published post "Tea" by Alice that reads "First text"
      When Alice opens the form of "Tea"
      And Alice changes "Tea" to read "Newer text" in another tab
      And Alice saves the open form with the picture "cup.jpg"
      Then Alice is told "Please choose the picture again." about "Featured image"
      And nothing was uploaded

    Scenario: The post was deleted in the meantime
      Given a published post "Tea" by Alice
      When Alice opens the form of "Tea"
      And Alice deletes "Tea" in another tab
      And Alice saves the open form with the picture "cup.jpg"
      Then Alice is told "Please choose the picture again." about "Featured image"
      And nothing was uploaded
