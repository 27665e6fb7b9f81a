"""Pictures and files."""

from __future__ import annotations

from bot.messenger.api.formatting import caption_content
from bot.messenger.api.methods.sending import open_chat, send, sent
from bot.messenger.api.params import Params
from bot.messenger.errors import bad_request
from bot.messenger.world.files import (
    DOWNLOAD_BYTES,
    PHOTO_BYTES,
    UPLOAD_BYTES,
    document,
    keep_document,
    keep_photo,
    photo_size,
)
from bot.messenger.world.state import MessengerState
from bot.messenger.world.world import Json, StoredFile


def send_photo(messenger: MessengerState, params: Params) -> Json:
    """Send a picture: an upload, or the id of one that was sent before."""
    chat = open_chat(messenger, params)
    caption = caption_content(messenger.world, params)
    upload = params.upload("photo")
    if upload is None:
        stored = _stored(messenger, params, "photo")
        if stored.width is None:
            raise bad_request("can't use file of type Document as Photo")
        sizes = [photo_size(stored)]
    else:
        if not upload.content:
            raise bad_request("file must be non-empty")
        if len(upload.content) > PHOTO_BYTES:
            raise bad_request("too big file, maximum is 10 MB")
        kept = keep_photo(messenger, upload.content)
        if kept is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
        sizes = kept
    return sent(messenger, send(messenger, chat, {"photo": sizes, **caption}, params))


def send_document(messenger: MessengerState, params: Params) -> Json:
    """Send a file: an upload, or the id of one that was sent before."""
    chat = open_chat(messenger, params)
    caption = caption_content(messenger.world, params)
    upload = params.upload("document")
    if upload is None:
        stored = _stored(messenger, params, "document")
        if stored.width is not None:
            raise bad_request("can't use file of type Photo as Document")
        body = document(stored)
    else:
        if not upload.content:
            raise bad_request("file must be non-empty")
        if len(upload.content) > UPLOAD_BYTES:
            raise bad_request("too big file, maximum is 50 MB")
        body = keep_document(messenger, upload.name, upload.content)
    return sent(messenger, send(messenger, chat, {"document": body, **caption}, params))


def get_file(messenger: MessengerState, params: Params) -> Json:
    """The path under which a file can be fetched."""
    file = messenger.world.files.get(params.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }


def _stored(messenger: MessengerState, params: Params, name: str) -> StoredFile:
    if not params.has(name):
        raise bad_request(f"there is no {name} in the request")
    file = messenger.world.files.get(params.text(name))
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return file


METHODS = {"sendPhoto": send_photo, "sendDocument": send_document, "getFile": get_file}
