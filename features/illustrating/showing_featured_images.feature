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

    Scenario: A picture's address tells no file name
      When Alice publishes a new post "Tea" with the picture "grandmothers-cup.png"
      Then the name "grandmothers-cup" is nowhere in the address of the picture

  Rule: A post needs no picture

    Scenario: A post without a picture
      When Alice publishes a new post "Tea"
      Then "Tea" shows no picture
      And the list of posts shows no picture
      And nothing was uploaded
