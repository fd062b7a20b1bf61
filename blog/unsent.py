"""An author's words, kept while the log-in page comes between the form and its saving."""

from functools import wraps

KEY = "unsent"
FIELDS = ("title", "content", "featured_image_alt", "version")
LONGEST = 50_000  # letters of a field; whoever is not logged in must not fill our database


def kept_while_logging_in(view):
    """Keep what is sent to a page of an author whose session has ended, in the new session."""

    @wraps(view)
    def keep(request, *args, **kwargs):
        if request.method == "POST" and not request.user.is_authenticated:
            words = {field: request.POST.get(field, "")[:LONGEST] for field in FIELDS}
            request.session[KEY] = {"page": request.path, "words": words}
        return view(request, *args, **kwargs)

    return keep


def recall(request) -> dict[str, str]:
    """Return what was to be sent to this page before the log-in page came, once."""
    unsent = request.session.get(KEY)
    if not unsent or unsent["page"] != request.path:
        return {}
    del request.session[KEY]
    return unsent["words"]
