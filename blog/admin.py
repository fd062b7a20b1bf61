from functools import partial

from django.contrib import admin, messages
from django.db import transaction
from django.utils.html import format_html

from blog import writing
from blog.forms import ModerationForm
from blog.models import Post


@admin.register(Post)
class PostAdmin(admin.ModelAdmin):
    """Let moderators correct, take back and delete posts."""

    form = ModerationForm
    fields = (
        "title",
        "slug",
        "author",
        "content",
        "present_picture",
        "featured_image",
        "featured_image_alt",
        "status",
        "published_at",
        "created_at",
        "updated_at",
        "version",
    )
    readonly_fields = ("slug", "present_picture", "published_at", "created_at", "updated_at")
    list_display = ("title", "author", "status", "published_at", "updated_at")
    list_filter = ("status", "published_at")
    list_select_related = ("author",)
    search_fields = ("title", "content", "author__username")
    date_hierarchy = "published_at"
    autocomplete_fields = ("author",)

    @admin.display(description="Present picture")
    def present_picture(self, post):
        """Show the picture as readers see it."""
        picture = post.picture
        if picture is None:
            return "None"
        return format_html(
            '<img src="{}" alt="{}" width="320" height="180">', picture.src, post.featured_image_alt
        )

    def save_model(self, request, post, form, change):
        """Save the text now, and a new picture only after the commit: its upload may take long."""
        picture = form.cleaned_data["featured_image"]
        post.featured_image = form.initial["featured_image"]  # Django has put the new file there
        if not change:
            post.form_id = form.cleaned_data["version"]
        fields = (*writing.TEXT_FIELDS, "author")
        is_held = writing.save_text(post, picture=picture, fields=fields)
        if picture:
            transaction.on_commit(partial(self._save_picture, request, post, picture, is_held))

    def _save_picture(self, request, post, picture, is_held):
        try:
            warning = writing.save_picture(post, picture, publish=is_held).warning
        except Post.DoesNotExist:
            warning = f"“{post}” was deleted in the meantime."
        if warning:
            self.message_user(request, warning, messages.WARNING)
