from django.contrib.auth import views as auth_views
from django.urls import path, register_converter

from blog import views
from blog.converters import UnicodeSlugConverter
from blog.forms import ForgottenPasswordForm

register_converter(UnicodeSlugConverter, "unicode_slug")

urlpatterns = [
    path("", views.post_list, name="post_list"),
    path("create/", views.post_create, name="post_create"),
    path("my-posts/", views.my_posts, name="my_posts"),
    path("post/<unicode_slug:slug>/", views.post_detail, name="post_detail"),
    path("post/<unicode_slug:slug>/edit/", views.post_edit, name="post_edit"),
    path("post/<unicode_slug:slug>/delete/", views.post_delete, name="post_delete"),
    path("signup/", views.SignUp.as_view(), name="signup"),
    path("login/", views.LogIn.as_view(), name="login"),
    path("logout/", views.LogOut.as_view(), name="logout"),
    path(
        "password/reset/",
        auth_views.PasswordResetView.as_view(form_class=ForgottenPasswordForm),
        name="password_reset",
    ),
    path(
        "password/reset/sent/",
        auth_views.PasswordResetDoneView.as_view(),
        name="password_reset_done",
    ),
    path(
        "password/reset/<uidb64>/<token>/",
        auth_views.PasswordResetConfirmView.as_view(post_reset_login=True),
        name="password_reset_confirm",
    ),
    path(
        "password/reset/done/",
        auth_views.PasswordResetCompleteView.as_view(),
        name="password_reset_complete",
    ),
]
