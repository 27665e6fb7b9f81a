from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.addresses import telegram
from clauses.cadence import Per
from clauses.model import BodyId, ClauseRef, PostId
from clauses.naming import LevelId
from scheduler.delivery.outcomes import EndReason, Final
from scheduler.delivery.selection import (
    REMINDERS_PER_MESSAGE,
    Bundle,
    DueNotice,
    select_due,
)
from scheduler.periods import Period
from scheduler.planning.notices import (
    DeliveryId,
    NoticeId,
    NoticeKind,
    NoticeState,
    UndeliverableReason,
)
from scheduler.planning.occurrences import Occurrence, OccurrenceId
from scheduler.planning.quiet_hours import quiet_until
from scheduler.roster.days_off import DaysOff
from scheduler.roster.model import (
    Group,
    GroupId,
    Organisation,
    OrganisationId,
    Person,
    PersonId,
    QuietHours,
)

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")

ANN = Person(PersonId(1), telegram(1), "安", "zh-Hans")

PLAIN = DueNotice(
    id=NoticeId(1),
    kind=NoticeKind.REMINDER,
    recipient=ANN,
    delivery_id=None,
    expires_at=NOW + timedelta(days=7),
    occurrence=None,
    request_id=None,
    stage="before-7",
    nominal_on=date(2026, 11, 23),
    attempts=0,
    ambiguous_attempts=0,
    zone=SHANGHAI,
    reachable=True,
    concerned=True,
    met=False,
    outdated=False,
)
GROUP = replace(
    PLAIN,
    kind=NoticeKind.GROUP_REMINDER,
    recipient=Group(GroupId(1), telegram(-1), "机关", "zh-Hans"),
)


def due(on: date) -> Occurrence:
    return Occurrence(
        id=OccurrenceId(1),
        ref=ClauseRef.parse("party-regulations:c1"),
        organisation=Organisation(
            OrganisationId(1), "机关党委", BodyId("committee"), LevelId("city"), SHANGHAI
        ),
        post=PostId("secretary"),
        holder_id=None,
        period=Period(date(2026, 10, 1), date(2027, 1, 1), Per.QUARTER),
        due_by=on,
        due_on=on,
        provisional=False,
        needed=1,
        completed=0,
    )


def ids_in(bundle: Bundle) -> tuple[NoticeId, ...]:
    return tuple(each.id for each in bundle.notices)


def ids(*numbers: int) -> tuple[NoticeId, ...]:
    return tuple(map(NoticeId, numbers))


@pytest.mark.parametrize(
    ("notice", "final"),
    [
        pytest.param(
            replace(PLAIN, met=True), Final(NoticeState.SUPERSEDED, EndReason.MET), id="met"
        ),
        pytest.param(
            replace(PLAIN, concerned=False),
            Final(NoticeState.SUPERSEDED, EndReason.LEFT),
            id="left",
        ),
        pytest.param(
            replace(GROUP, concerned=False),
            Final(NoticeState.SUPERSEDED, EndReason.UNBOUND),
            id="unbound",
        ),
        pytest.param(
            replace(PLAIN, outdated=True),
            Final(NoticeState.SUPERSEDED, EndReason.NEWER),
            id="newer",
        ),
        pytest.param(
            replace(PLAIN, expires_at=NOW), Final(NoticeState.EXPIRED, EndReason.LATE), id="expired"
        ),
        pytest.param(
            replace(PLAIN, reachable=False),
            Final(NoticeState.UNDELIVERABLE, UndeliverableReason.UNREACHABLE),
            id="unreachable",
        ),
        pytest.param(
            replace(PLAIN, met=True, expires_at=NOW, reachable=False),
            Final(NoticeState.SUPERSEDED, EndReason.MET),
            id="what is met is never reported as missed",
        ),
    ],
)
def test_what_need_not_be_sent_ends_with_its_reason(notice: DueNotice, final: Final) -> None:
    selection = select_due([notice], NOW)
    assert selection.ended == [(notice.id, final)]
    assert not selection.bundles
    assert not selection.postponed


def test_all_that_is_due_for_a_person_goes_together_the_most_urgent_first() -> None:
    selection = select_due(
        [
            PLAIN,
            replace(PLAIN, id=NoticeId(2), recipient=replace(ANN, id=PersonId(2))),
            replace(PLAIN, id=NoticeId(3), occurrence=due(date(2026, 11, 30))),
        ],
        NOW,
    )
    assert [(b.first.recipient.id, ids_in(b)) for b in selection.bundles] == [
        (1, ids(3, 1)),
        (2, ids(2)),
    ]


def test_many_reminders_make_several_messages() -> None:
    most = REMINDERS_PER_MESSAGE
    selection = select_due([replace(PLAIN, id=NoticeId(n)) for n in range(2 * most + 4)], NOW)
    assert [len(ids_in(bundle)) for bundle in selection.bundles] == [most, most, 4]


def test_many_reminders_of_a_group_make_several_messages() -> None:
    selection = select_due([replace(GROUP, id=NoticeId(n)) for n in range(24)], NOW)
    assert [len(ids_in(bundle)) for bundle in selection.bundles] == [10, 10, 4]


OFF = replace(ANN, days_off=DaysOff(frozenset({1})))
"""NOW is a Monday at nine in Shanghai."""


def test_a_robot_gets_one_message_at_its_minute_and_another_one_an_hour_later() -> None:
    robot = Group(GroupId(7), telegram(-7), "机器人", "zh-Hans", minute=7)
    reminders = [
        replace(GROUP, id=NoticeId(number), recipient=robot)
        for number in range(1, REMINDERS_PER_MESSAGE + 2)
    ]
    week = replace(reminders[0], id=NoticeId(500), kind=NoticeKind.GROUP_WEEK)
    tried = replace(week, id=NoticeId(501), delivery_id=DeliveryId(1))
    on_time = NOW + timedelta(minutes=7, seconds=30)
    selection = select_due([*reminders, week, tried], on_time)
    assert [len(each.notices) for each in selection.bundles] == [REMINDERS_PER_MESSAGE, 1]
    assert selection.bundles[1].first.id == 501
    later = NOW + timedelta(hours=1, minutes=7)
    assert selection.postponed == [(NoticeId(REMINDERS_PER_MESSAGE + 1), later), (500, later)]

    short = replace(week, expires_at=on_time + timedelta(minutes=30))
    assert len(select_due([reminders[0], short], on_time).bundles) == 2


def test_a_day_off_is_waited_out() -> None:
    selection = select_due([replace(PLAIN, recipient=OFF)], NOW)
    assert selection.postponed == [(PLAIN.id, NOW + timedelta(days=1))]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"stage": "later:2026-11-23"}, id="asked for"),
        pytest.param({"delivery_id": DeliveryId(1)}, id="tried before"),
        pytest.param({"latest_on": date(2026, 11, 23)}, id="the last workday before its due date"),
        pytest.param({"expires_at": NOW + timedelta(hours=9)}, id="it would expire"),
        pytest.param({"kind": NoticeKind.JOIN_REQUEST}, id="a request"),
    ],
)
def test_a_day_off_does_not_hold_back_what_cannot_wait(changes: dict[str, Any]) -> None:
    selection = select_due([replace(PLAIN, recipient=OFF, **changes)], NOW)
    assert selection.postponed == []
    assert len(selection.bundles) == 1


def test_a_group_and_its_member_get_messages_of_their_own() -> None:
    selection = select_due([PLAIN, replace(GROUP, id=NoticeId(2))], NOW)
    assert [bundle.first.kind for bundle in selection.bundles] == [
        NoticeKind.REMINDER,
        NoticeKind.GROUP_REMINDER,
    ]


def test_requests_go_together_and_answers_one_by_one() -> None:
    request = replace(PLAIN, kind=NoticeKind.JOIN_REQUEST)
    answer = replace(request, kind=NoticeKind.JOIN_ANSWER)
    requests = [replace(request, id=NoticeId(number)) for number in range(1, 15)]
    answers = [replace(answer, id=NoticeId(number)) for number in (21, 22)]
    selection = select_due([*requests, *answers], NOW)
    assert [ids_in(bundle) for bundle in selection.bundles] == [
        ids(*range(1, 15)),
        ids(21),
        ids(22),
    ]


def test_a_message_tried_before_keeps_its_contents() -> None:
    tried = replace(PLAIN, delivery_id=DeliveryId(5), ambiguous_attempts=1)
    selection = select_due(
        [tried, replace(PLAIN, id=NoticeId(2)), replace(tried, id=NoticeId(3))], NOW
    )
    assert [(b.first.delivery_id, ids_in(b)) for b in selection.bundles] == [
        (5, ids(1, 3)),
        (None, ids(2)),
    ]


def test_a_message_tried_before_is_not_torn_apart_by_quiet_hours() -> None:
    tried = replace(PLAIN, delivery_id=DeliveryId(5))
    elsewhere = replace(tried, id=NoticeId(2), zone=BERLIN)
    eight_in_berlin = datetime(2026, 11, 23, 7, tzinfo=UTC)
    selection = select_due([tried, elsewhere], NOW)
    assert selection.postponed == [(1, eight_in_berlin), (2, eight_in_berlin)]
    assert not selection.bundles


def test_each_notice_obeys_the_quiet_hours_of_its_own_zone() -> None:
    selection = select_due([PLAIN, replace(PLAIN, id=NoticeId(2), zone=BERLIN)], NOW)
    assert [ids_in(bundle) for bundle in selection.bundles] == [ids(1)]
    assert [id_ for id_, _ in selection.postponed] == [2]


NIGHT = QuietHours(time(21), time(8))
NOON = QuietHours(time(12), time(14))


@pytest.mark.experiment("D5 D6 clocks put on and back")
@pytest.mark.parametrize(
    ("hours", "local", "end"),
    [
        pytest.param(NIGHT, "2026-11-23T21:00", "2026-11-24T08:00", id="evening"),
        pytest.param(NIGHT, "2026-11-23T07:59", "2026-11-23T08:00", id="morning"),
        pytest.param(NIGHT, "2026-11-23T00:00", "2026-11-23T08:00", id="midnight"),
        pytest.param(NIGHT, "2026-11-23T08:00", None, id="over"),
        pytest.param(NIGHT, "2026-11-23T20:59", None, id="not yet"),
        pytest.param(NOON, "2026-11-23T12:30", "2026-11-23T14:00", id="within a day"),
        pytest.param(NOON, "2026-11-23T14:00", None, id="within a day, over"),
        pytest.param(None, "2026-11-23T03:00", None, id="none wanted"),
        pytest.param(QuietHours(time(9), time(9)), "2026-11-23T09:00", None, id="empty"),
    ],
)
def test_quiet_hours_end_at_their_local_time(
    hours: QuietHours | None, local: str, end: str | None
) -> None:
    now = datetime.fromisoformat(local).replace(tzinfo=SHANGHAI)
    expected = None if end is None else datetime.fromisoformat(end).replace(tzinfo=SHANGHAI)
    assert quiet_until(hours, SHANGHAI, now) == expected


@given(
    minutes=st.integers(0, 48 * 60),
    start=st.times(),
    end=st.times(),
)
def test_the_end_of_quiet_hours_is_always_ahead(minutes: int, start: time, end: time) -> None:
    now = datetime(2026, 10, 24, tzinfo=UTC) + timedelta(minutes=minutes)
    until = quiet_until(QuietHours(start, end), BERLIN, now)
    assert until is None or now < until <= now + timedelta(hours=25)


@given(
    st.lists(
        st.builds(
            replace,
            st.sampled_from([PLAIN, GROUP]),
            delivery_id=st.sampled_from([None, None, DeliveryId(1)]),
            met=st.booleans(),
            reachable=st.booleans(),
            zone=st.sampled_from([SHANGHAI, BERLIN]),
        ),
        max_size=40,
    )
)
def test_every_notice_ends_up_in_exactly_one_place(drawn: list[DueNotice]) -> None:
    notices = [replace(each, id=NoticeId(number)) for number, each in enumerate(drawn)]
    selection = select_due(notices, NOW)
    places = [
        *(id_ for id_, _ in selection.ended),
        *(id_ for id_, _ in selection.postponed),
        *(id_ for bundle in selection.bundles for id_ in ids_in(bundle)),
    ]
    assert sorted(places) == [each.id for each in notices]
    assert all(
        len(ids_in(bundle)) <= REMINDERS_PER_MESSAGE
        for bundle in selection.bundles
        if bundle.first.delivery_id is None
    )
