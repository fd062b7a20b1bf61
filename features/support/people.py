"""The people of the specification. Each has a fixed role and a browser of their own."""

from dataclasses import dataclass, replace

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session

from features.support.factories import UserFactory

PASSWORD = "kettle-on-the-hob"


@dataclass(frozen=True)
class Person:
    """Somebody whom the feature files name, and where: at which computer, in which part."""

    name: str
    has_account: bool = True
    is_moderator: bool = False
    last_name: str = ""
    is_elsewhere: bool = False
    is_in_administration: bool = False

    @property
    def username(self) -> str:
        return self.name.lower()

    @property
    def email(self) -> str:
        return f"{self.username}@example.com"


PEOPLE = {
    person.name: person
    for person in (
        Person("Alice", last_name="Archer"),
        Person("Mina", last_name="Okafor"),
        Person("Bob", has_account=False),
        Person("Vera", last_name="Novak", is_moderator=True),
    )
}
READER = PEOPLE["Bob"]


def elsewhere(person: Person) -> Person:
    """Return the same person at another computer."""
    return replace(person, is_elsewhere=True)


# Where people are may be said in any phrase.
PEOPLE_AND_PLACES = {
    **PEOPLE,
    **{
        f"{name}, in the administration,": replace(person, is_in_administration=True)
        for name, person in PEOPLE.items()
        if person.is_moderator
    },
    **{f"{name}, at another computer,": elsewhere(person) for name, person in PEOPLE.items()},
}


def user_of(person: Person) -> User:
    """Return a person's account, made when a scenario first needs it."""
    try:
        return User.objects.get(username=person.username)
    except User.DoesNotExist:
        return UserFactory(
            username=person.username,
            password=make_password(PASSWORD),
            email=person.email,
            first_name=person.name,
            last_name=person.last_name,
            is_staff=person.is_moderator,
            is_superuser=person.is_moderator,
        )


def browser_of(context, person: Person):
    """Return a person's browser; members are logged in when a scenario first meets them.

    It becomes `context.browser`: the one that later steps look at, and that a failure reports.
    """
    computer = _computer_of(person)
    if computer not in context.browsers:
        context.browsers[computer] = _new_browser(context, person)
    context.browser = context.browsers[computer]
    return context.browser


def change_browser(context, person: Person, **options) -> None:
    """Give a person another browser; the options are those of the driver."""
    context.browsers[_computer_of(person)] = _new_browser(context, person, **options)


def share_computer(context, person: Person, owner: Person) -> None:
    """Let a person go on with somebody else's browser, as that one has left it."""
    if person.has_account:
        user_of(person)
    context.browsers[_computer_of(person)] = browser_of(context, owner)


def _computer_of(person):
    return person.name, person.is_elsewhere


def _new_browser(context, person, **options):
    browser = context.open_browser(**options)
    if person.has_account:
        browser.sign_in(user_of(person))
    return browser


def log_out(context, person: Person) -> None:
    """Let a scenario meet a person logged out, but with an account to log in to."""
    user_of(person)
    context.browsers[_computer_of(person)] = context.open_browser()


def leave_out(person: Person, fields) -> None:
    """Leave something out of what a person has told the blog."""
    user = user_of(person)
    for field in fields:
        setattr(user, field, "")
    user.save()


def take_rights_away(person: Person) -> None:
    """Leave a moderator nothing but the way into the administration."""
    user = user_of(person)
    user.is_superuser = False
    user.save()


def end_sessions(person: Person) -> None:
    """Let the blog forget that a person is logged in, in every browser."""
    key = str(user_of(person).pk)
    for session in Session.objects.all():
        if session.get_decoded().get(SESSION_KEY) == key:
            session.delete()
