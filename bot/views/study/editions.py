"""What new packs change for somebody, and who has read it."""

from __future__ import annotations

from bot.conversation.buttons.study import EditionReadButton
from bot.conversation.buttons.units import UnitButton
from bot.texts.catalogue import Html, Texts
from bot.views.cadence import cadence_text
from bot.views.layout import lines, paragraphs, shortened
from bot.views.names import person_name
from bot.views.questions.pack_text import field_text
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import my_duties_button
from clauses.lexicon.duties import duty_name
from clauses.library import Library
from clauses.model import Clause
from scheduler.editions.telling import EditionReading
from scheduler.planning.news import ChangeKind, DutyChange, NewEdition
from scheduler.roster.model import OrganisationId

MOST_LISTED = 12
_MOST_NAMED = 40
_NAME_CHARACTERS = 60


def edition_screen(edition: NewEdition, library: Library, t: Texts) -> Screen:
    """The changes by kind, from when they hold, and a button to say that one has read it."""
    shown = edition.changes[:MOST_LISTED]
    rest = len(edition.changes) - len(shown)
    blocks = []
    for kind in ChangeKind:
        told = [_change(each, library, t) for each in shown if each.kind is kind]
        if told:
            blocks.append(lines(t(f"edition-{kind.value}"), *told))
    read = Button(t.plain("edition-read-button"), EditionReadButton(edition.edition_id).pack())
    return Screen(
        paragraphs(
            t("edition-title", count=len(edition.changes)),
            *blocks,
            t("edition-more", count=rest) if rest else None,
            t("edition-since"),
        ),
        ((read, my_duties_button(t)),),
    )


def readers_screen(
    organisation_id: OrganisationId, reading: EditionReading | None, t: Texts
) -> Screen:
    """Who was told and has not read it; nobody has to."""
    back = ((Button(t.plain("button-back"), UnitButton(organisation_id).pack()),),)
    if reading is None or not reading.told:
        return Screen(paragraphs(t("edition-readers-title"), t("edition-readers-none")), back)
    day = reading.organisation.today(reading.since)
    names = [person_name(name, t) for name in reading.unread]
    named = t.plain("list-comma").join(names[:_MOST_NAMED])
    rest = len(names) - _MOST_NAMED
    return Screen(
        paragraphs(
            t("edition-readers-title"),
            lines(
                t(
                    "edition-readers-counts",
                    organisation=reading.organisation.name,
                    day=t.bare_day(day),
                    told=reading.told,
                    read=reading.told - len(names),
                ),
                t("edition-readers-unread", names=field_text(named)) if names else None,
                t("edition-more", count=rest) if rest > 0 else None,
            ),
            t("edition-readers-free"),
        ),
        back,
    )


def _change(change: DutyChange, library: Library, t: Texts) -> Html:
    name = shortened(duty_name(change.name), _NAME_CHARACTERS)
    clause = library.find(change.ref)
    if change.kind is ChangeKind.GONE or not isinstance(clause, Clause):
        return t("edition-duty", duty=name)
    now = cadence_text(clause.cadence, t)
    if change.before is None:
        return t("edition-duty-how-often", duty=name, cadence=now)
    return t("edition-duty-changed", duty=name, before=cadence_text(change.before, t), cadence=now)
