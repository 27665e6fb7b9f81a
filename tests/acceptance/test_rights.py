"""Every button, command and awaited answer, used by those whose business it is not.

The buttons bear the bot's own seal, made for the chat of whoever presses: only the rights that are
checked at the moment of pressing stand in the way.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any, get_type_hints

import pytest
from sqlalchemy import or_, select
from sqlalchemy.dialects import sqlite
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.app import HANDLERS
from bot.channels.channels import OtherChannels, TrialLimit
from bot.channels.mail import MailCourier
from bot.channels.mail_server import MailServer
from bot.channels.robots import RobotCourier
from bot.channels.safe import Safe
from bot.channels.wecom import WeCom
from bot.conversation.addresses import telegram
from bot.conversation.buttons.registering import DraftStep
from bot.conversation.buttons.settings import GroupPayload
from bot.conversation.buttons.units import short_number
from bot.conversation.payloads import Payload
from bot.handlers.messages import STEPS
from clauses.conditions import EventKindId
from clauses.model import ClauseRef, PostId
from clauses.rhythms.sentence import read_sentence
from scheduler.address import Address
from scheduler.endpoints.robots import RobotWish
from scheduler.inviting.invites import InviteWish
from scheduler.membership.own.duties import StatedDuty
from scheduler.membership.own.listed import ListedDuty
from scheduler.roster.model import PersonId
from scheduler.store.engine import Database
from scheduler.store.tables import Base
from scheduler.store.tables.editions import EditionReaderRow, EditionRow
from scheduler.store.tables.study import LessonRow

TODAY = date(2026, 11, 23)
NOTE = "会议记录存于三号柜"
ASKING = "孙晓"
EVENT = EventKindId("democratic-life-meeting")
OWN = "每月5日前报送密码本清点表"
VACANT = PostId("agency-committee-deputy")
CHECKLIST = ClauseRef.parse("sichuan-three-levels-five-posts:A20")
POINT = "政治功能发挥好"
QUARTER_START = date(2026, 10, 1)
WHO = "密码本管理员"
WORDS = {
    "post": ["agency-committee-deputy"],
    "locale": ["en"],
    "preset": ["none"],
    "step": list(DraftStep),
    "fact": [short_number("abroad-members")],
    "value": [0, 1],
    "kind": [short_number(EVENT)],
    "duty": [short_number("party-regulations:F14")],
    "hour": [0, 9],
    "place": [0, 1],
    "post_number": [short_number(VACANT)],
    "name_number": [short_number(WHO)],
    "wanted": [False, True],
    "per": ["quarter", "year"],
    "format": ["xlsx"],
    "state": ["open", "not-done"],
    "year": [2026],
    "checklist": [short_number(CHECKLIST)],
    "point": [short_number(POINT)],
    "days": [3],
    "study_hour": ["0900"],
    "document": [short_number("zhibu-tiaoli")],
    "secret": ["A" * 22, "2222AAAA"],
    "person_id": [1, 2],
    "follow_up_after": [5],
    "escalate_after": [10],
    "channel": ["wecom"],
}

ROLES = ["stranger", "manager elsewhere", "manager below", "colleague", "former holder"]


def payloads(base: type[Payload] = Payload) -> set[type[Payload]]:
    """All kinds of buttons."""
    below = set(base.__subclasses__())
    kinds = {kind for each in below for kind in payloads(each)} or {base}
    return kinds - {Payload}


@dataclass
class Theirs:
    """What belongs to one organisation: ids by the names of fields, and words nobody else may read."""

    ids: dict[str, set[int]]
    group_chat: int
    occurrence: int
    words: list[str] = field(default_factory=lambda: [NOTE, ASKING])

    def words_in(self, text: str) -> list[str]:
        """Which of the words were read there."""
        return [word for word in self.words if word in text]

    def rows(self, database: Database) -> dict[str, list[tuple[Any, ...]]]:
        """Every row that is about the organisation, by table.

        Past the library, for it is read after each of hundreds of presses.
        """
        with closing(sqlite3.connect(database._url.database or "")) as connection:
            return {
                name: connection.execute(about).fetchall() for name, about in self._about.items()
            }

    @cached_property
    def _about(self) -> dict[str, str]:
        found = {}
        for table in Base.metadata.sorted_tables:
            ids = {"id": self.ids.get(f"{table.name}_id", set()), **self.ids}
            theirs = [each.in_(ids[each.name]) for each in table.columns if ids.get(each.name)]
            if theirs:
                wanted = select(table).where(or_(*theirs)).order_by(*table.primary_key)
                found[table.name] = str(
                    wanted.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
                )
        return found


def channels_nowhere(talk, folder) -> OtherChannels:
    """Robots and mail, where nobody listens."""
    safe, clock, nothing = Safe(None, folder), talk.clock, talk.services.groups.find
    robot = RobotCourier(WeCom("http://127.0.0.1:1"), lambda _: None, nothing, safe, clock)
    server = MailServer.parse("smtp://127.0.0.1:1?from=duty@example.org")
    mail = MailCourier(server, lambda _: None, nothing, safe, clock)
    return OtherChannels({"wecom": robot}, mail, safe, TrialLimit(lambda: 0.0))


@pytest.fixture
async def theirs(talk, database, tmp_path) -> Theirs:
    """An organisation with a holder, an entry and its note, an open request, and a group."""
    zhou = await talk.registered("zhou")
    chat = talk.messenger.with_bot_in_group()
    await talk.messenger.settle()
    here = zhou.in_group(chat)
    await here.send("/register")
    await here.tap("省民政厅机关党委")

    services = talk.services
    person = await services.registration.find_person(telegram(zhou.person_id))
    agenda = await services.agenda.of(person)
    item = next(i for i in agenda.items if i.occurrence and TODAY in i.occurrence.period)
    done = await services.completions.complete(
        item.occurrence.id, by=person.id, held_on=TODAY, note=NOTE
    )
    sun = await services.registration.introduce(telegram(7), name=ASKING, locale="zh-Hans")
    organisation = done.occurrence.organisation
    request = await services.registration.take_post(
        sun.id, organisation.id, "agency-committee-deputy"
    )
    event = await services.events.add(person.id, organisation.id, EVENT, TODAY)
    seats = [await services.seats.add(person.id, organisation.id, VACANT, TODAY)]
    seats += (await services.seats.of(person.id, organisation.id)).seats
    await services.reviewing.want(person.id, organisation.id, wanted=True)
    other = next(
        i.occurrence
        for i in agenda.items
        if i.occurrence and i.occurrence.id != item.occurrence.id and TODAY in i.occurrence.period
    )
    relief = await services.reliefs.ask(other.id, by=person.id, reason=NOTE)
    confirmed = await services.completions.complete(other.id, by=person.id, held_on=TODAY)
    own = services.own_duties
    read = read_sentence(OWN)
    stated = StatedDuty(read.name, OWN, read.reading.quota)
    written = await own.draft(person.id, organisation.id, stated)
    await own.confirm(person.id, written.own.id)
    draft = await own.draft(person.id, organisation.id, stated, instead_of=written.own.id)
    row = ListedDuty("1", read.name, OWN, WHO, OWN, read.reading.quota, "@lead", asks_first=True)
    listed = await services.own_lists.open(person.id, organisation.id, "密码本清单", [row])
    invite = await services.inviting.make(
        person.id, organisation.id, InviteWish(VACANT, single=True)
    )
    group = await services.groups.find(telegram(chat))
    async with database.write() as session:
        lesson = LessonRow(person_id=person.id, ref="party-regulations:F14", on_day=TODAY)
        edition = EditionRow(mark="0" * 32, seen_at=talk.clock.now(), duties={}, changes={})
        session.add_all([lesson, edition])
        await session.flush()
        reader = {"edition_id": edition.id, "person_id": person.id}
        session.add(EditionReaderRow(posts=["agency-committee-secretary"], **reader))
    talk.application.services = replace(services, channels=channels_nowhere(talk, tmp_path))
    robot = await services.robots.bind(
        person.id, organisation.id, RobotWish(Address("wecom", "3f2a"), "x", "机器人", "zh-Hans")
    )
    ids = {
        "organisation_id": {organisation.id},
        "occurrence_id": {item.occurrence.id, other.id},
        "entry_id": {done.entry.id, confirmed.entry.id},
        "relief_id": {relief.id},
        "request_id": {request},
        "group_id": {group.id, robot.id},
        "assignment_id": {item.assignment_id},
        "event_id": {event.event.id},
        "seat_id": {each.seat.id for each in seats},
        "own_duty_id": {written.own.id, draft.own.id},
        "own_list_id": {listed.id},
        "invite_id": {invite.invite.id},
        "lesson_id": {lesson.id},
        "edition_id": {edition.id},
    }
    return Theirs(ids, chat, item.occurrence.id)


@pytest.fixture(params=ROLES)
async def outsider(request, talk, theirs, make):
    """Somebody with the rights of that role, and the organisation where they have more."""
    (organisation_id,) = theirs.ids["organisation_id"]
    zhou = await talk.services.registration.find_person(telegram(talk.person("zhou").person_id))
    organisation = await talk.services.registration.organisation(organisation_id, zhou.id)
    # Whoever runs the group may unbind it, whatever they are elsewhere.
    talk.messenger.get_chat(theirs.group_chat).members[talk.person("wang").person_id] = "member"
    if request.param != "colleague":  # who owes it may read it
        theirs.words.append("密码本")
    if request.param in ("stranger", "manager elsewhere"):
        theirs.words.append(organisation.name)
    if request.param == "manager elsewhere":
        client = await talk.registered("wang", name="省水利厅机关党委")
        return client, await own_organisation(talk, client)
    client = talk.person("wang")
    await client.send("/start")
    person = await talk.services.registration.find_person(telegram(client.person_id))
    if request.param == "manager below":
        below = await make.organisation("第一党支部", parent=organisation, manager=person)
        await make.assignment(person, below, post="branch-secretary")
        return client, below.id
    if request.param in ("colleague", "former holder"):
        ended = {"end_on": date(2026, 11, 1)} if request.param == "former holder" else {}
        post = "agency-committee-secretary" if ended else "agency-committee-deputy"
        await make.assignment(person, organisation, post=post, **ended)
    return client, None


async def own_organisation(talk, client) -> int:
    person = await talk.services.registration.find_person(telegram(client.person_id))
    (managed,) = await talk.services.registration.managed_by(PersonId(person.id))
    return managed.id


def choices(payload: type[Payload], theirs: Theirs, client, own: int | None) -> Iterator[Payload]:
    """The button with every value that could do harm or show something."""
    hints = get_type_hints(payload)
    values = []
    for each in fields(payload):
        if each.name in theirs.ids:
            mine = [own] if own is not None and each.name == "organisation_id" else []
            values.append([*theirs.ids[each.name], *mine])
        elif each.name == "start":
            values.append([QUARTER_START, QUARTER_START.replace(month=1)])
        elif each.name == "owner_id":
            values.append([client.person_id])
        elif each.name == "choice":
            values.append([str(id_) for id_ in theirs.ids["organisation_id"]])
        elif each.name == "scope":
            values.append(["a0", f"o{theirs.occurrence}", "rABC234"])
        elif isinstance(hints[each.name], type) and issubclass(hints[each.name], Enum):
            values.append(list(hints[each.name]))
        elif hints[each.name] is bool:
            values.append([False, True])
        elif hints[each.name] is date:
            values.append([TODAY])
        elif hints[each.name] is ClauseRef:
            values.append([ClauseRef.parse("party-regulations:F14")])
        else:
            values.append(WORDS.get(each.name, [0]))
    return (payload(*each) for each in itertools.product(*values))


def read_by(client) -> str:
    """Everything that the person has been told in this chat."""
    alert = client.alert.text if client.alert else ""
    return alert + "".join(each.text for each in client.messages)


@pytest.mark.experiment("S1 rights")
async def test_no_button_reads_or_changes_what_is_others_business(talk, database, theirs, outsider):
    person, own = outsider
    here = person.in_group(theirs.group_chat)
    for client in (person, here):
        await client.send("/help")
    before, open_to_all = theirs.rows(database), read_by(here)
    for payload in payloads():
        client = here if issubclass(payload, GroupPayload) else person
        for button in choices(payload, theirs, client, own):
            await client.press(talk.sealed(button.pack(), client), on=client.last)
            assert theirs.rows(database) == before, button
            assert not theirs.words_in(read_by(client).replace(open_to_all, "")), button


@pytest.mark.experiment("S1 rights")
async def test_no_command_reads_or_changes_what_is_others_business(
    talk, database, theirs, outsider
):
    client, _ = outsider
    before = theirs.rows(database)
    link = f"/start done_{theirs.occurrence}"
    for command in [*(f"/{name}" for name in commands()), link]:
        await client.send(command)
        assert theirs.rows(database) == before, command
        assert not theirs.words_in(read_by(client)), command


@pytest.mark.experiment("S1 rights")
async def test_no_awaited_answer_changes_what_is_others_business(talk, database, theirs, outsider):
    client, _ = outsider
    (organisation_id,) = theirs.ids["organisation_id"]
    awaited = {
        "unplaced": {"files": [{"kind": "photo", "id": "x", "name": None, "size": 1}]},
        "later-day": {"occurrence_id": theirs.occurrence},
        "evidence": {"entry_id": min(theirs.ids["entry_id"])},
        "right-day": {
            "occurrence_id": theirs.occurrence,
            "entry_id": min(theirs.ids["entry_id"]),
        },
        "right-note": {
            "occurrence_id": theirs.occurrence,
            "entry_id": min(theirs.ids["entry_id"]),
        },
        "term": {"organisation_id": organisation_id},
        "question": {},
        "fact": {"organisation_id": organisation_id, "fact": WORDS["fact"][0]},
        "rule-reason": {"organisation_id": organisation_id, "duty": WORDS["duty"][0]},
        "event-day": {"organisation_id": organisation_id, "kind": WORDS["kind"][0]},
        "event-move": {"event_id": min(theirs.ids["event_id"])},
        "rename": {"organisation_id": organisation_id},
        "new-parent": {"organisation_id": organisation_id},
        "seat-since": {
            "organisation_id": organisation_id,
            "post_number": WORDS["post_number"][0],
        },
        "seat-last": {"seat_id": max(theirs.ids["seat_id"])},
        "details": {
            "occurrence_id": theirs.occurrence,
            "entry_id": min(theirs.ids["entry_id"]),
        },
        "return-reason": {"entry_id": max(theirs.ids["entry_id"])},
        "relief-day": {"occurrence_id": theirs.occurrence, "grants": True},
        "relief-reason": {"occurrence_id": theirs.occurrence, "grants": True, "until": None},
        "relief-answer": {"relief_id": min(theirs.ids["relief_id"])},
        "checklist-proof": {
            "organisation_id": organisation_id,
            "year": 2026,
            "checklist": WORDS["checklist"][0],
            "point": WORDS["point"][0],
        },
        "invite-name": {
            "organisation_id": organisation_id,
            "post_number": WORDS["post_number"][0],
            "days": 3,
            "whom": "1",
        },
        "handover-day": {"assignment_id": min(theirs.ids["assignment_id"])},
        "standin-days": {
            "organisation_id": organisation_id,
            "post_number": WORDS["post_number"][0],
            "person_id": 2,
        },
        "roster-file": {"organisation_id": organisation_id},
        "roster-ready": {
            "organisation_id": organisation_id,
            "file": 0,
            "titles": ["岗位", "姓名"],
            "columns": ["post", "name"],
            "rows": [[2, ["机关党委书记", "李强"]]],
        },
        "several-day": {"scope": f"o{theirs.occurrence}", "reminder_id": 0},
        "days-off": {},
        "workdays": {},
        "open-point": {"question": 1},
        "open-answer": {"question": 1},
        "open-source": {"question": 1, "answer": NOTE},
        "own-duty": {
            "organisation_id": organisation_id,
            "own_duty_id": min(theirs.ids["own_duty_id"]),
        },
        "own-list": {"organisation_id": organisation_id},
        "own-list-words": {"own_list_id": min(theirs.ids["own_list_id"]), "at": 0},
        "own-list-first": {"own_list_id": min(theirs.ids["own_list_id"]), "at": 0},
        "own-list-post": {"own_list_id": min(theirs.ids["own_list_id"]), "who": WHO},
        "own-where": {"words": "每月5日前报送报表"},
        "own-first": {"own_duty_id": max(theirs.ids["own_duty_id"])},
        "robot-hook": {"organisation_id": organisation_id, "channel": "wecom"},
        "robot-code": {"organisation_id": organisation_id, "channel": "wecom", "locked": "x"},
        "mailbox": {},
        "by-mail": {
            "organisation_id": organisation_id,
            "post_number": WORDS["post_number"][0],
        },
        "mailbox-code": {"locked": "x"},
        "edition-file": {"pack": "party-regulations", "document": "x"},
        "edition-sent": {"file": {"id": "x", "name": "x.docx", "size": 1}},
        "edition-often": {"edition": 1, "at": 0},
        "edition-who": {"edition": 1, "at": 0},
        "edition-day": {"edition": 1},
    }
    # A registration may be about any organisation; its manager decides.
    assert awaited.keys() == STEPS.keys() - {"register"}
    before = theirs.rows(database)
    chat = telegram(client.chat_id)
    for step, payload in awaited.items():
        for answer in ("2026-11-20", "2026-12-01", "7", "每月8日前报送报表"):
            await talk.services.dialogues.expect(chat, telegram(client.person_id), step, payload)
            await client.send(answer)
            assert theirs.rows(database) == before, step
            assert not theirs.words_in(read_by(client)), step


def commands() -> set[str]:
    """All that the bot knows."""
    return {name for each in HANDLERS if isinstance(each, CommandHandler) for name in each.commands}


@pytest.mark.experiment("S1 rights")
def test_every_button_has_been_pressed():
    known = [each for each in HANDLERS if isinstance(each, CallbackQueryHandler)]
    *patterns, anything_else = [each.pattern and each.pattern.pattern for each in known]
    assert anything_else is None
    assert set(patterns) == {each.pattern() for each in payloads()}
