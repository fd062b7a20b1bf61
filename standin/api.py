"""The Upload API: what can be asked of it, and what it answers.

https://cloudinary.com/documentation/image_upload_api_reference
"""

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from standin.account import Account
from standin.addresses import addresses
from standin.assets import Asset
from standin.calls import Call
from standin.chunks import Chunk, Chunks
from standin.errors import ApiError
from standin.files import blocks
from standin.pictures import inspect
from standin.signing import answer_signature
from standin.store import Store
from standin.uploads import Received, received

Answer = dict[str, Any]


class UploadApi:
    """Upload, destroy, rename and look at assets, for whoever signs with the account's secret."""

    def __init__(self, account: Account, store: Store, chunks: Chunks, max_bytes: int) -> None:
        self._account = account
        self._store = store
        self._chunks = chunks
        self._max_bytes = max_bytes

    def answer(self, action: str, call: Call) -> Answer:
        """Do what a call asks for and return the answer to it."""
        actions: dict[str, Callable[[Call], Answer]] = {
            "upload": self._upload,
            "destroy": self._destroy,
            "rename": self._rename,
            "explicit": self._explicit,
        }
        call.authenticate(self._account)
        return actions[action](call)

    def _upload(self, call):
        incoming = received(call.request)
        chunk = Chunk.announced(call.request.headers)
        # Without an id of its own an upload gets one, the same for all its chunks.
        unnamed = chunk.key[:20] if chunk else secrets.token_hex(10)
        name = call.name(call.parameters.get("public_id") or unnamed)
        if chunk is None:
            return self._keep(call, name, incoming)
        self._check_size(chunk.total)
        with self._chunks.add(chunk, incoming.blocks()) as whole:
            if whole is None:
                return {"done": False, "public_id": name.public_id, "bytes": chunk.last + 1}
            return self._keep(call, name, Received(whole, incoming.filename))

    def _keep(self, call, name, incoming):
        self._check_size(incoming.size)
        asset = self._asset(call, name, incoming)
        overwrites = call.overwrites(by_default=True)
        if self._store.put(asset, incoming.blocks(), replace=overwrites):
            return self._description(asset, call)
        existing = self._store.find(asset.name) or asset
        return {**self._description(existing, call), "existing": True}

    def _check_size(self, size):
        if not size:
            raise ApiError(400, "Empty file")
        if size > self._max_bytes:
            raise ApiError(400, f"File size too large. Got {size}. Maximum is {self._max_bytes}.")

    def _asset(self, call, name, incoming):
        """Describe a new asset.

        Its version is the time in seconds, as at Cloudinary, but later than that of the asset that
        it replaces: a new picture always has a new address.
        """
        resource_type, picture = _inspected(call, incoming)
        replaced = self._store.find(name._replace(resource_type=resource_type))
        now = time.time_ns()
        return Asset(
            asset_id=replaced.asset_id if replaced else uuid4().hex,
            public_id=name.public_id,
            version=max(now // 10**9, replaced.version + 1 if replaced else 0),
            version_id=uuid4().hex,
            width=picture and picture.width,
            height=picture and picture.height,
            format=picture and picture.format,
            resource_type=resource_type,
            created_at=f"{datetime.fromtimestamp(now // 10**9, UTC):%Y-%m-%dT%H:%M:%SZ}",
            tags=call.listed("tags"),
            bytes=incoming.size,
            type=name.type,
            etag=_digest(incoming),
            original_filename=incoming.stem,
            stored_ns=now,
        )

    def _destroy(self, call):
        name = call.name(call.required("public_id"))
        return {"result": "ok" if self._store.remove(name) else "not found"}

    def _rename(self, call):
        old = call.name(call.required("from_public_id"))
        new = call.name(call.required("to_public_id"))
        asset, file = self._open(old)
        with file:
            renamed = replace(asset, public_id=new.public_id)
            overwrites = call.overwrites(by_default=False)
            if new == old or not self._store.put(renamed, blocks(file), replace=overwrites):
                raise ApiError(409, f"to_public_id {new.public_id} already exists")
        self._store.remove(old)
        return self._description(renamed, call)

    def _explicit(self, call):
        asset, file = self._open(call.name(call.required("public_id")))
        with file:
            if "tags" in call.parameters:
                asset = replace(asset, tags=call.listed("tags"))
                self._store.put(asset, blocks(file))
        return self._description(asset, call)

    def _open(self, name):
        found = self._store.open(name)
        if found is None:
            raise ApiError(404, f"Resource not found - {name.public_id}")
        return found

    def _description(self, asset, call):
        return {
            **asset.described(),
            **addresses(asset, call.request, self._account.cloud_name),
            "signature": answer_signature(
                asset.public_id,
                asset.version,
                self._account.api_secret,
                like=call.parameters["signature"],
            ),
            "api_key": self._account.api_key,
        }


def _inspected(call, incoming):
    """Return which resource type a file is, and the picture that it is, if it is one."""
    if call.resource_type in {"raw", "video"}:
        return call.resource_type, None  # kept as they are, whatever is in them
    try:
        picture = inspect(incoming.file)
    except ApiError:
        if call.resource_type == "auto":
            return "raw", None
        raise
    allowed = call.listed("allowed_formats")
    if allowed and picture.format not in allowed:
        raise ApiError(400, f"Image file format {picture.format} not allowed")
    return "image", picture


def _digest(incoming):
    digest = hashlib.md5(usedforsecurity=False)
    for block in incoming.blocks():
        digest.update(block)
    return digest.hexdigest()
