"""A list of duties from a file: what was understood, page by page, and each row put right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil

from bot.conversation.buttons.invites import InviteNewButton
from bot.conversation.buttons.own_duties import (
    ListButton,
    ListConfirmButton,
    ListDropButton,
    ListFirstButton,
    ListForButton,
    ListPostsButton,
    ListRowButton,
    ListSkipButton,
    ListTakeButton,
    ListWhoButton,
    ListWhoSetButton,
    ListWordsButton,
    OwnDutiesButton,
)
from bot.conversation.buttons.units import short_number
from bot.texts.catalogue import Html, Texts
from bot.views.cadence import close_cadence
from bot.views.days import day_name
from bot.views.layout import in_rows, lines, paragraphs, shortened
from bot.views.rhythms import coming_lines, first_days, like
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button
from bot.views.units.list_posts import labelled
from bot.views.units.own_duties import who_name
from clauses.importing.duty_rows import DutyRows
from clauses.library import Library
from clauses.model import Post
from scheduler.membership.own.listed import ListChange, ListedDuty, OwnList
from scheduler.planning.coming import ComingDay
from scheduler.roster.model import Organisation

PER_PAGE = 6
_TEXT_CHARACTERS = 160
_LABEL_CHARACTERS = 24
_DAYS = 2


def ask_file(organisation: Organisation, begun: OwnList | None, t: Texts) -> Screen:
    """Ask for the file; a list that was ``begun`` can be gone on with."""
    text = paragraphs(
        lines(t("list-title"), t("unit-name", organisation=organisation.name)), t("list-ask-file")
    )
    if begun is None:
        return Screen(text, ((cancel_button(t),),))
    label = shortened(t.plain("list-go-on", title=begun.title), _LABEL_CHARACTERS)
    return Screen(text, ((Button(label, ListButton(begun.id).pack()),), (cancel_button(t),)))


def ask_where(organisations: Sequence[Organisation], t: Texts) -> Screen:
    """Ask for which organisation it is."""
    buttons = [
        Button(shortened(each.name, _LABEL_CHARACTERS), ListForButton(each.id).pack())
        for each in organisations[: 2 * PER_PAGE]
    ]
    return Screen(
        paragraphs(t("list-title"), t("list-where")), (*in_rows(buttons, 1), (cancel_button(t),))
    )


def refused(text: Html, t: Texts) -> Screen:
    """Why the file is not taken."""
    return Screen(text, ((cancel_button(t),),))


def left_out(found: DutyRows, unread: Html | None, t: Texts) -> Html | None:
    """What of the file is in no row; None where all of it is."""
    told = [
        t("list-left-out", count=found.left_out) if found.left_out else None,
        t("list-beyond", count=found.beyond, most=len(found.rows)) if found.beyond else None,
        unread,
    ]
    return lines(*told) if any(told) else None


def list_screen(found: OwnList, page: int, library: Library, t: Texts) -> Screen:
    """A page (from 0) of what was understood; what is unclear comes first."""
    shown = sorted(enumerate(found.rows), key=lambda each: not _is_unclear(each[1]))
    pages = max(1, ceil(len(shown) / PER_PAGE))
    page = min(max(page, 0), pages - 1)
    part = shown[page * PER_PAGE : (page + 1) * PER_PAGE]
    text = paragraphs(
        lines(
            t("list-heading", title=found.title, page=page + 1, pages=pages),
            t("unit-name", organisation=found.organisation.name),
            _counts(found, t),
            _posts(found, t),
        ),
        *(_row_lines(row, found, library, t) for _, row in part),
        t("list-hint") if not found.confirmed else None,
    )
    if found.confirmed:
        return Screen(text, (_to_duties(found, t),))
    unmatched = sum(not rows[0].matched for rows in found.named.values())
    to_posts = t.plain("list-posts", count=unmatched) if unmatched else t.plain("list-posts-all")
    rows: list[tuple[Button, ...]] = [
        *([(Button(to_posts, ListPostsButton(found.id).pack()),)] if found.named else []),
        *in_rows(
            (
                Button(
                    shortened(f"{row.number} {t.called(row.name)}", _LABEL_CHARACTERS),
                    ListRowButton(found.id, at).pack(),
                )
                for at, row in part
            ),
            2,
        ),
    ]
    turning = [
        Button(t.plain(label), ListButton(found.id, to).pack())
        for label, to in (("duties-previous", page - 1), ("duties-next", page + 1))
        if 0 <= to < pages
    ]
    if turning:
        rows.append(tuple(turning))
    last = [Button(t.plain("own-drop"), ListDropButton(found.id).pack())]
    if found.to_take or found.gone:
        label = t.plain("list-confirm", count=found.to_take)
        last.insert(0, Button(label, ListConfirmButton(found.id).pack()))
    return Screen(text, (*rows, tuple(last)))


def row_screen(found: OwnList, at: int, library: Library, t: Texts) -> Screen:
    """One row, with what can be put right."""
    row = found.rows[at]
    text = paragraphs(
        _row_lines(row, found, library, t),
        t("list-row-text", text=shortened(row.text, _TEXT_CHARACTERS)),
        _coming(row, t),
    )
    skip = "list-take-again" if row.skipped else "list-skip"
    first = () if row.quota is None or not row.asks_first else first_days(row.quota, found.today)
    days = [Button(t.bare_day(day), ListFirstButton(found.id, at, day).pack()) for day in first]
    return Screen(
        text,
        (
            *([tuple(days)] if days else []),
            (
                Button(t.plain("list-say"), ListWordsButton(found.id, at).pack()),
                Button(t.plain("own-who"), ListWhoButton(found.id, at).pack()),
            ),
            (
                Button(t.plain(skip), ListSkipButton(found.id, at, skipped=not row.skipped).pack()),
                Button(t.plain("button-back"), ListButton(found.id).pack()),
            ),
        ),
    )


def ask_words(found: OwnList, at: int, t: Texts) -> Screen:
    """Ask how often the row is owed."""
    row = found.rows[at]
    text = paragraphs(
        t("list-row-name", number=row.number, name=t.called(row.name)),
        t("list-ask-words", rhythm=like(row.said, t)),
    )
    return Screen(text, ((cancel_button(t),),))


def who_choices(
    found: OwnList,
    at: int,
    choices: Sequence[tuple[str, Post | None]],
    new: Sequence[tuple[str, Post | None]],
    t: Texts,
) -> Screen:
    """Offer who may owe the row."""
    row = found.rows[at]
    buttons = [
        Button(
            shortened(label, _LABEL_CHARACTERS),
            ListWhoSetButton(found.id, at, short_number(owed_by)).pack(),
        )
        for label, owed_by in labelled(choices, new, t)
    ]
    back = Button(t.plain("button-back"), ListRowButton(found.id, at).pack())
    text = paragraphs(
        t("list-row-name", number=row.number, name=t.called(row.name)), t("own-who-ask")
    )
    return Screen(text, (*in_rows(buttons, 2), (back,)))


def confirmed_screen(found: OwnList, taken: int, t: Texts) -> Screen:
    """What counts now, and what was left out."""
    unclear = sum(map(_is_unclear, found.rows))
    text = paragraphs(
        t("list-confirmed", count=taken, title=found.title),
        t("list-unclear-left", count=unclear) if unclear else None,
        t("list-gone-ended", names=_names(found.gone, t)) if found.gone else None,
        t("list-posts-made", names=_names([post.name for post in found.new_posts], t))
        if found.new_posts
        else None,
    )
    holding = [
        Button(
            shortened(t.plain("list-hold", post=t.called(post.name)), _LABEL_CHARACTERS),
            ListTakeButton(found.organisation.id, short_number(post.id)).pack(),
        )
        for post in found.new_posts[:PER_PAGE]
    ]
    invite = Button(t.plain("list-invite"), InviteNewButton(found.organisation.id).pack())
    rows = (*in_rows(holding, 2), (invite,)) if holding else ()
    return Screen(text, (*rows, _to_duties(found, t)))


def _counts(found: OwnList, t: Texts) -> Html:
    taken = [row for row in found.rows if row.is_taken]
    count = {change: sum(row.change is change for row in taken) for change in ListChange}
    parts = [
        t("list-counts", rows=len(found.rows), unclear=sum(map(_is_unclear, found.rows))),
    ]
    if count[ListChange.SAME] or count[ListChange.CHANGED] or found.gone:
        parts.append(
            t(
                "list-changes",
                new=count[ListChange.NEW],
                changed=count[ListChange.CHANGED],
                same=count[ListChange.SAME],
                gone=len(found.gone),
            )
        )
        if found.gone:
            parts.append(t("list-gone", names=_names(found.gone, t)))
    return lines(*parts)


def _posts(found: OwnList, t: Texts) -> Html | None:
    """Which posts would be new, and of whom it is not known which post they hold."""
    unmatched = [who for who, rows in found.named.items() if not rows[0].matched]
    new = [post.name for post in found.new_posts]
    told = [
        t("list-posts-unknown", names=_names(unmatched, t)) if unmatched else None,
        t("list-posts-new", names=_names(new, t)) if new else None,
    ]
    return lines(*told) if not found.confirmed and any(told) else None


def _coming(row: ListedDuty, t: Texts) -> Html | None:
    if row.quota is None:
        return None
    if row.asks_first:
        return t("own-ask-first")
    if row.event is not None and not row.days:
        return t("own-event-hint")
    return coming_lines(row.days, t)


def _row_lines(row: ListedDuty, found: OwnList, library: Library, t: Texts) -> Html:
    who = who_name(row.owed_by, found.organisation, library, t)
    if row.who and not row.matched:
        who = t.plain("list-who-said", who=who, said=row.who)
    if row.skipped:
        state = t("list-skipped")
    elif row.quota is None:
        state = t("list-unread", said=shortened(row.said, _TEXT_CHARACTERS))
    elif row.asks_first:
        state = t("list-asks-first", said=shortened(row.said, _TEXT_CHARACTERS))
    else:
        days = t.plain("list-comma").join(_day(day, found.today, t) for day in row.days[:_DAYS])
        state = t("list-read", cadence=close_cadence(row.event or row.quota, t), days=days or "—")
    return lines(
        t("list-row-name", number=row.number, name=t.called(row.name)),
        state,
        t("list-row-who", who=who),
        t(f"list-is-{row.change.value}")
        if row.is_taken and row.change is not ListChange.NEW
        else None,
    )


def _day(day: ComingDay, today: date, t: Texts) -> str:
    name = day_name(day.due_on, t, today=today)
    return t.plain("list-provisional", day=name) if day.provisional else name


def _is_unclear(row: ListedDuty) -> bool:
    return not row.is_read and not row.skipped


def _names(names: Sequence[str], t: Texts) -> str:
    return t.plain("list-comma").join(names[:PER_PAGE])


def _to_duties(found: OwnList, t: Texts) -> tuple[Button, ...]:
    return (Button(t.plain("own-list-button"), OwnDutiesButton(found.organisation.id).pack()),)
