"""News in words: entries to be confirmed or given back, reliefs, statements, files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.texts.catalogue import Texts
from bot.views.closing.exports import file_news
from bot.views.closing.reliefs import answered_news, asked_news
from bot.views.closing.reviewing import returned_news, waiting_news
from bot.views.closing.statements import drawn_news
from bot.views.screen import Screen
from bot.views.study.editions import edition_screen
from bot.views.study.lessons import lesson_screen
from clauses.library import Library
from scheduler.planning.news import (
    AnsweredRelief,
    AskedRelief,
    DrawnStatement,
    Lesson,
    MadeFile,
    NewEdition,
    News,
    ReturnedEntry,
    WaitingEntry,
)


def news_screen(news: Sequence[News], library: Library, t: Texts, *, today: date) -> Screen:
    """One message; several news only of entries that wait, which come together."""
    waiting = [each for each in news if isinstance(each, WaitingEntry)]
    if waiting:
        return waiting_news(waiting, library, t, today=today)
    match news[0]:
        case ReturnedEntry() as returned:
            return returned_news(returned, library, t, today=today)
        case AskedRelief() as asked:
            return asked_news(asked, library, t, today=today)
        case AnsweredRelief() as answered:
            return answered_news(answered, library, t, today=today)
        case DrawnStatement() as drawn:
            return drawn_news(drawn, t)
        case MadeFile() as made:
            return file_news(made, t)
        case Lesson() as lesson:
            return lesson_screen(lesson, library, t)
        case NewEdition() as edition:
            return edition_screen(edition, library, t)
    raise ValueError(news)
