import hashlib

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from blog import images, markdown, slugs
from blog.fields import CloudinaryField

FORM_ID_LENGTH = 16


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

    def find(self, slug):
        """Return the post that has the address `slug`, or had it before; None without one."""
        return self.filter(slug=slug).first() or self.filter(former_slugs__slug=slug).first()

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
    excerpt = models.TextField(editable=False)
    featured_image = CloudinaryField(blank=True, null=True)
    featured_image_alt = models.CharField(
        "picture description",
        max_length=250,
        blank=True,
        help_text="What the picture shows, for people who can't see it. "
        "Leave it empty for mere decoration.",
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    form_id = models.CharField(
        max_length=FORM_ID_LENGTH,
        blank=True,
        editable=False,
        help_text="The form that the post was written in; sending that twice makes one post.",
    )
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
        constraints = (
            models.UniqueConstraint(
                fields=["author", "form_id"], condition=~Q(form_id=""), name="one_post_a_form"
            ),
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
        """Save the post, with what follows from its text, status and title.

        `update_fields` take in what follows from the fields that they name.
        """
        if update_fields is not None:
            update_fields = {*update_fields, "updated_at"}
        if update_fields is None or "content" in update_fields:
            self.excerpt = markdown.excerpt(self.content)
            update_fields = _with(update_fields, "excerpt")
        if self.is_published and self.published_at is None:
            self.published_at = timezone.now()
            update_fields = _with(update_fields, "published_at")
        if update_fields is None or "title" in update_fields:
            self._save_at_its_address(update_fields=_with(update_fields, "slug"), **kwargs)
        else:
            super().save(update_fields=update_fields, **kwargs)

    def _save_at_its_address(self, **kwargs):
        """Save, under a new address when the post has none or when its title asks for another.

        Another post may take the address between our look and our save: then one is taken that
        nobody else reaches for.
        """
        former = Post.objects.filter(pk=self.pk).first()
        if self.slug and not (former and self._moves_from(former)):
            super().save(**kwargs)
            return
        self.slug = self._free_slug()
        try:
            self._save_and_move(former, **kwargs)
        except IntegrityError:
            self.slug = slugs.unlikely_taken(slugs.base_slug(self.title))
            self._save_and_move(former, **kwargs)

    def _moves_from(self, former):
        return slugs.base_slug(former.title) != slugs.base_slug(self.title)

    def _save_and_move(self, former, **kwargs):
        """Save at a new address, and keep the former one for this post for good."""
        with transaction.atomic():
            super().save(**kwargs)
            if former and former.slug != self.slug:
                FormerSlug.objects.update_or_create(slug=former.slug, defaults={"post": self})

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
    """An address that a rename has taken from a post; no other post ever gets it."""

    slug = models.SlugField(max_length=slugs.MAX_LENGTH, unique=True, allow_unicode=True)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="former_slugs")

    def __str__(self):
        return self.slug


class PendingDeletionQuerySet(models.QuerySet):
    def due(self):
        """Keep what is to be destroyed now, longest due first."""
        return self.filter(due_at__lte=timezone.now()).order_by("due_at", "pk")

    def under_way(self):
        """Keep what may belong to an upload that has not ended yet."""
        return self.filter(due_at__gt=timezone.now()).order_by("due_at", "pk")


class PendingDeletion(models.Model):
    """A picture that no post shows, as far as we know, and that is to leave Cloudinary.

    `discarding` writes and reads these.
    """

    public_id = models.CharField(max_length=255, unique=True)
    due_at = models.DateTimeField(db_index=True)

    objects = PendingDeletionQuerySet.as_manager()

    def __str__(self):
        return self.public_id
