from django.contrib import admin

from blog.models import Post


@admin.register(Post)
class PostAdmin(admin.ModelAdmin):
    """Let moderators correct, take back and delete posts; pictures are the authors' affair."""

    list_display = ("title", "author", "status", "published_at", "updated_at")
    list_filter = ("status", "published_at")
    list_select_related = ("author",)
    search_fields = ("title", "content", "author__username")
    date_hierarchy = "published_at"
    autocomplete_fields = ("author",)
    readonly_fields = ("slug", "featured_image", "published_at", "created_at", "updated_at")
