import hashlib

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Count, Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone

from blog import images, markdown, slugs
from blog.fields import CloudinaryField


class PostQuerySet(models.QuerySet):
    def published(self):
        """Keep what everybody may read."""
        return self.filter(status=Post.Status.PUBLISHED)

    def visible_to(self, user):
        """Keep what `user` may read: published posts and the user's own drafts."""
        if not user.is_authenticated:
            return self.published()
        return self.filter(Q(status=Post.Status.PUBLISHED) | Q(author=user))

    def newest_first(self):
        """Order by the date of publication."""
        return self.order_by("-published_at", "-pk")

    def at(self, slug):
        """Keep the post with the address `slug`, also when that is one of its former addresses."""
        former = FormerSlug.objects.filter(slug=slug).values("post")
        return self.filter(Q(slug=slug) | Q(pk__in=former))

    def count_by_status(self):
        """Count the posts of each status, as a dict; a status without posts counts 0."""
        counts = dict(self.order_by().values_list("status").annotate(Count("pk")))
        return {status: counts.get(status, 0) for status in Post.Status}


class Post(models.Model):
    """A text by one author, with one picture at most.

    A draft is seen by its author only. The address follows the title; former addresses lead to the
    present one for good.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    title = models.CharField(max_length=200)
    slug = models.SlugField(
        max_length=slugs.MAX_LENGTH, unique=True, allow_unicode=True, editable=False
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="posts"
    )
    content = models.TextField(
        max_length=50_000,
        help_text="Markdown: # heading, **bold**, *italic*, [link](https://…), - list, > quote.",
    )
    featured_image = CloudinaryField(blank=True, null=True)
    featured_image_alt = models.CharField(
        "picture description",
        max_length=250,
        blank=True,
        help_text="What the picture shows, for people who can't see it. "
        "Leave it empty for mere decoration.",
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    published_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When it was published first."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["status", "-published_at"]),
            models.Index(fields=["author", "status"]),
        )

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("post_detail", kwargs={"slug": self.slug})

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED

    @property
    def html(self) -> str:
        return markdown.render(self.content)

    @property
    def excerpt(self) -> str:
        return markdown.excerpt(self.content)

    @property
    def picture(self) -> images.Rendition | None:
        """What shows the featured image, or None when there is none to show."""
        return images.rendition(self.featured_image) if self.featured_image else None

    @property
    def version(self) -> str:
        """Name the present state of everything that the author writes.

        A form that carries another version was opened before the text was changed elsewhere.
        """
        written = (self.title, self.content, self.featured_image_alt, self.status)
        return hashlib.sha256("\0".join(written).encode()).hexdigest()[:16]

    def save(self, *, update_fields=None, **kwargs):
        """Save the post, with the date and the address that follow from its status and title.

        `update_fields` that name "status" or "title" take in what follows from them.
        """
        if update_fields is not None:
            update_fields = {*update_fields, "updated_at"}
        if self.is_published and self.published_at is None:
            self.published_at = timezone.now()
            update_fields = _with(update_fields, "published_at")
        if update_fields is None or "title" in update_fields:
            self._save_at_its_address(_with(update_fields, "slug"), kwargs)
        else:
            super().save(update_fields=update_fields, **kwargs)

    def _save_at_its_address(self, update_fields, kwargs):
        """Save, under a new address when the post has none or when its title asks for another.

        Another post may take an address between our look and our save: then look again.
        """
        saved = Post.objects.filter(pk=self.pk).values("title", "slug").first()
        moves = saved and slugs.base_slug(saved["title"]) != slugs.base_slug(self.title)
        if self.slug and not moves:
            super().save(update_fields=update_fields, **kwargs)
            return
        for attempts_left in (2, 1, 0):
            self.slug = self._free_slug()
            try:
                with transaction.atomic():
                    super().save(update_fields=update_fields, **kwargs)
                    FormerSlug.objects.filter(slug=self.slug).delete()  # back under an old name
                    if moves:
                        self.former_slugs.create(slug=saved["slug"])
                return
            except IntegrityError:
                if not attempts_left:
                    raise

    def _free_slug(self):
        base = slugs.base_slug(self.title)
        start = base[: slugs.MAX_LENGTH // 2]  # a number may shorten the rest
        others = Post.objects.exclude(pk=self.pk).filter(slug__startswith=start)
        promised = FormerSlug.objects.exclude(post=self.pk).filter(slug__startswith=start)
        taken = others.values_list("slug", flat=True).union(promised.values_list("slug", flat=True))
        return slugs.first_free(base, set(taken))


def _with(update_fields, name):
    """Add a field's name to `update_fields`; None stands for all fields and stays None."""
    return None if update_fields is None else {*update_fields, name}


class FormerSlug(models.Model):
    """An address that a post had before it was renamed; no other post ever gets it."""

    slug = models.SlugField(max_length=slugs.MAX_LENGTH, unique=True, allow_unicode=True)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="former_slugs")

    def __str__(self):
        return self.slug


def discard(picture):
    """Destroy `picture` at Cloudinary after the commit, unless a post still shows it by then."""

    def destroy_unless_shown():
        if not Post.objects.filter(featured_image=picture).exists():
            images.destroy(picture)

    transaction.on_commit(destroy_unless_shown, robust=True)


@receiver(post_delete, sender=Post)
def discard_picture_of_deleted_post(instance, **kwargs):
    """Leave no picture behind, whichever way a post goes: page, admin, or with its author."""
    if instance.featured_image:
        discard(instance.featured_image)
