import re

from django.core import mail


def mails_to(person):
    """Return all mails that a person has got, the oldest first."""
    return [message for message in mail.outbox if person.email in message.to]


def last_mail(person):
    """Return the newest mail to a person."""
    mails = mails_to(person)
    assert mails, f"{person.name} has got no mail; did you forget a step?"
    return mails[-1]


def link_in_last_mail(person) -> str:
    """Return the path of the only link in the newest mail to a person."""
    (path,) = re.findall(r"https?://[^/\s]+(/\S*)", last_mail(person).body)
    return path
