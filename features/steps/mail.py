from behave import then, when
from django.core import mail

from features.support.expectations import expect_equal
from features.support.mailbox import last_mail, link_in_last_mail, mails_to
from features.support.people import browser_of


@when("{person:Person} goes where the mail leads")
def go_where_the_mail_leads(context, person):
    """Open the address in the newest mail to a person."""
    browser_of(context, person).visit(link_in_last_mail(person))


@then('{person:Person} is emailed "{subject:Text}"')
def is_emailed(context, person, subject):
    """Expect exactly one mail to a person, with that subject."""
    expect_equal([m.subject for m in mails_to(person)], [subject], f"{person.name}'s mail")


@then('the mail to {person:Person} reads "{text:Text}"')
def mail_reads(context, person, text):
    """Expect that the newest mail to a person says a text."""
    body = last_mail(person).body
    assert text in body, f'expected a mail that reads "{text}", but it says:\n{body}'


@then("nobody is emailed")
def nobody_is_emailed(context):
    """Expect that no mail was sent at all."""
    expect_equal([m.subject for m in mail.outbox], [], "all mail")
