"""A list of duties as a file: looked through row by row, confirmed as a whole, given again."""

from __future__ import annotations

import pytest

from bot.messenger.people.chat_client import ChatClient
from tests.clauses.importing.documents import pdf

LIST = """\
车间安全职责清单,,,
序号,工作内容,责任人,频次
1,组织开展安全检查,党支部书记,每月5日前
2,开展消防演练,纪检委员,每季度首月10日前
3,更新应急预案,安全员,适时
4,评估供应商,党支部书记,每年3月、9月
"""


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
async def zhou(talk) -> ChatClient:
    person = await talk.registered(
        body="党支部", post="党支部书记", name="规划处党支部", acting="设有"
    )
    await person.tap("以后再说")
    return person


EVENTS = """\
支部工作清单,,,
序号,工作内容,责任人,频次
1,报送情况,党支部书记,组织生活会后15日内
2,报送名单,党支部书记,换届选举后10日内
"""


async def given(person: ChatClient, text: str = LIST, name: str = "清单.csv") -> None:
    await person.send("/import")
    await person.send_document(name, text.encode())


async def every_page(person: ChatClient) -> str:
    await person.send("/myduties")
    await person.tap("全部")
    pages = [person.last.text]
    while "›" in person.last.buttons:
        await person.tap("›")
        pages.append(person.last.text)
    return "\n".join(pages)


async def test_what_was_understood_is_shown_with_the_unclear_first(zhou):
    await given(zhou)
    text = zhou.last.text
    assert "车间安全职责清单　1/1\n规划处党支部\n共4项，没看懂1项" in text
    assert text.index("没看懂周期：适时") < text.index("组织开展安全检查")
    assert "每月1次，5日前；12月4日（周五）、2027年1月5日（周二）（暂定）" in text
    assert "2　开展消防演练\n　每季度1次，首月10日前" in text
    assert "党支部书记（负责人）（原文：安全员）" in text
    assert "确认3项" in zhou.last.buttons
    assert "安全检查" not in await every_page(zhou)


async def test_rows_are_put_right_and_the_whole_is_confirmed(talk, zhou):
    await given(zhou)
    await zhou.tap("3 更新应急预案")
    await zhou.tap("更改周期")
    await zhou.send("每学期")
    assert "没有这样的周期" in zhou.last.text
    await zhou.send("每年12月20日前")
    assert "每年1次，12月20日前" in zhou.last.text
    await zhou.tap("责任岗位")
    await zhou.tap("纪检委员")
    assert "（原文：" not in zhou.last.text
    await zhou.tap("返回")
    await zhou.tap("4 评估供应商")
    await zhou.tap("不导入")
    await zhou.tap("返回")
    assert "不导入" in zhou.last.text
    await zhou.tap("确认3项")
    assert "《车间安全职责清单》已生效3项" in zhou.last.text

    shown = await every_page(zhou)
    assert "最迟12月4日（周五）\n　组织开展安全检查（12月）" in shown
    assert "评估供应商" not in shown
    await zhou.send("/myduties")
    await zhou.tap("打开一项")
    await zhou.tap("组织开展安全检查（12月）")
    assert "车间安全职责清单 1：组织开展安全检查" in zhou.last.text
    assert "本组织自定职责" in zhou.last.text
    await talk.jump(2026, 12, 3, 9, 5)
    assert "组织开展安全检查" in zhou.last.text


async def test_a_later_file_of_the_same_title_is_a_difference(talk, zhou):
    await given(zhou)
    await zhou.tap("3 更新应急预案")
    await zhou.tap("更改周期")
    await zhou.send("每年12月20日前")
    await zhou.tap("返回")
    await zhou.tap("确认4项")
    await talk.jump(2026, 11, 24, 12, 0)
    await given(
        zhou,
        LIST.replace("每月5日前", "每月8日前").replace(
            "4,评估供应商,党支部书记,每年3月、9月", "5,盘点库存,党支部书记,每半年一次"
        ),
    )
    assert "新增1、变更1、不变2、不再列出1\n确认后结束：评估供应商" in zhou.last.text
    await zhou.tap("确认2项")
    assert "已结束：评估供应商" in zhou.last.text
    shown = await every_page(zhou)
    assert shown.count("更新应急预案") == 1
    assert "最迟12月8日（周二）\n　组织开展安全检查（12月）" in shown
    assert shown.count("组织开展安全检查") == 1
    assert "评估供应商" not in shown
    await zhou.send("/events")
    await zhou.tap("单位情况")
    await zhou.tap("自定职责")
    assert "组织开展安全检查：每月1次，8日前" in zhou.last.text
    assert "盘点库存：每半年1次" in zhou.last.text


async def test_the_same_file_again_changes_nothing(zhou):
    await given(zhou)
    await zhou.tap("确认3项")
    await given(zhou)
    assert "新增0、变更0、不变3、不再列出0" in zhou.last.text
    assert not any(label.startswith("确认") for label in zhou.last.buttons)


async def test_confirming_twice_and_old_buttons_change_nothing(zhou):
    await given(zhou)
    page = zhou.last
    await zhou.tap("确认3项")
    shown = await every_page(zhou)
    await zhou.tap("确认3项", on=page)
    await zhou.tap("不保存", on=page)
    assert zhou.alert.is_alert
    assert await every_page(zhou) == shown


async def test_a_list_is_given_up(zhou):
    await given(zhou)
    await zhou.tap("不保存")
    assert "原有职责不变" in zhou.last.text
    assert "安全检查" not in await every_page(zhou)


async def test_a_spreadsheet_that_was_dropped_may_be_a_list(zhou):
    await zhou.send_document("清单.csv", LIST.encode())
    assert "是哪一项的佐证？" in zhou.last.text
    await zhou.tap("导入为职责清单")
    assert "车间安全职责清单　1/1" in zhou.last.text


async def test_a_pasted_text_is_read(zhou):
    await zhou.send("/import")
    await zhou.send(
        "工作制度\n第一条 党支部书记每月5日前报送报表。\n第二条 本制度自发布之日起施行。"
    )
    assert "报送报表" in zhou.last.text
    assert "每月至少1次，5日前" in zhou.last.text


@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("清单.xlsx", b"PK\x03\x04 no", "已损坏或格式不规范"),
        ("清单.csv", "甲,乙\n1,2\n".encode(), "没有找到写明周期的职责"),
        ("清单.csv", b"", "没有内容"),
        ("清单.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "有密码，请先取消密码"),
        ("清单.doc", OLE + "WordDocument".encode("utf-16-le"), "请另存为docx后再导入"),
        ("清单.xlsx", b"\x89PNG\r\n", "是图片，没有可以读取的文字"),
        ("清单.pdf", pdf(with_text=False), "没有文字层"),
        ("清单.zip", b"Rar!\x1a\x07", "请先解压"),
    ],
)
async def test_a_file_that_cannot_be_read_is_told(zhou, name, content, answer):
    await zhou.send("/import")
    await zhou.send_document(name, content)
    assert answer in zhou.last.text


async def test_a_file_that_is_too_large_is_told_and_another_one_is_taken(zhou):
    await zhou.send("/import")
    await zhou.send_document("清单.csv", b"x" * 5_000_001)
    assert "文件太大，最多5 MB" in zhou.last.text
    await zhou.send_photo()
    assert "请发送一个文件" in zhou.last.text
    await zhou.send_document("清单.csv", LIST.encode())
    assert "车间安全职责清单　1/1" in zhou.last.text


async def test_what_is_in_no_row_is_told(zhou):
    await given(zhou, LIST + "5,,党支部书记,每年\n")
    assert "另有1处没有写明周期的内容，未列入" in zhou.last.text


async def test_of_every_second_week_the_first_day_is_asked(talk, zhou):
    await given(zhou, LIST.replace("每月5日前", "隔周周三"))
    assert "没看懂2项" in zhou.last.text
    assert "❓ 隔周周三：第一次是哪一天？" in zhou.last.text
    await zhou.tap("1 组织开展安全检查")
    assert zhou.last.buttons[:2] == ["11月25日", "12月2日"]
    await zhou.tap("12月2日")
    assert "12月2日（周三）" in zhou.last.text
    assert "12月16日（周三）" in zhou.last.text
    await zhou.tap("返回")
    await zhou.tap("确认3项")
    assert "最迟12月2日（周三）" in await every_page(zhou)
    await given(zhou, LIST.replace("每月5日前", "隔周周三"))
    assert "新增0、变更0、不变3" in zhou.last.text


async def test_a_first_day_is_typed(zhou):
    await given(zhou)
    await zhou.tap("3 更新应急预案")
    await zhou.tap("更改周期")
    await zhou.send("隔周周三")
    assert "隔周的第一次是哪一天？" in zhou.last.text
    await zhou.send("12月9日")
    assert "12月23日（周三）" in zhou.last.text


async def test_what_hangs_on_an_event_waits_for_its_day(zhou):
    await given(zhou, LIST.replace("适时", "换届前30日"))
    assert "没看懂0项" in zhou.last.text
    await zhou.tap("3 更新应急预案")
    assert "在“事件”里填写日期后，届时提醒" in zhou.last.text
    await zhou.tap("返回")
    await zhou.tap("确认4项")
    await zhou.send("/events")
    await zhou.tap("单位情况")
    await zhou.tap("自定职责")
    assert "更新应急预案：" in zhou.last.text


@pytest.mark.parametrize(
    ("said", "example"),
    [
        ("每学期开学前一周", "例如：每年3月31日前"),
        ("每周一、三", "例如：每周五"),
        ("每月5日、20日", "例如：每月5日前"),
        ("定期", "例如：每季度最后一个周五前"),
    ],
)
async def test_the_example_is_like_what_was_written(zhou, said, example):
    await given(zhou)
    await zhou.tap("3 更新应急预案")
    await zhou.tap("更改周期")
    await zhou.send(said)
    assert example in zhou.last.text


async def test_a_review_goes_on_after_a_restart(zhou, restarted):
    await given(zhou)
    await zhou.tap("3 更新应急预案")
    await zhou.tap("更改周期")
    async with restarted().application:
        await zhou.send("每年12月20日前")
        await zhou.tap("返回")
        await zhou.tap("确认4项")
    assert "已生效4项" in zhou.last.text


async def test_a_review_that_was_left_is_gone_on_with(zhou):
    await given(zhou)
    await zhou.tap("4 评估供应商")
    await zhou.tap("不导入")
    await zhou.send("/import")
    await zhou.tap("继续：车间安全职责清单")
    assert "不导入" in zhou.last.text
    await zhou.tap("确认2项")
    await zhou.send("/import")
    assert zhou.last.buttons == ["取消"]


async def test_only_managers_import(talk, zhou):
    wang = talk.person("wang")
    await wang.send("/start")
    await wang.send("/import")
    assert "只有组织的管理员" in wang.last.text


async def test_an_event_is_known_by_its_whole_name(zhou):
    await given(zhou, EVENTS)
    assert "没看懂0项" in zhou.last.text
    assert "组织生活会后15日内" in zhou.last.text
