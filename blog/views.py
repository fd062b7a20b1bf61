from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import RedirectURLMixin
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import CreateView

from blog.forms import PostForm, SignUpForm
from blog.models import Post
from blog.writing import EditConflict, save_post

POSTS_A_PAGE = 10


def post_list(request):
    """Show what everybody may read, newest first."""
    posts = Post.objects.published().newest_first().select_related("author")
    return render(request, "blog/post_list.html", {"page": _page(request, posts)})


def post_detail(request, slug):
    """Show one post; a former address leads to the present one."""
    post = _post_at(slug, Post.objects.visible_to(request.user))
    if post.slug != slug:
        return _moved(post)
    return render(request, "blog/post_detail.html", {"post": post})


@login_required
def my_posts(request):
    """Show an author's own posts, all or those of one status."""
    own = Post.objects.filter(author=request.user)
    status = request.GET.get("status")
    shown = own.filter(status=status) if status in Post.Status else own
    context = {
        "page": _page(request, shown.order_by("-updated_at", "-pk")),
        "counts": own.count_by_status(),
        "status": status,
    }
    return render(request, "blog/my_posts.html", context)


@login_required
def post_create(request):
    """Let an author write a new post."""
    return _write(request, Post(author=request.user))


@login_required
def post_edit(request, slug):
    """Let the author change a post; a form that was opened before a rename still arrives."""
    post = _post_at(slug, Post.objects.filter(author=request.user))
    if post.slug != slug and request.method != "POST":
        return redirect("post_edit", slug=post.slug)
    return _write(request, post)


@login_required
def post_delete(request, slug):
    """Ask the author whether to delete a post, and delete it when the answer comes by POST."""
    post = _post_at(slug, Post.objects.filter(author=request.user))
    if request.method == "POST":
        post.delete()
        messages.success(request, f"“{post}” is deleted.")
        return redirect("my_posts")
    return render(request, "blog/post_confirm_delete.html", {"post": post})


def _write(request, post):
    """Show the form of a post and save what comes back, losing none of the author's words."""
    if request.method != "POST":
        return _show_form(request, PostForm(instance=post))
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
    return _tell_saved(request, saved)


def _show_form(request, form, newer=None):
    return render(request, "blog/post_form.html", {"form": form, "newer": newer})


def _tell_saved(request, saved):
    post = saved.post
    done = f"“{post}” is published." if post.is_published else f"The draft “{post}” is saved."
    if saved.picture_error is None:
        messages.success(request, done)
        return redirect(post)
    messages.warning(
        request,
        f"Your text is saved, but the picture is not: {saved.picture_error}. "
        + ("Try the picture again." if post.is_published else _HELD_AS_DRAFT),
    )
    return redirect("post_edit", slug=post.slug)


_HELD_AS_DRAFT = "The post stays a draft until you try the picture again, or publish without it."


def _post_at(slug, posts):
    post = posts.at(slug).select_related("author").first()
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


@method_decorator(sensitive_post_parameters(), name="dispatch")
class SignUp(RedirectURLMixin, CreateView):
    """Make an account and log its owner in at once."""

    form_class = SignUpForm
    template_name = "registration/signup.html"
    next_page = "post_list"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            return redirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        response = super().form_valid(form)
        login(self.request, self.object)
        messages.success(self.request, f"Welcome, {self.object}! You are logged in.")
        return response
