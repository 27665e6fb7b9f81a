"""The parameters of one call: urlencoded, multipart or JSON body, and the query string."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.messenger.errors import bad_request

_TRUE = frozenset({"true", "yes", "1"})
_ATTACHED = "attach://"


@dataclass(frozen=True)
class Upload:
    """A file that came with the call."""

    name: str
    content: bytes


class Params:
    """Typed access to the parameters; every value is stored as the text that came."""

    def __init__(self, fields: dict[str, str], uploads: dict[str, Upload] | None = None) -> None:
        self._fields = fields
        self._uploads = uploads or {}

    def has(self, name: str) -> bool:
        """Whether a non-empty value was given."""
        return bool(self._fields.get(name))

    def text(self, name: str) -> str:
        """The value, or an empty string.

        Raises:
            ApiError: it holds half of a surrogate pair, which is no UTF-8.
        """
        value = self._fields.get(name, "")
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise bad_request("strings must be encoded in UTF-8")
        return value

    def integer(self, name: str) -> int | None:
        """A whole number; None when it is missing or is none, as Telegram reads it."""
        try:
            return int(self._fields[name])
        except (KeyError, ValueError):
            return None

    def flag(self, name: str) -> bool:
        """True for "true", "yes" and "1" in any case."""
        return self._fields.get(name, "").strip().lower() in _TRUE

    def json(self, name: str, *, called: str) -> Any:
        """The JSON inside; None when nothing was given.

        Raises:
            ApiError: 400 "can't parse <called> JSON object".
        """
        if not self.has(name):
            return None
        try:
            return json.loads(self._fields[name])
        except ValueError:
            raise bad_request(f"can't parse {called} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """The file sent as this parameter, directly or as ``attach://<part>``."""
        direct = self._uploads.get(name)
        value = self._fields.get(name, "")
        if direct is None and value.startswith(_ATTACHED):
            return self._uploads.get(value.removeprefix(_ATTACHED))
        return direct


async def read_params(request: Request) -> Params:
    """All parameters of a request; the body wins over the query string.

    Raises:
        ApiError: 400, a JSON body that is no object.
    """
    fields: dict[str, str] = dict(request.query_params)
    uploads: dict[str, Upload] = {}
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "application/json":
        fields |= _json_fields(await request.body())
    elif kind in {"multipart/form-data", "application/x-www-form-urlencoded"}:
        async with request.form() as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    uploads[name] = Upload(value.filename or name, await value.read())
                else:
                    fields[name] = value
    return Params(fields, uploads)


def _json_fields(body: bytes) -> dict[str, str]:
    try:
        parsed = json.loads(body or b"{}")
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict):
        raise bad_request("can't parse request JSON object")
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in parsed.items()
        if value is not None
    }
