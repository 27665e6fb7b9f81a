"""``/admin edition``: an operator sends a document, looks through what it changes, and another approves it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from telegram import Document as SentDocument
from telegram import Update
from telegram.error import TelegramError

from bot.conversation.addresses import telegram
from bot.conversation.buttons.editions import (
    EditionAct,
    EditionActButton,
    EditionButton,
    EditionClauseAct,
    EditionClauseActButton,
    EditionClauseButton,
    EditionDayButton,
    EditionDocumentButton,
    EditionFileButton,
    EditionPackButton,
    EditionPacksButton,
    EditionsButton,
)
from bot.conversation.chats import written
from bot.conversation.context import DutyContext
from bot.conversation.days.asked import DayAsked
from bot.conversation.payloads import StaleButton
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, send, show
from bot.handlers.typed import NotUnderstood, typed_day
from bot.texts.catalogue import locale_for
from bot.views.operating import pack_editions as views
from bot.views.rhythms import refused as unclear_rhythm
from bot.views.screen import Button, Screen
from clauses.cadence import NotStated
from clauses.errors import UnreadableSource
from clauses.importing.reading.content import DocumentRefused
from clauses.importing.reading.document import read_document
from clauses.importing.source_gate import Source, examine_content
from clauses.library import Library
from clauses.model import Document, Pack
from clauses.revising.drafting import (
    DraftedRevision,
    NothingNew,
    OtherDocument,
    clauses_of,
    draft_revision,
    subject_named,
)
from clauses.revising.revision import RevisedClause
from clauses.rhythms.reading import read_rhythm
from clauses.rhythms.readings import SeveralDueDays, UnclearRhythm
from scheduler.editions.pack_edition import FileReport, PackEdition, PackEditionId
from scheduler.inbox.dialogues import Dialogue

log = logging.getLogger(__name__)

FILE_STEP, SENT_STEP = "edition-file", "edition-sent"
"""Of the dialogue: the file is to be sent; it was sent, and it is asked of which document it is."""

_OFTEN_STEP, _WHO_STEP, _DAY_STEP = "edition-often", "edition-who", "edition-day"

LARGEST = 10_000_000
"""Bytes of a file."""

_DOCUMENTS = (".docx", ".xlsx", ".pdf", ".txt")
_MOST_PASSAGES = 5


async def list_editions(update: Update, context: DutyContext) -> None:
    """The editions; whoever calls has seen that it is an operator."""
    await say(update, await _list(update, context))


async def list_again(update: Update, context: DutyContext, button: EditionsButton) -> None:
    """The list in place of what was shown."""
    context.operator(update, button.pack())
    await end_dialogue(update, context)
    await show(update, await _list(update, context))


async def ask_pack(update: Update, context: DutyContext, button: EditionPacksButton) -> None:
    """Ask of which pack it is an edition, where there are several."""
    context.operator(update, button.pack())
    await end_dialogue(update, context)
    await _ask_pack(update, context)


async def take_sent(update: Update, context: DutyContext, button: EditionFileButton) -> None:
    """The file that was sent last is a new edition: ask of what. As a proof it waits on meanwhile."""
    context.operator(update, button.pack())
    if await _sent(update, context) is None:
        raise StaleButton(SENT_STEP)
    await _ask_pack(update, context)


async def take_pack(update: Update, context: DutyContext, button: EditionPackButton) -> None:
    """Ask of which of its documents, where clauses come from several."""
    context.operator(update, button.pack())
    pack = _pack_at(context, button.place)
    documents = _documents(pack)
    if len(documents) == 1:
        await _ask_file(update, context, pack, documents[0][1])
        return
    t = await context.texts_for(update)
    await show(update, views.which_document(button.place, documents, t))


async def take_document(
    update: Update, context: DutyContext, button: EditionDocumentButton
) -> None:
    """Ask for the file, or take the one that was sent."""
    context.operator(update, button.pack())
    pack = _pack_at(context, button.pack_place)
    documents = dict(_documents(pack))
    if button.place not in documents:
        raise StaleButton(button.pack())
    await _ask_file(update, context, pack, documents[button.place])


async def take_file(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Read the file."""
    context.operator(update, FILE_STEP)
    message = update.effective_message
    if message is None or message.document is None:
        raise NotUnderstood(views.refused("pack-edition-no-file", await context.texts_for(update)))
    payload, sent = dialogue.payload, _file(message.document)
    await _open_sent(update, context, payload["pack"], payload["document"], sent)


async def take_another(update: Update, context: DutyContext, _: Dialogue) -> None:
    """Another file takes the place of the one that was sent."""
    message = update.effective_message
    t = await context.texts_for(update)
    if message is None or message.document is None:
        raise NotUnderstood(views.refused("pack-edition-which", t))
    await say(update, await with_button(update, context, Screen(t("file-of-nobody"))))


async def with_button(update: Update, context: DutyContext, screen: Screen) -> Screen:
    """The screen about a file that was sent, for operators with a way to take it for a new edition."""
    message = update.effective_message
    document = None if message is None else message.document
    if document is None or not context.is_operator(update):
        return screen
    if PurePath(document.file_name or "").suffix.lower() not in _DOCUMENTS:
        return screen
    waiting = await _sent(update, context)
    if waiting is None or waiting["id"] != document.file_id:
        await expect(update, context, SENT_STEP, {"file": _file(document)})
    label = (await context.texts_for(update)).plain("pack-edition-from-file")
    return Screen(screen.text, (*screen.rows, (Button(label, EditionFileButton().pack()),)))


async def show_edition(update: Update, context: DutyContext, button: EditionButton) -> None:
    """A page of an edition; whatever was being asked about it is given up."""
    by = context.operator(update, button.pack())
    await end_dialogue(update, context)
    edition = await context.services.pack_editions.get(button.edition_id)
    await show(update, await _screen(update, context, edition, by, button.page))


async def show_clause(update: Update, context: DutyContext, button: EditionClauseButton) -> None:
    """One of its clauses."""
    context.operator(update, button.pack())
    await end_dialogue(update, context)
    edition = await _with_clause(context, button.edition_id, button.at)
    await show(update, await _clause(update, context, edition, button.at))


async def act_on_clause(
    update: Update, context: DutyContext, button: EditionClauseActButton
) -> None:
    """Ask for words, or put it right at once."""
    by = context.operator(update, button.pack())
    edition = await _with_clause(context, button.edition_id, button.at)
    t, payload = await context.texts_for(update), {"edition": edition.id, "at": button.at}
    changes: dict[str, Any]
    match button.act:
        case EditionClauseAct.SAY_OFTEN:
            await expect(update, context, _OFTEN_STEP, payload)
            await show(update, views.ask_often(edition, button.at, t))
            return
        case EditionClauseAct.SAY_WHO:
            await expect(update, context, _WHO_STEP, payload)
            await show(update, views.ask_who(edition, button.at, context.services.library, t))
            return
        case EditionClauseAct.TEXT_ALONE:
            changes = {"cadence": NotStated(), "often": None, "who": None}
        case EditionClauseAct.LEAVE | EditionClauseAct.TAKE:
            changes = {"taken": button.act is EditionClauseAct.TAKE}
    edition = await context.services.pack_editions.correct(
        edition.id, button.at, by, lambda clause: replace(clause, **changes)
    )
    await show(update, await _clause(update, context, edition, button.at))


async def take_often(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """How often it is owed was written."""
    said = " ".join(written(update).split())
    try:
        reading = read_rhythm(said)
        if reading.asks_first:
            raise SeveralDueDays(said)
    except UnclearRhythm as unclear:
        t = await context.texts_for(update)
        raise NotUnderstood(Screen(unclear_rhythm(unclear, said, t))) from unclear
    cadence = reading.event or reading.quota
    await _correct(
        update, context, dialogue, lambda clause: replace(clause, cadence=cadence, often=None)
    )


async def take_who(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Who owes it was written."""
    services, t = context.services, await context.texts_for(update)
    edition = await services.pack_editions.get(PackEditionId(dialogue.payload["edition"]))
    pack = services.pack_editions.pack(edition.revision.pack)
    subject = subject_named(written(update).strip(), services.library, pack)
    if subject is None:
        raise NotUnderstood(Screen(t("pack-edition-no-such-post")))
    await _correct(
        update, context, dialogue, lambda clause: replace(clause, subject=subject, who=None)
    )


async def take_day(update: Update, context: DutyContext, button: EditionDayButton) -> None:
    """One of the days that were offered."""
    by = context.operator(update, button.pack())
    edition = await context.services.pack_editions.set_day(button.edition_id, button.day, by)
    await end_dialogue(update, context)
    await show(update, await _screen(update, context, edition, by))


async def take_typed_day(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """The day was written."""
    by, editions = context.operator(update, _DAY_STEP), context.services.pack_editions
    day = await typed_day(update, context, DayAsked.EVENT, today=editions.today())
    async with context.services.transaction():
        edition = await editions.set_day(PackEditionId(dialogue.payload["edition"]), day, by)
        await end_dialogue(update, context)
    await say(update, await _screen(update, context, edition, by))


async def act(update: Update, context: DutyContext, button: EditionActButton) -> None:
    """Do something with the whole of it, and tell the other operators what they have to know."""
    by, editions = context.operator(update, button.pack()), context.services.pack_editions
    others, library = context.other_operators(update), context.services.library
    message: str | None = None
    match button.act:
        case EditionAct.ASK_DAY:
            edition = await editions.get(button.edition_id)
            await expect(update, context, _DAY_STEP, {"edition": edition.id})
            t = await context.texts_for(update)
            await show(update, views.ask_day(edition, editions.today(), t))
            return
        case EditionAct.HAND_OVER:
            edition, message = await editions.hand_over(button.edition_id, by), "handed"
        case EditionAct.TAKE_BACK:
            edition = await editions.take_back(button.edition_id, by)
        case EditionAct.APPROVE:
            edition = await editions.approve(button.edition_id, button.shown, by, alone=not others)
            message = "approved"
        case EditionAct.GIVE_UP:
            edition, message = await editions.give_up(button.edition_id, by), "given-up"
    if button.act is EditionAct.GIVE_UP:
        await show(update, views.given_up(edition, library, await context.texts_for(update)))
    else:
        await show(update, await _screen(update, context, edition, by))
    if message is not None:
        await _tell_others(update, context, f"pack-edition-told-{message}", edition)


async def _tell_others(
    update: Update, context: DutyContext, message: str, edition: PackEdition
) -> None:
    services = context.services
    for operator in context.other_operators(update):
        person = await services.registration.find_person(telegram(operator))
        t = context.texts_in(locale_for(None) if person is None else person.locale)
        try:
            await send(context.bot, operator, views.told(message, edition, services.library, t))
        except TelegramError:
            log.warning("an operator could not be told", extra={"operator": operator})


async def _ask_pack(update: Update, context: DutyContext) -> None:
    t = await context.texts_for(update)
    await show(update, views.which_pack(_packs(context), t))


async def _ask_file(update: Update, context: DutyContext, pack: Pack, document: Document) -> None:
    sent = await _sent(update, context)
    if sent is not None:
        await _open_sent(update, context, pack.id, document.id, sent)
        return
    await expect(update, context, FILE_STEP, {"pack": pack.id, "document": document.id})
    await show(update, views.ask_file(document, await context.texts_for(update)))


async def _open_sent(
    update: Update, context: DutyContext, pack_id: str, document: str, sent: dict[str, object]
) -> None:
    """Read a file and take down what it changes; a refusal leaves the dialogue as it is."""
    t, by = await context.texts_for(update), context.operator(update, FILE_STEP)
    services, name = context.services, str(sent["name"] or "")
    if int(str(sent["size"])) > LARGEST:
        await say(update, views.refused("list-too-large", t, most=LARGEST // 1_000_000))
        return
    try:
        file = await context.bot.get_file(str(sent["id"]))
        content = bytes(await file.download_as_bytearray())
    except TelegramError:
        await say(update, views.refused("list-not-fetched", t))
        return
    pack = services.pack_editions.pack(pack_id)
    try:
        drafted, source = await asyncio.to_thread(
            _drafted, services.library, pack, document, name, content
        )
    except (UnreadableSource, DocumentRefused) as error:
        await say(update, views.unreadable(error, name, t))
        return
    except OtherDocument:
        await say(update, views.refused("pack-edition-other-document", t))
        return
    except NothingNew:
        await say(update, views.refused("pack-edition-nothing-new", t))
        return
    async with services.transaction():
        edition = await services.pack_editions.open(drafted, name, _report(drafted, source), by)
        await end_dialogue(update, context)
    await say(update, await _screen(update, context, edition, by))


def _drafted(
    library: Library, pack: Pack, document: str, name: str, content: bytes
) -> tuple[DraftedRevision, Source]:
    """Read in a child process, which may fail without harm."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"edition{PurePath(name).suffix[:8]}"
        path.write_bytes(content)
        source = examine_content(read_document(path))
    return draft_revision(library, pack, document, source), source


def _report(drafted: DraftedRevision, source: Source) -> FileReport:
    read, broken = drafted.read, source.report.broken
    return FileReport(
        kind=source.kind,
        characters=source.report.characters,
        articles=len(read.articles),
        same=drafted.same,
        damaged=len(broken),
        damage=tuple(
            f"{each.before}【{each.text}】{each.after}" for each in broken[:_MOST_PASSAGES]
        ),
        left_out=len(read.left_out),
        gaps=read.gaps,
        repeats=read.repeats,
    )


async def _correct(
    update: Update,
    context: DutyContext,
    dialogue: Dialogue,
    correct: Callable[[RevisedClause], RevisedClause],
) -> None:
    by, services = context.operator(update, dialogue.step), context.services
    id_, at = PackEditionId(dialogue.payload["edition"]), int(dialogue.payload["at"])
    async with services.transaction():
        edition = await services.pack_editions.correct(id_, at, by, correct)
        await end_dialogue(update, context)
    await say(update, await _clause(update, context, edition, at))


async def _list(update: Update, context: DutyContext) -> Screen:
    editions = await context.services.pack_editions.latest()
    t = await context.texts_for(update)
    return views.list_screen(editions, context.services.library, t)


async def _screen(
    update: Update, context: DutyContext, edition: PackEdition, by: str, page: int = 0
) -> Screen:
    t, alone = await context.texts_for(update), not context.other_operators(update)
    library = context.services.library
    return views.edition_screen(edition, page, library, t, by=by, alone=alone)


async def _clause(update: Update, context: DutyContext, edition: PackEdition, at: int) -> Screen:
    t = await context.texts_for(update)
    return views.clause_screen(edition, at, context.services.library, t)


async def _with_clause(context: DutyContext, id_: PackEditionId, at: int) -> PackEdition:
    edition = await context.services.pack_editions.get(id_)
    context.services.pack_editions.pack(edition.revision.pack)
    if not 0 <= at < len(edition.revision.clauses):
        raise StaleButton(str(at))
    return edition


def _file(sent: SentDocument) -> dict[str, object]:
    return {"id": sent.file_id, "name": sent.file_name or "", "size": sent.file_size or 0}


async def _sent(update: Update, context: DutyContext) -> dict[str, object] | None:
    """The last document that was sent and waits to be placed."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None:
        return None
    waiting = await context.services.dialogues.find(telegram(chat.id), telegram(user.id))
    if waiting is None:
        return None
    if (file := waiting.payload.get("file")) is not None:
        return dict(file)
    files = [
        each
        for each in waiting.payload.get("files", [])
        if PurePath(each.get("name") or "").suffix.lower() in _DOCUMENTS
    ]
    return None if not files else {**files[-1], "size": files[-1].get("size") or 0}


def _packs(context: DutyContext) -> list[Pack]:
    return [pack for pack in context.services.library.packs if pack.clauses]


def _pack_at(context: DutyContext, place: int) -> Pack:
    packs = _packs(context)
    if not 0 <= place < len(packs):
        raise StaleButton(str(place))
    return packs[place]


def _documents(pack: Pack) -> list[tuple[int, Document]]:
    """Those from which clauses are taken, with their places in the pack."""
    return [
        (at, document)
        for at, document in enumerate(pack.documents)
        if clauses_of(pack, document.id)
    ]


HANDLERS = [
    pressed(EditionsButton, list_again),
    pressed(EditionPacksButton, ask_pack),
    pressed(EditionFileButton, take_sent),
    pressed(EditionPackButton, take_pack),
    pressed(EditionDocumentButton, take_document),
    pressed(EditionButton, show_edition),
    pressed(EditionClauseButton, show_clause),
    pressed(EditionClauseActButton, act_on_clause),
    pressed(EditionDayButton, take_day),
    pressed(EditionActButton, act),
]

STEPS = {
    FILE_STEP: take_file,
    SENT_STEP: take_another,
    _OFTEN_STEP: take_often,
    _WHO_STEP: take_who,
    _DAY_STEP: take_typed_day,
}
