"""Uploaded files, and Telegram's records of pictures and documents."""

from __future__ import annotations

import hashlib
import mimetypes
import struct
from pathlib import PurePath

from bot.messenger.world.state import MessengerState
from bot.messenger.world.world import Json, StoredFile

DOWNLOAD_BYTES = 20 * 1024 * 1024
UPLOAD_BYTES = 50 * 1024 * 1024
PHOTO_BYTES = 10 * 1024 * 1024

_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def keep_photo(messenger: MessengerState, content: bytes) -> list[Json] | None:
    """Store a picture; its one size as Telegram lists sizes, or None when it is no picture."""
    found = image_size(content)
    if found is None:
        return None
    extension, width, height = found
    number = messenger.world.next_file_number
    file = _keep(messenger, f"photos/file_{number}.{extension}", f"photo.{extension}", content)
    file.width, file.height = width, height
    return [photo_size(file)]


def keep_document(messenger: MessengerState, name: str, content: bytes) -> Json:
    """Store a document; the Bot API's Document."""
    number = messenger.world.next_file_number
    file = _keep(messenger, f"documents/file_{number}{PurePath(name).suffix}", name, content)
    return document(file)


def photo_size(file: StoredFile) -> Json:
    """The Bot API's PhotoSize."""
    return {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "width": file.width,
        "height": file.height,
        "file_size": file.size,
    }


def document(file: StoredFile) -> Json:
    """The Bot API's Document."""
    return {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "file_name": file.name,
        "mime_type": file.mime_type,
        "file_size": file.size,
    }


def image_size(content: bytes) -> tuple[str, int, int] | None:
    """File extension, width and height of a PNG, GIF or JPEG; None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return "png", width, height
    if content[:6] in {b"GIF87a", b"GIF89a"} and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return "gif", width, height
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[str, int, int] | None:
    at = 2
    while at + 9 <= len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return "jpg", width, height
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return None


def _keep(messenger: MessengerState, path: str, name: str, content: bytes) -> StoredFile:
    digest = hashlib.sha256(content).hexdigest()
    number = messenger.world.next_file_number
    messenger.world.next_file_number += 1
    file = StoredFile(
        id=f"LOCAL{number:08d}{digest[:24]}",
        unique_id=f"U{digest[:15]}",
        path=path,
        name=name,
        mime_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
        size=len(content),
    )
    messenger.store.write_file(file.id, content)
    messenger.world.files[file.id] = file
    return file
