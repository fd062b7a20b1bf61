"""A site of a few pages for these tests, with the address configuration to serve it."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import (
    FileResponse,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    JsonResponse,
    StreamingHttpResponse,
)
from django.middleware.csrf import get_token
from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt

HTML: dict[str, str] = {}  # what the tests serve, by path
DONE: list[str] = []  # what callbacks did, and what was asked for meanwhile
MEANWHILE: list[Callable[[], None]] = []  # what happens while `/meanwhile/` is answered


def page(request, name):
    DONE.append(f"page {request.path}")
    if request.path in HTML:
        return HttpResponse(HTML[request.path])
    return HttpResponse("<title>Not found</title><h1>Nothing here</h1>", status=404)


@csrf_exempt
def echo(request):
    return JsonResponse(
        {
            "method": request.method,
            "path": request.path,
            "query": request.META["QUERY_STRING"],
            "type": request.content_type,
            "body": request.body.decode("latin-1"),
            "post": dict(request.POST.lists()),
            "files": [
                [name, file.name, file.size, file.content_type, file.read().decode("latin-1")]
                for name, files in request.FILES.lists()
                for file in files
            ],
            "headers": dict(request.headers),
            "secure": request.is_secure(),
        }
    )


@csrf_exempt
def redirect(request, status):
    return HttpResponse(status=status, headers={"Location": request.GET["to"]})


@csrf_exempt
def redirect_endlessly(request):
    return HttpResponseRedirect("/endless/")


def redirect_nowhere(request):
    return HttpResponse("<h1>Nowhere</h1>", status=302)


def redirect_to_https(request):
    return HttpResponseRedirect(f"https://{request.get_host()}/echo/")


def redirect_several_times(request, times):
    if times:
        return HttpResponsePermanentRedirect(f"/hops/{times - 1}/")
    return HttpResponse("<h1>Arrived</h1>")


def protected(request):
    """A form with a CSRF token, or without it for `?without`."""
    if request.method == "POST":
        return HttpResponse(f"<h1>Saved {request.POST['title']}</h1>")
    field = f'<input type="hidden" name="csrfmiddlewaretoken" value="{get_token(request)}">'
    if "without" in request.GET:
        field = ""
    return HttpResponse(
        f'<form method="post">{field}<label>Title <input name="title"></label>'
        "<button>Save</button></form>"
    )


@csrf_exempt
def fail(request):
    raise ValueError("the view is broken")


def server_error(request):
    return HttpResponse("<h1>Something broke</h1>", status=500)


def turned_down(request, reason):
    return HttpResponse(f"<h1>{reason}</h1>", status=403)


def who(request):
    return HttpResponse(f"<p>Hello {request.user.get_username() or 'stranger'}")


def set_cookie(request):
    response = HttpResponse("<h1>Set</h1>")
    response.set_cookie("flavour", "lemon")
    return response


def delete_cookie(request):
    response = HttpResponse("<h1>Deleted</h1>")
    response.delete_cookie("flavour")
    return response


def plain(request):
    return HttpResponse("first line\nsecond  line", content_type="text/plain")


def latin(request):
    return HttpResponse(
        "<title>Café</title>".encode("latin-1"), content_type="text/html; charset=iso-8859-1"
    )


def without_type(request):
    response = HttpResponse(b"?")
    del response.headers["Content-Type"]
    return response


def empty(request):
    return HttpResponse()


def stream(request):
    return StreamingHttpResponse(["<h1>", "Streamed", "</h1>"])


def stream_from_database(request):
    def users():
        for act in MEANWHILE:
            act()
        yield f"{get_user_model().objects.count()} users"

    return StreamingHttpResponse(users())


def no_content(request):
    return HttpResponse(status=204)


def download(request):
    return FileResponse([b"%PDF"], content_type="application/pdf")


def _do_on_commit(what, **options):
    transaction.on_commit(lambda: DONE.append(what), **options)


def commit_and_redirect(request):
    _do_on_commit("callback")
    return HttpResponseRedirect("/after/")


def commit_and_fail(request):
    with transaction.atomic():
        _do_on_commit("committed")
    raise ValueError("the view is broken")


def commit_and_go_on(request):
    with transaction.atomic():
        with transaction.atomic():
            _do_on_commit("committed")
        DONE.append("inner transaction ended")
    DONE.append("view goes on")
    return HttpResponse("<h1>Gone on</h1>")


def roll_back(request):
    try:
        with transaction.atomic():
            _do_on_commit("rolled back")
            raise ValueError
    except ValueError:
        return HttpResponse("<h1>Rolled back</h1>")


def commit_twice(request):
    def first():
        DONE.append("first")
        with transaction.atomic():
            _do_on_commit("second")

    transaction.on_commit(first)
    return HttpResponse("<h1>Twice</h1>")


def commit_and_fail_afterwards(request, robust):
    def callback():
        raise ValueError("the callback is broken")

    transaction.on_commit(callback, robust=bool(robust))
    _do_on_commit("next")
    return HttpResponse("<h1>Saved</h1>")


def create_user(request):
    get_user_model().objects.create_user("bob")
    _do_on_commit("created")
    return HttpResponse("<h1>Created</h1>")


def create_user_called(request, name):
    with transaction.atomic():
        get_user_model().objects.create_user(name)
    return HttpResponse("<h1>Created</h1>")


def count(request):
    DONE.append("counted")
    return HttpResponse(f"<h1>Visit {len(DONE)}</h1>")


def meanwhile(request):
    for act in MEANWHILE:
        act()
    return HttpResponse("<h1>Done</h1>")


handler500 = server_error

urlpatterns = [
    path("echo/", echo),
    path("b/c/echo/", echo),
    path("redirect/<int:status>/", redirect),
    path("endless/", redirect_endlessly),
    path("nowhere/", redirect_nowhere),
    path("to-https/", redirect_to_https),
    path("hops/<int:times>/", redirect_several_times),
    path("protected/", protected),
    path("fail/", fail),
    path("who/", who),
    path("cookie/", set_cookie),
    path("no-cookie/", delete_cookie),
    path("plain/", plain),
    path("latin/", latin),
    path("without-type/", without_type),
    path("empty/", empty),
    path("stream/", stream),
    path("stream-from-database/", stream_from_database),
    path("no-content/", no_content),
    path("download/", download),
    path("commit/", commit_and_redirect),
    path("commit-fail/", commit_and_fail),
    path("commit-twice/", commit_twice),
    path("commit-and-go-on/", commit_and_go_on),
    path("roll-back/", roll_back),
    path("callback-fails/<int:robust>/", commit_and_fail_afterwards),
    path("create-user/", create_user),
    path("create-user/<str:name>/", create_user_called),
    path("count/", count),
    path("meanwhile/", meanwhile),
    re_path("(.*)", page),
]
