"""An edition of a pack that came as a file: what it changes, put right clause by clause, and its day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from bot.conversation.buttons.editions import (
    EditionAct,
    EditionActButton,
    EditionButton,
    EditionClauseAct,
    EditionClauseActButton,
    EditionClauseButton,
    EditionDayButton,
    EditionDocumentButton,
    EditionPackButton,
    EditionPacksButton,
    EditionsButton,
)
from bot.texts.catalogue import Html, Texts
from bot.views.cadence import cadence_text
from bot.views.documents import refusal_id
from bot.views.layout import in_rows, lines, paragraphs, shortened
from bot.views.rhythms import like
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button
from clauses.cadence import OnEvent, Quota
from clauses.editions import compare
from clauses.errors import UnreadableSource
from clauses.importing.reading.content import DocumentRefused
from clauses.lexicon.duties import duty_name
from clauses.library import Library
from clauses.model import Clause, Document, Pack
from clauses.revising.revision import ClauseChange, RevisedClause, left_out, revised
from scheduler.editions.pack_edition import EditionState, FileReport, PackEdition

PER_PAGE = 6
_LABEL_CHARACTERS = 24
_TEXT_CHARACTERS = 160
_NAME_CHARACTERS = 40
_WHOLE_TEXT_CHARACTERS = 600
_MOST_NUMBERS = 12
_MOST_NAMES = 40

_STANDING = (EditionState.APPROVED, EditionState.IN_FORCE)


def list_screen(editions: Sequence[PackEdition], library: Library, t: Texts) -> Screen:
    """The editions, and a way to a further one."""
    titles = {pack.id: pack.short_title for pack in library.packs}
    shown = [
        t(
            "pack-edition-line",
            number=number,
            title=titles.get(each.revision.pack, each.revision.pack),
            state=_state(each, t),
        )
        for number, each in enumerate(editions, start=1)
    ]
    buttons = (
        Button(str(number), EditionButton(each.id).pack())
        for number, each in enumerate(editions, start=1)
    )
    new = Button(t.plain("pack-edition-new-button"), EditionPacksButton().pack())
    text = paragraphs(
        t("pack-edition-list"), lines(*shown) if shown else t("pack-edition-none"), None
    )
    return Screen(text, (*in_rows(buttons, 5), (new,)))


def which_pack(packs: Sequence[Pack], t: Texts) -> Screen:
    """Ask of which pack it is an edition."""
    buttons = (
        Button(shortened(pack.short_title, _LABEL_CHARACTERS), EditionPackButton(place).pack())
        for place, pack in enumerate(packs)
    )
    return Screen(t("pack-edition-which"), (*in_rows(buttons, 1), (cancel_button(t),)))


def which_document(place: int, documents: Sequence[tuple[int, Document]], t: Texts) -> Screen:
    """Ask of which document of the pack it is one."""
    buttons = (
        Button(
            shortened(document.short_title, _LABEL_CHARACTERS),
            EditionDocumentButton(place, at).pack(),
        )
        for at, document in documents
    )
    return Screen(t("pack-edition-which-document"), (*in_rows(buttons, 2), (cancel_button(t),)))


def ask_file(document: Document, t: Texts) -> Screen:
    """Ask for the file."""
    return Screen(t("pack-edition-ask-file", title=document.short_title), ((cancel_button(t),),))


def refused(message: str, t: Texts, **fields: object) -> Screen:
    """Why the file is not taken; another one may follow."""
    return Screen(t(message, **fields), ((cancel_button(t),),))


def unreadable(error: UnreadableSource | DocumentRefused, name: str, t: Texts) -> Screen:
    """Why nothing can be read in it."""
    if isinstance(error, DocumentRefused):
        return refused("pack-edition-no-columns", t)
    return refused(refusal_id(error), t, file=name, **error.details)


def edition_screen(
    edition: PackEdition, page: int, library: Library, t: Texts, *, by: str, alone: bool
) -> Screen:
    """The edition beside what is in force, and what ``by`` can do; ``alone``: no other operator is there."""
    pack = next((each for each in library.packs if each.id == edition.revision.pack), None)
    title = edition.revision.pack if pack is None else pack.short_title
    clauses = sorted(enumerate(edition.revision.clauses), key=lambda each: not each[1].is_unclear)
    pages = max(1, ceil(len(clauses) / PER_PAGE))
    page = min(max(page, 0), pages - 1)
    part = clauses[page * PER_PAGE : (page + 1) * PER_PAGE]
    in_force = edition.state in (EditionState.IN_FORCE, EditionState.OVERTAKEN)
    shown = (
        [] if pack is None or in_force else [_block(c, edition, pack, library, t) for _, c in part]
    )
    stale = 0 if pack is None or in_force else len(left_out(library.packs, edition.revision))
    text = paragraphs(
        lines(
            t("pack-edition-heading", title=title, page=page + 1, pages=pages),
            t("pack-edition-state", state=_state(edition, t)),
            _day_line(edition, t) if edition.state not in _STANDING else None,
        ),
        _report(edition, t) if page == 0 else None,
        lines(
            _counts(edition, t),
            t("pack-edition-stale", count=stale) if stale else None,
        )
        if page == 0
        else None,
        *shown,
        _hint(edition, t, by=by, alone=alone),
    )
    rows: list[tuple[Button, ...]] = []
    if edition.state is EditionState.DRAFT:
        rows += in_rows((_clause_button(at, each, edition, pack, t) for at, each in part), 2)
    turning = [
        Button(t.plain(label), EditionButton(edition.id, to).pack())
        for label, to in (("duties-previous", page - 1), ("duties-next", page + 1))
        if 0 <= to < pages and not in_force
    ]
    if turning:
        rows.append(tuple(turning))
    rows += in_rows((_act_button(act, edition, t) for act in _acts(edition, by=by, alone=alone)), 2)
    rows.append((Button(t.plain("pack-edition-list-button"), EditionsButton().pack()),))
    return Screen(text, tuple(rows))


def clause_screen(edition: PackEdition, at: int, library: Library, t: Texts) -> Screen:
    """One clause as it was and as it is to be, with what can be put right."""
    now = edition.revision.clauses[at]
    pack = next(each for each in library.packs if each.id == edition.revision.pack)
    old = _find(pack, now.local)
    text = paragraphs(
        _block(now, edition, pack, library, t),
        t("pack-edition-was", text=shortened(old.text, _WHOLE_TEXT_CHARACTERS)) if old else None,
        t("pack-edition-is", text=shortened(now.text, _WHOLE_TEXT_CHARACTERS))
        if now.change is not ClauseChange.GONE and (old is None or old.text != now.text)
        else None,
    )
    acts = [EditionClauseAct.LEAVE if now.taken else EditionClauseAct.TAKE]
    if now.change is not ClauseChange.GONE and now.taken:
        acts = [EditionClauseAct.SAY_OFTEN, EditionClauseAct.SAY_WHO, *acts]
        if isinstance(now.cadence, Quota | OnEvent) or now.is_unclear:
            acts.insert(2, EditionClauseAct.TEXT_ALONE)
    buttons = [
        Button(_clause_act(act, now, t), EditionClauseActButton(edition.id, at, act).pack())
        for act in acts
    ]
    back = Button(t.plain("button-back"), EditionButton(edition.id).pack())
    return Screen(text, (*in_rows(buttons, 2), (back,)))


def ask_often(edition: PackEdition, at: int, t: Texts) -> Screen:
    """Ask how often the clause is owed."""
    clause = edition.revision.clauses[at]
    rhythm = like(clause.often or "", t)
    text = paragraphs(_name(clause, None, t), t("list-ask-words", rhythm=rhythm))
    return Screen(text, ((cancel_button(t),),))


def ask_who(edition: PackEdition, at: int, library: Library, t: Texts) -> Screen:
    """Ask who owes it, by name."""
    pack = next(each for each in library.packs if each.id == edition.revision.pack)
    near = [pack, *(each for each in library.packs if each.id in pack.uses)]
    names = [post.name for each in near for post in each.posts]
    text = paragraphs(
        _name(edition.revision.clauses[at], None, t),
        t("pack-edition-ask-who", names=t.plain("list-comma").join(names[:_MOST_NAMES])),
    )
    return Screen(text, ((cancel_button(t),),))


def ask_day(edition: PackEdition, today: date, t: Texts) -> Screen:
    """Ask from which day it is to hold; it has to lie ahead."""
    next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    days = dict.fromkeys((today + timedelta(days=1), next_month))
    buttons = (Button(t.day(day), EditionDayButton(edition.id, day).pack()) for day in days)
    return Screen(t("pack-edition-ask-day"), (*in_rows(buttons, 1), (cancel_button(t),)))


def given_up(edition: PackEdition, library: Library, t: Texts) -> Screen:
    """It will not come into force."""
    back = Button(t.plain("pack-edition-list-button"), EditionsButton().pack())
    return Screen(t("pack-edition-given-up", title=_title(edition, library)), ((back,),))


def told(message: str, edition: PackEdition, library: Library, t: Texts) -> Screen:
    """What another operator did with it."""
    look = Button(t.plain("pack-edition-look-button"), EditionButton(edition.id).pack())
    day = "" if edition.in_force_on is None else t.day(edition.in_force_on)
    rows = () if edition.state is EditionState.GIVEN_UP else ((look,),)
    return Screen(t(message, title=_title(edition, library), day=day), rows)


def _title(edition: PackEdition, library: Library) -> str:
    titles = {pack.id: pack.short_title for pack in library.packs}
    return titles.get(edition.revision.pack, edition.revision.pack)


def _state(edition: PackEdition, t: Texts) -> str:
    day = edition.in_force_on
    name = f"pack-edition-is-{edition.state.value}"
    return t.plain(name, day="" if day is None else t.day(day))


def _day_line(edition: PackEdition, t: Texts) -> Html:
    if edition.in_force_on is None:
        return t("pack-edition-no-day")
    return t("pack-edition-day", day=t.day(edition.in_force_on))


def _report(edition: PackEdition, t: Texts) -> Html:
    report: FileReport = edition.report
    numbers = t.plain("list-comma").join(
        str(number) for number in (*report.gaps, *report.repeats)[:_MOST_NUMBERS]
    )
    return lines(
        t(
            "pack-edition-file",
            name=edition.file_name,
            articles=report.articles,
            characters=report.characters,
        ),
        t("pack-edition-damaged", count=report.damaged) if report.damaged else None,
        *(t("pack-edition-passage", words=words) for words in report.damage),
        None if report.damaged else t("pack-edition-sound"),
        t("pack-edition-numbers", numbers=numbers) if numbers else None,
        t("pack-edition-left-out", count=report.left_out) if report.left_out else None,
    )


def _counts(edition: PackEdition, t: Texts) -> Html:
    taken = [each for each in edition.revision.clauses if each.taken]
    count = {change: sum(each.change is change for each in taken) for change in ClauseChange}
    unclear = sum(each.is_unclear for each in taken)
    return lines(
        t(
            "pack-edition-counts",
            new=count[ClauseChange.NEW],
            changed=count[ClauseChange.CHANGED],
            gone=count[ClauseChange.GONE],
            same=edition.report.same,
        ),
        t("pack-edition-unclear", count=unclear) if unclear else None,
    )


def _block(
    now: RevisedClause, edition: PackEdition, pack: Pack, library: Library, t: Texts
) -> Html:
    old = _find(pack, now.local)
    if not now.taken:
        kept = "pack-edition-left" if now.change is ClauseChange.NEW else "pack-edition-kept"
        return lines(_name(now, old, t), t(kept))
    if now.change is ClauseChange.GONE:
        return lines(_name(now, old, t), t("pack-edition-gone"))
    parts = [_name(now, old, t)]
    if now.change is ClauseChange.NEW or old is None:
        parts.append(t("pack-edition-new"))
        parts.append(_field("often", None, cadence_text(now.cadence, t), t))
        parts.append(_field("who", None, _who(now.subject, library, t), t))
    else:
        one = revised((pack,), replace(edition.revision, clauses=(now,)))[0]
        for changed in compare(pack, one).changed:
            parts += _differences(old, changed.new, changed.changed, library, t)
    if now.often is not None:
        parts.append(t("pack-edition-unread-often", words=shortened(now.often, _TEXT_CHARACTERS)))
    if now.who is not None:
        words = shortened(now.who, _TEXT_CHARACTERS) if now.who else t.plain("pack-edition-nobody")
        parts.append(t("pack-edition-unread-who", words=words))
    return lines(*parts)


def _differences(
    old: Clause, new: Clause, fields: Sequence[str], library: Library, t: Texts
) -> list[Html]:
    parts = []
    if "citations" in fields:
        was, now = (each.citations[0].place or "—" for each in (old, new))
        parts.append(_field("number", was, now, t))
    if "cadence" in fields:
        parts.append(_field("often", cadence_text(old.cadence, t), cadence_text(new.cadence, t), t))
    if "subject" in fields:
        parts.append(_field("who", _who(old.subject, library, t), _who(new.subject, library, t), t))
    if {"text", "duty", "strength"}.intersection(fields):
        parts.append(t("pack-edition-reworded"))
    return parts


def _field(name: str, old: str | None, new: str, t: Texts) -> Html:
    if old is None:
        return t(f"pack-edition-{name}", new=new)
    return t(f"pack-edition-{name}-changed", old=old, new=new)


def _name(now: RevisedClause, old: Clause | None, t: Texts) -> Html:
    place, duty = _place_and_duty(now, old)
    return t("pack-edition-name", place=place, duty=shortened(duty, _NAME_CHARACTERS))


def _place_and_duty(now: RevisedClause, old: Clause | None) -> tuple[str, str]:
    place = now.place or (old.citations[0].place if old else None) or now.local
    return place, duty_name(now.duty or (old.duty if old else ""))


def _who(subject: str | None, library: Library, t: Texts) -> str:
    if subject is None:
        return t.plain("pack-edition-nobody")
    names: dict[str, str] = {body.id: body.name for body in library.bodies()}
    names |= {post.id: post.name for post in library.posts()}
    return names.get(subject, subject)


def _find(pack: Pack, local: str) -> Clause | None:
    return next((clause for clause in pack.clauses if clause.ref.local == local), None)


def _clause_button(
    at: int, each: RevisedClause, edition: PackEdition, pack: Pack | None, t: Texts
) -> Button:
    mark = t.plain("pack-edition-mark") if each.is_unclear else ""
    old = None if pack is None else _find(pack, each.local)
    label = f"{mark}{' '.join(_place_and_duty(each, old))}"
    return Button(shortened(label, _LABEL_CHARACTERS), EditionClauseButton(edition.id, at).pack())


def _act_button(act: EditionAct, edition: PackEdition, t: Texts) -> Button:
    label = f"pack-edition-{act.value}-button"
    if act is EditionAct.GIVE_UP and edition.state is EditionState.APPROVED:
        label = "pack-edition-go-back-button"
    return Button(t.plain(label), EditionActButton(edition.id, act, edition.shown).pack())


def _acts(edition: PackEdition, *, by: str, alone: bool) -> list[EditionAct]:
    may = alone or edition.sent_by != by
    match edition.state:
        case EditionState.DRAFT if edition.in_force_on is None:
            return [EditionAct.ASK_DAY, EditionAct.GIVE_UP]
        case EditionState.DRAFT:
            onward = EditionAct.APPROVE if alone else EditionAct.HAND_OVER
            return [onward, EditionAct.ASK_DAY, EditionAct.GIVE_UP]
        case EditionState.HANDED:
            approve = [EditionAct.APPROVE] if may else []
            return [*approve, EditionAct.TAKE_BACK, EditionAct.GIVE_UP]
        case EditionState.APPROVED | EditionState.OVERTAKEN:
            return [EditionAct.GIVE_UP]
        case _:
            return []


def _hint(edition: PackEdition, t: Texts, *, by: str, alone: bool) -> Html | None:
    match edition.state:
        case EditionState.DRAFT:
            return t("pack-edition-hint-alone" if alone else "pack-edition-hint")
        case EditionState.HANDED if not alone and edition.sent_by == by:
            return t("pack-edition-hint-other")
        case EditionState.APPROVED:
            return t("pack-edition-hint-approved")
        case _:
            return None


def _clause_act(act: EditionClauseAct, now: RevisedClause, t: Texts) -> str:
    if now.change is ClauseChange.GONE:
        label = "keep" if act is EditionClauseAct.LEAVE else "drop-it"
        return t.plain(f"pack-edition-{label}")
    return t.plain(f"pack-edition-clause-{act.value}")
