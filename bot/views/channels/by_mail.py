"""Somebody whom only mail reaches is given a post."""

from __future__ import annotations

from bot.conversation.buttons.people import PeopleButton
from bot.texts.catalogue import Texts
from bot.views.channels.mailbox import veiled
from bot.views.duties.names import seat_name
from bot.views.layout import paragraphs
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button
from clauses.library import Library
from clauses.model import Post
from scheduler.roster.model import Organisation
from scheduler.rosters.model import LineEffect, PlannedLine


def ask_person(organisation: Organisation, post: Post, library: Library, t: Texts) -> Screen:
    """Ask for name and mailbox, and say what follows."""
    seat = seat_name(organisation, post.id, library)
    text = paragraphs(t("by-mail-ask", seat=seat), t("by-mail-means"))
    return Screen(text, ((cancel_button(t),),))


def unclear_person(t: Texts) -> Screen:
    """It is not a name and a mail address."""
    return Screen(t("by-mail-unclear"), ((cancel_button(t),),))


def brought(
    line: PlannedLine,
    organisation: Organisation,
    post: Post,
    mailbox: str,
    library: Library,
    t: Texts,
) -> Screen:
    """What was written, with the mailbox by its first letters and its domain."""
    kind = "same" if line.mailbox is None else "moved" if line.assignment_id else "new"
    if line.effect is LineEffect.FAULTY:
        kind = "faulty"
    text = t(
        f"by-mail-{kind}",
        name=line.line.name,
        seat=seat_name(organisation, post.id, library),
        mailbox=veiled(mailbox),
    )
    back = Button(t.plain("people-button"), PeopleButton(organisation.id).pack())
    return Screen(text, ((back,),))
