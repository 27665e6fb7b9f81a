"""Texts and captions as the bot sends them: markup read, ends trimmed, lengths held."""

from __future__ import annotations

from bot.messenger.api.params import Params
from bot.messenger.errors import bad_request
from bot.messenger.markup.entities import (
    Entity,
    are_sound,
    found_entities,
    ordered,
    trimmed,
    utf16_length,
)
from bot.messenger.markup.telegram_html import HtmlError, parse_html
from bot.messenger.world.world import Json, World

RAW_BYTES = 32_768
TEXT_UNITS = 4096
CAPTION_UNITS = 1024


def text_content(world: World, params: Params) -> Json:
    """The ``text`` of a message.

    Raises:
        ApiError: 400, empty, too long, or markup that Telegram does not parse.
    """
    raw = params.text("text")
    if not raw:
        raise bad_request("message text is empty")
    entities = params.json("entities", called="message entities")
    text, found = formatted(world, raw, params.text("parse_mode"), entities)
    if not text:
        raise bad_request("text must be non-empty")
    if utf16_length(text) > TEXT_UNITS:
        raise bad_request("message is too long")
    return {"text": text, **({"entities": found} if found else {})}


def caption_content(world: World, params: Params) -> Json:
    """The ``caption`` of a medium; nothing when there is none.

    Raises:
        ApiError: as :func:`text_content`.
    """
    entities = params.json("caption_entities", called="message entities")
    text, found = formatted(world, params.text("caption"), params.text("parse_mode"), entities)
    if utf16_length(text) > CAPTION_UNITS:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    return {"caption": text, **({"caption_entities": found} if found else {})}


def formatted(
    world: World, raw: str, parse_mode: str, entities: object = None
) -> tuple[str, list[Entity]]:
    """Text and entities after markup; the ``parse_mode`` is "HTML" in any case, or empty.

    Markdown is refused here, though Telegram takes it: nothing in this project writes it.

    Raises:
        ApiError: 400, in Telegram's words.
    """
    if len(raw.encode()) > RAW_BYTES:
        raise bad_request("text is too long")
    mode = parse_mode.strip().lower()
    if mode not in {"", "html", "none"}:
        raise bad_request("unsupported parse_mode")
    if mode == "html":
        try:
            text, marks = parse_html(raw)
        except HtmlError as error:
            raise bad_request(f"can't parse entities: {error}") from None
    else:
        text, marks = raw, []
        if entities:
            if not are_sound(raw, entities):
                raise bad_request("ENTITY_BOUNDS_INVALID")
            marks = [dict(entity) for entity in entities]  # type: ignore[attr-defined]
    marks = [mark for mark in marks if _person_is_known(world, mark)]
    text, marks = trimmed(text, marks)
    return text, ordered([*marks, *found_entities(text, marks)])


def _person_is_known(world: World, mark: Entity) -> bool:
    """Whether a mention stays: Telegram drops that of a person it does not know, and fills in others."""
    if mark["type"] != "text_mention":
        return True
    person = world.people.get(mark["user"]["id"])
    if person is None:
        return False
    mark["user"] = {
        "id": person.id,
        "is_bot": False,
        "first_name": person.first_name,
        "language_code": person.language_code,
    }
    return True
