"""The pages of the blog by the names that the feature files give them."""

from dataclasses import dataclass

from django.urls import reverse
from parse import with_pattern

from features.support.posts import post_named

FIXED = {
    "the list of posts": "post_list",
    "the page to write a post": "post_create",
    "her own posts": "my_posts",
    "his own posts": "my_posts",
    "the sign-up page": "signup",
    "the log-in page": "login",
    "the log-out address": "logout",
    "the page for a forgotten password": "password_reset",
    "the administration": "admin:index",
}
ADDRESSES = {"page": "post_detail", "edit page": "post_edit", "delete page": "post_delete"}
OF_A_POST = {
    'the edit page of "': "post_edit",
    'the delete page of "': "post_delete",
    '"': "post_detail",
}


@dataclass(frozen=True)
class Page:
    """A page, perhaps of a post; which address that is shows only when somebody opens it."""

    url_name: str
    title: str = ""

    @staticmethod
    @with_pattern(rf'{"|".join(FIXED)}|(?:{"|".join(OF_A_POST)})[^"]*"')
    def named(name: str) -> "Page":
        """Return the page that a feature file calls `name`."""
        if name in FIXED:
            return Page(FIXED[name])
        start = next(start for start in OF_A_POST if name.startswith(start))
        return Page(OF_A_POST[start], title=name[len(start) : -1])

    @property
    def address(self) -> str:
        if not self.title:
            return reverse(self.url_name)
        return reverse(self.url_name, kwargs={"slug": post_named(self.title).slug})


Page.named.description = "one of the pages; those of a post with its title"
Page.named.values = (*FIXED, *(f'{start}Tea"' for start in OF_A_POST))
