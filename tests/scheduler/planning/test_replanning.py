from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from clauses.cadence import Per, Quota
from clauses.model import BodyId, Clause, ClauseRef, Known, Owed, PostId, Strength
from clauses.naming import LevelId
from scheduler.planning.duties import Duty
from scheduler.planning.notices import NoticeId, NoticeState, PlannedNotice
from scheduler.planning.occurrences import OccurrenceId
from scheduler.planning.plan import BoundGroup, Holder, Item, PlannedOccurrence, Seat, Staff, plan
from scheduler.planning.replanning import (
    NoticeChanges,
    ReplanningScope,
    StoredNotice,
    compare,
    notices_of,
)
from scheduler.planning.spans import Window
from scheduler.planning.timetables import Timetables
from scheduler.roster.model import GroupId, Organisation, OrganisationId, PersonId, SeatId
from scheduler.workdays.calendar import WorkdayCalendar

HERE = OrganisationId(1)
SHANGHAI = ZoneInfo("Asia/Shanghai")
COMMITTEE = Organisation(HERE, "机关党委", BodyId("committee"), LevelId("city"), SHANGHAI)
SECRETARY, MEMBER = PostId("secretary"), PostId("member")
FIRST = date(2026, 10, 1)


def duty(local: str, post: PostId, quota: Quota, owed: Owed) -> Duty:
    clause = Clause(
        ref=ClauseRef("pack", local),
        subject=post,
        duty=local,
        text=local,
        cadence=quota,
        strength=Strength.MUST,
        known=Known.TEXT,
        citations=(),
    )
    return Duty(clause, quota, post, owed)


DUTIES = {
    SECRETARY: [
        duty("Q", SECRETARY, Quota(1, Per.QUARTER), Owed.ONCE),
        duty("M", SECRETARY, Quota(1, Per.MONTH), Owed.ONCE),
    ],
    MEMBER: [duty("E", MEMBER, Quota(1, Per.MONTH), Owed.EACH)],
}


@dataclass
class Store:
    """The two tables in memory."""

    items: dict[OccurrenceId, Item] = field(default_factory=dict)
    notices: dict[NoticeId, StoredNotice] = field(default_factory=dict)

    def replan(
        self, staff: Staff, today: date, overrides: Mapping[date, bool] | None = None
    ) -> NoticeChanges:
        """Plan on the morning of ``today`` and store it."""
        window = Window(today, today - timedelta(35), today + timedelta(100))
        held = {(h.person_id, h.post) for h in staff.holders if not h.end_on or today < h.end_on}
        near = [item for item in self.items.values() if item.span.period.end > window.first]
        left = {
            item.id for item in near if item.holder_id and (item.holder_id, item.post) not in held
        }
        made = plan(staff, DUTIES, Timetables(WorkdayCalendar(overrides)), window, near, left=left)
        planned: list[PlannedNotice] = []
        for occurrence in made.occurrences:
            id_ = self.keep(occurrence)
            planned += notices_of(occurrence, id_)
        for id_, why in made.released.items():
            self.items[id_] = replace(self.items[id_], released=why)
        now = datetime.combine(today, time(6), SHANGHAI).astimezone(UTC)
        changes = compare(
            planned, self.notices.values(), {HERE: ReplanningScope(staff, window)}, now
        )
        self.write(changes)
        return changes

    def keep(self, occurrence: PlannedOccurrence) -> OccurrenceId:
        timetable, item, duty = occurrence.timetable, occurrence.item, occurrence.duty
        if item is None:
            assert duty is not None
            id_ = OccurrenceId(len(self.items) + 1)
            assert not any(
                (other.ref, other.span.period, other.holder_id)
                == (duty.ref, timetable.period, occurrence.holder_id)
                for other in self.items.values()
            ), "owed twice"
            item = Item(
                id_,
                duty.ref,
                duty.post,
                occurrence.holder_id,
                timetable.span,
                timetable.due_on,
                timetable.provisional,
                duty.quota.at_least,
            )
        self.items[item.id] = replace(item, due_on=timetable.due_on, released=None)
        return item.id

    def write(self, changes: NoticeChanges) -> None:
        for notice in changes.added:
            self.put(NoticeId(len(self.notices) + 1), notice)
        for id_, notice in (*changes.moved, *changes.revived):
            self.put(id_, notice)
        for id_, reason in changes.dropped:
            self.settle(id_, NoticeState.SUPERSEDED, reason)

    def put(self, id_: NoticeId, notice: PlannedNotice) -> None:
        item = self.items[notice.occurrence_id]
        self.notices[id_] = StoredNotice(
            id_,
            notice.key,
            NoticeState.DUE,
            None,
            notice.stage,
            notice.person_id,
            notice.group_id,
            notice.nominal_on,
            notice.send_at,
            notice.expires_at,
            notice.occurrence_id,
            HERE,
            item.post,
            item.span.period.start,
            item.span.period.end,
        )

    def settle(self, id_: NoticeId, state: NoticeState, reason: str | None = None) -> None:
        self.notices[id_] = self.notices[id_]._replace(state=state, reason=reason)

    def send_until(self, today: date) -> None:
        for id_, notice in self.notices.items():
            if notice.state is NoticeState.DUE and notice.nominal_on <= today:
                self.settle(id_, NoticeState.SENT)


def nothing(changes: NoticeChanges) -> bool:
    return not (changes.added or changes.moved or changes.revived or changes.dropped)


holders = st.builds(
    Holder,
    person_id=st.integers(1, 3).map(PersonId),
    post=st.sampled_from([SECRETARY, MEMBER]),
    start_on=st.dates(date(2026, 8, 1), date(2027, 3, 1)),
    end_on=st.none() | st.dates(date(2026, 10, 1), date(2027, 6, 1)),
)
staffs = st.builds(
    Staff,
    organisation=st.just(COMMITTEE),
    holders=st.lists(
        holders, max_size=4, unique_by=lambda holder: (holder.person_id, holder.post)
    ).map(tuple),
    groups=st.sampled_from([(), (BoundGroup(GroupId(7), date(2026, 9, 1)),)]),
    seats=st.just((Seat(SeatId(1), SECRETARY, FIRST), Seat(SeatId(2), MEMBER, FIRST))),
)
overrides = st.dictionaries(
    st.dates(date(2026, 10, 1), date(2027, 3, 31)), st.booleans(), max_size=4
)
days = st.integers(0, 200).map(lambda n: FIRST + timedelta(n))


@settings(max_examples=60)
@given(first=staffs, second=staffs, day=days, later=st.integers(0, 60), changed=overrides)
def test_whatever_changed_planning_again_adds_nothing(
    first: Staff, second: Staff, day: date, later: int, changed: dict[date, bool]
) -> None:
    store = Store()
    store.replan(first, day)
    store.send_until(day)

    store.replan(second, day + timedelta(later), changed)

    assert nothing(store.replan(second, day + timedelta(later), changed))


@settings(max_examples=60)
@given(first=staffs, second=staffs, day=days, later=st.integers(0, 60))
def test_what_is_due_in_the_end_is_what_a_new_plan_would_say(
    first: Staff, second: Staff, day: date, later: int
) -> None:
    last = day + timedelta(later)
    store, fresh = Store(), Store()
    store.replan(first, day)
    store.replan(second, day)
    store.replan(first, last)
    fresh.replan(first, last)

    def ahead(some: Store) -> set[tuple[object, ...]]:
        return {
            (some.items[n.occurrence_id].ref, n.period_start, *n[4:8])
            for n in some.notices.values()
            if n.state is NoticeState.DUE and n.nominal_on > last
        }

    assert ahead(store) == ahead(fresh)


@settings(max_examples=40)
@given(staff=staffs, day=days, later=st.integers(0, 120))
def test_what_was_sent_stays_as_it_is(staff: Staff, day: date, later: int) -> None:
    store = Store()
    store.replan(staff, day)
    store.send_until(day)
    sent = {id_: n for id_, n in store.notices.items() if n.state is NoticeState.SENT}

    store.replan(replace(staff, holders=(), groups=()), day + timedelta(later))

    assert {id_: store.notices[id_] for id_ in sent} == sent
