"""What a clerk may enter for others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.buttons.duties import ItemButton
from bot.conversation.buttons.people import ClerkUnitButton
from bot.texts.catalogue import Texts
from bot.views.duties.names import item_name
from bot.views.layout import lines, paragraphs, shortened
from bot.views.names import person_name
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import my_duties_button
from clauses.library import Library
from scheduler.handover.entering import OpenItem
from scheduler.ledger.wording import is_known
from scheduler.roster.model import Organisation

PER_PAGE = 8
_LABEL_CHARACTERS = 30
_MOST_UNITS = 8


def with_units(screen: Screen, places: Sequence[Organisation], t: Texts) -> Screen:
    """The screen with a button for each organisation for which its reader enters."""
    rows = tuple(
        (
            Button(
                shortened(t.plain("clerk-unit-button", organisation=each.name), _LABEL_CHARACTERS),
                ClerkUnitButton(each.id).pack(),
            ),
        )
        for each in places[:_MOST_UNITS]
    )
    return replace(screen, rows=(*screen.rows, *rows))


def only_clerk(t: Texts) -> Screen:
    """To somebody who holds no post and enters for others."""
    return Screen(t("clerk-only"))


def unit_items(
    organisation: Organisation, items: Sequence[OpenItem], page: int, library: Library, t: Texts
) -> Screen:
    """A page of what is open in the organisation, one item on each button."""
    known = [each for each in items if is_known(each.occurrence, library)]
    shown = known[page * PER_PAGE : (page + 1) * PER_PAGE]
    rows = [(Button(_label(each, library, t), _open(each)),) for each in shown]
    turns = []
    if page > 0:
        turns.append(_turn(organisation, page - 1, "people-earlier", t))
    if (page + 1) * PER_PAGE < len(known):
        turns.append(_turn(organisation, page + 1, "people-later", t))
    text = paragraphs(
        lines(t("clerk-title"), t("unit-name", organisation=organisation.name)),
        t("clerk-hint") if known else t("clerk-none-open"),
    )
    return Screen(text, (*rows, *([tuple(turns)] if turns else []), (my_duties_button(t),)))


def _label(each: OpenItem, library: Library, t: Texts) -> str:
    item = item_name(each.occurrence, library, t, today=each.occurrence.period.start)
    name = t.plain("seats-vacant") if each.holder is None else person_name(each.holder, t)
    return shortened(t.plain("clerk-label", item=item, name=name), _LABEL_CHARACTERS)


def _open(each: OpenItem) -> str:
    return ItemButton(each.occurrence.id).pack()


def _turn(organisation: Organisation, page: int, label: str, t: Texts) -> Button:
    return Button(t.plain(label), ClerkUnitButton(organisation.id, page).pack())
