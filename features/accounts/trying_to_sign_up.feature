Feature: Trying to sign up

  A refused form says what to change, keeps what was typed, and makes no account.

  Rule: A username belongs to one person

    Scenario Outline: Trying to sign up with a taken username
      Given the username "<taken>" is taken
      When Bob signs up as "<wanted>"
      Then Bob is told "A user with that username already exists." about "Username"
      And Bob is logged out

      Examples: In any case of letters
        | taken | wanted |
        | carol | carol  |
        | carol | Carol  |
        | émile | Émile  |

    Scenario: Trying to sign up without a username
      When Bob signs up as ""
      Then Bob is told "This field is required." about "Username"

  Rule: A password is hard to guess

    Scenario Outline: Trying to sign up with a weak password
      When Bob signs up with the password "<password>"
      Then Bob is told "<reason>" about "Password confirmation"
      And Bob can still sign up

      Examples:
        | password        | reason                                            |
        | k7#pq2w         | It must contain at least 8 characters.            |
        | password123     | This password is too common.                      |
        | 7204918365027   | This password is entirely numeric.                |
        | bob@example.org | The password is too similar to the email address. |

    Scenario: Trying to sign up with two different passwords
      When Bob mistypes the second password while signing up
      Then Bob is told "The two password fields didn’t match." about "Password confirmation"
      And Bob can still sign up

  Rule: A refused form keeps what was typed

    Scenario: The username is still there
      When Bob mistypes the second password while signing up
      Then the field "Username" still says "bob"

    Scenario: Trying to sign up with half an e-mail address
      When Bob signs up with the e-mail address "bob@"
      Then Bob is told "Enter a valid email address." about "E-mail address (optional)"
      And the field "E-mail address (optional)" still says "bob@"
