"""``@bot question`` in any chat: the answer and its neighbours, to be sent there."""

from __future__ import annotations

from collections.abc import Iterator

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import InlineQueryHandler

from bot.conversation.context import DutyContext
from bot.handlers.questions.questions import LONGEST, answer_to
from bot.views.questions.inline import InlineArticle, articles

_CACHE_SECONDS = 10
"""Short: the answer depends on who asks, and on packs that change with the next start."""

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_TOO_LATE = "query is too old"


async def offer(update: Update, context: DutyContext) -> None:
    """Offer articles for the words typed so far, and remember none of them."""
    query = update.inline_query
    if query is None:
        return
    t = await context.texts_for(update)
    question = query.query.strip()
    found: tuple[InlineArticle, ...] = ()
    if question and len(question) <= LONGEST:
        answer = await answer_to(update, context, question)
        found = articles(answer, context.services.library, t)
    label = t.plain("inline-open" if question else "inline-hint")
    try:
        await query.answer(
            list(_results(found)),
            cache_time=_CACHE_SECONDS,
            is_personal=True,
            button=InlineQueryResultsButton(label, start_parameter="ask"),
        )
    except BadRequest as error:
        # People type on: an answer that comes too late is not wanted any more.
        if _TOO_LATE not in error.message.lower():
            raise


def _results(found: tuple[InlineArticle, ...]) -> Iterator[InlineQueryResultArticle]:
    for number, article in enumerate(found):
        content = InputTextMessageContent(
            article.text, parse_mode=ParseMode.HTML, link_preview_options=_NO_PREVIEW
        )
        yield InlineQueryResultArticle(
            str(number), article.title, content, description=article.description
        )


HANDLERS = [InlineQueryHandler(offer)]
