"""The past, acts of periods that have ended, and corrections, as people have them in the chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from bot.conversation.addresses import telegram
from bot.conversation.buttons.duties import DoneButton, DoneOnButton, ItemButton
from bot.conversation.buttons.entries import (
    EntryButton,
    PastButton,
    PastItemButton,
    PastPickButton,
    SureOnButton,
)
from bot.texts.catalogue import LOCALES, texts
from clauses.lexicon.duties import duty_name
from clauses.model import ClauseRef
from scheduler.store.tables.roster import PersonRow
from tests.acceptance.conftest import SHANGHAI

if TYPE_CHECKING:
    from bot.conversation.payloads import Payload
    from bot.messenger.people.chat_client import ChatClient
    from scheduler.planning.occurrences import OccurrenceId
    from tests.acceptance.conftest import Talk

E04 = "party-regulations:E04"  # the branch committee meets: every month


@dataclass
class Branch:
    """A branch secretary in the chat, and the months of one duty by number."""

    talk: Talk
    client: ChatClient
    months: dict[int, OccurrenceId]

    async def press(self, button: Payload) -> None:
        """Press a button that stands under some screen of the bot."""
        await self.client.press(self.talk.sealed(button.pack(), self.client), on=self.client.last)

    async def done(self, month: int) -> None:
        """Say of that month that it is done; the day is asked for then."""
        await self.press(DoneButton(self.months[month]))

    async def entry(self, month: int) -> None:
        """Open what stands for that month."""
        services = self.talk.services
        person = await services.registration.find_person(telegram(self.client.person_id))
        entries = await services.completions.entries(self.months[month], person.id)
        standing = next(each for each in entries if not each.withdrawn)
        await self.press(EntryButton(self.months[month], standing.id))


@pytest.fixture
async def branch(talk):
    """A secretary since October; it is 25 November, and nothing is done."""
    talk.clock.set(datetime(2026, 10, 12, 9, tzinfo=SHANGHAI))
    zhang = await talk.registered(
        "zhang", body="党支部", post="党支部书记", name="规划处党支部", acting="设有"
    )
    await talk.jump(2026, 11, 25, 9)
    person = await talk.services.registration.find_person(telegram(zhang.person_id))
    items = (await talk.services.agenda.of(person)).items
    months = {
        item.occurrence.period.start.month: item.occurrence.id
        for item in items
        if item.occurrence and str(item.clause.ref) == E04
    }
    return Branch(talk, zhang, months)


@pytest.fixture
def zhang(branch):
    return branch.client


@pytest.fixture
def duty(branch):
    """The committee's monthly meeting, by name."""
    return branch.talk.services.library.get(ClauseRef.parse(E04)).duty


async def test_an_act_in_the_period_is_entered_after_it(branch, zhang, duty):
    await branch.done(10)
    await zhang.tap("其他日期")
    await zhang.send("10月28日")
    assert zhang.last.text.splitlines()[0].startswith("补登　")
    assert "（2026年10月）" in zhang.last.text
    assert zhang.last.text.splitlines()[1:] == ["10月28日（周三）办理，在期内", "按如期完成计"]
    assert zhang.last.buttons == ["补登", "改日期"]

    await zhang.tap("补登")
    assert "10月28日（周三）完成" in zhang.last.text
    assert "本期达到要求" in zhang.last.text


async def test_an_act_after_the_period_is_entered_as_what_it_is(branch, zhang, duty):
    await branch.done(10)
    await zhang.tap("今天")
    assert "11月25日（周三）已过2026年10月" in zhang.last.text
    assert "记为2026年10月的补办，按逾期完成计；" in zhang.last.text
    assert zhang.last.buttons == ["2026年10月的补办", "记为2026年11月的", "改日期"]

    await zhang.tap("2026年10月的补办")
    assert "已登记为2026年10月的补办" in zhang.last.text
    assert "按逾期完成计" in zhang.last.text
    await zhang.send("在三楼")
    assert "说明已保存" in zhang.last.text

    # The same act does not count for November as well.
    await branch.done(11)
    await zhang.tap("今天")
    assert "一次办理只计一期" in zhang.alert.text


async def test_or_for_the_period_in_which_it_was_held(branch, zhang, duty):
    await branch.done(10)
    await zhang.tap("昨天")
    await zhang.tap("记为2026年11月的")
    assert "2026年11月已完成1/1" in zhang.last.text

    await branch.press(ItemButton(branch.months[10]))
    assert "　0/1" in zhang.last.text


async def test_the_day_can_be_changed_before_anything_is_entered(branch, zhang, duty):
    await branch.done(10)
    await zhang.tap("今天")
    await zhang.tap("改日期")
    assert "是哪一天完成的" in zhang.last.text
    await zhang.tap("其他日期")
    await zhang.send("9月30日")
    assert "不在本期之内" in zhang.last.text
    await zhang.send("10月30日")
    await zhang.tap("补登")
    assert "10月30日（周五）完成" in zhang.last.text


async def test_a_correction_keeps_note_and_files(branch, zhang, duty):
    await branch.done(11)
    await zhang.tap("其他日期")
    await zhang.send("11月20日")
    await zhang.tap("登记")
    await zhang.send("在三楼")
    await zhang.send_photo()
    await zhang.send_document("纪要.pdf")
    await zhang.tap("好了")
    await branch.entry(11)
    assert "佐证2件" in zhang.last.text
    await zhang.tap("更正日期")
    await zhang.send("11月19日")
    lines = zhang.last.text.splitlines()
    assert lines[0].startswith("更正　")
    assert lines[1:] == [
        "原为11月20日（周五）",
        "改为11月19日（周四）",
        "说明和2件佐证保留，原登记留痕。",
    ]
    assert zhang.last.buttons == ["更正", "不改"]
    await zhang.tap("不改")
    assert "11月20日（周五）办理" in zhang.last.text

    await zhang.tap("更正日期")
    await zhang.tap("19")
    await zhang.tap("更正")
    assert "已更正为11月19日" in zhang.alert.text
    assert "　1/1" in zhang.last.text
    assert "（已撤回）" in zhang.last.text
    assert "在三楼" in zhang.last.text
    assert "佐证2件" in zhang.last.text


@pytest.mark.parametrize(
    ("typed", "said"), [("10月30日", "不在本期之内"), ("2026年12月9日", "还没有到")]
)
async def test_a_correction_to_a_day_that_cannot_be_is_refused(branch, zhang, duty, typed, said):
    await branch.done(11)
    await zhang.tap("今天")
    await zhang.tap("不用了")
    await branch.entry(11)
    await zhang.tap("更正日期")
    await zhang.send(typed)
    assert said in zhang.last.text
    await zhang.send("看不懂")
    assert "没看懂这个日期" in zhang.last.text


async def test_note_and_files_can_be_changed_later(branch, zhang, duty):
    await branch.done(11)
    await zhang.tap("今天")
    await zhang.tap("不用了")
    await branch.entry(11)
    await zhang.tap("补充材料")
    assert "请勿上传涉密" in zhang.last.text
    await zhang.send("旧说明")
    await zhang.send_photo()
    await zhang.send_document("错的.pdf")
    await zhang.tap("好了")

    await branch.entry(11)
    await zhang.tap("改说明")
    await zhang.send("长" * 1001)
    assert "1000字以内" in zhang.last.text
    await zhang.send("新说明")
    assert "新说明" in zhang.last.text
    assert "旧说明" not in zhang.last.text
    await zhang.tap("删第2件")
    assert "删除留痕" in zhang.alert.text
    assert "佐证1件" in zhang.last.text
    await zhang.tap("删说明")
    assert "新说明" not in zhang.last.text
    await zhang.tap("返回")
    assert "　1/1" in zhang.last.text


async def test_the_past_by_duty_by_month_and_one_by_one(branch, zhang, duty):
    await branch.done(10)
    await zhang.tap("今天")
    await zhang.tap("2026年10月的补办")
    await zhang.send("补开的")
    await zhang.send_photo()
    await zhang.send_document("纪要.pdf")
    await zhang.tap("好了")

    await branch.press(PastButton())
    assert "往期　2026年　规划处党支部" in zhang.last.text
    assert "如期完成 0　逾期完成 1" in zhang.last.text
    assert "10月逾期完成" in zhang.last.text
    assert "尚未办结" in zhang.last.text
    await zhang.tap("按月看")
    assert "10月" in zhang.last.text
    await zhang.tap("按事项看")

    await zhang.tap("打开一项")
    assert "打开哪一项" in zhang.last.text
    label = next(each for each in zhang.last.buttons if duty_name(duty) in each)
    assert label.startswith("🟢 ")
    await zhang.tap(label)
    assert "🟢 逾期完成" in zhang.last.text
    assert "11月25日（周三）补办" in zhang.last.text
    assert "补开的" in zhang.last.text
    before = len(zhang.messages)
    await zhang.tap("看11月25日佐证 2")
    assert len(zhang.messages) == before + 2
    await zhang.tap("返回", on=zhang.messages[before - 1])
    assert "打开哪一项" in zhang.messages[before - 1].text


async def test_an_open_item_is_entered_from_the_past(branch, zhang, talk, duty):
    await talk.jump(2027, 3, 1, 9)
    await branch.press(PastButton())
    await zhang.tap("2026年")
    await zhang.tap("打开一项")
    name = duty_name(duty)
    while not (found := [each for each in zhang.last.buttons if name in each and "年10月" in each]):
        await zhang.tap("›")
    await zhang.tap(found[0])
    assert "🔴 尚未办结" in zhang.last.text
    await zhang.tap("补登、补办")
    await zhang.tap("其他日期")
    await zhang.send("2026年10月28日")
    await zhang.tap("补登")
    assert "本期达到要求" in zhang.last.text


async def test_who_has_left_every_post_still_finds_the_past(branch, zhang):
    await branch.done(11)
    await zhang.tap("今天")
    await zhang.send("/register")
    await zhang.tap("党支部书记，规划处党支部")
    await zhang.tap("退出岗位")
    await zhang.tap("退出")
    await zhang.send("/myduties")
    assert "您目前没有岗位" in zhang.last.text
    await zhang.tap("往期")
    assert "如期完成 1" in zhang.last.text


async def test_there_is_nothing_past_at_first(talk):
    zhou = await talk.registered()
    await zhou.press(talk.sealed(PastButton().pack(), zhou), on=zhou.last)
    assert "还没有往期的事项" in zhou.last.text


@pytest.mark.parametrize("locale", LOCALES)
async def test_every_screen_has_words_in_every_language(branch, zhang, database, locale):
    async with database.write() as session:
        await session.execute(update(PersonRow).values(locale=locale))
    october = branch.months[10]
    await branch.press(DoneOnButton(october, date(2026, 10, 28)))  # in the period: asked
    await branch.press(DoneOnButton(october, date(2026, 11, 24)))  # after it: asked
    await branch.press(SureOnButton(october, date(2026, 11, 24), late=True))
    await zhang.send("note")
    await zhang.send_photo()
    await branch.entry(10)
    await zhang.tap(texts(locale).plain("entry-correct-button"))
    await zhang.send("2026-10-28")
    await zhang.tap(texts(locale).plain("entry-correct-yes"))
    for by_month in (False, True):
        await branch.press(PastButton(2026, by_month=by_month))
        assert "🔴" in zhang.last.text
    await branch.press(PastPickButton(2026))
    await branch.press(PastItemButton(october))
    assert f"🟢 {texts(locale).plain('state-in-time')}" in zhang.last.text
