import re
import secrets

from django import forms
from django.contrib.auth.forms import PasswordResetForm, UserCreationForm
from django.contrib.auth.models import User

from blog.fields import PictureField, ProseField, TitleField
from blog.models import FORM_ID_LENGTH, Post
from blog.writing import TEXT_FIELDS


class SignUpForm(UserCreationForm):
    """Make an account; an e-mail address serves to choose a new password when it is forgotten."""

    email = forms.EmailField(
        label="E-mail address (optional)",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="Only used to send you a link when you forget your password.",
    )

    class Meta(UserCreationForm.Meta):
        fields = ("username", "email")

    def clean_username(self):
        """Refuse a name that differs from another one only in the case of its letters.

        Django's check leaves that to the database, and SQLite knows the case of ASCII letters only.
        Two who sign up at the very same moment are not caught.
        """
        username = super().clean_username()
        if username and User.objects.filter(username__iregex=f"^{re.escape(username)}$").exists():
            self.refuse_username()
        return username

    def refuse_username(self):
        """Say that somebody else has the name."""
        self.add_error("username", self.instance.unique_error_message(User, ["username"]))


class ForgottenPasswordForm(PasswordResetForm):
    """Ask for a link by mail, with the words that the sign-up form uses."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mail address"


class PictureForm(forms.ModelForm):
    """Edit a post with its picture. That is only looked into; `writing` uploads it.

    `version` names what somebody started from: a version of the post, or a new, empty form.
    """

    featured_image = PictureField(required=False, label="Featured image")
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Post
        fields = TEXT_FIELDS
        field_classes = {"title": TitleField, "content": ProseField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["featured_image"] = self.instance.featured_image
        self.initial.setdefault("version", self.instance.version if self.instance.pk else _new_id())
        self.fields["featured_image"].explain()

    def clean_version(self):
        return self.cleaned_data["version"][:FORM_ID_LENGTH]

    def clean_featured_image(self):
        """Return a new file, False to remove the picture, or None to keep it."""
        chosen = self.cleaned_data["featured_image"]
        return None if chosen == self.initial["featured_image"] else chosen

    def _post_clean(self):
        """Look for errors after the model's own checks, which come after `clean`."""
        super()._post_clean()
        if self.errors:
            self.ask_for_picture_again()

    def ask_for_picture_again(self):
        """Tell whose form comes back that browsers forget chosen files."""
        if self.files.get("featured_image") and "featured_image" not in self.errors:
            self.add_error("featured_image", "Please choose the picture again.")

    def _start_from(self, version):
        self.data = self.data.copy()
        self.data["version"] = version


class PostForm(PictureForm):
    """Write or edit a post."""

    field_order = ("title", "content", "featured_image", "featured_image_alt", "version")

    class Meta(PictureForm.Meta):
        widgets = {"content": forms.Textarea(attrs={"rows": 16})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The buttons carry the status; who sends none keeps the one that the post has.
        self.fields["status"].required = False

    def clean_status(self):
        return self.cleaned_data["status"] or self.instance.status

    def rebase(self, newer):
        """Let the author's next attempt replace the version `newer`, which is shown beside."""
        self._start_from(newer.version)
        self.ask_for_picture_again()

    def start_anew(self):
        """Let the author's next attempt make a new post."""
        self._start_from(_new_id())
        self.ask_for_picture_again()


class ModerationForm(PictureForm):
    """Change anybody's post in the administration."""

    def clean(self):
        """Refuse to overwrite a newer version once, and to save a new post twice."""
        cleaned = super().clean()
        if cleaned["version"]:
            if self.instance._state.adding:
                self._refuse_second_post(cleaned)
            else:
                self._refuse_to_overwrite(cleaned)
        return cleaned

    def _refuse_to_overwrite(self, cleaned):
        sent = Post(**{name: cleaned.get(name, "") for name in TEXT_FIELDS})
        newer = self.instance.version
        if newer not in {cleaned["version"], sent.version}:
            self._start_from(newer)
            raise forms.ValidationError(
                "This post was changed in the meantime. Your words are still in the form: take "
                "over what you need and save again; that replaces the newer version."
            )

    def _refuse_second_post(self, cleaned):
        sent_before = Post.objects.filter(form_id=cleaned["version"])
        if sent_before.filter(author=cleaned.get("author")).exists():
            raise forms.ValidationError("This post is saved already: the form was sent twice.")


def _new_id():
    """Name a new form, in as many letters as a version of a post has."""
    return secrets.token_hex(8)
