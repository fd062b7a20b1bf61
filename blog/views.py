from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import CreateView

from blog import unsent
from blog.forms import PostForm, SignUpForm
from blog.models import FORM_ID_LENGTH, Post
from blog.writing import EditConflict, save_post

POSTS_A_PAGE = 10

accept_form = require_http_methods(["GET", "HEAD", "POST"])


def member_page(view):
    """Keep a page to people who are logged in, and out of the browser's memory when they leave."""
    return never_cache(login_required(view))


@require_safe
def post_list(request):
    """Show what everybody may read, newest first."""
    posts = Post.objects.published().newest_first().select_related("author").defer("content")
    return render(request, "blog/post_list.html", {"page": _page(request, posts)})


@require_safe
def post_detail(request, slug):
    """Show one post; a former address leads to the present one."""
    post = _find(Post.objects.visible_to(request.user), slug)
    if post.slug != slug:
        return _moved(post)
    response = render(request, "blog/post_detail.html", {"post": post})
    if not post.is_published:
        add_never_cache_headers(response)
    return response


@require_safe
@member_page
def my_posts(request):
    """Show an author's own posts, all or those of one status."""
    own = Post.objects.filter(author=request.user)
    asked = request.GET.get("status")
    status = asked if asked in Post.Status else None
    shown = own.filter(status=status) if status else own
    context = {
        "page": _page(request, shown.order_by("-updated_at", "-pk").defer("content")),
        "counts": own.count_by_status(),
        "status": status,
    }
    return render(request, "blog/my_posts.html", context)


@accept_form
@unsent.kept_while_logging_in
@member_page
def post_create(request):
    """Let an author write a new post; sending its form twice makes one post."""
    try:
        return _write(request, _post_of_form(request))
    except IntegrityError:
        post = _post_of_form(request)
        if post.pk is None:
            raise
        # The form was sent twice at once, and the other one was faster.
        return _write(request, post)


@accept_form
@unsent.kept_while_logging_in
@member_page
def post_edit(request, slug):
    """Let the author change a post; a form that was opened before a rename still arrives."""
    # Somebody else's draft is as missing here as everywhere else.
    if Post.objects.visible_to(request.user).find(slug) is None:
        words = request.POST if request.method == "POST" else unsent.recall(request)
        if words:
            return _offer_as_new(request, words)
    post = _find(Post.objects.filter(author=request.user), slug)
    if post.slug != slug and request.method != "POST":
        return redirect("post_edit", slug=post.slug)
    return _write(request, post)


@accept_form
@member_page
def post_delete(request, slug):
    """Ask the author whether to delete a post, and delete it when the answer comes by POST."""
    post = _find(Post.objects.filter(author=request.user), slug)
    if request.method == "POST":
        post.delete()
        messages.success(request, f"“{post}” is deleted.")
        return redirect("my_posts")
    return render(request, "blog/post_confirm_delete.html", {"post": post})


def _post_of_form(request):
    """Return the post that the form which was sent has made before, or else a new one."""
    form_id = request.POST.get("version", "")[:FORM_ID_LENGTH]
    earlier = Post.objects.filter(author=request.user, form_id=form_id).exclude(form_id="")
    return earlier.first() or Post(author=request.user, form_id=form_id)


def _write(request, post):
    """Show the form of a post and save what comes back, losing none of the author's words."""
    if request.method != "POST":
        return _show_form(request, PostForm(instance=post, initial=unsent.recall(request)))
    form = PostForm(request.POST, request.FILES, instance=post)
    if not form.is_valid():
        return _show_form(request, form)
    try:
        saved = save_post(
            form.instance,
            picture=form.cleaned_data["featured_image"],
            based_on=form.cleaned_data["version"],
        )
    except EditConflict as conflict:
        form.rebase(conflict.newer)
        return _show_form(request, form, newer=conflict.newer)
    except Post.DoesNotExist:
        return _offer_as_new(request, request.POST)
    return _tell_saved(request, saved, was_published=form.initial["status"] == "published")


def _offer_as_new(request, words):
    """Hand an author's words back when the post was deleted in another tab."""
    form = PostForm(words, request.FILES, instance=Post(author=request.user))
    form.start_anew()
    return _show_form(request, form, is_gone=True, status=404)


def _show_form(request, form, *, newer=None, is_gone=False, status=200):
    context = {"form": form, "newer": newer, "is_gone": is_gone}
    return render(request, "blog/post_form.html", context, status=status)


def _tell_saved(request, saved, *, was_published):
    if saved.warning:
        messages.warning(request, saved.warning)
        return redirect("post_edit", slug=saved.post.slug)
    messages.success(request, _done(saved.post, was_published))
    return redirect(saved.post)


def _done(post, was_published):
    if not post.is_published:
        return f"The draft “{post}” is saved."
    return f"Your changes to “{post}” are saved." if was_published else f"“{post}” is published."


def _find(posts, slug):
    post = posts.select_related("author").find(slug)
    if post is None:
        raise Http404(f"no post for this reader at {slug}")
    return post


def _moved(post):
    """Lead an old address to the present one for good.

    Browsers would remember that without end, and go in circles when a post gets its old name back.
    """
    response = redirect(post, permanent=True)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _page(request, posts):
    """Return the page of `posts` that the address asks for, or the nearest one that exists."""
    return Paginator(posts, POSTS_A_PAGE).get_page(request.GET.get("page"))


class GoesOnElsewhere(auth_views.RedirectURLMixin):
    """Go on to the page that a link names, but neither to another site nor here again."""

    next_page = "post_list"

    def get_redirect_url(self):
        url = super().get_redirect_url()
        return "" if url.partition("?")[0] == self.request.path else url

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            return HttpResponseRedirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)


@method_decorator(sensitive_post_parameters(), name="dispatch")
class SignUp(GoesOnElsewhere, CreateView):
    """Make an account and log its owner in at once."""

    form_class = SignUpForm
    template_name = "registration/signup.html"

    def form_valid(self, form):
        user = form.save(commit=False)  # hashes the password: too slow for a transaction
        try:
            with transaction.atomic():
                user.save()
        except IntegrityError:  # somebody was faster, perhaps by pressing the button twice
            form.refuse_username()
            return self.form_invalid(form)
        login(self.request, user)
        messages.success(self.request, f"Welcome, {user}! You are logged in.")
        return HttpResponseRedirect(self.get_success_url())


class LogIn(GoesOnElsewhere, auth_views.LoginView):
    """Log somebody in and go on to the page that was asked for."""


class LogOut(auth_views.LogoutView):
    """Log out by a button; the address alone only shows that button."""

    http_method_names = ("get", "head", "post", "options")

    def get(self, request):
        return render(request, "registration/logout.html")

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        messages.success(request, "You are logged out.")
        return response
