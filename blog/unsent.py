"""An author's words, kept while the log-in page comes between the form and its saving."""

from functools import wraps

from django.contrib import messages

KEY = "unsent"
# The most letters that are kept of each field: what a post can have, twice for its line breaks.
# Whoever is not logged in can fill our database no faster than that.
LONGEST = {"title": 400, "content": 100_000, "featured_image_alt": 500, "version": 16}
LONGEST_WRITER = 20


def kept_while_logging_in(view):
    """Keep what is sent to a page of an author whose session has ended, in the new session."""

    @wraps(view)
    def keep(request, *args, **kwargs):
        if request.method == "POST" and not request.user.is_authenticated:
            request.session[KEY] = {
                "page": request.path,
                "writer": request.POST.get("writer", "")[:LONGEST_WRITER],
                "words": {
                    field: request.POST.get(field, "")[:most] for field, most in LONGEST.items()
                },
                "lost_picture": "featured_image" in request.FILES,
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
    if unsent["lost_picture"]:
        messages.info(request, "Please choose the picture again.")
    return unsent["words"]
