from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy.exc import OperationalError
from telegram.error import Forbidden, NetworkError

from bot.operating.alarm import Alarm
from bot.operating.describing import describe
from bot.operating.self_check import SelfCheck
from bot.texts.catalogue import LOCALES, texts
from bot.views.operating.alerts import alert_messages
from scheduler.delivery.holds import HoldCause, Holds
from scheduler.store.engine import Database
from scheduler.store.tables.roster import PersonRow
from scheduler.watch.alerting import OVER_AFTER, TELLING_LASTS, Alerts
from scheduler.watch.alerts import Alert
from scheduler.watch.conditions import Condition


class Post:
    """A bot that keeps what was sent; chats in ``failing`` cannot be reached."""

    def __init__(self) -> None:
        self.sent = []
        self.failing = {}

    async def send_message(self, chat, text, **_):
        if chat in self.failing:
            raise self.failing[chat]
        self.sent.append((chat, str(text)))


class Broken:
    """A database that cannot be used."""

    lost = False
    damage = ""

    def read(self):
        raise OperationalError("UPDATE person SET name=?", {"name": "王芳"}, OSError("disk full"))

    write = read


class Setting:
    def __init__(self, database, clock, chats=(7, 8)) -> None:
        self.post = Post()
        self.clock = clock
        self.alerts, self.holds = Alerts(database, clock), Holds(database, clock)
        self.passes = {}
        self.dispatcher = SimpleNamespace(forbidden=None, cut_off_for=0.0)
        self.alarm = self.over(database, chats=chats)

    def over(self, database, *, chats=(7, 8)):
        """The same over another database."""
        ticker = SimpleNamespace(states=lambda: self.passes, silent_for=timedelta)
        holds = Holds(database, self.clock)
        check = SelfCheck(database, holds, self.dispatcher, ticker, None)
        alerts = Alerts(database, self.clock)
        return Alarm(database, self.clock, alerts, self.post, chats=chats, found=check.found)

    async def told(self, *, chat=7):
        self.post.sent.clear()
        await self.alarm.run()
        return "\n".join(text for to, text in self.post.sent if to == chat)


@pytest.fixture
def setting(database, clock):
    return Setting(database, clock)


_SUBJECTS = {Condition.HELD: HoldCause.RESTORE.value}


async def test_every_operator_is_told_in_their_language(setting, make, database, clock):
    english = await make.person(telegram_id=8)
    async with database.write() as session:
        (await session.get_one(PersonRow, english.id)).locale = "en"
    await setting.alerts.raise_(Condition.INBOX, count=3)

    assert "3 条收到的消息" in await setting.told()
    assert "Messages to the bot that wait" in "".join(
        text for chat, text in [*setting.post.sent] if chat == 8
    )
    assert await setting.told() == ""


async def test_it_is_told_also_while_the_sending_is_held(setting, clock):
    await setting.holds.hold(HoldCause.RESTORE, "from a backup")
    assert "恢复备份后暂停" in await setting.told()
    assert await setting.told() == ""

    await setting.holds.resume(by="7")
    await setting.told()
    clock.advance(OVER_AFTER)
    assert "已恢复" in await setting.told()


async def test_a_rival_is_told_of_once_and_not_with_the_advice_to_resume(setting):
    await setting.alerts.set(Condition.CONFLICT, True, detail="Conflict")
    await setting.holds.hold(HoldCause.CONFLICT, "Conflict")

    told = await setting.told()

    assert told.count("⚠️") == 1
    assert "dutybot resume" not in told


async def test_a_part_that_keeps_failing_is_named_and_its_end_is_told(setting, clock):
    setting.passes = {"planner": RuntimeError("no <b>"), "dispatcher": None}
    told = await setting.told()
    assert "planner" in told
    assert "no &lt;b&gt;" in told

    setting.passes = {"planner": None}
    await setting.told()
    clock.advance(OVER_AFTER)
    assert "planner" in await setting.told()


async def test_what_an_earlier_run_left_open_ends(setting, database, clock):
    setting.dispatcher.forbidden = "the token is refused (401)"
    assert "401" in await setting.told()

    after_restart = Setting(database, clock)
    await after_restart.told()
    clock.advance(OVER_AFTER)
    assert "已恢复" in await after_restart.told()


async def test_one_operator_who_cannot_be_reached_keeps_nothing_from_the_others(setting):
    setting.post.failing = {7: Forbidden("bot was blocked by the user")}
    await setting.alerts.raise_(Condition.INBOX)
    assert await setting.told(chat=8) != ""
    assert await setting.told(chat=8) == ""


async def test_when_nobody_could_be_reached_it_is_told_later(setting, clock):
    setting.post.failing = dict.fromkeys((7, 8), NetworkError("down"))
    await setting.alerts.raise_(Condition.INBOX)
    assert await setting.told() == ""

    setting.post.failing = {}
    clock.advance(TELLING_LASTS)
    assert await setting.told() != ""


def with_second_way(setting, *, works=True):
    """What came by the second way; it works, or it does not."""
    came = []

    async def send(alerts, t):
        if works:
            came.extend(each.condition for each in alerts)
        return works

    setting.alarm._second_way = send
    return came


@pytest.mark.experiment("5 alerts have a second way")
async def test_the_second_way_tells_what_the_messenger_cannot_and_once(setting, clock):
    came = with_second_way(setting)
    setting.post.failing = dict.fromkeys((7, 8), NetworkError("down"))
    await setting.alerts.raise_(Condition.INBOX)

    for _ in range(3):
        assert await setting.told() == ""
        clock.advance(TELLING_LASTS)

    assert came == [Condition.INBOX]


@pytest.mark.experiment("5 alerts have a second way")
async def test_the_second_way_is_taken_besides_the_messenger_and_without_operators(
    setting, database, clock
):
    came = with_second_way(setting)
    await setting.alerts.raise_(Condition.INBOX)
    assert await setting.told() != ""
    assert came == [Condition.INBOX]

    nobody = Setting(database, clock, chats=())
    alone = with_second_way(nobody)
    await nobody.alerts.raise_(Condition.STUCK)
    await nobody.told()
    assert alone == [Condition.STUCK]


@pytest.mark.experiment("5 alerts have a second way")
async def test_when_neither_way_works_it_is_told_later(setting, clock):
    with_second_way(setting, works=False)
    setting.post.failing = dict.fromkeys((7, 8), NetworkError("down"))
    await setting.alerts.raise_(Condition.INBOX)
    assert await setting.told() == ""

    came = with_second_way(setting)
    clock.advance(TELLING_LASTS)
    await setting.told()
    assert came == [Condition.INBOX]


@pytest.mark.experiment("5 alerts have a second way")
async def test_a_database_that_fails_is_told_by_the_second_way_too(setting):
    broken = setting.alarm = setting.over(Broken())
    came = with_second_way(setting)
    broken._bot.failing = dict.fromkeys((7, 8), NetworkError("down"))
    await setting.alarm.run()
    await setting.alarm.run()
    assert came == [Condition.DATABASE]


async def test_without_operators_an_alert_is_logged_once(database, clock, caplog):
    setting = Setting(database, clock, chats=())
    await setting.alerts.raise_(Condition.INBOX)
    for _ in range(3):
        await setting.told()
    assert [record.getMessage() for record in caplog.records] == ["alert"]


async def test_what_happened_and_stays_so_is_not_called_over(setting, clock):
    await setting.alerts.raise_(Condition.EXPIRED)
    await setting.told()
    await setting.alerts.end(Condition.EXPIRED)
    clock.advance(OVER_AFTER)
    assert await setting.told() == ""
    assert not await setting.alerts.claim()


async def test_a_database_that_fails_is_told_once_and_its_return_too(setting, database, clock):
    broken = setting
    broken.alarm = broken_alarm = broken.over(Broken())
    told = await broken.told()
    assert "数据库" in told
    assert "disk full" in told
    assert "王芳" not in told
    clock.advance(timedelta(minutes=5))
    assert await broken.told() == ""

    working = setting.over(database)
    broken_alarm._alerts, broken_alarm._found = working._alerts, working._found
    broken_alarm._database = database
    assert "已恢复" in await broken.told()
    assert await broken.told() == ""


async def test_a_pass_that_meets_a_full_disk_tells_of_the_database_and_not_of_itself(setting):
    full = OperationalError("UPDATE person", {"name": "王芳"}, OSError("disk full"))
    setting.passes = {"clock": full, "planner": full}
    told = await setting.told()
    assert "数据库" in told
    assert "planner" not in told
    assert await setting.told() == ""

    setting.passes = {"clock": None, "planner": None}
    told = await setting.told()
    assert "已恢复" in told
    assert "planner" not in told


@pytest.mark.parametrize("locale", LOCALES)
def test_every_kind_of_alert_has_words_and_many_fit(locale, clock):
    alerts = [
        Alert(
            kind,
            _SUBJECTS.get(kind, "x" * 64),
            "&" * 500,
            3,
            clock.now(),
            ended_at=clock.now() if over else None,
        )
        for kind in Condition
        for over in (True, False)
    ]
    for message in alert_messages(alerts, texts(locale)):
        assert len(message.replace("&amp;", "&").encode("utf-16-le")) // 2 <= 4096


def test_an_error_is_described_without_the_values_of_its_statement():
    error = OperationalError("UPDATE person", {"name": "王芳"}, OSError("disk full\nmore"))
    assert describe(error) == "OperationalError: disk full"


async def test_a_file_that_is_gone_is_told_of_though_nothing_can_be_written(tmp_path, clock):
    file = tmp_path / "duty.db"
    gone = Database.open(f"sqlite:///{file}")
    await gone.migrate()
    setting = Setting(gone, clock)
    file.unlink()

    told = await setting.told()
    assert told.count("⚠️") == 1
    assert "数据库文件被移走或替换" in told
    assert await setting.told() == ""
    await gone.close()
