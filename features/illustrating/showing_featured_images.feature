Feature: Showing featured images

  A picture makes a post easier to find again, on the list as on its page. A post without one looks
  complete too.

  Rule: A post shows its picture wherever it appears

    Scenario Outline: All usual kinds of pictures are shown
      When Alice publishes a new post "Tea" with the picture "<picture>"
      Then "Tea" shows the picture "<picture>"
      And the list of posts shows the picture "<picture>"
      And "<picture>" was uploaded once

      Examples:
        | picture  |
        | cup.jpg  |
        | cup.png  |
        | cup.webp |
        | cup.gif  |

    Scenario: Every post on the list has its own picture
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      And a published post "Harbour" by Mina with the picture "ferry.jpg"
      And a published post "Moss" by Alice
      When Bob opens the list of posts
      Then Bob sees the picture "cup.jpg" under "Tea"
      And Bob sees the picture "ferry.jpg" under "Harbour"
      And Bob sees no picture under "Moss"

    Scenario: A post published again has its picture
      Given a draft post "Tea" by Alice that was first published on 4 May 2026
      And "Tea" has the picture "cup.jpg"
      When Alice publishes "Tea"
      Then the list of posts shows the picture "cup.jpg"

    Scenario Outline: Odd file names do no harm
      When Alice publishes a new post "Tea" with the picture "<file name>"
      Then "Tea" shows the picture "<file name>"

      Examples:
        | file name              |
        | żółta filiżanka 茶.jpg |
        | cup & saucer?#1.png    |
        | cup.of.tea.gif         |
        | no ending              |

    Scenario: A path for a name is only a name
      When Alice publishes a new post "Tea" with the picture "../../etc/cup.jpg"
      Then "Tea" shows the picture "cup.jpg"

  Rule: A picture is quick to load on every screen

    Scenario: Every screen gets a picture of its size
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Bob opens "Tea"
      Then the picture comes in widths of 480, 800 and 1280 pixels
      And the picture comes in the format and quality that suit the browser

    Scenario: The page does not jump while a picture loads
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Bob opens the list of posts
      Then the picture has its room before it is loaded

    Scenario: Pictures further down wait until they are needed
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Bob opens the list of posts
      Then the picture is loaded only when it is about to be seen

  Rule: A picture tells no more than it shows

    Scenario: A picture's address tells no file name
      When Alice publishes a new post "Tea" with the picture "grandmothers-cup.png"
      Then the name "grandmothers-cup" is nowhere in the address of the picture

    Scenario Outline: The place of a photo stays private
      When Alice publishes a new post "Tea" with the photo "<photo>" taken at 52.2297 N, 21.0122 E
      Then nobody learns from "<photo>" where it was taken

      Examples:
        | photo    |
        | cup.jpg  |
        | cup.png  |
        | cup.webp |

    Scenario: A photo stays upright
      When Alice publishes a new post "Tea" with the photo "cup.jpg" taken sideways
      Then "cup.jpg" is still shown upright

  Rule: A post needs no picture

    Scenario: A post without a picture
      When Alice publishes a new post "Tea"
      Then "Tea" shows no picture
      And the list of posts shows no picture
      And nothing was uploaded
