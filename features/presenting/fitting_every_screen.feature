# allow user-interface-words: nothing but the screen is what this feature is about
@browser
Feature: Fitting every screen

  Most readers hold a telephone. On a small one, 360 pixels wide, everything is there and only goes
  down: nobody has to scroll sideways to read a line.

  Rule: Authors' words never widen the page

    Scenario Outline: What can't be broken in a text
      Given a published post "Tea" by Alice that reads "<text>"
      When Bob opens "Tea" on a telephone
      Then nobody has to scroll sideways

      Examples:
        | text                                                                                |
        | Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichenverleihungsurkundenamt  |
        | https://example.com/a/very/long/address/that/somebody/copied/out/of/the/browser?a=1 |
        | `make_tea_from_green_leaves_in_water_of_eighty_degrees_for_two_minutes(is_stirred)` |

    Scenario: A wide table scrolls by itself
      Given a published post "Tea" by Alice with this text
        """
        | leaf        | where it grows | minutes | degrees | how often it can be used |
        | ----------- | -------------- | ------- | ------- | ------------------------ |
        | gunpowder   | Zhejiang       | 2       | 80      | three times              |
        """
      When Bob opens "Tea" on a telephone
      Then nobody has to scroll sideways

    Scenario: Wide code scrolls by itself
      Given a published post "Tea" by Alice with this text
        """
        ```
        make_tea(leaves="green", minutes=2, temperature_of_the_water=80, is_stirred=True)
        ```
        """
      When Bob opens "Tea" on a telephone
      Then nobody has to scroll sideways

    Scenario Outline: A title without spaces
      Given a draft post "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichen" by Alice
      When Alice opens <page> on a telephone
      Then nobody has to scroll sideways

      Examples:
        | page                                                                              |
        | her own posts                                                                     |
        | "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichen"                    |
        | the edit page of "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichen"   |
        | the delete page of "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichen" |

    Scenario: Two versions without spaces
      Given a published post "Tea" by Alice
      When Alice opens the edit page of "Tea" on a telephone
      And Alice, at another computer, changes "Tea" to read "Donaudampfschifffahrtsgesellschaftskapitaen"
      And Alice saves it with the text "Older text"
      Then nobody has to scroll sideways

  Rule: Every page fits a telephone

    Scenario Outline: Pages that everybody sees
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Bob opens <page> on a telephone
      Then nobody has to scroll sideways

      Examples:
        | page              |
        | the list of posts |
        | "Tea"             |
        | the sign-up page  |
        | the log-in page   |

    Scenario Outline: Pages that only authors see
      Given a published post "Tea" by Alice with the picture "cup.jpg"
      When Alice opens <page> on a telephone
      Then nobody has to scroll sideways

      Examples:
        | page                     |
        | her own posts            |
        | the page to write a post |
        | the edit page of "Tea"   |
        | the delete page of "Tea" |
