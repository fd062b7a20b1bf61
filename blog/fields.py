import unicodedata

import cloudinary.models
from django import forms
from django.core.files.uploadedfile import UploadedFile

from blog import images


class CloudinaryField(cloudinary.models.CloudinaryField):
    """Keep a picture at Cloudinary, like the SDK's field of the same name, but through our gateway.

    Migrations name the SDK's field: the column is the same.
    """

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "cloudinary.models.CloudinaryField", args, kwargs

    def pre_save(self, model_instance, add):
        value = getattr(model_instance, self.attname)
        if isinstance(value, UploadedFile):
            value = images.upload(value, images.new_id())
        elif value is False:  # what a form gives for "clear"
            value = None
        value = self.to_python(value)  # a text becomes what it names
        setattr(model_instance, self.attname, value)
        return value


class PictureInput(forms.ClearableFileInput):
    """Let an author choose, replace or remove a picture."""

    template_name = "blog/forms/picture_input.html"
    clear_checkbox_label = "Remove the picture"

    def is_initial(self, value):
        return bool(value)

    def get_context(self, name, value, attrs):
        """Keep "checked" for the box that removes the picture; the file field has no such thing."""
        context = super().get_context(name, value, attrs)
        context["widget"]["is_removed"] = context["widget"]["attrs"].pop("checked", False)
        return context


class PictureField(forms.FileField):
    """Take a picture file and look into it before anybody uploads it."""

    widget = PictureInput
    default_error_messages = {
        "contradiction": "Either choose a new picture or remove the old one, not both.",
    }

    def __init__(self, **kwargs):
        super().__init__(allow_empty_file=True, **kwargs)  # images.check says it in better words

    def explain(self):
        """Say which pictures are taken, or what is missing before any can be."""
        self.widget.attrs["accept"] = images.media_types()
        self.help_text = images.rules_in_words()
        if not images.is_configured():
            self.widget.attrs["disabled"] = True
            self.help_text = (
                "Pictures are not set up here: they need a Cloudinary account. Set CLOUDINARY_URL "
                "and start the blog again; docs/settings.md says how."
            )

    def to_python(self, data):
        file = super().to_python(data)
        if file is not None:
            images.check(file)
        return file


class ProseField(forms.CharField):
    """Take a text as it was written, with the spaces that it begins with: they mean something."""

    widget = forms.Textarea

    def __init__(self, **kwargs):
        super().__init__(strip=False, **kwargs)

    def to_python(self, value):
        """Give line breaks the one length that browsers count, and let blanks be no text."""
        text = super().to_python(value).replace("\r\n", "\n")
        return text if is_visible(text) else ""


class TitleField(forms.CharField):
    """Take a title that can be seen, and so followed as a link."""

    def to_python(self, value):
        """Let a title of nothing but blanks and invisible characters be none."""
        title = super().to_python(value)
        return title if is_visible(title) else ""


def is_visible(text: str) -> bool:
    """Tell whether a text has anything in it but blanks and control characters."""
    return any(unicodedata.category(character)[0] not in "CZ" for character in text)
