"""The people of the specification. Each has a fixed role and a browser of their own."""

from dataclasses import dataclass

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session

from features.support.factories import UserFactory

PASSWORD = "kettle-on-the-hob"


@dataclass(frozen=True)
class Person:
    """Somebody whom the feature files name."""

    name: str
    has_account: bool = True
    is_moderator: bool = False
    last_name: str = ""

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


def user_of(person: Person) -> User:
    """Return a person's account, made when a scenario first needs it."""
    try:
        return User.objects.get(username=person.username)
    except User.DoesNotExist:
        return UserFactory(
            username=person.username,
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
    if person.name not in context.browsers:
        context.browsers[person.name] = another_tab(context, person)
    context.browser = context.browsers[person.name]
    return context.browser


def another_tab(context, person: Person, **options):
    """Return a new tab for a person, beside the one that is open.

    The options are those of the driver.
    """
    browser = context.open_browser(**options)
    if person.has_account:
        browser.sign_in(user_of(person))
    return browser


def change_browser(context, person: Person, **options):
    """Give a person another browser, one with these options, and return it."""
    context.browsers[person.name] = another_tab(context, person, **options)
    return browser_of(context, person)


def log_out_everywhere(context, person: Person) -> None:
    """Let a scenario meet a person logged out, with an account and a password to log in."""
    set_password(person)
    context.browsers[person.name] = context.open_browser()


def set_password(person: Person) -> None:
    """Give a person's account the password that they type."""
    user = user_of(person)
    user.set_password(PASSWORD)
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
