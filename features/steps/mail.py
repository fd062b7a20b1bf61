from behave import then, when
from django.core import mail

from features.support.expectations import expect_equal
from features.support.mailbox import link_in_last_mail, mails_to
from features.support.people import browser_of


@when("{person:Person} follows the link in her mail")
def follow_the_link_in_the_mail(context, person):
    """Open the link in the newest mail to a person."""
    browser_of(context, person).visit(link_in_last_mail(person))


@then('{person:Person} is emailed "{subject:Text}"')
def is_emailed(context, person, subject):
    """Expect exactly one mail to a person, with that subject."""
    expect_equal([m.subject for m in mails_to(person)], [subject], f"{person.name}'s mail")


@then("nobody is emailed")
def nobody_is_emailed(context):
    """Expect that no mail was sent at all."""
    expect_equal([m.subject for m in mail.outbox], [], "all mail")
