from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.addresses import TopicId, telegram
from bot.texts.catalogue import LOCALES, texts
from bot.views.pushed.reminders import renderer
from clauses.library import Library
from clauses.model import BodyId, PostId
from clauses.naming import LevelId
from scheduler.planning.notices import (
    DeliveryId,
    LostGroup,
    LostPerson,
    NoticeId,
    NoticeKind,
    Parcel,
)
from scheduler.roster.model import (
    Assignment,
    AssignmentId,
    Group,
    GroupId,
    Organisation,
    OrganisationId,
    Person,
    PersonId,
)

ORGANISATION = Organisation(
    OrganisationId(1),
    "省水利厅机关党委",
    BodyId("agency-committee"),
    LevelId("province"),
    ZoneInfo("Asia/Shanghai"),
)
BOSS = Person(PersonId(1), telegram(1001), "周敏", "zh-Hans")
ANN = Person(PersonId(2), telegram(1002), "<b>安 & 宁", "zh-Hans", reachable=False)
HELD = Assignment(
    AssignmentId(1), ANN.id, ORGANISATION, PostId("agency-committee-secretary"), date(2026, 1, 1)
)
PERSON = LostPerson(NoticeId(1), ANN, (HELD,))
GROUP = LostGroup(NoticeId(1), Group(GroupId(1), telegram(-1), "工作群", "zh-Hans", ORGANISATION))
TOPIC = LostGroup(
    NoticeId(1),
    Group(GroupId(2), telegram(-1, TopicId(7)), "工作群 › 履职", "zh-Hans", ORGANISATION),
)
KINDS = {
    NoticeKind.PERSON_LOST: PERSON,
    NoticeKind.GROUP_LOST: GROUP,
    NoticeKind.GROUP_SILENT: GROUP,
    NoticeKind.TOPIC_GONE: TOPIC,
}


@pytest.fixture
def worded(library: Library):
    render = renderer(library, lambda: "duty_bot")

    def worded(kind: NoticeKind, loss: LostPerson | LostGroup | None = None, **more: object) -> str:
        parcel = Parcel(
            delivery_id=DeliveryId(1),
            reference="ABC234",
            address=BOSS.address,
            kind=kind,
            recipient=BOSS,
            reminders=(),
            join_requests=(),
            today=date(2026, 12, 22),
            loss=loss or KINDS[kind],
        )
        screen = render(replace(parcel, **more))
        assert screen.rows == ()
        return screen.text

    return worded


def test_a_manager_reads_who_what_it_means_and_what_to_do(worded) -> None:
    assert worded(NoticeKind.PERSON_LOST) == (
        "<b>&lt;b&gt;安 &amp; 宁收不到提醒</b>\n"
        "机关党委书记，省水利厅机关党委\n\n"
        "机器人无法给对方发送私聊消息，可能是被对方屏蔽，或对方的账号已停用。"
        "恢复之前，职责提醒都送不到本人。\n\n"
        "请转告对方：打开 @duty_bot，发送 /start 即可恢复，未过期的提醒会补发。\n\n"
        "编号：<code>ABC234</code>"
    )


def test_a_group_is_named_with_its_organisation(worded) -> None:
    text = worded(NoticeKind.GROUP_LOST)

    assert text.startswith("<b>机器人已不在群“工作群”里</b>\n绑定的组织：省水利厅机关党委\n\n")
    assert "/register" in text


def test_a_silent_group_is_another_matter(worded) -> None:
    assert "不能发言" in worded(NoticeKind.GROUP_SILENT)


def test_a_topic_has_words_of_its_own(worded) -> None:
    assert worded(NoticeKind.TOPIC_GONE).startswith("<b>话题“工作群 › 履职”已不在</b>")
    assert "在话题“工作群 › 履职”里不能发言" in worded(NoticeKind.GROUP_SILENT, TOPIC)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_language_names_the_bot_and_the_organisation(
    worded, kind: NoticeKind, locale: str
) -> None:
    text = worded(kind, recipient=replace(BOSS, locale=locale))

    assert "@duty_bot" in text
    assert ORGANISATION.name in text
    assert text.endswith("<code>ABC234</code>")


def test_a_repeat_says_so_and_two_losses_never_share_a_wording(worded) -> None:
    assert worded(NoticeKind.PERSON_LOST, copy=2).startswith(
        str(texts("zh-Hans")("reminder-repeated"))
    )
    other = replace(PERSON, person=replace(ANN, name="王芳"))
    assert "王芳" in worded(NoticeKind.PERSON_LOST, other)


def test_a_post_whose_pack_is_gone_is_named_by_its_id(worded) -> None:
    gone = replace(PERSON, held=(replace(HELD, post=PostId("long-gone-post")),))
    assert "long-gone-post" in worded(NoticeKind.PERSON_LOST, gone)
