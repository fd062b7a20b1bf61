# allow user-interface-words: which key does what is the promise
@browser
Feature: Using the keyboard

  Not everybody can use a mouse, and who writes has the hands on the keys. The Tab key goes from one
  thing to the next, Enter follows a link or sends a form.

  Rule: What every page repeats can be skipped

    Scenario: The keyboard begins with the way past
      Given a published post "Tea" by Alice
      When Bob opens the list of posts
      Then the Tab key leads on to "Skip to the content, Plainly, Log in, Sign up, Tea"

    Scenario: The way past leads to the main part
      Given a published post "Tea" by Alice
      When Bob opens the list of posts
      And Bob presses "Tab, Enter"
      Then the Tab key leads on to "Tea"

  Rule: A form is filled in from top to bottom

    Scenario: The form of a post is reached in order
      When Alice opens the page to write a post
      And Alice presses "Tab, Enter"
      Then the Tab key leads on to "Title, Content, Featured image, Picture description"
      And the Tab key leads on to "Save draft, Publish, Cancel"

    Scenario: Logging in takes no mouse
      Given Alice is logged out
      When Alice logs in without a mouse
      Then Alice is logged in

    Scenario: Enter in the title publishes nothing
      Given a draft post "Moss" by Alice
      When Alice begins to edit "Moss"
      And Alice presses Enter in "Title"
      Then Alice is told "The draft “Moss” is saved."
      And Bob can't find "Moss"

    Scenario: Enter in the title hides nothing
      Given a published post "Tea" by Alice
      When Alice begins to edit "Tea"
      And Alice presses Enter in "Title"
      Then Bob can read "Tea"

  Rule: A refused form begins with what is wrong

    Scenario: The first keys lead to the wrong field
      When Alice publishes a new post ""
      And Alice presses "Tab, Enter, T, e, a"
      Then Alice has "Tea" as the title

    Scenario: A conflict begins with the newer version
      Given a published post "Tea" by Alice
      When Alice begins to edit "Tea"
      And Alice, at another computer, changes "Tea" to read "Newer text"
      And Alice saves it with the text "Older text"
      Then the Tab key leads on to "newer version"

    Scenario: A refused log-in leads to its first field
      When Bob logs in with the password "guess-guess"
      Then the Tab key leads on to "Username, Password, Log in"
