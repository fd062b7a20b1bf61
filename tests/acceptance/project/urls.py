from django.http import HttpResponse
from django.urls import path


def hello(request):
    return HttpResponse("Hello.", content_type="text/plain")


def tea(request):
    return HttpResponse("<title>Tea · Sample</title><h1>Tea</h1>")


urlpatterns = [path("hello/", hello, name="hello"), path("tea/", tea)]
