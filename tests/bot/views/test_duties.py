from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.addresses import telegram
from bot.conversation.buttons import (
    AgendaButton,
    ClauseButton,
    ItemButton,
    PastButton,
    WithdrawButton,
)
from bot.texts.catalogue import texts
from bot.views.duties.completion import ask_day, open_duties
from bot.views.duties.item import Entered, item_screen
from bot.views.duties.later import ask_when
from bot.views.duties.my_duties import PER_PAGE, agenda_screen
from bot.views.layout import shown_units
from bot.views.screen import TEXT_UNITS, Screen, keyboard
from clauses.cadence import Per
from clauses.library import Library
from clauses.model import BodyId, ClauseRef, PostId
from scheduler.ledger.agenda import AgendaItem, PersonAgenda, Section
from scheduler.periods import Period
from scheduler.planning.occurrences import EntryId, LedgerEntry, Occurrence, OccurrenceId
from scheduler.roster.model import (
    Assignment,
    AssignmentId,
    Level,
    Organisation,
    OrganisationId,
    Person,
    PersonId,
)

NOW = datetime(2026, 12, 22, 1, tzinfo=UTC)
TODAY = date(2026, 12, 22)
T = texts("zh-Hans")
POST = PostId("agency-committee-secretary")
BRANCH_POST = PostId("branch-secretary")
ORGANISATION = Organisation(
    OrganisationId(1),
    "省水利厅机关党委",
    BodyId("agency-committee"),
    Level.PROVINCE,
    ZoneInfo("Asia/Shanghai"),
)
BRANCH = replace(ORGANISATION, id=OrganisationId(2), name="办公室党支部", body=BodyId("branch"))
PERSON = Person(PersonId(1), telegram(1001), "王芳", "zh-Hans")
FIRST = Assignment(AssignmentId(1), PERSON.id, ORGANISATION, POST, date(2026, 1, 1))
SECOND = Assignment(AssignmentId(2), PERSON.id, BRANCH, BRANCH_POST, date(2026, 1, 1))
MEETING = ClauseRef.parse("sichuan-three-levels-five-posts:A14")
OCCURRENCE = Occurrence(
    id=OccurrenceId(7),
    ref=MEETING,
    organisation=ORGANISATION,
    post=POST,
    holder_id=None,
    period=Period(date(2026, 10, 1), date(2027, 1, 1), Per.QUARTER),
    due_on=date(2026, 12, 31),
    provisional=False,
    needed=1,
    completed=0,
)
ENTRY = LedgerEntry(
    id=EntryId(3),
    occurrence_id=OCCURRENCE.id,
    person_id=PERSON.id,
    person_name="<b>王芳</b>",
    held_on=date(2026, 12, 20),
    note="纪要 & 照片",
    recorded_at=NOW,
    withdrawn=False,
)


def item(library: Library, section: Section, *, at: Assignment = FIRST, id_: int = 7) -> AgendaItem:
    dated = section in (Section.OVERDUE, Section.DUE, Section.DONE, Section.COMING)
    occurrence = replace(OCCURRENCE, id=OccurrenceId(id_)) if dated else None
    clause = library.get(MEETING)
    return AgendaItem(clause, at.organisation, at.post, at.id, occurrence, section)


def labels(screen: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in screen.rows]


def test_every_section_is_headed_and_counted(library: Library) -> None:
    items = tuple(item(library, section) for section in Section)
    screen = agenda_screen(PersonAgenda(PERSON, (FIRST,), items), library, T, now=NOW)

    headings = ["已逾期", "待办", "已完成", "即将开始", "定期，未定次数", "遇事办理", "持续性职责"]
    found = [screen.text.index(f"<b>{heading}（1）</b>") for heading in headings]
    assert found == sorted(found)
    assert (
        "2. 召开机关党委委员会议\n　2026年第四季度，已完成0/1，最迟12月31日（周四）" in screen.text
    )


@pytest.mark.parametrize(
    ("ref", "shown"), [("party-regulations:E04", True), ("party-regulations:E01", False)]
)
def test_an_item_says_where_its_clause_applies(library: Library, ref: str, shown: bool) -> None:
    occurrence = replace(OCCURRENCE, ref=ClauseRef.parse(ref))

    text = item_screen(occurrence, (), library, T, today=TODAY).text

    assert ("适用：设支部委员会的支部（正式党员7人以上的应当设）" in text) is shown


def test_a_number_opens_the_item_or_the_clause(library: Library) -> None:
    items = (item(library, Section.DUE), item(library, Section.CONTINUOUS))
    screen = agenda_screen(PersonAgenda(PERSON, (FIRST,), items), library, T, now=NOW)

    ((first, second), (past,)) = screen.rows
    assert past.data == PastButton().pack()
    assert first.data == ItemButton(OccurrenceId(7)).pack()
    assert second.data == ClauseButton(MEETING).pack()


def test_numbers_run_through_the_pages(library: Library) -> None:
    items = tuple(item(library, Section.DUE, id_=n) for n in range(PER_PAGE * 2 + 1))
    agenda = PersonAgenda(PERSON, (FIRST,), items)
    pages = [agenda_screen(agenda, library, T, now=NOW, page=page) for page in range(3)]

    numbers = [
        label
        for page in pages
        for row in page.rows
        for button in row
        if (label := button.label).isdigit()
    ]
    assert numbers == [str(n) for n in range(1, PER_PAGE * 2 + 2)]
    assert [labels(page)[-2] for page in pages] == [
        ["1/3", "›"],
        ["‹", "2/3", "›"],
        ["‹", "3/3"],
    ]


def test_a_page_that_is_there_no_more_is_the_last_one(library: Library) -> None:
    agenda = PersonAgenda(PERSON, (FIRST,), (item(library, Section.DUE),))

    assert "1. 召开" in agenda_screen(agenda, library, T, now=NOW, page=9).text


def test_several_posts_are_told_apart_and_filtered(library: Library) -> None:
    items = (item(library, Section.DUE), item(library, Section.DUE, at=SECOND))
    agenda = PersonAgenda(PERSON, (FIRST, SECOND), items)

    every = agenda_screen(agenda, library, T, now=NOW)
    assert "〔省水利厅机关党委机关党委书记〕" in every.text
    assert "● 全部岗位" in [label for row in labels(every) for label in row]

    one = agenda_screen(agenda, library, T, now=NOW, assignment_id=SECOND.id)
    assert "2. " not in one.text
    assert "〔" not in one.text
    chosen = [b for row in one.rows for b in row if b.label.startswith("● ")]
    assert [button.data for button in chosen] == [AgendaButton(0, SECOND.id).pack()]


def test_a_post_without_duties_says_so(library: Library) -> None:
    screen = agenda_screen(PersonAgenda(PERSON, (FIRST,), ()), library, T, now=NOW)

    assert "目前没有列明的职责" in screen.text


def test_the_longest_page_fits_one_message(library: Library) -> None:
    clause = replace(library.get(MEETING), duty="很长的职责" * 60)
    long = replace(ORGANISATION, name="𠮷" * 60)
    items = tuple(
        replace(item(library, Section.DUE, id_=n), clause=clause, organisation=long)
        for n in range(30)
    )
    agenda = PersonAgenda(PERSON, (FIRST, SECOND), items)

    assert shown_units(agenda_screen(agenda, library, T, now=NOW).text) <= TEXT_UNITS


def test_an_item_shows_how_far_it_is_and_what_was_entered(library: Library) -> None:
    done = replace(OCCURRENCE, completed=1)
    screen = item_screen(done, [Entered(ENTRY, files=2)], library, T, today=TODAY)

    assert "进度：已完成1/1次" in screen.text
    assert "·12月20日（周日），&lt;b&gt;王芳&lt;/b&gt;登记" in screen.text
    assert "说明：纪要 &amp; 照片" in screen.text
    assert "佐证2件" in screen.text
    assert labels(screen) == [
        ["✅ 再登记一次"],
        ["📖 依据"],
        ["撤回12月20日的登记", "更正、材料"],
        ["‹ 返回"],
    ]
    assert screen.rows[2][0].data == WithdrawButton(OCCURRENCE.id, EntryId(3)).pack()


def test_a_withdrawn_entry_is_struck_through_and_has_no_button(library: Library) -> None:
    withdrawn = Entered(replace(ENTRY, withdrawn=True))
    screen = item_screen(OCCURRENCE, [withdrawn], library, T, today=TODAY)

    assert "<s>12月20日（周日），&lt;b&gt;王芳&lt;/b&gt;登记</s>（已撤回）" in screen.text
    assert Counter(label for row in labels(screen) for label in row)["撤回12月20日的登记"] == 0


def test_what_has_not_begun_cannot_be_entered(library: Library) -> None:
    screen = item_screen(OCCURRENCE, [], library, T, today=date(2026, 9, 30))

    assert labels(screen) == [["📖 依据"], ["‹ 返回"]]


def test_only_days_that_count_are_offered(library: Library) -> None:
    first = ask_day(OCCURRENCE, library, T, today=date(2026, 10, 1))
    assert labels(first)[0] == ["今天（10月1日）"]
    assert labels(first)[1] == ["其他日期"]

    after = ask_day(OCCURRENCE, library, T, today=date(2027, 1, 1))
    assert labels(after)[:2] == [["今天（1月1日）"], ["昨天（12月31日）"]]


@pytest.mark.parametrize(
    ("today", "offered"),
    [
        pytest.param(date(2026, 12, 22), ["明天", "下周", "选日期"], id="time enough"),
        pytest.param(date(2026, 12, 28), ["明天", "选日期"], id="less than a week"),
        pytest.param(date(2026, 12, 31), [], id="the last day"),
        pytest.param(date(2027, 1, 4), ["明天", "下周", "选日期"], id="overdue"),
    ],
)
def test_only_days_up_to_the_last_one_are_offered_for_later(
    library: Library, today: date, offered: list[str]
) -> None:
    rows = labels(ask_when(OCCURRENCE, library, T, today=today))

    assert [row[0].partition("（")[0] for row in rows[:-1]] == offered


def test_the_list_of_open_duties_has_a_button_each(library: Library) -> None:
    items = [item(library, Section.DUE, id_=n) for n in range(30)]
    screen = open_duties(items, library, T)

    assert len([button for row in screen.rows for button in row]) == 24
    assert "另有6项" in screen.text
    assert keyboard(screen) is not None
