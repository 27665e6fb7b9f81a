from __future__ import annotations

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.addresses import telegram
from bot.conversation.buttons import (
    BlockButton,
    ClauseButton,
    DecideButton,
    DoneButton,
    LaterButton,
    MuteButton,
)
from bot.texts.catalogue import LOCALES, texts
from bot.views.layout import shown_units
from bot.views.pushed.reminders import MOST_DUTIES, parcel_screen, renderer
from bot.views.screen import TEXT_UNITS, Screen, keyboard
from clauses.cadence import Per
from clauses.errors import UnknownRef
from clauses.library import Library
from clauses.model import BodyId, ClauseRef, PostId
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
    Level,
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
    Level.PROVINCE,
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
    due_on=date(2026, 12, 31),
    provisional=False,
    needed=1,
    completed=0,
)


def reminder(occurrence: Occurrence = OCCURRENCE, stage: str = "before-7") -> Reminder:
    return Reminder(NoticeId(1), stage, TODAY, occurrence)


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
        "<b>职责提醒</b>（还有7个工作日）\n\n"
        "<b>召开机关党委委员会议</b>\n"
        "机关党委书记，省水利厅机关党委\n"
        "2026年第四季度还需1次，最迟12月31日（周四）\n"
        "依据：《答记者问》问4之五\n\n"
        "编号：<code>ABC234</code>"
    )


def test_a_reminder_of_a_post_whose_pack_is_gone_is_worded_all_the_same(worded) -> None:
    gone = replace(OCCURRENCE, post=PostId("long-gone-post"))

    assert "long-gone-post" in worded(parcel(reminder(gone))).text


def test_a_reminder_has_its_buttons(worded) -> None:
    (row,) = worded(parcel()).rows

    assert [button.label for button in row] == ["✅ 已完成", "⏰ 稍后提醒", "📖 依据"]
    assert [button.data for button in row] == [
        DoneButton(OCCURRENCE.id, anew=True).pack(),
        LaterButton(OCCURRENCE.id, anew=True).pack(),
        ClauseButton(MEETING).pack(),
    ]


@pytest.mark.parametrize(
    ("stage", "today", "wording"),
    [
        pytest.param("start", TODAY, "本期开始", id="start"),
        pytest.param("before-1", TODAY, "还有1个工作日", id="before"),
        pytest.param("before-7", date(2026, 12, 24), "还有7天", id="sent later than planned"),
        pytest.param("before-1", date(2026, 12, 31), "今天到期", id="on the last day"),
        pytest.param("overdue-1", date(2027, 1, 4), "已逾期", id="overdue"),
        pytest.param("before-1", date(2027, 1, 4), "已逾期", id="sent after the end"),
        pytest.param("later:2026-12-22", TODAY, "按您的要求再次提醒", id="put off"),
    ],
)
def test_the_stage_is_that_of_the_day_it_is_sent(
    worded, stage: str, today: date, wording: str
) -> None:
    what = parcel(reminder(stage=stage), today=today)

    assert f"（{wording}）" in worded(what).text


def test_what_is_overdue_comes_with_advice(worded) -> None:
    text = worded(parcel(reminder(stage="overdue-1"), today=date(2027, 1, 4))).text

    assert "2026年第四季度还差1次，期限是2026年12月31日（周四）" in text
    assert "如已按期办理，请补登完成日期" in text


def test_a_provisional_day_is_marked(worded) -> None:
    what = parcel(reminder(replace(OCCURRENCE, provisional=True)))

    assert "最迟12月31日（周四）*" in worded(what).text
    assert worded(what).text.count("* 暂定") == 1


def test_several_duties_are_numbered_with_a_row_of_buttons_each(worded) -> None:
    other = replace(OCCURRENCE, id=OccurrenceId(8))
    screen = worded(parcel(reminder(), reminder(other)))

    assert "您有2项职责" in screen.text
    assert "<b>2. 召开机关党委委员会议</b>" in screen.text
    assert [[button.label for button in row] for row in screen.rows] == [
        ["✅ 1 已完成", "⏰ 1 稍后", "📖 1 依据"],
        ["✅ 2 已完成", "⏰ 2 稍后", "📖 2 依据"],
    ]


def test_what_holds_for_all_duties_is_said_once(worded) -> None:
    other = replace(OCCURRENCE, id=OccurrenceId(8), provisional=True)
    text = worded(parcel(reminder(), reminder(other))).text

    assert text.startswith(
        "<b>职责提醒</b>（还有7个工作日）：您有2项职责\n机关党委书记，省水利厅机关党委\n\n"
        "<b>1. 召开机关党委委员会议</b>\n2026年第四季度还需1次"
    )
    assert text.count("还有7个工作日") == text.count("机关党委书记，") == text.count("* 暂定") == 1


def test_what_differs_is_said_with_each_duty(worded) -> None:
    elsewhere = replace(ORGANISATION, id=OrganisationId(2), name="省林业局机关党委")
    other = replace(OCCURRENCE, id=OccurrenceId(8), organisation=elsewhere)
    text = worded(parcel(reminder(), reminder(other, stage="before-1"))).text

    assert text.startswith("<b>职责提醒</b>：您有2项职责\n\n<b>1. ")
    assert "</b>（还有7个工作日）\n机关党委书记，省水利厅机关党委\n" in text
    assert "</b>（还有1个工作日）\n机关党委书记，省林业局机关党委\n" in text


def test_a_second_copy_says_that_it_is_one(worded) -> None:
    assert worded(parcel(copy=2)).text.startswith("<i>重复提醒，同一事项</i>")
    assert "重复提醒" not in worded(parcel()).text


def test_the_reference_is_the_last_line(worded) -> None:
    for what in (parcel(), parcel(copy=3), group_parcel(reminder())):
        assert worded(what).text.splitlines()[-1] == "编号：<code>ABC234</code>"


def test_a_quota_in_hours_is_confirmed_and_not_counted(worded) -> None:
    hours = replace(OCCURRENCE, ref=ClauseRef.parse("party-regulations:C36"))
    text = worded(parcel(reminder(hours))).text

    assert "尚未登记" in text
    assert "还需" not in text


@pytest.mark.parametrize("count", [1, 2, 19, 20, 60])
@pytest.mark.parametrize("locale", LOCALES)
def test_a_message_is_never_longer_than_telegram_takes(worded, count: int, locale: str) -> None:
    long = replace(ORGANISATION, name="𠮷<&>" * 15)
    many = [
        reminder(replace(OCCURRENCE, id=OccurrenceId(n), organisation=long)) for n in range(count)
    ]
    for screen in (worded(parcel(*many), locale), worded(group_parcel(*many), locale)):
        assert shown_units(screen.text) <= TEXT_UNITS
        assert len(screen.rows) <= MOST_DUTIES
        assert "ABC234" in screen.text.splitlines()[-1]
        assert keyboard(screen) is not None


def test_what_does_not_fit_is_counted(worded) -> None:
    many = [reminder(replace(OCCURRENCE, id=OccurrenceId(n))) for n in range(25)]
    screen = worded(parcel(*many))

    assert "您有25项职责" in screen.text
    assert f"另有{25 - len(screen.rows)}项" in screen.text


def test_names_are_text_and_not_markup(worded) -> None:
    evil = replace(ORGANISATION, name="<b>厅</b>&<script>")
    text = worded(parcel(reminder(replace(OCCURRENCE, organisation=evil)))).text

    assert "&lt;b&gt;厅&lt;/b&gt;&amp;&lt;script&gt;" in text
    assert _tags(text) == {"b", "code"}


def test_a_group_sees_no_names_and_gets_links(worded) -> None:
    screen = worded(group_parcel(reminder()))

    assert "王芳" not in screen.text
    assert "省水利厅机关党委</b>的职责进度" in screen.text
    assert "2026年第四季度已完成0/1，最迟12月31日（周四）" in screen.text
    ((button,),) = screen.rows
    reference = group_parcel().reference
    assert button.url == f"https://t.me/duty_bot?start=done_7_{reference}"
    assert button.data is None


def test_a_duty_of_a_pack_that_is_gone_does_not_hold_up_the_others(worded) -> None:
    gone = reminder(replace(OCCURRENCE, ref=ClauseRef("gone", "X1")))

    assert "召开机关党委委员会议" in worded(parcel(gone, reminder())).text
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
