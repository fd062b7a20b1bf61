Feature: Trying to write a post

  A post needs a title and a text. When one is missing, the author is told which, and keeps the
  rest: words that were written once are never written again.

  Rule: A post has a title and a text

    Scenario: Trying to publish without a title
      When Alice publishes a new post ""
      Then Alice is told "This field is required." about the title
      And the list of posts shows no posts

    Scenario: Trying to publish without a text
      When Alice publishes a new post "Tea" that reads ""
      Then Alice is told "This field is required." about the text

    Scenario: Trying to empty a post that is published
      Given a published post "Tea" by Alice that reads "Green"
      When Alice changes "Tea" to read ""
      Then Alice is told "This field is required." about the text
      And Bob reads "Green" in "Tea"

    Scenario: Trying to publish under an invisible title
      When Alice begins a new post "Tea"
      And Alice gives it a title of 3 invisible letters
      And Alice publishes it
      Then Alice is told "This field is required." about the title

    Scenario: Trying to publish an invisible text
      When Alice begins a new post "Tea"
      And Alice gives it a text of 3 invisible letters
      And Alice publishes it
      Then Alice is told "This field is required." about the text

    Scenario: The longest text is accepted
      When Alice begins a new post "Tea"
      And Alice gives it a text of 50000 letters
      And Alice publishes it
      Then Alice is told "“Tea” is published."

  Rule: A refusal loses nothing

    Scenario: The text is still there
      When Alice publishes a new post "" that reads "Two spoons"
      Then Alice has "Two spoons" as the text

    Scenario: A refused draft still offers to stay a draft
      Given a draft post "Moss" by Alice
      When Alice begins to edit "Moss"
      And Alice gives it the title ""
      And Alice publishes it
      Then Alice is offered "Save draft"
      And Alice is offered "Publish"
      But Alice is not offered "Take back to drafts"

    Scenario: The refusal leads to what is missing
      When Alice publishes a new post ""
      Then Alice is told "Please correct this first"
      And Alice is offered "Title"

  Rule: A log-in that has run out costs no words

    Scenario: The log-in page says that nothing is lost
      When Alice begins a new post "Tea"
      And Alice's log-in runs out
      And Alice saves it
      Then Alice reads "What you wrote is kept"

    Scenario: Nothing is published without its author
      When Alice begins a new post "Tea"
      And Alice's log-in runs out
      And Alice publishes it
      And Alice logs in to go on
      Then the list of posts shows no posts

    Scenario: The words are there again
      When Alice begins a new post "Tea"
      And Alice's log-in runs out
      And Alice saves it
      And Alice logs in to go on
      Then Alice is told "It is not saved yet."
      And Alice has "Tea" as the title

    Scenario: The words outlive even their post
      Given a published post "Tea" by Alice
      When Alice begins to edit "Tea"
      And Alice's log-in runs out
      And Alice saves it with the text "My words"
      And Alice, at another computer, deletes "Tea"
      And Alice logs in to go on
      Then Alice is told "This post was deleted in the meantime"
      And Alice has "My words" as the text

    Scenario: A picture has to be chosen again
      When Alice begins a new post "Tea"
      And Alice gives it the picture "cup.jpg"
      And Alice's log-in runs out
      And Alice saves it
      And Alice logs in to go on
      Then Alice is told "Please choose the picture again."

    Scenario: Nobody else sees the words
      When Alice begins a new post "Tea"
      And Alice's log-in runs out
      And Alice saves it
      And Mina sits down at Alice's computer
      And Mina logs in to go on
      Then Mina has "" as the title
