"""Invites: the list, making one, what is passed on, and what whoever follows it is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO

import segno

from bot.conversation.buttons.channels import ByMailButton
from bot.conversation.buttons.invites import (
    ANY_POST,
    InviteButton,
    InviteFor,
    InviteMakeButton,
    InviteNewButton,
    InvitePostButton,
    InviteRevokeButton,
    InvitesButton,
    InviteTakeButton,
)
from bot.conversation.buttons.people import PeopleButton
from bot.conversation.buttons.units import short_number
from bot.texts.catalogue import Html, Texts
from bot.views.days import day_name
from bot.views.duties.names import seat_name
from bot.views.layout import in_rows, lines, paragraphs, shortened
from bot.views.names import post_name
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button, my_duties_button, register_button
from clauses.library import Library
from scheduler.inviting.following import Invitation
from scheduler.inviting.invites import LIVES, UnitInvites
from scheduler.inviting.model import Invite, NewInvite
from scheduler.roster.model import Assignment, Organisation

_MOST_LISTED = 8
_LABEL_CHARACTERS = 24
_MODULE_PIXELS, _QUIET_MODULES = 12, 4
_GROUP = 4
"""A code is read aloud in groups of so many signs."""


def invite_list(
    found: UnitInvites, page: int, library: Library, t: Texts, *, now: datetime
) -> Screen:
    """A page (from 0) of the invites that stand, the newest first, each on a button."""
    organisation, standing = found.organisation, found.standing
    # Some may have been revoked meanwhile.
    page = min(page, max(len(standing) - 1, 0) // _MOST_LISTED)
    first = page * _MOST_LISTED
    shown = standing[first : first + _MOST_LISTED]
    listed = [_in_list(each, library, t, now=now) for each in shown]
    rest = len(standing) - first - len(shown)
    text = paragraphs(
        lines(t("invites-title"), t("unit-name", organisation=organisation.name)),
        lines(*listed) if listed else t("invites-none"),
        t("invites-more", count=rest) if rest else None,
    )
    rows = [(Button(_label(each, library, t), InviteButton(each.id).pack()),) for each in shown]
    pages = [
        Button(t.plain(label), InvitesButton(organisation.id, number).pack())
        for label, number, there in (
            ("people-earlier", page - 1, page > 0),
            ("people-later", page + 1, rest > 0),
        )
        if there
    ]
    new = Button(t.plain("invites-new"), InviteNewButton(organisation.id).pack())
    back = Button(t.plain("button-back"), PeopleButton(organisation.id).pack())
    return Screen(text, (*rows, *((tuple(pages),) if pages else ()), (new,), (back,)))


def invite_screen(invite: Invite, library: Library, t: Texts, *, now: datetime) -> Screen:
    """One invite, and the button that revokes it while it stands."""
    organisation = invite.organisation
    state: Html | None = None
    rows: list[tuple[Button, ...]] = []
    if invite.revoked:
        state = t("invites-revoked")
    elif invite.expires_at <= now:
        state = t("invites-expired")
    elif invite.single and invite.uses:
        state = t("invites-used")
    else:
        revoke = InviteRevokeButton(invite.id).pack()
        rows.append((Button(t.plain("invites-revoke"), revoke),))
    text = paragraphs(
        lines(t("invites-one-title"), t("unit-name", organisation=organisation.name)),
        lines(
            t("invites-post", post=_post(invite, library, t)),
            t("invites-for", whom=_whom(invite, t)),
            t("invites-until", day=_until(invite, t, now=now)),
            t("invites-uses", count=invite.uses) if not invite.single else None,
        ),
        state,
    )
    back = Button(t.plain("button-back"), InvitesButton(organisation.id).pack())
    return Screen(text, (*rows, (back,)))


def post_choices(found: UnitInvites, t: Texts) -> Screen:
    """Ask for which post."""
    organisation, days = found.organisation, LIVES[0].days
    buttons = [
        Button(
            shortened(post.name, _LABEL_CHARACTERS),
            InvitePostButton(organisation.id, short_number(post.id), days).pack(),
        )
        for post in found.posts
    ]
    any_post = InvitePostButton(organisation.id, ANY_POST, days).pack()
    back = Button(t.plain("button-back"), InvitesButton(organisation.id).pack())
    text = paragraphs(
        lines(t("invites-new-title"), t("unit-name", organisation=organisation.name)),
        t("invites-which"),
    )
    rows = in_rows(buttons, 2)
    return Screen(text, (*rows, (Button(t.plain("invites-any-post"), any_post),), (back,)))


def whom_question(
    organisation: Organisation,
    post: str | None,
    button: InvitePostButton,
    t: Texts,
    *,
    by_mail: bool,
) -> Screen:
    """Ask for whom, and for how long; ``by_mail``: or who needs none, since only mail reaches them."""
    choices = [
        (
            Button(
                t.plain(f"invites-whom-{whom.name.lower().replace('_', '-')}"),
                InviteMakeButton(organisation.id, button.post_number, button.days, whom).pack(),
            ),
        )
        for whom in InviteFor
        # Without a post, there is nothing yet that could be approved.
        if not (whom is InviteFor.ONE and post is None)
    ]
    if by_mail and post is not None:
        mail = ByMailButton(organisation.id, button.post_number).pack()
        choices.append((Button(t.plain("by-mail-button"), mail),))
    lives = tuple(
        Button(
            t.plain("invites-days", days=life.days, chosen=str(life.days == button.days)),
            InvitePostButton(organisation.id, button.post_number, life.days).pack(),
        )
        for life in LIVES
    )
    back = Button(t.plain("button-back"), InviteNewButton(organisation.id).pack())
    text = paragraphs(
        lines(t("invites-new-title"), t("unit-name", organisation=organisation.name)),
        t("invites-post", post=post or t.plain("invites-any-post")),
        t("invites-whom"),
    )
    return Screen(text, (*choices, lives, (back,)))


def name_question(button: InviteMakeButton, t: Texts) -> Screen:
    """Ask for the name of whoever is invited."""
    nameless = InviteMakeButton(
        button.organisation_id, button.post_number, button.days, button.whom, nameless=True
    )
    skip = Button(t.plain("invites-nameless"), nameless.pack())
    return Screen(t("invites-ask-name"), ((skip,), (cancel_button(t),)))


def link_of(made: NewInvite, bot_username: str) -> str:
    """The link that is passed on."""
    return f"https://t.me/{bot_username}?start=i_{made.link}"


def passed_on(
    made: NewInvite, library: Library, t: Texts, *, bot_username: str, now: datetime
) -> Html:
    """What is passed on, with the picture: to whom, as what, the link, the code, until when."""
    invite = made.invite
    name = invite.person_name
    start = invite.starts_on
    return lines(
        t("invite-dear", name=name) if name else None,
        Html(_please(invite, library, t)),
        t("invite-from", day=t.day(start)) if start else None,
        t("invite-link", link=link_of(made, bot_username)),
        t("invite-code", code=spaced(made.code), bot=bot_username),
        t(
            "invite-once" if invite.single else "invite-each",
            day=_until(invite, t, now=now),
        ),
        t("invite-otherwise"),
    )


def printed_lines(made: NewInvite, library: Library, t: Texts, *, bot_username: str) -> list[str]:
    """The same without markup, for paper."""
    invite = made.invite
    until = invite.expires_at.astimezone(invite.organisation.zone).date()
    said = [
        t.plain("invite-dear", name=invite.person_name) if invite.person_name else "",
        _please(invite, library, t.plain),
        t.plain("invite-from", day=t.day(invite.starts_on)) if invite.starts_on else "",
        t.plain("invite-link", link=link_of(made, bot_username)),
        t.plain("invite-code-print", code=spaced(made.code), bot=bot_username),
        t.plain("invite-once" if invite.single else "invite-each", day=t.day(until)),
        t.plain("invite-otherwise"),
    ]
    return [line for line in said if line]


def made_screen(made: NewInvite, t: Texts) -> Screen:
    """To the manager, below what is passed on."""
    revoke = InviteRevokeButton(made.invite.id).pack()
    every = InvitesButton(made.invite.organisation.id).pack()
    return Screen(
        t("invite-made"),
        (
            (
                Button(t.plain("invites-revoke"), revoke),
                Button(t.plain("invites-button"), every),
            ),
        ),
    )


def picture(link: str) -> bytes:
    """The link as a QR code: a PNG that a phone reads from a screen or from paper."""
    drawn = BytesIO()
    segno.make(link, error="m", micro=False).save(
        drawn, kind="png", scale=_MODULE_PIXELS, border=_QUIET_MODULES
    )
    return drawn.getvalue()


def spaced(code: str) -> str:
    """A code in groups, as it is read aloud."""
    return " ".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def invitation_screen(invitation: Invitation, secret: str, library: Library, t: Texts) -> Screen:
    """To whoever follows it: what they are invited to, with the post or the choice of one."""
    invite = invitation.invite
    accept = [
        (
            Button(
                t.plain("invitation-accept") if invite.post else each.name,
                InviteTakeButton(secret, short_number(each.id)).pack(),
            ),
        )
        for each in invitation.posts
    ]
    organisation = invite.organisation
    text = paragraphs(
        t("invitation-title"),
        t("invitation-any", organisation=organisation.name)
        if invite.post is None
        else t("invitation-post", seat=seat_name(organisation, invite.post, library)),
        t("invitation-from", day=t.day(invite.starts_on)) if invite.starts_on else None,
        None if invite.approved else t("invitation-decided"),
    )
    return Screen(text, (*accept, (cancel_button(t),)))


def taken_later(taken: Assignment, library: Library, t: Texts, *, today: date) -> Screen:
    """The post is held from a coming day."""
    text = t(
        "invitation-taken-later",
        seat=seat_name(taken.organisation, taken.post, library),
        day=day_name(taken.start_on, t, today=today),
    )
    return Screen(text, ((my_duties_button(t),), (register_button(t, another=True),)))


def _please(invite: Invite, library: Library, say: Callable[..., str]) -> str:
    """What is asked of whoever is invited."""
    organisation = invite.organisation
    if invite.post is None:
        return say("invite-please-any", organisation=organisation.name)
    return say("invite-please", seat=seat_name(organisation, invite.post, library))


def _in_list(invite: Invite, library: Library, t: Texts, *, now: datetime) -> Html:
    return t(
        "invites-line",
        post=_post(invite, library, t),
        whom=_whom(invite, t),
        day=_until(invite, t, now=now),
    )


def _label(invite: Invite, library: Library, t: Texts) -> str:
    label = t.plain("invites-label", post=_post(invite, library, t), whom=_whom(invite, t))
    return shortened(label, _LABEL_CHARACTERS)


def _post(invite: Invite, library: Library, t: Texts) -> str:
    return t.plain("invites-any-post") if invite.post is None else post_name(invite.post, library)


def _whom(invite: Invite, t: Texts) -> str:
    if not invite.single:
        return t.plain("invites-many")
    return invite.person_name or t.plain("invites-anyone")


def _until(invite: Invite, t: Texts, *, now: datetime) -> str:
    """The day and hour until which it stands, in the organisation's zone."""
    zone = invite.organisation.zone
    until = invite.expires_at.astimezone(zone)
    today = now.astimezone(zone).date()
    day = day_name(until.date(), t, today=today)
    return t.plain("invites-moment", day=day, time=t.clock_time(until.time()))
