from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from clauses.cadence import Per, Quota
from clauses.model import BodyId, Clause, ClauseRef, Known, Owed, PostId, Strength
from scheduler.planning.duties import Duty
from scheduler.planning.notices import NoticeId, NoticeState, PlannedNotice
from scheduler.planning.occurrences import OccurrenceId
from scheduler.planning.plan import (
    BoundGroup,
    Holder,
    PlannedOccurrence,
    Staff,
    Timetables,
    Window,
    plan,
)
from scheduler.planning.replanning import (
    NoticeChanges,
    OccurrenceKey,
    ReplanningScope,
    StoredNotice,
    compare,
    key_of,
    notices_of,
)
from scheduler.planning.workdays import WorkdayCalendar
from scheduler.roster.model import GroupId, Level, Organisation, OrganisationId, PersonId

HERE = OrganisationId(1)
SHANGHAI = ZoneInfo("Asia/Shanghai")
COMMITTEE = Organisation(HERE, "机关党委", BodyId("committee"), Level.CITY, SHANGHAI)
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

    ids: dict[OccurrenceKey, OccurrenceId] = field(default_factory=dict)
    posts: dict[OccurrenceId, PlannedOccurrence] = field(default_factory=dict)
    notices: dict[NoticeId, StoredNotice] = field(default_factory=dict)

    def replan(
        self, staff: Staff, today: date, overrides: Mapping[date, bool] | None = None
    ) -> NoticeChanges:
        """Plan on the morning of ``today`` and store it."""
        window = Window(today, today - timedelta(35), today + timedelta(100))
        occurrences = plan(staff, DUTIES, Timetables(WorkdayCalendar(overrides)), window)
        planned: list[PlannedNotice] = []
        for occurrence in occurrences:
            key = key_of(HERE, occurrence)
            id_ = self.ids.setdefault(key, OccurrenceId(len(self.ids) + 1))
            self.posts.setdefault(id_, occurrence)
            planned += notices_of(occurrence, id_)
        now = datetime.combine(today, time(6), SHANGHAI).astimezone(UTC)
        changes = compare(
            planned, self.notices.values(), {HERE: ReplanningScope(staff, window)}, now
        )
        self.write(changes)
        return changes

    def write(self, changes: NoticeChanges) -> None:
        for notice in changes.added:
            self.put(NoticeId(len(self.notices) + 1), notice)
        for id_, notice in (*changes.moved, *changes.revived):
            self.put(id_, notice)
        for id_, reason in changes.dropped:
            self.settle(id_, NoticeState.SUPERSEDED, reason)

    def put(self, id_: NoticeId, notice: PlannedNotice) -> None:
        occurrence = self.posts[notice.occurrence_id]
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
            occurrence.duty.post,
            occurrence.timetable.period.start,
            occurrence.timetable.period.end,
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
            (some.posts[n.occurrence_id].duty.ref, n.period_start, *n[4:8])
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
