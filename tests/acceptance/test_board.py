"""``/board``: numbers, lists, cards, other periods and units, pictures."""

from __future__ import annotations

from datetime import date

import pytest

from bot.conversation.addresses import telegram
from clauses.cadence import Per
from clauses.model import BodyId
from clauses.naming import LevelId
from scheduler.board.groups import WeeklyNumbers
from scheduler.closing.drawing import Drawing
from scheduler.periods import period_containing
from scheduler.roster.model import Assignment
from tests.acceptance.conftest import SHANGHAI

BRANCH = "规划处党支部"
LONG = "工程建设处与质量安全监督站联合党支部"


@pytest.fixture
async def town(talk, make):
    """A committee with its manager in the chat, and two branches: what the first owes has begun."""
    zhou = await talk.registered("zhou", name="省河湖厅机关党委")
    services = talk.services
    chief = await services.registration.find_person(telegram(zhou.person_id))
    (root,) = await services.registration.managed_by(chief.id)
    for name, key in ((BRANCH, "li"), (LONG, "chen")):
        await talk.person(key).send("/start")
        holder = await services.registration.find_person(telegram(talk.person(key).person_id))
        branch = await services.registration.create_organisation(
            chief.id,
            name=name,
            body=BodyId("branch"),
            level=LevelId("province"),
            zone=SHANGHAI,
            parent_id=root.id,
        )
        asked = await services.registration.take_post(holder.id, branch.id, "branch-secretary")
        if not isinstance(asked, Assignment):
            await services.registration.decide(asked, chief.id, approve=True)
    await talk.jump(2026, 12, 7, 9, 0)
    return zhou


async def test_what_the_statement_leaves_out_leaves_the_board_and_its_card_says_so(
    talk, town, database
):
    await town.send("/board")
    await town.tap("🔴 逾期 4")
    red = town.last
    await town.tap(red.buttons[0], on=red)
    assert "🔴 逾期" in town.last.text

    await talk.jump(2027, 4, 15, 9, 0)
    await Drawing(database, talk.clock).run()
    await town.send("/board")
    await town.tap("期间、组织")
    await town.tap("2026年")
    assert town.last.text.startswith("履职看板　2026年\n")
    assert "🔴" not in town.last.text
    await town.tap(red.buttons[0], on=red)
    card = next(each for each in town.messages if each.id == red.id)
    assert "不列入：本期情况表出具时没有此项" in card.text


async def test_a_button_of_a_near_item_has_room_for_its_name(talk, town):
    await talk.jump(2027, 1, 26, 9, 0)
    await town.send("/settings")
    await town.tap("English")
    await town.send("/board")
    await town.tap(next(each for each in town.last.buttons if each.startswith("🟡")))

    near = [each for each in town.last.buttons if "(Jan)" in each]
    assert len(near) == 4
    assert all("支委会 (Jan) 3 d" in each or "主题党日 (Jan) 3 d" in each for each in near)


async def test_beside_the_longest_name_it_is_still_said_what_is_owed(talk, town, make):
    (root,) = await talk.services.boards.managed_roots(1)
    branch = await make.organisation("三支部", body="branch", parent=root)
    november = period_containing(Per.MONTH, date(2026, 11, 1))
    await make.assignment(
        await make.person("买买提江·吐尔逊·阿不都热合曼"), branch, post="branch-secretary"
    )
    await make.occurrence(branch, post="branch-secretary", period=november)
    await town.send("/board")
    line = town.last.text.split("三支部\n")[1].splitlines()[0]
    assert line == "　机关党…（11月） 5天 买买提江·吐尔…"


async def test_a_manager_sees_red_then_yellow_and_of_the_rest_only_how_many(talk, town):
    await town.send("/board")

    text = town.last.text
    assert text.startswith(
        "履职看板　2026年第四季度\n省河湖厅机关党委及下级\n截至12月7日（周一）09:00"
    )
    assert "🔴 逾期 4" in text
    assert f"{BRANCH}\n　支委会（11月） 5天 李强\n　主题党日（11月） 5天 李强" in text
    assert "🟢 已完成 0\n⚪ 未到期" in text
    assert "🔴 逾期 4" in town.last.buttons
    red = text.split("\n\n")[1]
    assert sum(line.startswith("　") for line in text.splitlines()) <= 8
    assert red.count("　") == 4


async def test_every_number_opens_its_list_and_every_item_its_card(talk, town):
    await town.send("/board")
    await town.tap("🔴 逾期 4")
    assert town.last.text.startswith("🔴 逾期 4　第四季度")
    assert len(town.last.buttons) == 5
    await town.tap(town.last.buttons[0])
    card = town.last.text
    assert "🔴 逾期5个工作日" in card
    assert "责任人：李强（党支部书记）" in card
    assert "依据：《支部条例（试行）》" in card
    await town.tap("‹ 返回")
    await town.tap("‹ 看板")
    assert "履职看板" in town.last.text


async def test_of_what_each_holder_owes_alone_a_list_says_whose_it_is(talk, town, make):
    (root,) = await talk.services.boards.managed_roots(1)
    branch = await make.organisation("三支部", body="branch", parent=root)
    november = period_containing(Per.MONTH, date(2026, 11, 1))
    for name in ("张伟", "刘洋"):
        holder = await make.person(name)
        await make.assignment(holder, branch, post="branch-secretary")
        await make.occurrence(branch, post="branch-secretary", period=november, holder=holder)
    await town.send("/board")
    await town.tap("🔴 逾期 6")
    of_all = [each for each in town.last.buttons if "机关党委" in each]
    await town.tap("‹ 看板")
    await town.tap("期间、组织")
    await town.tap("三支部")
    await town.tap("🔴 逾期 2")
    assert town.last.buttons[:2] == of_all
    assert [each[:3] for each in of_all] == ["张伟　", "刘洋　"]


async def test_what_is_done_moves_from_red_to_green(talk, town):
    li = talk.person("li")
    person = await talk.services.registration.find_person(telegram(li.person_id))
    agenda = await talk.services.agenda.of(person)
    item = next(i for i in agenda.items if i.occurrence and "支委会" in i.clause.duty)
    await talk.services.completions.complete(
        item.occurrence.id, by=person.id, held_on=date(2026, 11, 27)
    )
    await town.send("/board")
    assert "🔴 逾期 3" in town.last.text
    assert "🟢 已完成 1" in town.last.text


async def test_another_period_and_another_unit_are_one_press_away(talk, town):
    await town.send("/board")
    await town.tap("期间、组织")
    assert {"● 第四季度", "第三季度", "11月", "12月", "2026年", BRANCH} <= set(town.last.buttons)
    await town.tap("11月")
    assert "履职看板　2026年11月" in town.last.text
    await town.tap("期间、组织")
    await town.tap(BRANCH)
    assert town.last.text.startswith(f"履职看板　2026年11月\n{BRANCH}\n")
    await town.tap("期间、组织")
    assert "‹ 省河湖厅机关党委" in town.last.buttons


async def test_the_sums_of_a_month_promise_no_statement_of_it(talk, town):
    for period, said in (
        ("11月", "按月的数字仅供查看"),
        ("● 第四季度", "2027年4月15日（周四）起自动出具"),
    ):
        await town.send("/board")
        await town.tap("期间、组织")
        await town.tap(period)
        await town.tap("看情况表、导出")
        assert said in town.last.text
    assert "仅供查看" not in town.last.text


async def test_who_manages_nothing_is_led_to_their_own_duties(talk, town):
    li = talk.person("li")
    await li.send("/board")
    assert "看板供组织的管理员查看" in li.last.text
    assert li.last.buttons == ["我的职责"]


async def test_a_board_of_others_is_refused_whether_it_exists_or_not(talk, town):
    await town.send("/board")
    li = talk.person("li")
    answers = set()
    for data in ("bd:1:q:20261001", "bd:999:q:20261001"):
        await li.press(talk.sealed(data, li), on=li.last)
        answers.add(li.alert.text)
    assert len(answers) == 1
    assert "履职看板" not in li.last.text


async def test_the_board_comes_as_a_picture_light_and_dark_and_the_year_too(talk, town):
    try:
        await town.send("/board")
        await town.tap("图片")
        assert town.last.photo_size[0] >= 720
        assert "逾期4" in town.last.text
        assert town.last.buttons == ["深色图片", "全年表"]
        await town.tap("深色图片")
        assert town.last.buttons == ["浅色图片", "全年表"]
        await town.tap("全年表")
        assert town.last.buttons == ["浅色图片"]
    finally:
        talk.services.painter.close()


async def test_what_is_owed_of_earlier_quarters_is_told_until_its_statements_are_drawn(
    talk, town, database
):
    async def told(*day: int) -> str:
        await talk.jump(*day, 9, 0)
        await Drawing(database, talk.clock).run()
        await town.send("/board")
        return next((line for line in town.last.text.splitlines() if line.startswith("另有")), "")

    # The secretaries' yearly reports may be given until March: all of the quarter waits for them.
    assert await told(2027, 1, 5) == "另有2026年第四季度逾期 30"
    assert await told(2027, 3, 25) == "另有2026年第四季度逾期 30、临期 3"
    await town.tap("🔴 2026年第四季度逾期 30")
    assert "🟡 临期 3" in town.last.text
    assert (await told(2027, 4, 2)).startswith("另有第一季度逾期")
    await town.tap(town.last.buttons[0])
    assert "另有2026年第四季度逾期 33" in town.last.text
    assert "2026年" not in await told(2027, 4, 15)


@pytest.fixture
async def group(talk, town):
    """The committee's group, bound by its manager."""
    chat = talk.messenger.with_bot_in_group()
    await talk.messenger.settle()
    here = town.in_group(chat)
    await here.send("/register")
    await here.tap("省河湖厅机关党委")
    return here


async def test_a_group_gets_numbers_and_no_name(talk, group):
    member = talk.person("zhao").in_group(group.chat_id)
    await member.send("/board")
    text = member.last.text
    assert text.startswith("省河湖厅机关党委　履职情况\n截至12月7日（周一）09:00\n🟢 近7天完成 0")
    assert "🔴 逾期 4" in text
    assert "李强" not in text
    assert member.last.buttons == ["在私聊中打开"]


async def test_a_group_is_told_of_what_is_overdue_whichever_quarter_it_is_of(talk, town, group):
    await talk.jump(2027, 1, 5, 9, 0)
    await town.send("/board")
    told = next(line for line in town.last.text.splitlines() if line.startswith("另有"))
    await group.send("/board")
    assert f"🔴 逾期 {told.split()[-1]}" in group.last.text


async def test_names_stand_in_a_group_only_after_a_manager_allowed_them(talk, group):
    await group.send("/board")
    await group.tap("列出责任人")
    member = talk.person("zhao").in_group(group.chat_id)
    await member.send("/board")
    assert "　规划处党支部　李强" in member.last.text
    await group.send("/board")
    await group.tap("不列责任人")
    await member.send("/board")
    assert "李强" not in member.last.text


async def test_names_that_are_allowed_no_more_are_not_in_a_week_that_was_counted_before(
    talk, group, database
):
    weekly = WeeklyNumbers(database, talk.services.library, talk.clock)
    await group.send("/board")
    board = group.last
    await group.tap("列出责任人", on=board)
    await group.send("/board")
    await group.tap("每周发送")
    await group.tap("周三 09:00")
    await talk.jump(2026, 12, 9, 9, 0)
    await weekly.run()
    await group.send("/board")
    await group.tap("不列责任人")
    await talk.jump(2026, 12, 9, 9, 1)
    week = group.last.text
    assert "一周情况" in week
    assert "🔴 逾期 4" in week
    assert "李强" not in week


async def test_what_managers_allowed_and_arranged_for_a_group_ends_with_its_binding(
    talk, group, database
):
    weekly = WeeklyNumbers(database, talk.services.library, talk.clock)
    await group.send("/board")
    await group.tap("列出责任人")
    await group.send("/board")
    await group.tap("每周发送")
    await group.tap("周三 09:00")

    wang = await talk.registered("wang", name="王家机关党委")
    there = wang.in_group(group.chat_id)
    await there.send("/register")
    await there.tap("王家机关党委")
    await talk.jump(2027, 1, 5, 9, 0)
    await there.send("/board")
    assert there.last.text.startswith("王家机关党委")
    assert "王芳" not in there.last.text
    assert "列出责任人" in there.last.buttons
    await talk.jump(2027, 1, 6, 9, 0)
    assert await weekly.run() == 0


async def test_a_group_is_sent_its_week_at_the_hour_that_a_manager_chose(talk, group, database):
    weekly = WeeklyNumbers(database, talk.services.library, talk.clock)
    await group.send("/board")
    await group.tap("每周发送")
    await group.tap("周三 09:00")
    assert "每周三09:00在本群发送一周情况" in group.last.text
    before = len(group.messages)
    assert await weekly.run() == 0
    for day, told in ((9, 1), (10, 0), (16, 1)):
        await talk.jump(2026, 12, day, 9, 0)
        assert await weekly.run() == told
        assert await weekly.run() == 0
        await talk.jump(2026, 12, day, 9, 1)
    weeks = [m for m in group.messages[before:] if "一周情况" in m.text]
    assert [m.text.splitlines()[1] for m in weeks] == [
        "截至12月9日（周三）09:00",
        "截至12月16日（周三）09:00",
    ]
    await group.send("/board")
    await group.tap("每周发送")
    await group.tap("不发送")
    await talk.jump(2026, 12, 23, 9, 0)
    assert await weekly.run() == 0


async def test_a_week_that_was_slept_through_is_not_sent_late(talk, group, database):
    weekly = WeeklyNumbers(database, talk.services.library, talk.clock)
    await group.send("/board")
    await group.tap("每周发送")
    await group.tap("周一 16:00")
    before = len(group.messages)
    await talk.jump(2026, 12, 11, 9, 0)
    assert await weekly.run() == 1
    await talk.jump(2026, 12, 11, 9, 1)
    assert not [m for m in group.messages[before:] if "一周情况" in m.text]
    await talk.jump(2026, 12, 14, 16, 0)
    assert await weekly.run() == 1


async def test_old_buttons_in_a_group_that_is_bound_no_more_say_how_to_bind_it(talk, group):
    await group.send("/board")
    board = group.last
    await group.tap("每周发送", on=board)
    hours = group.last
    await group.send("/board")
    board = group.last
    await group.send("/settings")
    await group.tap("解除绑定")
    await group.tap("解除")
    for label, on in (("列出责任人", board), ("每周发送", board), ("周三 09:00", hours)):
        await group.tap(label, on=on)
        assert "本群尚未绑定组织" in group.alert.text


async def test_only_managers_of_the_organisation_set_what_the_group_is_told(talk, group):
    member = talk.person("zhao").in_group(group.chat_id)
    await member.send("/board")
    for data in ("gw", "gws", "gn"):
        rest = {"gw": "", "gws": ":3:9", "gn": ":1"}[data]
        sealed = talk.sealed(f"{data}:{member.person_id}{rest}", member)
        await member.press(sealed, on=member.last)
        assert "管理员" in member.alert.text


async def test_a_page_that_is_there_no_more_shows_the_last_one(talk, town):
    await talk.jump(2027, 1, 5, 9, 0)
    await town.send("/board")
    await town.tap("🔴 2026年第四季度逾期 30")
    board = town.last
    await town.tap("🔴 逾期 30")
    while "›" in town.last.buttons:
        await town.tap("›")
    assert "4/4" in town.last.buttons
    beyond = next(each.data for row in town.last.rows for each in row if each.label == "4/4")
    li = await talk.services.registration.find_person(telegram(talk.person("li").person_id))
    owed = [each.occurrence for each in (await talk.services.agenda.of(li)).items]
    late = [each for each in owed if each and each.period.end <= date(2027, 1, 1)]
    for item in late[:6]:
        await talk.services.completions.complete(item.id, by=li.id, held_on=item.period.last_day)
    await town.press(beyond, on=board)
    assert town.last.text.startswith("🔴 逾期 24")
    assert "3/3" in town.last.buttons
    assert len(town.last.buttons) == 8 + 3


async def test_what_waits_for_confirmation_is_green_and_counted_beside_it(talk, town):
    chief = await talk.services.registration.find_person(telegram(town.person_id))
    (root,) = await talk.services.boards.managed_roots(chief.id)
    await talk.services.reviewing.want(chief.id, root.id, wanted=True)
    li = await talk.services.registration.find_person(telegram(talk.person("li").person_id))
    agenda = await talk.services.agenda.of(li)
    item = next(i for i in agenda.items if i.occurrence and "支委会" in i.clause.duty)
    await talk.services.completions.complete(
        item.occurrence.id, by=li.id, held_on=date(2026, 11, 27)
    )
    await town.send("/board")
    assert "🟢 已完成 1（待核实 1）" in town.last.text
    await town.tap("待核实 1")
    assert "支委会" in town.last.text or any("支委会" in label for label in town.last.buttons)


async def test_behind_what_waits_for_confirmation_stand_these_items_of_this_period(talk, town):
    services = talk.services
    chief = await services.registration.find_person(telegram(town.person_id))
    root = (await services.registration.managed_by(chief.id))[0]
    await services.reviewing.want(chief.id, root.id, wanted=True)
    li = await services.registration.find_person(telegram(talk.person("li").person_id))
    # One is the reader's own, about which another one decides.
    for person, day in ((chief, date(2026, 12, 1)), (li, date(2026, 11, 27))):
        agenda = await services.agenda.of(person)
        owed = [each.occurrence for each in agenda.items if each.occurrence]
        item = next(each for each in owed if each.counts(day))
        await services.completions.complete(item.id, by=person.id, held_on=day)
    await town.send("/board")
    assert "🟢 已完成 2（待核实 2）" in town.last.text
    await town.tap("待核实 2")
    assert town.last.text.startswith("待核实 2　第四季度")
    own, branch = town.last.buttons[:2]
    assert branch.startswith(BRANCH[:3])
    assert len(town.last.buttons) == 3
    await town.tap(branch)
    assert "核实、退回" in town.last.buttons
    await town.tap("‹ 返回")
    assert town.last.buttons[:2] == [own, branch]
    await town.tap("‹ 看板")
    await town.tap("期间、组织")
    await town.tap("12月")
    await town.tap("待核实 1")
    assert len(town.last.buttons) == 2
    assert not town.last.buttons[0].startswith(BRANCH[:3])


async def test_in_a_new_quarter_what_is_overdue_of_the_last_one_is_a_press_away(talk, town):
    await talk.jump(2027, 1, 5, 9, 0)
    await town.send("/board")
    assert "履职看板　2027年第一季度" in town.last.text
    told = next(line for line in town.last.text.splitlines() if line.startswith("另有"))
    await town.tap(town.last.buttons[0])
    assert "履职看板　2026年第四季度" in town.last.text
    assert f"🔴 逾期 {told.split()[-1]}" in town.last.text
    assert "另有" not in town.last.text
