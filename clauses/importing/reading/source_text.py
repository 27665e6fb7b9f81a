"""Decodes a text as received: bytes in some Chinese encoding, perhaps with damage."""

from __future__ import annotations

from dataclasses import dataclass

from charset_normalizer import from_bytes

from clauses.importing.reading.content import DocumentRefused

_SAMPLE_BYTES = 200_000
_MOST_DAMAGE = 0.02
"""A larger share of undecodable characters means another encoding, not damage."""

# Guessing freely takes short Chinese files for Korean; a blind try of GB 18030 swallows Big5.
_ENCODINGS = ["utf_8", "gb18030", "big5", "utf_16"]
_BOMS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}


@dataclass(frozen=True)
class Decoded:
    """The text of a file, lines ending with a bare line feed, and the encoding it was read in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Decode a text: by its byte order mark, else as UTF-8, else by guessing.

    Bytes that cannot be decoded become U+FFFD, if there are few of them.

    Raises:
        DocumentRefused: ``not-text`` (a document or picture), ``empty`` or ``unknown-encoding``.
    """
    decoded = _decode(data)
    if decoded is None:
        raise DocumentRefused("not-text" if b"\x00" in data else "unknown-encoding")
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise DocumentRefused("empty")
    return Decoded(text, decoded.encoding)


def _decode(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            return Decoded(data.decode(encoding, "replace"), encoding.removesuffix("-sig"))
    if b"\x00" not in data and (decoded := _with_little_damage(data, "utf-8")) is not None:
        return decoded
    guess = from_bytes(data[:_SAMPLE_BYTES], cp_isolation=_ENCODINGS).best()
    encoding = guess.encoding.replace("_", "-") if guess is not None else "gb18030"
    if encoding.startswith("utf-16") != (b"\x00" in data):
        return None
    return _with_little_damage(data, encoding)


def _with_little_damage(data: bytes, encoding: str) -> Decoded | None:
    text = data.decode(encoding, "replace")
    damaged = text.count("\ufffd") - data.decode(encoding, "ignore").count("\ufffd")
    return Decoded(text, encoding) if damaged <= len(text) * _MOST_DAMAGE else None
