"""What may stand in the gaps of the phrases. Converters never query: behave runs them early.

The phrase dictionary tells their `description` and their `values`.
"""

import re
from calendar import month_name
from datetime import date, datetime

from behave import register_type
from parse import with_pattern

from blog.models import Post
from features.support.choosing import to_picture
from features.support.cloudinary import Trouble
from features.support.faults import BREAKDOWNS
from features.support.lengths import Length
from features.support.pages import ADDRESSES, Page
from features.support.people import PEOPLE_AND_PLACES

# Where people write, and read what is wrong with it: the label on the page.
WRITING = {
    "title": "Title",
    "text": "Content",
    "picture description": "Picture description",
}
CREDENTIALS = {
    "username": "Username",
    "e-mail address": "E-mail address (optional)",
    "password": "Password",
    "second password": "Password confirmation",
}
PARTS = {**WRITING, "featured image": "Featured image", **CREDENTIALS}
DETAILS = {"name": ("first_name", "last_name"), "e-mail address": ("email",)}
UNITS = {"MB": "PICTURE_MAX_MEGABYTES", "megapixels": "PICTURE_MAX_MEGAPIXELS"}


def one_of(values, description):
    """Return a converter from a name to its value in `values`."""

    @with_pattern("|".join(map(_escaped, sorted(values, key=len, reverse=True))))
    def convert(name):
        return values[name]

    convert.description = description
    convert.values = tuple(values)
    return convert


def _escaped(name):
    """Take a name for what it is; editors do not understand escaped spaces."""
    return re.escape(name).replace(r"\ ", " ")


@with_pattern(r'[^"]*')
def to_text(text):
    """Take a text between quotes, an empty one too."""
    return text


to_text.description = "any text but quotation marks, also none"


@with_pattern(rf"\d{{1,2}} (?:{'|'.join(month_name[1:])}) \d{{4}}")
def to_date(text) -> date:
    """Read a date like 4 May 2026."""
    return datetime.strptime(text, "%d %B %Y").date()


to_date.description = "a date such as 4 May 2026"
to_date.values = ("4 May 2026",)


@with_pattern(r"no posts|1 post|\d+ posts")
def to_posts(text) -> int:
    """Read a number of posts."""
    number = text.split()[0]
    return 0 if number == "no" else int(number)


to_posts.description = "a number of posts"
to_posts.values = ("no posts", "1 post", "10 posts")


@with_pattern(r"1 second|\d+ seconds")
def to_seconds(text) -> int:
    """Read a number of seconds."""
    return int(text.split()[0])


to_seconds.description = "a number of seconds"
to_seconds.values = ("1 second", "20 seconds")


@with_pattern(r"\d+(?:, \d+)* and \d+")
def to_numbers(text) -> list[int]:
    """Read a list of numbers."""
    return [int(number) for number in re.findall(r"\d+", text)]


to_numbers.description = "two whole numbers or more"
to_numbers.values = ("480, 800 and 1280",)


@with_pattern(r"\w+")
def to_page_number(text) -> str:
    """Take what somebody writes in the place of the number of a page."""
    return text


to_page_number.description = "the number of a page"
to_page_number.values = ("2",)


register_type(
    Person=one_of(PEOPLE_AND_PLACES, "one of the people, perhaps with the place where they are"),
    State=one_of({str(status): status for status in Post.Status}, "the state of a post"),
    Trouble=one_of({str(trouble): trouble for trouble in Trouble}, "how Cloudinary fails"),
    Breakdown=one_of(BREAKDOWNS, "when the blog's database fails"),
    Picture=to_picture,
    Writing=one_of(WRITING, "what an author writes of a post"),
    Credential=one_of(CREDENTIALS, "what is asked of whoever signs up"),
    Part=one_of(PARTS, "what people are asked for"),
    Detail=one_of(DETAILS, "what people may leave out about themselves"),
    Unit=one_of(UNITS, "what a picture's size is counted in"),
    Address=one_of(ADDRESSES, "what is opened at the address of a post"),
    Page=Page.named,
    PageNumber=to_page_number,
    Length=Length.named,
    Posts=to_posts,
    Seconds=to_seconds,
    Numbers=to_numbers,
    Text=to_text,
    Date=to_date,
)
