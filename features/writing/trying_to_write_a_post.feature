Feature: Trying to write a post

  A post needs a title and a text. When one is missing, the form says which, and keeps the rest.

  Rule: A post has a title and a text

    Scenario: Trying to publish without a title
      When Alice publishes a new post ""
      Then Alice is told "This field is required." about "Title"
      And the list of posts is empty for Bob

    Scenario: Trying to publish without a text
      When Alice publishes a new post "Tea" that reads ""
      Then Alice is told "This field is required." about "Content"

    Scenario: Trying to empty a post that is published
      Given a published post "Tea" by Alice that reads "Green"
      When Alice changes "Tea" to read ""
      Then Alice is told "This field is required." about "Content"
      And Bob reads "Green" in "Tea"

    Scenario: Trying to publish under an invisible title
      When Alice publishes a new post with a title of zero-width spaces
      Then Alice is told "This field is required." about "Title"

  Rule: A refused form loses nothing

    Scenario: The text is still in the form
      When Alice publishes a new post "" that reads "Two spoons"
      Then the field "Content" still says "Two spoons"

    Scenario: A refused draft still offers to stay a draft
      Given a draft post "Moss" by Alice
      When Alice publishes "Moss" under the title ""
      Then the form offers "Save draft, Publish"

    Scenario: The summary leads to the field
      When Alice publishes a new post ""
      Then Alice is told "Please correct this first"
      And Alice sees a link "Title"

  Rule: A session that has ended costs no words

    Scenario: The log-in page says that nothing is lost
      When Alice fills in a new post "Tea"
      And Alice's session ends
      And Alice saves the open form as a draft
      Then Alice reads "What you wrote is kept"

    Scenario: The words are in the form again
      Given Alice has a password
      When Alice fills in a new post "Tea"
      And Alice's session ends
      And Alice saves the open form as a draft
      And Alice logs in where she is
      Then Alice is told "It is not saved yet."
      And the field "Title" still says "Tea"

    Scenario: The words outlive even their post
      Given Alice has a password
      And a published post "Tea" by Alice
      When Alice opens the form of "Tea"
      And Alice's session ends
      And Alice saves the open form with the text "My words"
      And Alice deletes "Tea" in another tab
      And Alice logs in where she is
      Then Alice is told "This post was deleted in the meantime"
      And the field "Content" still says "My words"

    Scenario: A picture has to be chosen again
      Given Alice has a password
      When Alice fills in a new post "Tea" with the picture "cup.jpg"
      And Alice's session ends
      And Alice saves the open form as a draft
      And Alice logs in where she is
      Then Alice is told "Please choose the picture again."

    Scenario: Nobody else sees the words
      Given Mina has a password
      When Alice fills in a new post "Tea"
      And Alice's session ends
      And Alice saves the open form as a draft
      And Mina logs in at Alice's computer
      Then the field "Title" says ""
