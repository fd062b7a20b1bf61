"""Delivery of pictures, as they were uploaded or transformed.

https://cloudinary.com/documentation/image_transformations#transformation_url_structure
"""

import re

from werkzeug import Request, Response

from standin.assets import Name
from standin.errors import ApiError
from standin.pictures import MEDIA_TYPES
from standin.store import Store
from standin.transforming import parse, render

_LONGEST_PATH = 1000
_CACHE_CONTROL = "public, max-age=2592000"  # thirty days; a new picture has a new address


def delivered(request: Request, store: Store, resource_type: str, path: str) -> Response:
    """Return the file at [<transformation>/][v<version>/]<public id>[.<format>].

    As at Cloudinary, the version is for caches alone: what is there now is returned.
    """
    asset, original, transformation, ending = _found(store, resource_type, path)
    with original:
        if transformation and asset.format is None:
            raise ApiError(400, "Only pictures can be transformed")
        wanted = parse(transformation)
        form = _format(request, asset, wanted, ending)
        if transformation or form != asset.format:
            recipe = f"{wanted} {form}"
            content, etag = store.derivative(asset, recipe, lambda: render(original, wanted, form))
        else:
            content, etag = original.read(), asset.etag
    response = _response(request, content, form, etag)
    if wanted.format == "auto":
        response.vary.add("Accept")
    return response


def _found(store, resource_type, path):
    """Split a path where the id of an asset begins: only what is stored tells where that is."""
    segments = path.split("/") if len(path) <= _LONGEST_PATH else []
    for start in range(len(segments)):
        for public_id, ending in _readings("/".join(segments[start:]), resource_type):
            if found := store.open(Name(resource_type, "upload", public_id)):
                return *found, _transformation(segments[:start]), ending
    raise ApiError(404, "Resource not found")


def _readings(text, resource_type):
    """Return how the end of a path can be read: with the format of a picture, or as an id only."""
    public_id, _, ending = text.rpartition(".")
    ending = "jpg" if ending == "jpeg" else ending
    if resource_type == "image" and ending in MEDIA_TYPES:
        yield public_id, ending
    yield text, None


def _transformation(segments):
    if segments and re.fullmatch(r"v\d+", segments[-1], re.ASCII):
        segments = segments[:-1]
    return "/".join(segments)


def _format(request, asset, wanted, ending):
    """Return the format to deliver: what the transformation says, then the ending, then its own."""
    if wanted.format == "auto":
        return "webp" if _takes_webp(request) else asset.format
    return wanted.format or ending or asset.format


def _takes_webp(request):
    """Tell whether a browser names WebP; a mere */* does not say that it can show it."""
    return any(kind == "image/webp" and weight for kind, weight in request.accept_mimetypes)


def _response(request, content, form, etag):
    response = Response(content, content_type=MEDIA_TYPES.get(form, "application/octet-stream"))
    response.headers["Cache-Control"] = _CACHE_CONTROL
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.set_etag(etag)
    response.make_conditional(request)
    del response.headers["Date"]  # the server adds its own
    return response
