Feature: Trying to illustrate a post

  Not every file is a picture that readers can be shown. The author is told what is wrong and what
  is allowed, before anything leaves for Cloudinary, and the text is still there. Some files are
  made to do harm: a small one that claims to be huge would fill the memory of whoever opens it.

  Rule: A picture is checked by what is in it

    Scenario Outline: Trying to use an unsuitable file
      When Alice publishes a new post "Tea" with <file>
      Then Alice is told "<reason>" about the featured image
      And Alice has "Tea" as the title
      And nothing was uploaded

      Examples:
        | file                                    | reason                                  |
        | a file that is a byte larger than 10 MB | Choose one of at most 10 MB.            |
        | a file that is a text named tea.jpg     | This is not a picture that we can show. |
        | a file that is an SVG drawing           | Choose a JPEG, PNG, WebP or GIF file.   |
        | a file that is a JPEG cut in half       | The picture is damaged or incomplete.   |
        | a file that is empty                    | The picture file is empty.              |
        | a picture of 41 megapixels              | Choose one of at most 40 megapixels.    |
        | a file that claims 4225 megapixels      | Choose one of at most 40 megapixels.    |

    Scenario Outline: The largest pictures are accepted
      When Alice publishes a new post "Tea" with <picture>
      Then Alice is told "“Tea” is published."

      Examples:
        | picture                    |
        | a picture of 10 MB         |
        | a picture of 40 megapixels |

    Scenario: Trying to exceed this blog's own limit
      Given the blog takes pictures of 2 MB at most
      When Alice publishes a new post "Tea" with a picture of 3 MB
      Then Alice is told "Choose one of at most 2 MB." about the featured image

    Scenario: A wrong file name does not matter
      When Alice publishes a new post "Tea" with the picture "cup.txt"
      Then "Tea" shows the picture "cup.txt"

  Rule: A refused file costs no words

    Scenario: A bad picture publishes nothing
      When Alice publishes a new post "Tea" with a file that is empty
      Then the list of posts shows no posts

    Scenario: A bad picture does not publish a draft
      Given a draft post "Moss" by Alice
      When Alice publishes "Moss" with a file that is empty
      Then Bob can't find "Moss"

    Scenario: The present picture stays
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice gives "Tea" a file that is a JPEG cut in half
      Then "Tea" shows the picture "cup.jpg"

  Rule: Nothing is uploaded for a post that is refused

    Scenario: Something else is wrong
      When Alice publishes a new post "" with the picture "cup.jpg"
      Then Alice is told "Please choose the picture again." about the featured image
      And nothing was uploaded

    Scenario: The text was changed in the meantime
      Given a published post "Tea" by Alice that reads "First text"
      When Alice begins to edit "Tea"
      And Alice, at another computer, changes "Tea" to read "Newer text"
      And Alice saves it with the picture "cup.jpg"
      Then Alice is told "Please choose the picture again." about the featured image
      And nothing was uploaded

    Scenario: The post was deleted in the meantime
      Given a published post "Tea" by Alice
      When Alice begins to edit "Tea"
      And Alice, at another computer, deletes "Tea"
      And Alice saves it with the picture "cup.jpg"
      Then Alice is told "Please choose the picture again." about the featured image
      And nothing was uploaded
