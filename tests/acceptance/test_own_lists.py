"""A list of duties as a file: looked through row by row, confirmed as a whole, given again."""

from __future__ import annotations

import pytest

from bot.messenger.people.chat_client import ChatClient

LIST = """\
车间安全职责清单,,,
序号,工作内容,责任人,频次
1,组织开展安全检查,党支部书记,每月5日前
2,开展消防演练,纪检委员,每季度首月10日前
3,更新应急预案,安全员,适时
4,评估供应商,党支部书记,每年3月、9月
"""


@pytest.fixture
async def zhou(talk) -> ChatClient:
    person = await talk.registered(body="党支部", post="党支部书记", name="规划处党支部", acting="设有")
    await person.tap("以后再说")
    return person


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


async def test_show(zhou):
    await given(zhou)
    print(zhou.last.text, zhou.last.buttons)
    await zhou.tap("3 更新应急预案")
    print(zhou.last.text, zhou.last.buttons)
    await zhou.tap("更改周期")
    print(zhou.last.text, zhou.last.buttons)
    await zhou.send("每学期")
    print(zhou.last.text, zhou.last.buttons)
    await zhou.send("每年6月底前")
    print(zhou.last.text, zhou.last.buttons)
    await zhou.tap("返回")
    print(zhou.last.text, zhou.last.buttons)
    await zhou.tap("确认 4 项")
    print(zhou.last.text, zhou.last.buttons)
    print(await every_page(zhou))
    await given(zhou, LIST.replace("每月5日前", "每月8日前").replace("4,评估供应商,党支部书记,每年3月、9月\n", "5,盘点库存,党支部书记,每半年一次\n"))
    print(zhou.last.text, zhou.last.buttons)
    await zhou.send_document("x.xlsx", b"no")
    print(zhou.last.text, zhou.last.buttons)
    assert 0
