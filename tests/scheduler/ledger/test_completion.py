from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from clauses.cadence import Per
from scheduler.errors import (
    EnteredElsewhere,
    InTheFuture,
    NotAssigned,
    OutsidePeriod,
    TooLong,
    TooMuchAdded,
    UnknownEntry,
    UnknownOccurrence,
)
from scheduler.ledger.completion import Completions
from scheduler.ledger.corrections import Corrections
from scheduler.ledger.recording import MOST_A_DAY, MOST_WITH_ENTRY
from scheduler.periods import Period
from scheduler.roster.queries.trail import Act, Trail

if TYPE_CHECKING:
    from conftest import Factory

    from scheduler.clock import ManualClock
    from scheduler.planning.occurrences import OccurrenceId
    from scheduler.roster.model import Organisation, Person
    from scheduler.store.engine import Database

TODAY = date(2026, 11, 23)
SHANGHAI = ZoneInfo("Asia/Shanghai")
LEADER = "leading-group-member"


@pytest.fixture
def completions(database: Database, clock: ManualClock) -> Completions:
    return Completions(database, clock)


@pytest.fixture
def corrections(database: Database, clock: ManualClock) -> Corrections:
    return Corrections(database, clock)


async def owed(
    make: Factory, *, needed: int = 1, zone: ZoneInfo = SHANGHAI
) -> tuple[Organisation, Person, OccurrenceId]:
    """A committee, its secretary, and what they owe in the fourth quarter of 2026."""
    organisation = await make.organisation(zone=zone)
    holder = await make.holder(organisation)
    return organisation, holder, await make.occurrence(organisation, needed=needed)


async def test_a_press_is_entered_with_day_and_person(
    completions: Completions, make: Factory, clock: ManualClock
) -> None:
    _, holder, occurrence_id = await owed(make, needed=2)

    done = await completions.complete(occurrence_id, by=holder.id, held_on=date(2026, 11, 20))

    assert (done.occurrence.completed, done.occurrence.remaining) == (1, 1)
    assert done.repeated is False
    assert done.entry.person_id == holder.id
    assert done.entry.person_name == "王芳"
    assert done.entry.held_on == date(2026, 11, 20)
    assert done.entry.recorded_at == clock.now()
    assert (done.entry.note, done.entry.withdrawn) == (None, False)
    assert await completions.entries(occurrence_id, holder.id) == [done.entry]


@pytest.mark.parametrize("held_on", [date(2026, 10, 1), TODAY], ids=["first day", "today"])
async def test_any_day_of_the_period_counts(
    completions: Completions, make: Factory, held_on: date
) -> None:
    _, holder, occurrence_id = await owed(make)
    done = await completions.complete(occurrence_id, by=holder.id, held_on=held_on)
    assert done.occurrence.remaining == 0


async def test_the_last_day_may_be_entered_after_the_period(
    completions: Completions, make: Factory, clock: ManualClock
) -> None:
    _, holder, occurrence_id = await owed(make)
    clock.set(datetime(2027, 1, 5, 1, tzinfo=UTC))
    with pytest.raises(OutsidePeriod):
        await completions.complete(occurrence_id, by=holder.id, held_on=date(2027, 1, 1))
    await completions.complete(occurrence_id, by=holder.id, held_on=date(2026, 12, 31))


@pytest.mark.parametrize(
    "held_on",
    [date(2026, 9, 30), date(2027, 1, 1), date.min, date.max],
    ids=["day before", "day after", "first of all", "last of all"],
)
async def test_a_day_outside_the_period_is_refused(
    completions: Completions, make: Factory, held_on: date
) -> None:
    _, holder, occurrence_id = await owed(make)
    with pytest.raises(OutsidePeriod) as refused:
        await completions.complete(occurrence_id, by=holder.id, held_on=held_on)
    assert (refused.value.day, refused.value.period.start) == (held_on, date(2026, 10, 1))
    assert await completions.entries(occurrence_id, holder.id) == []


@pytest.mark.parametrize(
    ("zone", "today"),
    [("Asia/Shanghai", date(2026, 11, 24)), ("America/Los_Angeles", TODAY)],
)
async def test_today_is_the_day_of_the_organisation(
    completions: Completions, make: Factory, clock: ManualClock, zone: str, today: date
) -> None:
    clock.set(datetime(2026, 11, 23, 16, 30, tzinfo=UTC))
    _, holder, occurrence_id = await owed(make, zone=ZoneInfo(zone))
    with pytest.raises(InTheFuture) as refused:
        await completions.complete(occurrence_id, by=holder.id, held_on=today + timedelta(days=1))
    assert refused.value.day == today + timedelta(days=1)
    await completions.complete(occurrence_id, by=holder.id, held_on=today)


async def test_the_same_day_again_is_the_entry_that_stands(
    completions: Completions, make: Factory, clock: ManualClock
) -> None:
    _, holder, occurrence_id = await owed(make, needed=2)
    first = await completions.complete(occurrence_id, by=holder.id, held_on=TODAY)
    clock.advance(timedelta(minutes=3))
    again = await completions.complete(occurrence_id, by=holder.id, held_on=TODAY)
    assert again.repeated is True
    assert again.entry == first.entry
    assert again.occurrence.completed == 1


async def test_presses_at_once_are_one_entry(completions: Completions, make: Factory) -> None:
    organisation, holder, occurrence_id = await owed(make)
    colleague = await make.holder(organisation)
    done = await asyncio.gather(
        *(
            completions.complete(occurrence_id, by=by.id, held_on=TODAY)
            for by in [holder, colleague] * 3
        )
    )
    assert len({each.entry.id for each in done}) == 1
    assert sorted(each.repeated for each in done) == [False] + [True] * 5
    assert len(await completions.entries(occurrence_id, holder.id)) == 1


async def test_different_days_at_once_all_count(completions: Completions, make: Factory) -> None:
    _, holder, occurrence_id = await owed(make, needed=9)
    await asyncio.gather(
        *(
            completions.complete(occurrence_id, by=holder.id, held_on=date(2026, 10, day))
            for day in range(1, 7)
        )
    )
    assert (await completions.occurrence(occurrence_id, holder.id)).completed == 6


async def test_surplus_is_kept_and_owes_nothing(completions: Completions, make: Factory) -> None:
    _, holder, occurrence_id = await owed(make)
    await completions.complete(occurrence_id, by=holder.id, held_on=date(2026, 10, 8))
    done = await completions.complete(occurrence_id, by=holder.id, held_on=date(2026, 10, 9))
    assert (done.occurrence.completed, done.occurrence.remaining) == (2, 0)


# Reminders


async def test_a_met_quota_stops_everybodys_reminders(
    completions: Completions, make: Factory
) -> None:
    organisation, holder, occurrence_id = await owed(make, needed=2)
    colleague, group = await make.holder(organisation), await make.group(organisation)
    other = await make.occurrence(organisation, ref="party-regulations:C01")
    mine = await make.notice(occurrence_id, holder)
    theirs = await make.notice(occurrence_id, colleague)
    groups = await make.group_notice(occurrence_id, group)
    kept = [
        await make.notice(occurrence_id, holder, stage=state, state=state)
        for state in ("sent", "sending", "expired")
    ]
    another = await make.notice(other, holder)

    await completions.complete(occurrence_id, by=holder.id, held_on=date(2026, 10, 8))
    assert (await make.notices())[mine] == ("due", None)
    await completions.complete(occurrence_id, by=holder.id, held_on=TODAY)

    notices = await make.notices()
    assert [notices[key] for key in (mine, theirs, groups)] == [("superseded", "met")] * 3
    assert [notices[key][0] for key in kept] == ["sent", "sending", "expired"]
    assert notices[another] == ("due", None)


async def test_a_withdrawal_makes_what_is_ahead_due_again(
    completions: Completions, make: Factory, clock: ManualClock
) -> None:
    _, holder, occurrence_id = await owed(make)
    soon = await make.notice(occurrence_id, holder)
    later = await make.notice(
        occurrence_id, holder, stage="before-1", send_at=clock.now() + timedelta(days=9)
    )
    put_off = await make.notice(occurrence_id, holder, stage="x", state="superseded")
    done = await completions.complete(occurrence_id, by=holder.id, held_on=TODAY)
    clock.advance(timedelta(days=2))

    withdrawn = await completions.withdraw(done.entry.id, by=holder.id)

    assert withdrawn.entry.withdrawn is True
    assert (withdrawn.occurrence.completed, withdrawn.repeated) == (0, False)
    notices = await make.notices()
    assert notices[soon] == ("superseded", "met")  # its time is past
    assert notices[later] == ("due", None)
    assert notices[put_off] == ("superseded", None)


async def test_a_withdrawal_of_surplus_reminds_nobody(
    completions: Completions, make: Factory
) -> None:
    _, holder, occurrence_id = await owed(make)
    key = await make.notice(occurrence_id, holder)
    await completions.complete(occurrence_id, by=holder.id, held_on=date(2026, 10, 8))
    extra = await completions.complete(occurrence_id, by=holder.id, held_on=TODAY)
    await completions.withdraw(extra.entry.id, by=holder.id)
    assert await make.notices() == {key: ("superseded", "met")}


# Corrections


async def test_a_withdrawn_day_can_be_entered_again(
    completions: Completions, make: Factory
) -> None:
    _, holder, occurrence_id = await owed(make)
    first = await completions.complete(occurrence_id, by=holder.id, held_on=TODAY)
    await completions.withdraw(first.entry.id, by=holder.id)
    second = await completions.complete(occurrence_id, by=holder.id, held_on=TODAY)
    assert second.repeated is False
    assert second.entry.id != first.entry.id
    await completions.withdraw(second.entry.id, by=holder.id)
    third = await completions.complete(occurrence_id, by=holder.id, held_on=TODAY)
    assert [
        (entry.id, entry.withdrawn) for entry in await completions.entries(occurrence_id, holder.id)
    ] == [(first.entry.id, True), (second.entry.id, True), (third.entry.id, False)]
    assert third.occurrence.completed == 1


async def test_withdrawing_twice_is_harmless(completions: Completions, make: Factory) -> None:
    _, holder, occurrence_id = await owed(make)
    done = await completions.complete(occurrence_id, by=holder.id, held_on=TODAY)
    withdrawn = await asyncio.gather(
        *(completions.withdraw(done.entry.id, by=holder.id) for _ in range(4))
    )
    assert sorted(each.repeated for each in withdrawn) == [False, True, True, True]
    assert {each.occurrence.completed for each in withdrawn} == {0}


# Notes and files


async def test_notes_are_added_below_each_other(completions: Completions, make: Factory) -> None:
    _, holder, occurrence_id = await owed(make)
    done = await completions.complete(
        occurrence_id, by=holder.id, held_on=TODAY, note=" 会议室 301\n全体委员 "
    )
    assert done.entry.note == "会议室 301\n全体委员"
    await completions.add_note(done.entry.id, by=holder.id, note="补：<纪要>已归档 😀\0")
    await completions.add_note(done.entry.id, by=holder.id, note="补：<纪要>已归档 😀")
    entry = await completions.add_note(done.entry.id, by=holder.id, note="  ")
    assert entry.note == "会议室 301\n全体委员\n补：<纪要>已归档 😀"


async def test_a_note_has_a_limit(completions: Completions, make: Factory) -> None:
    _, holder, occurrence_id = await owed(make)
    with pytest.raises(TooLong) as refused:
        await completions.complete(occurrence_id, by=holder.id, held_on=TODAY, note="长" * 1001)
    assert (refused.value.length, refused.value.limit) == (1001, 1000)
    assert await completions.entries(occurrence_id, holder.id) == []
    done = await completions.complete(occurrence_id, by=holder.id, held_on=TODAY, note="𠀀" * 1000)
    assert done.entry.note == "𠀀" * 1000
    with pytest.raises(TooLong):
        await completions.add_note(done.entry.id, by=holder.id, note="长" * 1001)


async def test_files_are_kept_by_their_id(
    completions: Completions, make: Factory, clock: ManualClock
) -> None:
    _, holder, occurrence_id = await owed(make)
    entry = (await completions.complete(occurrence_id, by=holder.id, held_on=TODAY)).entry
    for _ in range(2):
        await completions.add_evidence(
            entry.id, by=holder.id, kind="document", file_id="BQAC", file_name="纪要.docx"
        )
    await completions.add_evidence(entry.id, by=holder.id, kind="photo", file_id="AgAC")
    await completions.add_note(entry.id, by=holder.id, note="见附件")
    files = await completions.evidence(entry.id, holder.id)
    assert [(file.kind, file.file_id, file.file_name) for file in files] == [
        ("document", "BQAC", "纪要.docx"),
        ("photo", "AgAC", None),
    ]
    assert {file.added_at for file in files} == {clock.now()}


@pytest.mark.experiment("13 quota on files")
async def test_an_entry_takes_so_many_notes_and_files_and_no_more(
    completions: Completions, make: Factory
) -> None:
    _, holder, occurrence_id = await owed(make)
    entry = (await completions.complete(occurrence_id, by=holder.id, held_on=TODAY)).entry
    await completions.add_note(entry.id, by=holder.id, note="见附件")
    for number in range(MOST_WITH_ENTRY - 1):
        await completions.add_evidence(
            entry.id, by=holder.id, kind="photo", file_id=f"AgAC{number}"
        )

    with pytest.raises(TooMuchAdded) as refused:
        await completions.add_evidence(entry.id, by=holder.id, kind="photo", file_id="one-more")
    with pytest.raises(TooMuchAdded):
        await completions.add_note(entry.id, by=holder.id, note="再说一句")

    assert (refused.value.limit, refused.value.a_day) == (MOST_WITH_ENTRY, False)
    assert len(await completions.evidence(entry.id, holder.id)) == MOST_WITH_ENTRY - 1


@pytest.mark.experiment("13 quota on files")
async def test_one_person_adds_so_much_a_day_and_no_more(
    completions: Completions, make: Factory, clock: ManualClock
) -> None:
    _, holder, occurrence_id = await owed(make)
    full = MOST_A_DAY // MOST_WITH_ENTRY
    for day in range(full + 1):
        held_on = TODAY - timedelta(days=day)
        entry = (await completions.complete(occurrence_id, by=holder.id, held_on=held_on)).entry
        for number in range(MOST_WITH_ENTRY if day < full else 0):
            await completions.add_evidence(
                entry.id, by=holder.id, kind="photo", file_id=f"AgAC{number}"
            )

    with pytest.raises(TooMuchAdded) as refused:
        await completions.add_evidence(entry.id, by=holder.id, kind="photo", file_id="one-more")
    clock.advance(timedelta(days=1))
    await completions.add_evidence(entry.id, by=holder.id, kind="photo", file_id="one-more")

    assert (refused.value.limit, refused.value.a_day) == (MOST_A_DAY, True)
    assert len(await completions.evidence(entry.id, holder.id)) == 1


async def test_nothing_is_added_to_a_withdrawn_entry(
    completions: Completions, make: Factory
) -> None:
    _, holder, occurrence_id = await owed(make)
    entry = (await completions.complete(occurrence_id, by=holder.id, held_on=TODAY)).entry
    await completions.withdraw(entry.id, by=holder.id)
    with pytest.raises(UnknownEntry):
        await completions.add_note(entry.id, by=holder.id, note="晚了")
    with pytest.raises(UnknownEntry):
        await completions.add_evidence(entry.id, by=holder.id, kind="photo", file_id="AgAC")


# Who may do what


async def test_a_manager_sees_and_does_not_complete(
    completions: Completions, make: Factory
) -> None:
    boss = await make.person("主任")
    above = await make.organisation("上级", manager=boss)
    organisation = await make.organisation(parent=above)
    holder = await make.holder(organisation)
    occurrence_id = await make.occurrence(organisation)
    entry = (await completions.complete(occurrence_id, by=holder.id, held_on=TODAY)).entry

    assert (await completions.occurrence(occurrence_id, boss.id)).completed == 1
    assert await completions.entries(occurrence_id, boss.id) == [entry]
    assert await completions.evidence(entry.id, boss.id) == []
    with pytest.raises(NotAssigned):
        await completions.complete(occurrence_id, by=boss.id, held_on=TODAY)
    with pytest.raises(NotAssigned):
        await completions.withdraw(entry.id, by=boss.id)


async def test_each_holder_owes_their_own(completions: Completions, make: Factory) -> None:
    organisation = await make.organisation("党组", body="leading-group")
    ann = await make.holder(organisation, post=LEADER)
    bob = await make.holder(organisation, post=LEADER)
    of_ann = await make.occurrence(organisation, post=LEADER, holder=ann)
    of_bob = await make.occurrence(organisation, post=LEADER, holder=bob)

    await completions.complete(of_ann, by=ann.id, held_on=TODAY)

    for attempt in (
        completions.complete(of_bob, by=ann.id, held_on=TODAY),
        completions.occurrence(of_bob, ann.id),
        completions.entries(of_bob, ann.id),
    ):
        with pytest.raises(NotAssigned):
            await attempt
    assert (await completions.occurrence(of_bob, bob.id)).completed == 0


async def test_who_has_left_reports_no_more(completions: Completions, make: Factory) -> None:
    organisation, _, occurrence_id = await owed(make)
    former = await make.person()
    await make.assignment(former, organisation, end_on=TODAY)
    with pytest.raises(UnknownOccurrence):
        await completions.complete(occurrence_id, by=former.id, held_on=date(2026, 11, 2))


async def test_another_post_of_the_organisation_is_told_so(
    completions: Completions, make: Factory
) -> None:
    organisation, holder, occurrence_id = await owed(make)
    deputy = await make.holder(organisation, post="agency-committee-deputy")
    entry = (await completions.complete(occurrence_id, by=holder.id, held_on=TODAY)).entry
    with pytest.raises(NotAssigned):
        await completions.complete(occurrence_id, by=deputy.id, held_on=TODAY)
    with pytest.raises(NotAssigned):
        await completions.withdraw(entry.id, by=deputy.id)


async def test_a_stranger_reaches_nothing(completions: Completions, make: Factory) -> None:
    _, holder, occurrence_id = await owed(make)
    entry = (await completions.complete(occurrence_id, by=holder.id, held_on=TODAY)).entry
    stranger = await make.person("外人")
    own = await make.organisation("另一机关党委", manager=stranger)
    await make.assignment(stranger, own)

    for id_ in (occurrence_id, 2**52):
        for attempt in (
            completions.occurrence(id_, stranger.id),
            completions.entries(id_, stranger.id),
            completions.complete(id_, by=stranger.id, held_on=TODAY),
        ):
            with pytest.raises(UnknownOccurrence):
                await attempt
    for id_ in (entry.id, 2**52):
        for attempt in (
            completions.withdraw(id_, by=stranger.id),
            completions.add_note(id_, by=stranger.id, note="改"),
            completions.add_evidence(id_, by=stranger.id, kind="photo", file_id="AgAC"),
            completions.evidence(id_, stranger.id),
        ):
            with pytest.raises(UnknownEntry):
                await attempt
    assert await completions.entries(occurrence_id, holder.id) == [entry]


async def october_and_november(make: Factory) -> tuple[Person, OccurrenceId, OccurrenceId]:
    organisation = await make.organisation()
    holder = await make.holder(organisation)
    months = [
        Period(date(2026, 10, 1), date(2026, 11, 1), Per.MONTH),
        Period(date(2026, 11, 1), date(2026, 12, 1), Per.MONTH),
    ]
    first, second = [await make.occurrence(organisation, period=month) for month in months]
    return holder, first, second


async def test_an_act_after_the_period_is_made_up_only_where_that_is_said(
    completions: Completions, make: Factory, database: Database
) -> None:
    holder, october, _ = await october_and_november(make)
    with pytest.raises(OutsidePeriod):
        await completions.complete(october, by=holder.id, held_on=TODAY)

    done = await completions.complete(october, by=holder.id, held_on=TODAY, late=True)

    assert done.entry.made_up
    assert (done.occurrence.completed, done.occurrence.remaining) == (1, 0)
    again = await completions.complete(october, by=holder.id, held_on=TODAY, late=True)
    assert (again.repeated, again.entry) == (True, done.entry)
    async with database.read() as session:
        (entry,) = await Trail(session).entries()
    assert (entry.act, entry.details) == (
        Act.COMPLETED,
        {"occurrence": october, "made_up": True},
    )


async def test_a_day_of_the_period_is_not_made_up_whatever_is_said(
    completions: Completions, make: Factory
) -> None:
    holder, october, _ = await october_and_november(make)
    done = await completions.complete(october, by=holder.id, held_on=date(2026, 10, 28), late=True)
    assert not done.entry.made_up


async def test_what_is_made_up_is_neither_before_the_period_nor_in_the_future(
    completions: Completions, make: Factory
) -> None:
    holder, october, _ = await october_and_november(make)
    with pytest.raises(OutsidePeriod):
        await completions.complete(october, by=holder.id, held_on=date(2026, 9, 30), late=True)
    with pytest.raises(InTheFuture):
        await completions.complete(october, by=holder.id, held_on=date(2026, 11, 24), late=True)
    assert await completions.entries(october, holder.id) == []


@pytest.mark.parametrize("made_up_first", [True, False])
async def test_an_act_that_was_made_up_never_counts_for_its_own_period(
    completions: Completions, make: Factory, *, made_up_first: bool
) -> None:
    holder, october, november = await october_and_november(make)
    first, second = (october, november) if made_up_first else (november, october)
    done = await completions.complete(first, by=holder.id, held_on=TODAY, late=made_up_first)

    with pytest.raises(EnteredElsewhere) as refused:
        await completions.complete(second, by=holder.id, held_on=TODAY, late=not made_up_first)
    assert refused.value.period == done.occurrence.period
    assert await completions.entries(second, holder.id) == []

    await completions.withdraw(done.entry.id, by=holder.id)
    await completions.complete(second, by=holder.id, held_on=TODAY, late=not made_up_first)


async def test_what_was_made_up_can_be_withdrawn(completions: Completions, make: Factory) -> None:
    holder, october, _ = await october_and_november(make)
    done = await completions.complete(october, by=holder.id, held_on=TODAY, late=True)
    withdrawn = await completions.withdraw(done.entry.id, by=holder.id)
    assert (withdrawn.entry.withdrawn, withdrawn.occurrence.remaining) == (True, 1)


async def test_a_correction_keeps_note_and_files_and_the_first_entry(
    completions: Completions,
    corrections: Corrections,
    make: Factory,
    database: Database,
    clock: ManualClock,
) -> None:
    _, holder, occurrence_id = await owed(make)
    notice = await make.notice(occurrence_id, holder)
    first = await completions.complete(
        occurrence_id, by=holder.id, held_on=date(2026, 11, 20), note="三楼会议室"
    )
    for file_id in ("F1", "F2"):
        await completions.add_evidence(first.entry.id, by=holder.id, kind="photo", file_id=file_id)
    clock.advance(timedelta(days=1))

    done = await corrections.correct(first.entry.id, by=holder.id, held_on=date(2026, 11, 19))

    assert (done.entry.held_on, done.entry.note) == (date(2026, 11, 19), "三楼会议室")
    assert (done.repeated, done.occurrence.completed) == (False, 1)
    files = await completions.evidence(done.entry.id, holder.id)
    assert [each.file_id for each in files] == ["F1", "F2"]
    before, after = await completions.entries(occurrence_id, holder.id)
    assert (before.held_on, before.withdrawn) == (date(2026, 11, 20), True)
    assert (after, after.withdrawn) == (done.entry, False)
    assert (await make.notices())[notice] == ("superseded", "met")
    async with database.read() as session:
        *_, entry = await Trail(session).entries()
    assert (entry.act, entry.subject_id) == (Act.CORRECTED, done.entry.id)
    assert entry.details == {"occurrence": occurrence_id, "former": first.entry.id}


async def test_a_correction_that_does_not_count_changes_nothing(
    completions: Completions, corrections: Corrections, make: Factory
) -> None:
    _, holder, occurrence_id = await owed(make)
    first = await completions.complete(occurrence_id, by=holder.id, held_on=TODAY)
    with pytest.raises(OutsidePeriod):
        await corrections.correct(first.entry.id, by=holder.id, held_on=date(2026, 9, 30))
    with pytest.raises(InTheFuture):
        await corrections.correct(first.entry.id, by=holder.id, held_on=date(2026, 12, 1))
    same = await corrections.correct(first.entry.id, by=holder.id, held_on=TODAY)
    assert (same.repeated, same.entry) == (True, first.entry)
    assert await completions.entries(occurrence_id, holder.id) == [first.entry]


async def test_a_correction_to_a_day_that_stands_leaves_one_entry_with_all(
    completions: Completions, corrections: Corrections, make: Factory
) -> None:
    _, holder, occurrence_id = await owed(make, needed=2)
    notice = await make.notice(occurrence_id, holder)
    days = [date(2026, 11, 19), date(2026, 11, 20)]
    kept, gone = [
        await completions.complete(occurrence_id, by=holder.id, held_on=day, note=str(day))
        for day in days
    ]
    assert (await make.notices())[notice] == ("superseded", "met")

    done = await corrections.correct(gone.entry.id, by=holder.id, held_on=days[0])

    assert (done.entry.id, done.repeated, done.occurrence.remaining) == (kept.entry.id, True, 1)
    assert done.entry.note == "2026-11-19\n2026-11-20"
    assert (await make.notices())[notice] == ("due", None)


async def test_a_corrected_entry_cannot_be_corrected_again(
    completions: Completions, corrections: Corrections, make: Factory
) -> None:
    _, holder, occurrence_id = await owed(make)
    first = await completions.complete(occurrence_id, by=holder.id, held_on=TODAY)
    await corrections.correct(first.entry.id, by=holder.id, held_on=date(2026, 11, 20))
    with pytest.raises(UnknownEntry):
        await corrections.correct(first.entry.id, by=holder.id, held_on=date(2026, 11, 19))


async def test_a_correction_may_turn_an_act_into_one_that_was_made_up(
    completions: Completions, corrections: Corrections, make: Factory
) -> None:
    holder, october, _ = await october_and_november(make)
    first = await completions.complete(october, by=holder.id, held_on=date(2026, 10, 30))
    done = await corrections.correct(first.entry.id, by=holder.id, held_on=TODAY, late=True)
    assert done.entry.made_up
    back = await corrections.correct(done.entry.id, by=holder.id, held_on=date(2026, 10, 29))
    assert not back.entry.made_up


async def test_a_file_can_be_removed_and_the_trail_says_that_it_was_there(
    completions: Completions, corrections: Corrections, make: Factory, database: Database
) -> None:
    _, holder, occurrence_id = await owed(make)
    entry = (await completions.complete(occurrence_id, by=holder.id, held_on=TODAY)).entry
    for file_id in ("F1", "F2"):
        await completions.add_evidence(entry.id, by=holder.id, kind="photo", file_id=file_id)
    wrong, right = await completions.evidence(entry.id, holder.id)
    assert wrong.id is not None

    await corrections.remove_evidence(entry.id, wrong.id, by=holder.id)

    assert await completions.evidence(entry.id, holder.id) == [right]
    assert await completions.entries(occurrence_id, holder.id) == [entry]
    async with database.read() as session:
        *_, last = await Trail(session).entries()
    assert (last.act, last.subject_id) == (Act.EVIDENCE_REMOVED, entry.id)
    assert last.details == {"occurrence": occurrence_id, "evidence": wrong.id, "kind": "photo"}
    with pytest.raises(UnknownEntry):
        await corrections.remove_evidence(entry.id, wrong.id, by=holder.id)


async def test_a_note_can_be_replaced_and_removed_without_a_second_entry(
    completions: Completions, corrections: Corrections, make: Factory, database: Database
) -> None:
    _, holder, occurrence_id = await owed(make)
    done = await completions.complete(occurrence_id, by=holder.id, held_on=TODAY, note="旧")
    await completions.add_note(done.entry.id, by=holder.id, note="更旧")

    replaced = await corrections.replace_note(done.entry.id, by=holder.id, note="新")
    assert replaced.note == "新"
    removed = await corrections.replace_note(done.entry.id, by=holder.id, note=" ")
    assert removed.note is None

    assert len(await completions.entries(occurrence_id, holder.id)) == 1
    async with database.read() as session:
        trail = [each for each in await Trail(session).entries() if each.act != Act.COMPLETED]
    assert [each.act for each in trail] == [
        Act.EVIDENCE_ADDED,
        Act.EVIDENCE_REMOVED,
        Act.EVIDENCE_ADDED,
        Act.EVIDENCE_REMOVED,
    ]
    assert trail[1].details == {"occurrence": occurrence_id, "kind": "note", "count": 2}


async def test_proofs_are_changed_by_the_holder_only(
    completions: Completions, corrections: Corrections, make: Factory
) -> None:
    organisation, holder, occurrence_id = await owed(make)
    colleague = await make.holder(organisation, post=LEADER)
    entry = (await completions.complete(occurrence_id, by=holder.id, held_on=TODAY)).entry
    await completions.add_evidence(entry.id, by=holder.id, kind="photo", file_id="F1")
    (file,) = await completions.evidence(entry.id, holder.id)
    assert file.id is not None
    for by in (colleague.id, (await make.person()).id):
        with pytest.raises((NotAssigned, UnknownEntry)):
            await corrections.correct(entry.id, by=by, held_on=date(2026, 11, 20))
        with pytest.raises((NotAssigned, UnknownEntry)):
            await corrections.replace_note(entry.id, by=by, note="x")
        with pytest.raises((NotAssigned, UnknownEntry)):
            await corrections.remove_evidence(entry.id, file.id, by=by)
    assert await completions.evidence(entry.id, holder.id) == [file]


async def test_a_proof_may_be_added_long_after(
    completions: Completions, corrections: Corrections, make: Factory, clock: ManualClock
) -> None:
    _, holder, occurrence_id = await owed(make)
    entry = (await completions.complete(occurrence_id, by=holder.id, held_on=TODAY)).entry
    clock.advance(timedelta(days=400))
    await completions.add_evidence(entry.id, by=holder.id, kind="photo", file_id="F1")
    assert len(await completions.evidence(entry.id, holder.id)) == 1
