"""Answers to button presses and inline queries."""

from __future__ import annotations

from typing import Any

from bot.messenger.api.formatting import TEXT_UNITS, formatted
from bot.messenger.api.keyboards import inline_keyboard_of
from bot.messenger.api.params import Params
from bot.messenger.errors import bad_request
from bot.messenger.markup.entities import utf16_length
from bot.messenger.world.queries import CallbackAnswer
from bot.messenger.world.state import MessengerState
from bot.messenger.world.world import Json, World

ANSWER_CHARACTERS = 200
MOST_RESULTS = 50
RESULT_ID_BYTES = 64
OFFSET_BYTES = 64


def answer_callback_query(messenger: MessengerState, params: Params) -> bool:
    """Answer a press, with a text or without."""
    text = params.text("text")
    if len(text) > ANSWER_CHARACTERS:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = CallbackAnswer(text, params.flag("show_alert"), params.text("url") or None)
    messenger.queries.answer_press(params.text("callback_query_id"), answer)
    messenger.changed("answer")
    return True


def answer_inline_query(messenger: MessengerState, params: Params) -> bool:
    """Give the results of an inline query. Articles only."""
    raw = params.json("results", called="inline query results")
    if not isinstance(raw, list):
        raise bad_request("can't parse inline query results JSON object")
    if len(raw) > MOST_RESULTS:
        raise bad_request("too many inline query results specified")
    if len(params.text("next_offset").encode()) > OFFSET_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    results = [_result(messenger, item) for item in raw]
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    messenger.queries.answer_question(params.text("inline_query_id"), results)
    messenger.changed("answer")
    return True


def _result(messenger: MessengerState, raw: Any) -> Json:
    """A result as the list shows it, with the content that is sent when it is chosen."""
    if not isinstance(raw, dict):
        raise bad_request("can't parse inline query result: expected an Object")
    result_id = str(raw.get("id") or "")
    if not 1 <= len(result_id.encode()) <= RESULT_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    title = str(raw.get("title") or "")
    if raw.get("type") != "article":
        raise bad_request("can't parse inline query result: Unsupported result type")
    if not title:
        raise bad_request("can't parse inline query result: Article title is empty")
    return {
        "id": result_id,
        "title": title,
        "description": str(raw.get("description") or ""),
        "content": _content(messenger.world, raw.get("input_message_content")),
        "markup": inline_keyboard_of(raw.get("reply_markup")),
    }


def _content(world: World, raw: object) -> Json:
    if not isinstance(raw, dict) or not isinstance(raw.get("message_text"), str):
        raise bad_request("can't parse inline query result: input_message_content is empty")
    if not raw["message_text"]:
        raise bad_request("message text is empty")
    text, entities = formatted(
        world, raw["message_text"], str(raw.get("parse_mode") or ""), raw.get("entities")
    )
    if not text:
        raise bad_request("text must be non-empty")
    if utf16_length(text) > TEXT_UNITS:
        raise bad_request("message is too long")
    return {"text": text, **({"entities": entities} if entities else {})}


METHODS = {
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
}
