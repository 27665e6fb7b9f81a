from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.addresses import telegram
from bot.conversation.buttons.duties import AgendaButton, ItemButton
from bot.conversation.buttons.entries import WithdrawButton
from bot.conversation.buttons.questions import ClauseButton
from bot.texts.catalogue import LOCALES, texts
from bot.views.duties.completion import ask_day
from bot.views.duties.item import Entered, item_screen
from bot.views.duties.later import ask_how_long
from bot.views.duties.my_duties import PER_PAGE, agenda_screen, all_screen, pick_to_open
from bot.views.duties.names import width
from bot.views.duties.several import tick_screen
from bot.views.layout import shown_units
from bot.views.screen import TEXT_UNITS, Button, Screen
from clauses.cadence import Per
from clauses.library import Library
from clauses.model import BodyId, ClauseRef, PostId
from clauses.naming import LevelId
from scheduler.ledger.agenda import AgendaItem, PersonAgenda, Section
from scheduler.ledger.several import DayChoice
from scheduler.periods import Period
from scheduler.planning.lamps import Lamp
from scheduler.planning.occurrences import EntryId, LedgerEntry, Occurrence, OccurrenceId
from scheduler.roster.model import (
    DEFAULT_QUIET_HOURS,
    Assignment,
    AssignmentId,
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
    LevelId("province"),
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
    due_by=date(2026, 12, 31),
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


@pytest.mark.parametrize("locale", LOCALES)
def test_the_list_is_the_screen_agreed_on(library: Library, locale: str) -> None:
    """Screen 1: Wednesday 25 November 2026, a branch secretary."""
    branch = replace(BRANCH, name="规划处党支部")
    post = replace(SECOND, organisation=branch)
    november = Period(date(2026, 11, 1), date(2026, 12, 1), Per.MONTH)
    december = Period(date(2026, 12, 1), date(2027, 1, 1), Per.MONTH)
    year = Period(date(2026, 1, 1), date(2027, 1, 1), Per.YEAR)
    owed = [
        (Section.OVERDUE, "E45", november, date(2026, 11, 20)),
        (Section.DUE, "E04", november, date(2026, 11, 30)),
        (Section.COMING, "E45", december, date(2026, 12, 18)),
        (Section.COMING, "E10", december, date(2026, 12, 31)),
        (Section.DUE, "E12", year, date(2026, 12, 31)),
        *((Section.DUE, ref, year, date(2026, 12, 31)) for ref in ("E14", "E17", "F24", "F30")),
    ]
    items = []
    for number, (section, ref, period, due_on) in enumerate(owed, start=1):
        what = ClauseRef("party-regulations", ref)
        occurrence = replace(
            OCCURRENCE,
            id=OccurrenceId(number),
            ref=what,
            organisation=branch,
            post=BRANCH_POST,
            period=period,
            due_on=due_on,
        )
        clause = library.get(what)
        items.append(AgendaItem(clause, branch, BRANCH_POST, SECOND.id, occurrence, section))
    done = tuple(
        replace(OCCURRENCE, id=OccurrenceId(50 + n), organisation=branch, post=BRANCH_POST)
        for n in range(5)
    )
    person = replace(PERSON, name="张伟")
    agenda = PersonAgenda(person, (post,), tuple(items), done)
    screen = agenda_screen(
        agenda, library, texts(locale), now=datetime(2026, 11, 25, 1, tzinfo=UTC)
    )

    assert screen.text == SCREEN_1[locale]
    if locale == "zh-Hans":
        assert labels(screen) == [
            ["✅ 今天办了", "昨天办了", "其他日期"],
            ["打开一项", "全部 14", "往期"],
        ]


SCREEN_1 = {
    "zh-Hans": (
        "<b>我的职责　11月25日（周三）</b>\n规划处党支部书记　张伟\n\n"
        "<b>🔴 逾期 1　已过3个工作日</b>\n应于11月20日（周五）\n　考察入党积极分子（11月）\n\n"
        "<b>🟡 临期 1　还有3个工作日</b>\n最迟11月30日（周一）\n　支委会（11月）\n\n"
        "<b>⚪ 未到期 7，先列3项</b>\n最迟12月18日（周五）\n　考察入党积极分子（12月）\n"
        "最迟12月31日（周四）\n　主题党日（12月）\n　组织生活会（全年）\n\n"
        "<b>🟢 本季度已完成 5</b>"
    ),
    "zh-Hant": (
        "<b>我的職責　11月25日（週三）</b>\n规划处党支部书记　张伟\n\n"
        "<b>🔴 逾期 1　已過3個工作日</b>\n應於11月20日（週五）\n　考察入黨積極分子（11月）\n\n"
        "<b>🟡 臨期 1　還有3個工作日</b>\n最遲11月30日（週一）\n　支委會（11月）\n\n"
        "<b>⚪ 未到期 7，先列3項</b>\n最遲12月18日（週五）\n　考察入黨積極分子（12月）\n"
        "最遲12月31日（週四）\n　主題黨日（12月）\n　組織生活會（全年）\n\n"
        "<b>🟢 本季度已完成 5</b>"
    ),
    "en": (
        "<b>My duties · Wed 25 Nov</b>\n张伟, 规划处党支部书记\n\n"
        "<b>🔴 Overdue 1 · by 3 workdays</b>\nWas due Fri 20 Nov\n  考察入党积极分子 (Nov)\n\n"
        "<b>🟡 Due soon 1 · 3 workdays left</b>\nBy Mon 30 Nov\n  支委会 (Nov)\n\n"
        "<b>⚪ Not due yet 7, first 3</b>\nBy Fri 18 Dec\n  考察入党积极分子 (Dec)\n"
        "By Thu 31 Dec\n  主题党日 (Dec)\n  组织生活会 (2026)\n\n"
        "<b>🟢 Done this quarter 5</b>"
    ),
}


def test_every_line_of_a_list_fits_a_phone(library: Library) -> None:
    every = [
        replace(
            item(library, Section.DUE, id_=n),
            occurrence=replace(OCCURRENCE, ref=clause.ref, id=OccurrenceId(n)),
        )
        for n, clause in enumerate(library.duties_of(POST))
    ]
    agenda = PersonAgenda(PERSON, (FIRST,), tuple(every))
    pages = (len(every) - 1) // PER_PAGE + 1
    for page in range(pages):
        for line in all_screen(agenda, library, T, now=NOW, page=page).text.splitlines():
            assert width(line.replace("<b>", "").replace("</b>", "")) <= 34
        picker = pick_to_open(agenda, library, T, now=NOW, page=page)
        for row in picker.rows:
            assert len(row) > 1 or width(row[0].label) <= 32


def test_duties_without_a_number_are_among_all(library: Library) -> None:
    items = tuple(item(library, section) for section in Section)
    screen = all_screen(PersonAgenda(PERSON, (FIRST,), items), library, T, now=NOW)

    headings = ["定期，未定次数", "遇事办理", "持续性职责"]
    found = [screen.text.index(f"<b>{heading}（1）</b>") for heading in headings]
    assert found == sorted(found)
    assert screen.text.index("🟡 临期") < found[0]


@pytest.mark.parametrize(
    ("ref", "shown"), [("party-regulations:E04", True), ("party-regulations:E01", False)]
)
def test_an_item_says_where_its_clause_applies(library: Library, ref: str, shown: bool) -> None:
    occurrence = replace(OCCURRENCE, ref=ClauseRef.parse(ref))

    text = item_screen(occurrence, (), library, T, today=TODAY, workdays_left=7).text

    assert ("适用：设支部委员会的支部（正式党员7人以上的应当设）" in text) is shown


def test_a_name_opens_the_item_or_the_clause(library: Library) -> None:
    items = (item(library, Section.DUE), item(library, Section.CONTINUOUS))
    screen = pick_to_open(PersonAgenda(PERSON, (FIRST,), items), library, T, now=NOW)

    (first,), (second,), _back = screen.rows
    assert first == Button("机关党委委员会议（第四季度）", ItemButton(OccurrenceId(7)).pack())
    assert second == Button("机关党委委员会议", ClauseButton(MEETING).pack())


def test_pages_of_all_hold_each_duty_once(library: Library) -> None:
    items = tuple(item(library, Section.DUE, id_=n) for n in range(1, PER_PAGE * 2 + 2))
    agenda = PersonAgenda(PERSON, (FIRST,), items)
    pages = [all_screen(agenda, library, T, now=NOW, page=page) for page in range(3)]
    pickers = [pick_to_open(agenda, library, T, now=NOW, page=page) for page in range(3)]

    assert [page.text.count("机关党委委员会议") for page in pages] == [PER_PAGE, PER_PAGE, 1]
    opened = [
        button.data
        for picker in pickers
        for row in picker.rows
        for button in row
        if (button.data or "").startswith("item:")
    ]
    assert len(set(opened)) == len(opened) == len(items)
    assert [labels(page)[0] for page in pages] == [
        ["1/3", "›"],
        ["‹", "2/3", "›"],
        ["‹", "3/3"],
    ]


def test_a_page_that_is_there_no_more_is_the_last_one(library: Library) -> None:
    agenda = PersonAgenda(PERSON, (FIRST,), (item(library, Section.DUE),))

    assert "机关党委委员会议" in all_screen(agenda, library, T, now=NOW, page=9).text


def test_several_posts_are_told_apart_and_filtered(library: Library) -> None:
    items = (item(library, Section.DUE), item(library, Section.DUE, at=SECOND, id_=8))
    agenda = PersonAgenda(PERSON, (FIRST, SECOND), items)

    every = agenda_screen(agenda, library, T, now=NOW)
    assert "\n省水利厅机关党委书记\n　机关党委委员会议（第四季度）" in every.text
    assert "● 全部岗位" in [label for row in labels(every) for label in row]

    one = agenda_screen(agenda, library, T, now=NOW, assignment_id=SECOND.id)
    assert one.text.count("机关党委委员会议") == 1
    assert "\n办公室党支部书记　王芳\n" in one.text
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
    assert shown_units(all_screen(agenda, library, T, now=NOW).text) <= TEXT_UNITS


def test_an_item_shows_how_far_it_is_and_what_was_entered(library: Library) -> None:
    done = replace(OCCURRENCE, completed=1)
    screen = item_screen(done, [Entered(ENTRY, files=2)], library, T, today=TODAY, workdays_left=7)

    assert "🟢 已完成" in screen.text
    assert "　1/1" in screen.text
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
    screen = item_screen(OCCURRENCE, [withdrawn], library, T, today=TODAY, workdays_left=7)

    assert "<s>12月20日（周日），&lt;b&gt;王芳&lt;/b&gt;登记</s>（已撤回）" in screen.text
    assert Counter(label for row in labels(screen) for label in row)["撤回12月20日的登记"] == 0


def test_what_has_not_begun_cannot_be_entered(library: Library) -> None:
    screen = item_screen(OCCURRENCE, [], library, T, today=date(2026, 9, 30), workdays_left=60)

    assert labels(screen) == [["📖 依据"], ["‹ 返回"]]


def test_only_days_that_count_are_offered(library: Library) -> None:
    first = ask_day(OCCURRENCE, library, T, today=date(2026, 10, 1))
    assert labels(first)[0] == ["今天（10月1日）"]
    assert labels(first)[1] == ["其他日期"]

    after = ask_day(OCCURRENCE, library, T, today=date(2027, 1, 1))
    assert labels(after)[:2] == [["今天（1月1日）"], ["昨天（12月31日）"]]


def test_the_card_of_an_item_is_the_screen_agreed_on(library: Library) -> None:
    november = Period(date(2026, 11, 1), date(2026, 12, 1), Per.MONTH)
    what = ClauseRef("party-regulations", "E10")
    occurrence = replace(OCCURRENCE, ref=what, period=november, due_on=date(2026, 11, 30))
    screen = item_screen(occurrence, (), library, T, today=date(2026, 11, 25), workdays_left=3)

    assert screen.text == (
        "<b>主题党日（11月）</b>\n"
        "🟡 临期，还有3个工作日\n"
        "最迟11月30日（周一）　0/1\n"
        "要求：应当，每月1次\n"
        "依据：《党员教育管理条例》第16条、《支部条例（试行）》第16条"
    )
    assert labels(screen) == [
        ["✅ 今天办了", "昨天办了", "其他日期"],
        ["⏰ 稍后", "📖 依据", "免办、延期"],
        ["‹ 返回"],
    ]


@pytest.mark.parametrize(
    ("local", "offered"),
    [
        pytest.param("2026-12-22 09:00", ["1小时后", "3小时后", "明天", "选日期"], id="in time"),
        pytest.param("2026-12-30 09:00", ["1小时后", "3小时后", "明天"], id="the day before"),
        pytest.param("2026-12-31 09:00", ["1小时后", "3小时后"], id="the last day"),
        pytest.param("2026-12-31 18:30", ["1小时后"], id="the last evening"),
        pytest.param("2026-12-31 21:30", [], id="the last night"),
        pytest.param("2027-01-04 09:00", ["1小时后", "3小时后", "明天", "选日期"], id="overdue"),
    ],
)
def test_only_what_is_possible_is_offered_for_later(
    library: Library, local: str, offered: list[str]
) -> None:
    now = datetime.fromisoformat(local).replace(tzinfo=ORGANISATION.zone)
    screen = ask_how_long([OCCURRENCE], "o7", library, T, quiet_hours=DEFAULT_QUIET_HOURS, now=now)

    assert [label for row in labels(screen)[:-1] for label in row] == offered
    assert ("不能再推后" in screen.text) is not offered


CHOICES = [
    DayChoice(OCCURRENCE, Lamp.YELLOW, 3, None),
    DayChoice(replace(OCCURRENCE, id=OccurrenceId(8)), Lamp.RED, -3, None),
]


def test_several_are_entered_by_their_names(library: Library) -> None:
    screen = tick_screen(CHOICES, TODAY, "a0", library, T, today=TODAY)

    assert screen.text == "<b>12月22日（周二）办了哪几项？</b>\n点一项登记一项，可以连点。"
    assert labels(screen) == [
        ["机关党委委员会议（第四季度）"],
        ["机关党委…（第四季度）（已逾期）"],
        ["换日期", "好了"],
    ]


def test_what_was_tapped_is_ticked(library: Library) -> None:
    done = replace(CHOICES[0], entry_id=EntryId(1))
    screen = tick_screen([done, CHOICES[1]], TODAY, "a0", library, T, today=TODAY)

    assert screen.text == "<b>12月22日（周二）已登记 1项</b>\n✓ 机关党委委员会议（第四季度）"
    assert labels(screen)[0] == ["✓ 机关党委委员会议（第四季度）"]
    assert labels(screen)[-1] == ["补充材料", "撤回一项", "好了"]
