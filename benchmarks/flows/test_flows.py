"""The eight flows as a Django test case: the same calls, in the same order as in the scenarios."""

from django.test import TestCase
from doings import (
    changes_text,
    deletes,
    does_not_see,
    has_account,
    has_written,
    is_logged_in,
    lists_posts,
    logs_in,
    opens_home_page,
    publishes,
    reads,
    sees,
    signs_up,
    writes,
)


class FlowsTest(TestCase):
    """What people do in a blog every day, each in a test of its own."""

    def test_home_page_lists_what_is_published(self):
        has_written("Alice", "published", "Tea")
        has_written("Alice", "draft", "Soup")
        opens_home_page(self.client)
        sees(self.client, "Tea")
        does_not_see(self.client, "Soup")

    def test_everybody_can_read_a_post(self):
        has_written("Alice", "published", "Tea")
        reads(self.client, "Tea")
        sees(self.client, "Words about something.")
        sees(self.client, "alice")

    def test_somebody_logs_in(self):
        has_account("Alice")
        logs_in(self.client, "Alice")
        sees(self.client, "Log out")
        does_not_see(self.client, "Sign up")

    def test_a_draft_is_kept_from_others(self):
        is_logged_in(self.client, "Alice")
        writes(self.client, "draft", "Tea")
        sees(self.client, "The draft “Tea” is saved.")
        lists_posts(self.client, 0)

    def test_a_draft_is_published(self):
        is_logged_in(self.client, "Alice")
        has_written("Alice", "draft", "Tea")
        publishes(self.client, "Tea")
        sees(self.client, "“Tea” is published.")
        lists_posts(self.client, 1)

    def test_a_post_is_changed(self):
        is_logged_in(self.client, "Alice")
        has_written("Alice", "published", "Tea")
        changes_text(self.client, "Tea", "Black, three minutes.")
        sees(self.client, "Your changes to “Tea” are saved.")
        sees(self.client, "Black, three minutes.")

    def test_a_post_is_deleted(self):
        is_logged_in(self.client, "Alice")
        has_written("Alice", "published", "Tea")
        deletes(self.client, "Tea")
        sees(self.client, "“Tea” is deleted.")
        lists_posts(self.client, 0)

    def test_somebody_signs_up(self):
        has_account("Alice")
        signs_up(self.client, "Bob")
        sees(self.client, "Welcome, bob!")
        sees(self.client, "Log out")
