"""An author's words, kept while the log-in page comes between the form and its saving."""

from functools import wraps

from django.contrib import messages

KEY = "unsent"
FIELDS = ("title", "content", "featured_image_alt", "version")
# Letters of a field. Whoever is not logged in must not fill our database; a post is shorter, even
# if every letter of it were a line break, which browsers send as two.
LONGEST = 100_000


def kept_while_logging_in(view):
    """Keep what is sent to a page of an author whose session has ended, in the new session."""

    @wraps(view)
    def keep(request, *args, **kwargs):
        if request.method == "POST" and not request.user.is_authenticated:
            request.session[KEY] = {
                "page": request.path,
                "writer": request.POST.get("writer"),
                "words": {field: request.POST.get(field, "")[:LONGEST] for field in FIELDS},
            }
        return view(request, *args, **kwargs)

    return keep


def recall(request) -> dict[str, str]:
    """Return, once, what this author was to send to this page before the log-in page came.

    Whoever else logs in at the same browser does not get to see it, and ends it.
    """
    unsent = request.session.get(KEY)
    if not unsent or unsent["page"] != request.path:
        return {}
    del request.session[KEY]
    if unsent["writer"] != str(request.user.pk):
        return {}
    messages.info(request, "What you wrote is here again. It is not saved yet.")
    return unsent["words"]
