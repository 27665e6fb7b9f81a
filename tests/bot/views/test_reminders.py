from __future__ import annotations

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.addresses import telegram
from bot.conversation.buttons.duties import (
    AgendaButton,
    DaysAgoButton,
    OtherDayButton,
    PickButton,
    PickFor,
    SnoozeButton,
)
from bot.conversation.buttons.registering import BlockButton, DecideButton, MuteButton
from bot.texts.catalogue import LOCALES, texts
from bot.views.duties.listing import MOST_LISTED
from bot.views.layout import shown_units
from bot.views.pushed.reminders import parcel_screen, renderer
from bot.views.screen import TEXT_UNITS, Screen, keyboard_json
from clauses.cadence import Per
from clauses.errors import UnknownRef
from clauses.library import Library
from clauses.model import BodyId, ClauseRef, PostId
from clauses.naming import LevelId
from scheduler.delivery.selection import REQUESTS_PER_MESSAGE
from scheduler.periods import Period
from scheduler.planning.notices import (
    DeliveryId,
    JoinRequest,
    NoticeId,
    NoticeKind,
    Parcel,
    Reminder,
)
from scheduler.planning.occurrences import Occurrence, OccurrenceId
from scheduler.roster.model import (
    Group,
    GroupId,
    Organisation,
    OrganisationId,
    Person,
    PersonId,
    RequestId,
)

MEETING = ClauseRef.parse("sichuan-three-levels-five-posts:A14")
POST = PostId("agency-committee-secretary")
TODAY = date(2026, 12, 22)
ORGANISATION = Organisation(
    OrganisationId(1),
    "省水利厅机关党委",
    BodyId("agency-committee"),
    LevelId("province"),
    ZoneInfo("Asia/Shanghai"),
)
PERSON = Person(PersonId(1), telegram(1001), "王芳", "zh-Hans")
GROUP = Group(GroupId(1), telegram(-100), "工作群", "zh-Hans", ORGANISATION)
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

OTHER = replace(OCCURRENCE, id=OccurrenceId(9), ref=ClauseRef("party-regulations", "F15"))


def reminder(
    occurrence: Occurrence = OCCURRENCE, stage: str = "before-7", left: int = 7
) -> Reminder:
    return Reminder(NoticeId(1), stage, TODAY, occurrence, left)


def parcel(*reminders: Reminder, **changes: object) -> Parcel:
    made = Parcel(
        delivery_id=DeliveryId(1),
        reference="ABC234",
        address=PERSON.address,
        kind=NoticeKind.REMINDER,
        recipient=PERSON,
        reminders=reminders or (reminder(),),
        join_requests=(),
        today=TODAY,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # the fields of a parcel


def group_parcel(*reminders: Reminder) -> Parcel:
    return parcel(*reminders, kind=NoticeKind.GROUP_REMINDER, recipient=GROUP)


@pytest.fixture
def worded(library: Library):
    def worded(what: Parcel, locale: str = "zh-Hans") -> Screen:
        return parcel_screen(what, library, texts(locale), bot_username="duty_bot")

    return worded


def test_a_reminder_says_everything(worded) -> None:
    screen = worded(parcel())

    assert screen.text == (
        "<b>职责提醒　1项</b>\n"
        "省水利厅机关党委书记　王芳\n\n"
        "<b>🟡 临期 1　还有7个工作日</b>\n"
        "最迟12月31日（周四）\n"
        "　机关党委委员会议（第四季度）\n\n"
        "编号：<code>ABC234</code>"
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_a_reminder_is_the_screen_agreed_on(worded, locale: str) -> None:
    """Screen 2: six items on Wednesday 25 November 2026, by what they ask."""
    branch = replace(ORGANISATION, name="规划处党支部", body=BodyId("branch"))
    november = Period(date(2026, 11, 1), date(2026, 12, 1), Per.MONTH)
    year = Period(date(2026, 1, 1), date(2027, 1, 1), Per.YEAR)

    def item(number: int, ref: str, period: Period, due_on: date, left: int) -> Reminder:
        return reminder(
            replace(
                OCCURRENCE,
                id=OccurrenceId(number),
                ref=ClauseRef("party-regulations", ref),
                organisation=branch,
                post=PostId("branch-secretary"),
                period=period,
                due_on=due_on,
            ),
            left=left,
        )

    what = parcel(
        item(1, "E45", november, date(2026, 11, 20), -3),
        item(2, "E04", november, date(2026, 11, 30), 3),
        *(
            item(number, ref, year, date(2026, 12, 31), 26)
            for number, ref in enumerate(("E12", "E14", "E17", "F24"), start=3)
        ),
        reference="ZKFFMD",
        today=date(2026, 11, 25),
        recipient=replace(PERSON, name="张伟"),
    )

    assert worded(what, locale).text == SCREEN_2[locale]


SCREEN_2 = {
    "zh-Hans": (
        "<b>职责提醒　6项</b>\n规划处党支部书记　张伟\n\n"
        "<b>🔴 逾期 1　已过3个工作日</b>\n应于11月20日（周五）\n　考察入党积极分子（11月）\n\n"
        "<b>🟡 临期 1　还有3个工作日</b>\n最迟11月30日（周一）\n　支委会（11月）\n\n"
        "<b>⚪ 提前告知 4　还有26个工作日</b>\n最迟12月31日（周四）\n　组织生活会（全年）\n"
        "　民主评议党员（全年）\n　谈心谈话（全年）\n　向上级和党员大会述职…（全年）\n\n"
        "编号：<code>ZKFFMD</code>"
    ),
    "zh-Hant": (
        "<b>職責提醒　6項</b>\n规划处党支部书记　张伟\n\n"
        "<b>🔴 逾期 1　已過3個工作日</b>\n應於11月20日（週五）\n　考察入黨積極分子（11月）\n\n"
        "<b>🟡 臨期 1　還有3個工作日</b>\n最遲11月30日（週一）\n　支委會（11月）\n\n"
        "<b>⚪ 提前告知 4　還有26個工作日</b>\n最遲12月31日（週四）\n　組織生活會（全年）\n"
        "　民主評議黨員（全年）\n　談心談話（全年）\n　向上級和黨員大會述職…（全年）\n\n"
        "編號：<code>ZKFFMD</code>"
    ),
    "en": (
        "<b>Duty reminder · 6 items</b>\n张伟, 规划处党支部书记\n\n"
        "<b>🔴 Overdue 1 · by 3 workdays</b>\nWas due Fri 20 Nov\n  考察入党积极分子 (Nov)\n\n"
        "<b>🟡 Due soon 1 · 3 workdays left</b>\nBy Mon 30 Nov\n  支委会 (Nov)\n\n"
        "<b>⚪ Ahead 4 · 26 workdays left</b>\nBy Thu 31 Dec\n  组织生活会 (2026)\n"
        "  民主评议党员 (2026)\n  谈心谈话 (2026)\n  向上级和党员大会述职… (2026)\n\n"
        "Ref: <code>ZKFFMD</code>"
    ),
}


def test_a_reminder_of_a_post_whose_pack_is_gone_is_worded_all_the_same(worded) -> None:
    gone = replace(OCCURRENCE, post=PostId("long-gone-post"))

    assert "long-gone-post" in worded(parcel(reminder(gone))).text


@pytest.mark.parametrize("count", [1, 6, 30])
def test_a_reminder_has_its_few_buttons_whatever_it_lists(worded, count: int) -> None:
    many = [
        reminder(replace(OCCURRENCE, id=OccurrenceId(n), post=PostId(f"post-{n}")))
        for n in range(count)
    ]
    rows = worded(parcel(*many)).rows

    assert [[button.label for button in row] for row in rows] == [
        ["✅ 今天办了", "昨天办了", "其他日期"],
        ["⏰ 稍后", "📖 依据", "我的职责"],
    ]
    assert [button.data for row in rows for button in row] == [
        DaysAgoButton(0, "rABC234").pack(),
        DaysAgoButton(1, "rABC234").pack(),
        OtherDayButton("rABC234").pack(),
        SnoozeButton("rABC234").pack(),
        PickButton(PickFor.SOURCE, "rABC234").pack(),
        AgendaButton().pack(),
    ]


@pytest.mark.parametrize(
    ("stage", "left", "today", "wording"),
    [
        pytest.param("start", 25, TODAY, "⚪ 提前告知 1　还有25个工作日", id="start"),
        pytest.param("before-30", 23, TODAY, "⚪ 提前告知 1　还有23个工作日", id="23 and not 30"),
        pytest.param("before-1", 1, TODAY, "🟡 临期 1　还有1个工作日", id="before"),
        pytest.param(
            "before-7", 5, date(2026, 12, 24), "🟡 临期 1　还有5个工作日", id="sent later"
        ),
        pytest.param("before-1", 0, date(2026, 12, 31), "🟡 临期 1　今天截止", id="the last day"),
        pytest.param("overdue-1", -1, date(2027, 1, 4), "🔴 逾期 1　已过1个工作日", id="overdue"),
        pytest.param(
            "before-1", 0, date(2027, 1, 2), "🔴 逾期 1　时限已过", id="sent after the end"
        ),
    ],
)
def test_the_days_are_those_from_the_day_it_is_sent(
    worded, stage: str, left: int, today: date, wording: str
) -> None:
    what = parcel(reminder(stage=stage, left=left), today=today)

    assert f"<b>{wording}</b>" in worded(what).text


def test_what_was_put_off_says_so(worded) -> None:
    asked = reminder(stage="later:2026-12-22")

    assert "按您的要求再次提醒" in worded(parcel(asked)).text
    assert "按您的要求" not in worded(parcel(asked, reminder(OTHER))).text


def test_what_is_overdue_says_when_it_was_due(worded) -> None:
    text = worded(parcel(reminder(stage="overdue-1", left=-1), today=date(2027, 1, 4))).text

    assert "应于2026年12月31日（周四）\n　机关党委委员会议（第四季度）" in text


def test_a_provisional_day_is_marked(worded) -> None:
    what = parcel(reminder(replace(OCCURRENCE, provisional=True)))

    assert "最迟12月31日（周四）*" in worded(what).text
    assert worded(what).text.count("* 暂定") == 1


def test_several_duties_of_one_date_share_a_line(worded) -> None:
    other = replace(OCCURRENCE, id=OccurrenceId(8), ref=OTHER.ref, provisional=True)
    text = worded(parcel(reminder(), reminder(other))).text

    assert text.startswith(
        "<b>职责提醒　2项</b>\n省水利厅机关党委书记　王芳\n\n"
        "<b>🟡 临期 2　还有7个工作日</b>\n最迟12月31日（周四）"
    )
    assert text.count("还有7个工作日") == text.count("机关党委书记") == text.count("* 暂定") == 1
    assert "　机关党委委员会议（第四季度）\n　向上级党组织述职…（第四季度）" in text


def test_dates_that_differ_are_counted_each(worded) -> None:
    sooner = replace(OTHER, due_on=date(2026, 12, 25))
    text = worded(parcel(reminder(), reminder(sooner, left=3))).text

    assert (
        "<b>🟡 临期 2</b>\n"
        "最迟12月25日　还有3个工作日\n　向上级党组织述职…（第四季度）\n"
        "最迟12月31日　还有7个工作日\n　机关党委委员会议（第四季度）"
    ) in text


def test_whose_they_are_is_said_where_that_differs(worded) -> None:
    elsewhere = replace(ORGANISATION, id=OrganisationId(2), name="省林业局机关党委")
    other = replace(OCCURRENCE, id=OccurrenceId(8), organisation=elsewhere)
    text = worded(parcel(reminder(), reminder(other))).text

    assert text.startswith("<b>职责提醒　2项</b>\n\n<b>🟡 临期 2")
    assert "省水利厅机关党委书记\n　机关党委委员会议（第四季度）\n" in text
    assert "省林业局机关党委书记\n　机关党委委员会议（第四季度）\n" in text


def test_a_duty_that_is_owed_anew_is_there_once(worded) -> None:
    """November is overdue while December begins: one line, and no double."""
    month = replace(
        OCCURRENCE,
        period=Period(date(2026, 11, 1), date(2026, 12, 1), Per.MONTH),
        due_on=date(2026, 11, 30),
    )
    december = replace(
        month,
        id=OccurrenceId(8),
        period=Period(date(2026, 12, 1), date(2027, 1, 1), Per.MONTH),
        due_on=date(2026, 12, 31),
    )
    text = worded(parcel(reminder(month, "overdue-4", -16), reminder(december))).text

    assert "职责提醒　1项" in text
    assert "逾期" not in text
    assert text.count("机关党委委员会议（12月）") == 1


def test_a_second_copy_says_that_it_is_one(worded) -> None:
    assert worded(parcel(copy=2)).text.startswith("<i>重复提醒，同一事项</i>")
    assert "重复提醒" not in worded(parcel()).text


def test_the_reference_is_the_last_line(worded) -> None:
    for what in (parcel(), parcel(copy=3), group_parcel(reminder())):
        assert worded(what).text.splitlines()[-1] == "编号：<code>ABC234</code>"


def test_a_quota_in_hours_is_confirmed_and_not_counted(worded) -> None:
    hours = replace(OCCURRENCE, ref=ClauseRef.parse("party-regulations:C36"))
    text = worded(parcel(reminder(hours))).text

    assert "保证党员每年集中学…（第四季度）" in text
    assert "0/1" not in text


@pytest.mark.parametrize("count", [1, 2, 19, 20, 60])
@pytest.mark.parametrize("locale", LOCALES)
def test_a_message_is_never_longer_than_telegram_takes(worded, count: int, locale: str) -> None:
    long = replace(ORGANISATION, name="𠮷<&>" * 15)
    many = [
        reminder(
            replace(OCCURRENCE, id=OccurrenceId(n), organisation=long, post=PostId(f"post-{n}"))
        )
        for n in range(count)
    ]
    for screen in (worded(parcel(*many), locale), worded(group_parcel(*many), locale)):
        assert shown_units(screen.text) <= TEXT_UNITS
        assert len(screen.rows) <= MOST_LISTED
        assert "ABC234" in screen.text.splitlines()[-1]
        assert keyboard_json(screen) is not None


def test_what_does_not_fit_is_counted(worded) -> None:
    many = [
        reminder(replace(OCCURRENCE, id=OccurrenceId(n), post=PostId(f"post-{n}")))
        for n in range(25)
    ]
    text = worded(parcel(*many)).text

    assert "职责提醒　25项" in text
    assert f"🟡 临期 25，先列{MOST_LISTED}项</b>\n最迟12月31日　还有7个工作日\n" in text
    assert text.count("机关党委委员会议") == MOST_LISTED


def test_names_are_text_and_not_markup(worded) -> None:
    evil = replace(ORGANISATION, name="<b>厅</b>&<script>")
    text = worded(parcel(reminder(replace(OCCURRENCE, organisation=evil)))).text

    assert "&lt;b&gt;厅&lt;/b&gt;&amp;&lt;script&gt;" in text
    assert _tags(text) == {"b", "code"}


def test_a_group_sees_no_names_and_gets_links(worded) -> None:
    screen = worded(group_parcel(reminder()))

    assert "王芳" not in screen.text
    assert "省水利厅机关党委的职责进度" in screen.text
    assert "最迟12月31日（周四）\n　机关党委委员会议（第四季度） 0/1" in screen.text
    ((button,),) = screen.rows
    reference = group_parcel().reference
    assert button.url == f"https://t.me/duty_bot?start=done_7_{reference}"
    assert button.data is None


def test_a_duty_of_a_pack_that_is_gone_does_not_hold_up_the_others(worded) -> None:
    gone = reminder(replace(OCCURRENCE, ref=ClauseRef("gone", "X1")))

    assert "机关党委委员会议" in worded(parcel(gone, reminder())).text
    with pytest.raises(UnknownRef):
        worded(parcel(gone))


@pytest.fixture
def request_for_post() -> JoinRequest:
    asker = replace(PERSON, id=PersonId(2), name="<i>李雷</i>")
    return JoinRequest(NoticeId(1), RequestId(3), ORGANISATION, asker, POST, None, None)


def test_a_manager_is_asked_with_two_answers_and_two_ways_out(
    worded, request_for_post: JoinRequest
) -> None:
    what = parcel(kind=NoticeKind.JOIN_REQUEST, join_requests=(request_for_post,))
    screen = worded(replace(what, reminders=()))

    assert "&lt;i&gt;李雷&lt;/i&gt;申请登记为“省水利厅机关党委”的机关党委书记" in screen.text
    (approve, decline), (mute, block) = screen.rows
    assert approve.data == DecideButton(RequestId(3), approve=True).pack()
    assert decline.data == DecideButton(RequestId(3), approve=False).pack()
    assert mute.data == MuteButton(RequestId(3)).pack()
    assert block.data == BlockButton(RequestId(3)).pack()


def test_many_requests_with_long_names_fit_in_one_message(
    worded, request_for_post: JoinRequest
) -> None:
    asker = replace(PERSON, name="名" * 256)
    organisation = replace(ORGANISATION, name="厅" * 60)
    asked = replace(request_for_post, requester=asker, organisation=organisation)
    requests = tuple(
        replace(asked, request_id=RequestId(number)) for number in range(REQUESTS_PER_MESSAGE)
    )
    screen = worded(parcel(kind=NoticeKind.JOIN_REQUEST, join_requests=requests, reminders=()))

    assert shown_units(screen.text) <= TEXT_UNITS
    assert sum(map(len, screen.rows)) == REQUESTS_PER_MESSAGE


@pytest.mark.parametrize(("approved", "wording"), [(True, "已获同意"), (False, "未获同意")])
def test_whoever_asked_reads_the_answer(
    worded, request_for_post: JoinRequest, approved: bool, wording: str
) -> None:
    answer = replace(request_for_post, approved=approved)
    screen = worded(parcel(kind=NoticeKind.JOIN_ANSWER, join_requests=(answer,), reminders=()))

    assert wording in screen.text
    assert screen.rows == ()


def test_a_body_that_asks_for_its_place_is_named(worded, request_for_post: JoinRequest) -> None:
    child = replace(ORGANISATION, id=OrganisationId(2), name="办公室党支部")
    asked = replace(request_for_post, post=None, child=child)
    screen = worded(parcel(kind=NoticeKind.JOIN_REQUEST, join_requests=(asked,), reminders=()))

    assert "“办公室党支部”列为“省水利厅机关党委”的下级组织" in screen.text


def test_the_recipient_reads_their_own_language(library: Library) -> None:
    render = renderer(library, lambda: "duty_bot")

    shown = render(parcel(recipient=replace(PERSON, locale="zh-Hant")))

    assert "職責提醒" in shown.text


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.add(tag)


def _tags(html: str) -> set[str]:
    parser = _Tags()
    parser.feed(html)
    return parser.found


def test_the_links_of_each_group_message_carry_its_own_reference(library: Library) -> None:
    render = renderer(library, lambda: "duty_bot")
    most = reminder(replace(OCCURRENCE, id=OccurrenceId(10**15 - 1)))
    for reference in ("ABC234", "XYZ789"):
        screen = render(replace(group_parcel(most), reference=reference))
        ((button,),) = screen.rows
        assert button.url is not None
        payload = button.url.partition("?start=")[2]
        assert payload == f"done_{10**15 - 1}_{reference}"
        assert len(payload) <= 64
        assert reference in screen.text
