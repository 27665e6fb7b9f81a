from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.conversation.addresses import telegram
from bot.messenger.world.cast import GROUP_ID
from bot.messenger.world.world import BOT_ID
from scheduler.store.tables.delivery import AttemptRow, DeliveryRow, NoticeRow
from scheduler.store.tables.inbox import DialogueRow
from scheduler.store.tables.roster import GroupRow

NAME = "省民政厅机关党委"


async def later(talk, **passed: float) -> None:
    """Let so much time pass, and send what is due then."""
    talk.clock.advance(timedelta(**passed))
    talk.uptime.seconds += 60
    while await talk.dispatcher.run_once():
        pass
    await talk.messenger.settle()


@pytest.fixture
async def office(talk):
    """A manager, and somebody whom they have let in."""
    zhou = await talk.registered()
    wang = talk.person("wang")
    await wang.send("/register")
    await wang.tap("机关党委")
    await wang.send(NAME)
    await wang.tap(f"{NAME}（省级）")
    await wang.tap("机关党委书记")
    await later(talk, seconds=1)
    await zhou.tap("同意")
    await later(talk, seconds=1)
    assert "已获同意" in wang.last.text
    return zhou, wang


async def notices(talk, kind: str) -> list[tuple[str, str | None]]:
    async with talk.services.groups._database.read() as session:
        rows = await session.scalars(
            select(NoticeRow).where(NoticeRow.kind == kind).order_by(NoticeRow.id)
        )
        return [(row.state, row.reason) for row in rows]


def told(person, what: str) -> list[str]:
    return [each.text for each in person.messages if what in each.text]


# People


async def test_the_manager_hears_within_minutes_of_who_blocked_the_bot(talk, office):
    zhou, wang = office
    await wang.block()
    await later(talk, minutes=4)
    (text,) = told(zhou, "收不到提醒")
    assert text.startswith(f"王芳收不到提醒\n机关党委书记，{NAME}\n")
    assert "打开 @zhishou_bot，发送 /start" in text
    assert text.splitlines()[-1].startswith("编号：")


async def test_it_is_told_once_however_many_reminders_go_astray(talk, office):
    zhou, wang = office
    heard = len(wang.messages)
    wang_blocked = talk.messenger.get_person(wang.person_id)
    wang_blocked.has_blocked = (
        True  # the messenger says nothing of it: the first reminder finds out
    )
    await talk.jump(2026, 12, 22, 9, 5)
    tries = await tries_at(talk, wang.person_id)
    await later(talk, minutes=4)
    await talk.jump(2026, 12, 28, 9, 5)
    await talk.jump(2026, 12, 31, 9, 5)
    await later(talk, minutes=4)

    assert tries == await tries_at(talk, wang.person_id) == 1
    assert len(wang.messages) == heard
    assert len(told(zhou, "收不到提醒")) == 1
    async with talk.services.groups._database.read() as session:
        ended = await session.execute(
            select(NoticeRow.state, NoticeRow.reason).where(
                NoticeRow.kind == "reminder", NoticeRow.person_id == 2, NoticeRow.state != "due"
            )
        )
    assert {(state, reason) for state, reason in ended if state != "superseded"} == {
        ("undeliverable", "blocked"),
        ("undeliverable", "unreachable"),
    }


async def tries_at(talk, chat_id: int) -> int:
    async with talk.services.groups._database.read() as session:
        rows = await session.scalars(
            select(AttemptRow)
            .join(DeliveryRow, DeliveryRow.id == AttemptRow.delivery_id)
            .where(DeliveryRow.address == telegram(chat_id), AttemptRow.outcome == "undeliverable")
        )
        return len(rows.all())


async def test_a_new_spell_is_told_anew(talk, office):
    zhou, wang = office
    for spell in (1, 2):
        await wang.block()
        await later(talk, minutes=4)
        assert len(told(zhou, "收不到提醒")) == spell
        await wang.unblock()


async def test_who_is_back_within_a_minute_was_never_away(talk, office):
    zhou, wang = office
    await wang.block()
    await wang.unblock()
    await later(talk, minutes=4)

    assert told(zhou, "收不到提醒") == []
    assert await notices(talk, "person-lost") == [("superseded", "met")]


async def test_writing_in_a_group_says_nothing_about_the_private_chat(talk, office):
    _, wang = office
    talk.messenger.with_bot_in_group()
    await talk.messenger.settle()
    await wang.block()
    await wang.in_group(GROUP_ID).send("/register")
    found = await talk.services.registration.find_person(telegram(wang.person_id))
    assert not found.reachable

    await wang.unblock()
    found = await talk.services.registration.find_person(telegram(wang.person_id))
    assert found.reachable


async def test_a_question_in_private_is_a_sign_of_life(talk, office):
    _, wang = office
    await talk.services.registration.lost(telegram(wang.person_id))
    await wang.send("机关党委多久开一次委员会")

    assert (await talk.services.registration.find_person(telegram(wang.person_id))).reachable


# Groups


@pytest.fixture
async def bound(talk, office):
    """The manager in a group of their own, which is bound to the organisation."""
    zhou, wang = office
    group = talk.messenger.basic_group(zhou, wang)
    here = zhou.in_group(group)
    await here.add_bot()
    await here.send("/register")
    await here.tap(NAME)
    return here


async def test_the_manager_hears_that_the_bot_was_put_out_of_the_group(talk, office, bound):
    zhou, wang = office
    said = len(bound.messages)
    await bound.remove_bot()
    await later(talk, minutes=4)
    (text,) = told(zhou, "已不在群")
    assert text.startswith(f"机器人已不在群“工作群”里\n绑定的组织：{NAME}\n")
    assert "/register" in text
    assert told(wang, "已不在群") == []

    await talk.jump(2026, 12, 22, 9, 5)
    assert len(bound.messages) == said
    assert "职责提醒" in zhou.last.text
    assert "职责提醒" in wang.last.text
    assert {state for state, _ in await notices(talk, "group-reminder")} == {"superseded"}


async def test_a_group_that_is_found_gone_leaves_nobody_uninformed(talk, office, bound):
    zhou, wang = office
    talk.messenger.get_chat(bound.chat_id).members[BOT_ID] = "left"  # nothing is said of it
    await talk.jump(2026, 12, 22, 9, 5)
    await later(talk, minutes=4)
    await talk.jump(2026, 12, 30, 9, 5)

    assert await tries_at(talk, bound.chat_id) == 1
    assert len(told(zhou, "已不在群")) == 1
    states = await notices(talk, "group-reminder")
    assert ("undeliverable", "kicked") in states
    assert {state for state, _ in states} == {"undeliverable", "superseded"}
    assert told(zhou, "职责提醒")
    assert told(wang, "职责提醒")


async def test_back_in_the_group_the_bot_goes_on_there(talk, office, bound):
    zhou, _ = office
    await bound.remove_bot()
    await bound.add_bot()
    await talk.jump(2026, 12, 22, 9, 5)

    assert "职责进度" in bound.last.text
    assert told(zhou, "已不在群") == []


_OF_A_TOPIC = ("TOPIC_DELETED", "message thread not found")
"""Said of a whole group, which has no topic to lose, it is only a group that cannot be written in."""


@pytest.mark.parametrize(
    "refusal",
    [
        "TOPIC_CLOSED",
        "TOPIC_DELETED",
        "message thread not found",
        "CHAT_WRITE_FORBIDDEN",
        "not enough rights to send text messages to the chat",
    ],
)
async def test_a_group_in_which_the_bot_may_not_write_is_told_of_once(talk, office, bound, refusal):
    zhou, _ = office
    said = len(bound.messages)
    chat = talk.messenger.get_chat(bound.chat_id)
    chat.refusal = refusal
    await talk.jump(2026, 12, 22, 9, 5)
    await later(talk, minutes=4)
    await talk.jump(2026, 12, 30, 9, 5)
    await later(talk, minutes=4)

    assert len(bound.messages) == said
    assert await tries_at(talk, bound.chat_id) == 2  # nothing tells when it may again
    (text,) = told(zhou, "不能发言")
    assert "@zhishou_bot" in text
    states = await notices(talk, "group-reminder")
    assert {each for each in states if each[0] not in ("due", "superseded")} == {
        ("undeliverable", "topic-gone" if refusal in _OF_A_TOPIC else "silenced")
    }

    chat.refusal = None
    await talk.jump(2027, 1, 4, 9, 5)
    assert "职责进度" in bound.last.text
    assert (await talk.services.groups.find(telegram(bound.chat_id))).silent is False


# A group becomes a supergroup


async def upgraded(talk, here, order: str):
    """The group as a supergroup; the reminder of the quarter finds it so, or finds it out."""
    if order == "told first":
        there = await here.upgrade_group()
        await talk.jump(2026, 12, 22, 9, 5)
        return there
    async with talk.messenger.at_once():
        there = await here.upgrade_group()
        await talk.jump(2026, 12, 22, 9, 5)
    return there


@pytest.mark.parametrize("order", ["told first", "found out first"])
async def test_a_group_that_became_a_supergroup_is_reminded_there_once(talk, bound, order):
    await talk.services.dialogues.expect(
        telegram(bound.chat_id), telegram(bound.person_id), "later", {}
    )
    there = await upgraded(talk, bound, order)
    asked = talk.messenger.api.addressed.count(bound.chat_id)
    await talk.jump(2026, 12, 30, 9, 5)

    assert talk.messenger.api.addressed.count(bound.chat_id) == asked
    assert [each.text for each in there.messages if "第四季度" in each.text]
    texts = [each.text.rpartition("编号")[0] for each in there.messages]
    assert len(texts) == len(set(texts)) == 2
    async with talk.services.groups._database.read() as session:
        groups = (await session.scalars(select(GroupRow))).all()
        chats = set(await session.scalars(select(DeliveryRow.address).where(DeliveryRow.group_id)))
        dialogues = (await session.scalars(select(DialogueRow))).all()
    assert [(row.address, row.former_address) for row in groups] == [
        (telegram(there.chat_id), telegram(bound.chat_id))
    ]
    assert chats == {telegram(there.chat_id)}
    assert [row.chat for row in dialogues] == [telegram(there.chat_id)]
    assert await notices(talk, "group-lost") == []


async def test_told_of_a_move_the_bot_never_asks_at_the_old_id(talk, bound):
    asked = talk.messenger.api.addressed.count(bound.chat_id)
    there = await bound.upgrade_group()
    await talk.jump(2026, 12, 22, 9, 5)
    await there.send("/register")

    assert "本群现已绑定到" in there.last.text
    assert talk.messenger.api.addressed.count(bound.chat_id) == asked


async def test_a_button_from_before_the_move_still_works(talk, office):
    zhou, wang = office
    here = zhou.in_group(talk.messenger.basic_group(zhou, wang))
    await here.add_bot()
    await here.send("/register")
    choice = here.last
    there = await here.upgrade_group()
    asked = talk.messenger.api.addressed.count(here.chat_id)
    await here.tap(NAME, on=choice)

    assert "本群已绑定到" in there.last.text
    group = await talk.services.groups.find(telegram(there.chat_id))
    assert group.organisation.name == NAME
    assert talk.messenger.api.addressed.count(here.chat_id) == asked

    # Telegram may as well name the new chat.
    data = next(button.data for row in choice.rows for button in row)
    await there.press(data, on=there.last)
    assert there.alert is None


async def test_an_answer_to_what_was_asked_before_the_move_goes_to_the_new_chat(talk, office):
    zhou, wang = office
    here = zhou.in_group(talk.messenger.basic_group(zhou, wang))
    await here.add_bot()
    async with talk.messenger.at_once():
        await here.send("/help")
        there = await here.upgrade_group()

    assert "/ask" in there.last.text
    assert (await talk.services.groups.find(telegram(here.chat_id))).address == telegram(
        there.chat_id
    )
