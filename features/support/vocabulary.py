"""What may stand in the gaps of the phrases. Converters never query: behave runs them early.

The phrase dictionary tells their `description` and their `values`.
"""

import re
from calendar import month_name
from datetime import date, datetime

from behave import register_type
from parse import with_pattern

from blog.models import Post
from features.support.cloudinary import Trouble
from features.support.pages import Page
from features.support.people import PEOPLE
from features.support.pictures import FAULTS


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


register_type(
    Person=one_of(PEOPLE, "one of the people"),
    State=one_of({str(status): status for status in Post.Status}, "the state of a post"),
    Trouble=one_of({str(trouble): trouble for trouble in Trouble}, "how Cloudinary fails"),
    Fault=one_of(FAULTS, "what is wrong with a picture file"),
    Page=Page.named,
    Text=to_text,
    Date=to_date,
)
