Feature: Trying to sign up

  Whoever is turned away at the door does not knock twice. So a refusal says what to change and
  keeps what was written, and it makes no account.

  Rule: A username belongs to one person

    Scenario Outline: Trying to sign up with a taken username
      Given the username "<taken>" is taken
      When Bob signs up with the username "<wanted>"
      Then Bob is told "A user with that username already exists." about the username
      And Bob is logged out

      Examples: In any case of letters
        | taken | wanted |
        | carol | carol  |
        | carol | Carol  |
        | émile | Émile  |

    Scenario: Trying to sign up without a username
      When Bob signs up with the username ""
      Then Bob is told "This field is required." about the username

    Scenario: Trying to sign up under a name with spaces
      When Bob signs up with the username "bob the reader"
      Then Bob is told "Enter a valid username." about the username

  Rule: A password is hard to guess

    Scenario Outline: Trying to sign up with a weak password
      When Bob signs up with the password "<password>"
      Then Bob is told "<reason>" about the second password
      And Bob can still sign up

      Examples:
        | password        | reason                                            |
        | k7#pq2w         | It must contain at least 8 characters.            |
        | password123     | This password is too common.                      |
        | 7204918365027   | This password is entirely numeric.                |
        | bob@example.org | The password is too similar to the email address. |

    Scenario: Eight letters are enough for a password
      When Bob signs up with the password "k7#pq2wz"
      Then Bob is logged in

    Scenario: Trying to sign up with two different passwords
      When Bob signs up with the second password "kettle-on-the-hop"
      Then Bob is told "The two password fields didn’t match." about the second password
      And Bob can still sign up

  Rule: A refusal keeps what was written

    Scenario: The username is still there
      When Bob signs up with the second password "kettle-on-the-hop"
      Then Bob has "bob" as the username

    Scenario: Trying to sign up with half an e-mail address
      When Bob signs up with the e-mail address "bob@"
      Then Bob is told "Enter a valid email address." about the e-mail address
      And Bob has "bob@" as the e-mail address
