"""Polls and quizzes."""

from __future__ import annotations

from typing import Any

from bot.messenger.api.formatting import formatted
from bot.messenger.api.methods.sending import open_chat, send, sent
from bot.messenger.api.params import Params
from bot.messenger.errors import bad_request
from bot.messenger.markup.entities import Entity
from bot.messenger.world.state import MessengerState
from bot.messenger.world.world import Json, Poll, World

QUESTION_CHARACTERS = 300
OPTION_CHARACTERS = 100
MOST_OPTIONS = 12
EXPLANATION_CHARACTERS = 200
EXPLANATION_LINE_FEEDS = 2
SHORTEST_SECONDS = 5
LONGEST_SECONDS = 2_628_000


def send_poll(messenger: MessengerState, params: Params) -> Json:
    """Send a poll, anonymous unless the call says otherwise."""
    chat = open_chat(messenger, params)
    question = _question(messenger.world, params)
    options = _options(messenger.world, params.json("options", called="options"))
    kind = params.text("type") or "regular"
    if kind not in {"regular", "quiz"}:
        raise bad_request("unsupported poll type specified")
    right = _right_options(params, len(options)) if kind == "quiz" else []
    explanation = _explanation(messenger.world, params) if kind == "quiz" else {}
    open_period, close_date = _end(messenger, params)
    poll_id = messenger.next_query_id()
    message = send(messenger, chat, {}, params)
    messenger.world.polls[poll_id] = Poll(
        id=poll_id,
        chat_id=chat.id,
        message_id=message.id,
        question=question,
        options=options,
        kind=kind,
        is_anonymous=params.flag("is_anonymous") if params.has("is_anonymous") else True,
        takes_several=params.flag("allows_multiple_answers"),
        allows_revoting=(
            params.flag("allows_revoting") if params.has("allows_revoting") else kind == "regular"
        ),
        right_options=right,
        explanation=explanation,
        open_period=open_period,
        close_date=close_date,
        is_closed=params.flag("is_closed"),
    )
    message.poll_id = poll_id
    return sent(messenger, message)


def _question(world: World, params: Params) -> Json:
    text, entities = formatted(world, params.text("question"), params.text("question_parse_mode"))
    if not text:
        raise bad_request("poll question must be non-empty")
    if len(text) > QUESTION_CHARACTERS:
        raise bad_request(f"poll question length must not exceed {QUESTION_CHARACTERS}")
    return _with_entities("question", text, entities)


def _options(world: World, raw: Any) -> list[Json]:
    if not isinstance(raw, list):
        raise bad_request("can't parse options JSON object")
    if not raw:
        raise bad_request("poll must have at least 1 option")
    if len(raw) > MOST_OPTIONS:
        raise bad_request(f"poll can't have more than {MOST_OPTIONS} options")
    options: list[Json] = []
    for number, item in enumerate(raw):
        given = {"text": item} if isinstance(item, str) else item
        if not isinstance(given, dict) or not isinstance(given.get("text"), str):
            raise bad_request('can\'t parse options: Field "text" must be of type String')
        text, _ = formatted(world, given["text"], str(given.get("text_parse_mode") or ""))
        if not text:
            raise bad_request("poll options must be non-empty")
        if len(text) > OPTION_CHARACTERS:
            raise bad_request(f"poll options length must not exceed {OPTION_CHARACTERS}")
        options.append({"text": text, "persistent_id": str(number)})
    return options


def _right_options(params: Params, count: int) -> list[int]:
    given = params.json("correct_option_ids", called="correct option identifiers")
    if given is None and params.has("correct_option_id"):
        given = [params.integer("correct_option_id")]
    if (
        not isinstance(given, list)
        or not given
        or not all(isinstance(number, int) and 0 <= number < count for number in given)
    ):
        raise bad_request("wrong correct option ID specified")
    return sorted(set(given))


def _explanation(world: World, params: Params) -> Json:
    text, entities = formatted(
        world, params.text("explanation"), params.text("explanation_parse_mode")
    )
    if len(text) > EXPLANATION_CHARACTERS:
        raise bad_request("message is too long")
    if text.count("\n") > EXPLANATION_LINE_FEEDS:
        raise bad_request("QUIZ_EXPLANATION_INVALID")
    return _with_entities("explanation", text, entities) if text else {}


def _end(messenger: MessengerState, params: Params) -> tuple[int | None, int | None]:
    period, date = params.integer("open_period"), params.integer("close_date")
    if period is None and date is None:
        return None, None
    if period is not None and date is not None:
        raise bad_request("only one of open_period and close_date can be specified")
    seconds = period if period is not None else (date or 0) - messenger.now()
    if not SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS:
        raise bad_request("wrong open period or close date specified")
    return period, messenger.now() + seconds


def _with_entities(name: str, text: str, entities: list[Entity]) -> Json:
    return {name: text, f"{name}_entities": entities} if entities else {name: text}


METHODS = {"sendPoll": send_poll}
