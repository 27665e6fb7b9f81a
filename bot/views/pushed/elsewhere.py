"""Pushed messages as they go to robots and mailboxes, where no button acts: links lead to the bot."""

from __future__ import annotations

from collections.abc import Callable

from bot.texts.naming import texts_of
from bot.views.layout import paragraphs
from bot.views.pushed.reminders import done_links
from bot.views.screen import Button, Screen
from clauses.library import Library
from scheduler.ledger.wording import is_known
from scheduler.planning.notices import NoticeKind, Parcel
from scheduler.roster.model import Person


def elsewhere(
    render: Callable[[Parcel], Screen], library: Library, bot_username: Callable[[], str]
) -> Callable[[Parcel], Screen]:
    """The way to word a parcel for another messenger, from that for Telegram."""

    def rendered(parcel: Parcel) -> Screen:
        screen, t = render(parcel), texts_of(library, parcel.recipient.locale)
        rows = tuple(
            kept for row in screen.rows if (kept := tuple(each for each in row if each.url))
        )
        if parcel.kind is NoticeKind.REMINDER:
            owed = [each for each in parcel.reminders if is_known(each.occurrence, library)]
            rows = done_links(owed, parcel.reference, library, bot_username(), t, parcel.today)
        if not rows:
            back = f"https://t.me/{bot_username()}?start=hello"
            rows = ((Button(t.plain("channel-back"), url=back),),)
        by_mail = isinstance(parcel.recipient, Person)
        return Screen(paragraphs(screen.text, t("by-mail-advice") if by_mail else None), rows)

    return rendered
