from __future__ import annotations

import gzip
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import dingtalk, feishu
from bot.channels.dingtalk import DingTalk
from bot.channels.feishu import Feishu
from bot.channels.markdown import cut, markdown_text
from bot.channels.robots import RobotCourier
from bot.channels.safe import Safe
from bot.channels.vendor import Hook, Vendor
from bot.channels.wecom import WeCom
from bot.conversation.trials import NotARobot
from bot.texts.catalogue import Html
from bot.views.screen import Button, Screen
from scheduler.address import Address
from scheduler.clock import ManualClock
from scheduler.delivery.ports import (
    Ambiguous,
    DeliveryFailure,
    NotSent,
    Receipt,
    SendingForbidden,
    Undeliverable,
)
from scheduler.planning.notices import DeliveryId, NoticeKind, Parcel, UndeliverableReason
from scheduler.roster.model import Group, GroupId
from tests.bot.channels.vendor import BROKEN, SILENT, Answer, VendorServer, coded, vendor_server

KEY = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa".replace("x", "b").replace("s", "c")
SECRET = "SEC" + "ab12" * 16
LINK = "https://t.me/duty_bot?start=done_7_ABC234"
SCREEN = Screen(
    Html("<b>省民政厅</b>：1 &lt; 2\n<i>两项</i>"),
    ((Button("登记 会议", url=LINK), Button("稍后", data="snooze:1")),),
)
NOW = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
VENDORS = {"wecom": WeCom, "dingtalk": DingTalk, "feishu": Feishu}


@pytest.fixture
async def server() -> AsyncIterator[VendorServer]:
    async with vendor_server() as served:
        yield served


@pytest.fixture(params=VENDORS)
def vendor(request: pytest.FixtureRequest, server: VendorServer) -> Vendor:
    made: Vendor = VENDORS[request.param](server.base)
    return made


Courier = Callable[[Vendor], RobotCourier]


@pytest.fixture
def courier(tmp_path: Path) -> Courier:
    safe, clock = Safe(None, tmp_path), ManualClock(NOW)

    def make(vendor: Vendor) -> RobotCourier:
        locked = safe.lock(Hook(KEY, SECRET).pack())

        async def read(address: Address) -> str | None:
            return locked if address == address_of(vendor) else None

        return RobotCourier(vendor, lambda _: SCREEN, read, safe, clock, call_seconds=1.5)

    return make


def address_of(vendor: Vendor) -> Address:
    return Hook(KEY).address(vendor.name)


def parcel_to(address: Address) -> Parcel:
    group = Group(GroupId(1), address, "机器人", "zh-Hans", minute=7)
    return Parcel(
        delivery_id=DeliveryId(1),
        reference="ABC234",
        address=address,
        kind=NoticeKind.GROUP_REMINDER,
        recipient=group,
        reminders=(),
        join_requests=(),
        today=NOW.date(),
    )


async def failure(courier: RobotCourier, parcel: Parcel) -> DeliveryFailure:
    with pytest.raises(DeliveryFailure) as caught:
        await courier.deliver(parcel)
    assert KEY not in repr(caught.value)
    assert KEY not in caught.value.detail
    assert caught.value.__cause__ is None
    return caught.value


def test_signatures_are_those_of_the_vendors() -> None:
    assert (
        dingtalk.signature("SECtest", 1700000000000)
        == "aZLLrriXgn05YbwaGR7knYsLeJADjr9NwLaNNKpxh4g%3D"
    )
    assert feishu.signature("demo", 1599360473) == "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8="


async def test_a_message_is_markdown_with_its_links(
    vendor: Vendor, courier: Courier, server: VendorServer
) -> None:
    assert await courier(vendor).deliver(parcel_to(address_of(vendor))) == Receipt()
    (body,) = server.bodies
    text = {
        "wecom": lambda: body["markdown"]["content"],
        "dingtalk": lambda: body["markdown"]["text"].replace("  \n", "\n"),
        "feishu": lambda: body["card"]["elements"][0]["content"],
    }[vendor.name]()
    assert text == f"**省民政厅**：1 ＜ 2\n两项\n\n[登记 会议]({LINK})"


async def test_an_address_is_made_anew_each_time(courier: Courier, server: VendorServer) -> None:
    robot = courier(DingTalk(server.base))
    for _ in range(2):
        await robot.deliver(parcel_to(address_of(robot.vendor)))
        robot._clock.advance(timedelta(seconds=1))  # type: ignore[attr-defined]
    first, second = (path for path, _ in server.calls)
    assert first.count("sign=") == second.count("sign=") == 1
    assert "timestamp=1700000000000&" in first
    assert "timestamp=1700000001000&" in second


async def test_feishu_is_signed_in_the_body(courier: Courier, server: VendorServer) -> None:
    robot = courier(Feishu(server.base))
    await robot.deliver(parcel_to(address_of(robot.vendor)))
    (body,) = server.bodies
    assert body["timestamp"] == "1700000000"
    assert body["sign"] == feishu.signature(SECRET, 1700000000)


@pytest.mark.parametrize(
    ("name", "code", "wait"),
    [
        ("wecom", 45009, timedelta(minutes=1)),
        ("dingtalk", 130101, timedelta(minutes=10)),
        ("feishu", 11232, timedelta(minutes=1)),
    ],
)
async def test_a_code_to_wait_is_not_sent_though_http_says_200(
    name: str, code: int, wait: timedelta, courier: Courier, server: VendorServer
) -> None:
    server.answers = [coded(code)]
    robot = courier(VENDORS[name](server.base))
    ended = await failure(robot, parcel_to(address_of(robot.vendor)))
    assert isinstance(ended, NotSent)
    assert (ended.retry_after, ended.chat_only) == (wait, True)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("wecom", 93000),
        ("dingtalk", 310000),
        ("feishu", 19021),
        ("feishu", 19022),
        ("feishu", 19024),
    ],
)
async def test_a_wrong_setup_will_not_arrive(
    name: str, code: int, courier: Courier, server: VendorServer
) -> None:
    server.answers = [coded(code)]
    robot = courier(VENDORS[name](server.base))
    ended = await failure(robot, parcel_to(address_of(robot.vendor)))
    assert isinstance(ended, Undeliverable)
    assert ended.reason is UndeliverableReason.REJECTED


@pytest.mark.parametrize(
    ("name", "code"), [("wecom", 40058), ("dingtalk", 460101), ("feishu", 9499)]
)
async def test_what_is_our_fault_is_said_of_the_message(
    name: str, code: int, courier: Courier, server: VendorServer
) -> None:
    server.answers = [coded(code)]
    robot = courier(VENDORS[name](server.base))
    ended = await failure(robot, parcel_to(address_of(robot.vendor)))
    assert isinstance(ended, Undeliverable)
    assert ended.reason is UndeliverableReason.REFUSED


@pytest.mark.parametrize(
    "answer",
    [
        SILENT,
        BROKEN,
        coded(4711),
        Answer(b"<html>nginx</html>", 502),
        Answer(b"<html>fine</html>"),
        Answer([]),
        Answer({}),
        Answer({"errcode": "0", "code": "0"}),
        Answer({"errcode": False, "code": False}),
        Answer(b"", 429),
        Answer(b"<html>moved</html>", 302, head="Location: /elsewhere\r\n"),
        Answer(b'{"errcode": 93', 200),
        Answer({"errcode": 93000, "code": 19021, "errmsg": "…"}, cut=True),
        Answer(b'{"errcode": 0, "code": 0}' + b" " * 2_000_000),
        Answer(gzip.compress(b" " * 50_000_000, mtime=0), head="Content-Encoding: gzip\r\n"),
        Answer(b"[" * 60_000),
        Answer(b'{"code": ' * 20_000),
        Answer(b"\xff\xfe\x00"),
        Answer(b'{"errcode": %s, "code": %s}' % (b"9" * 5000, b"9" * 5000)),
        Answer({"errcode": 0, "code": 0, "errmsg": "slow"}, slow=True),
    ],
    ids=lambda each: str(each)[:80],
)
async def test_an_unknown_answer_or_none_leaves_it_in_doubt(
    answer: Answer, vendor: Vendor, courier: Courier, server: VendorServer
) -> None:
    server.answers = [answer]
    ended = await failure(courier(vendor), parcel_to(address_of(vendor)))
    assert isinstance(ended, Ambiguous)
    assert len(server.calls) == 1


async def test_the_code_decides_and_not_http(
    vendor: Vendor, courier: Courier, server: VendorServer
) -> None:
    server.answers = [Answer({"errcode": 0, "code": 0}, 500)]
    assert await courier(vendor).deliver(parcel_to(address_of(vendor))) == Receipt()


async def test_where_nobody_listens_nothing_was_sent(courier: Courier) -> None:
    robot = courier(WeCom("http://127.0.0.1:1"))
    assert isinstance(await failure(robot, parcel_to(address_of(robot.vendor))), NotSent)


async def test_a_robot_that_nothing_opens_takes_nothing(vendor: Vendor, courier: Courier) -> None:
    ended = await failure(courier(vendor), parcel_to(Address(vendor.name, "unknown")))
    assert isinstance(ended, Undeliverable)


async def test_with_another_key_everything_waits(tmp_path: Path, server: VendorServer) -> None:
    locked = Safe(None, tmp_path / "a").lock(Hook(KEY).pack())
    Safe(None, tmp_path / "b").lock("x")

    async def read(_: Address) -> str | None:
        return locked

    for folder in ("b", "c"):
        safe = Safe(None, tmp_path / folder)
        robot = RobotCourier(WeCom(server.base), lambda _: SCREEN, read, safe, ManualClock(NOW))
        with pytest.raises(SendingForbidden):
            await robot.deliver(parcel_to(address_of(robot.vendor)))
    assert server.calls == []


@pytest.mark.parametrize("name", VENDORS)
@given(
    text=st.text(alphabet='职责a<&\n"\\[]', max_size=12_000),
    label=st.text(alphabet="登记a]", min_size=1, max_size=60),
    links=st.integers(0, 8),
)
def test_no_message_is_larger_than_the_vendor_takes(
    name: str, text: str, label: str, links: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    vendor: Vendor = VENDORS[name]()

    async def nothing(_: Address) -> str | None:
        return None

    safe = Safe(None, tmp_path_factory.getbasetemp())
    robot = RobotCourier(vendor, lambda _: SCREEN, nothing, safe, ManualClock(NOW))
    rows = tuple((Button(label, url=LINK),) for _ in range(links))
    screen = Screen(Html(text.replace("&", "&amp;").replace("<", "&lt;") * 3), rows)
    call = robot._call(Hook(KEY, SECRET), screen, "zh-Hans")
    assert len(call.content) <= 20_000
    if name == "wecom":
        assert len(call.body["markdown"]["content"].encode()) <= 4096
    if links:
        assert LINK in call.content.decode()


def test_a_text_is_cut_between_lines_and_says_how_many_more_there_are() -> None:
    def more(count: int) -> str:
        return f"+{count}"

    assert cut("一行\n两行\n三行", 16, more) == "一行\n两行\n+1"
    assert cut("一行\n两行\n三行", 15, more) == "一行\n+2"
    assert cut("一行\n\n两行\n\n三行", 16, more) == "一行\n+2"
    assert cut("一行两行三行", 12, more) == "一行两…"
    assert cut("一行两行三行\n四行", 15, more) == "一行两…\n+1"
    assert cut("一行", 6, more) == "一行"


async def test_what_is_left_out_of_a_message_is_counted(
    courier: Courier, server: VendorServer
) -> None:
    robot = courier(WeCom(server.base))
    rows = tuple((Button(f"登记 {n}", url=LINK),) for n in range(3))
    lines = "\n".join(f"第{n}行 " + "职责" * 50 for n in range(40))
    await robot.say(Hook(KEY), Screen(Html(lines), rows), "zh-Hans")
    text = server.bodies[0]["markdown"]["content"]
    assert len(text.encode()) <= 4096
    kept = text.count("职责职责\n")
    assert f"另有{40 - kept}行" in text
    assert text.count("[登记 ") == 3


def test_what_opens_a_robot_shows_in_no_representation() -> None:
    hook = Hook(KEY, SECRET)
    for vendor in VENDORS.values():
        call = vendor().call(hook, "t", "t", ManualClock(NOW))
        for shown in (repr(hook), repr(call), str(call)):
            assert KEY not in shown
            assert SECRET not in shown
            assert "sign" not in shown


def test_what_people_typed_calls_nobody_and_leads_nowhere() -> None:
    screen = Screen(Html("&lt;@all&gt; [点我](https://evil.test) &lt;at id=all&gt;"))
    text = markdown_text(screen)
    assert not set("<>[]") & set(text)


@pytest.mark.parametrize(
    ("vendor", "typed"),
    [
        (WeCom(), f" https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}\n"),
        (WeCom(), KEY),
        (DingTalk(), f"https://oapi.dingtalk.com/robot/send?access_token={'a1' * 32} {SECRET}"),
        (DingTalk(), f"{'a1' * 32}\n{SECRET}"),
        (DingTalk(), "a1" * 32),
        (Feishu(), f"https://open.feishu.cn/open-apis/bot/v2/hook/{KEY}\nabcDEF12345"),
    ],
)
def test_an_address_is_read_as_it_is_copied(vendor: Vendor, typed: str) -> None:
    hook = vendor.read(typed)
    assert hook.key in (KEY, "a1" * 32)
    assert Hook.unpack(hook.pack()) == hook


@pytest.mark.parametrize(
    "typed", ["", "你好", "https://evil.test/?key=" + KEY, "http://127.0.0.1/"]
)
@pytest.mark.parametrize("vendor", [WeCom(), DingTalk(), Feishu()], ids=lambda each: each.name)
def test_nothing_else_is_called(vendor: Vendor, typed: str) -> None:
    with pytest.raises(NotARobot):
        vendor.read(typed)


def test_a_locked_secret_cannot_be_read_and_its_key_is_closed_to_others(tmp_path: Path) -> None:
    safe = Safe(None, tmp_path)
    locked = safe.lock(Hook(KEY, SECRET).pack())
    assert KEY not in locked
    assert Hook.unpack(Safe(None, tmp_path).open(locked)) == Hook(KEY, SECRET)
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0
