"""One item of the register in words: the same columns in every kind of file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from bot.texts.catalogue import Texts
from bot.views.days import period_name, short_period
from bot.views.names import person_name, post_name, source_name
from clauses.lexicon.duties import duty_name
from clauses.library import Library
from clauses.model import Clause, PostId
from scheduler.closing.queries.register import RegisteredEntry, RegisteredItem
from scheduler.ledger.states import EndState
from scheduler.ledger.wording import clause_of
from scheduler.planning.occurrences import LedgerEntry, Occurrence
from scheduler.roster.queries.trail import Act

COLUMNS = (
    "number",
    "item",
    "source",
    "place",
    "post",
    "period",
    "due",
    "done",
    "entered",
    "proof",
    "confirmed",
    "state",
    "note",
)
"""The columns of the register, in order."""

_HEADS = frozenset({"confirmed", "minutes", "withdrawn"})
"""Columns named like what stands in them."""

DASH = "—"

_MOST_SAID = 20_000


def head_of(column: str) -> str:
    """The message with the name of a column."""
    return f"ledger-{column}-head" if column in _HEADS else f"ledger-{column}"


class WordedItem(NamedTuple):
    """An item in words; days as days, where there is one."""

    item: str
    source: str
    place: str
    post: str
    period: str
    short_period: str
    due: date
    done: tuple[date, ...]
    entered: tuple[date, ...]
    proof: str
    confirmed: str
    state: str
    note: str
    former: str = DASH
    """What the statement before said of it, where a correction has changed that; and ``why``."""
    why: str = ""


class Wording:
    """Words items, for one reader; what many items share is worded once."""

    def __init__(self, library: Library, t: Texts) -> None:
        self._library = library
        self._t = t
        self._clauses: dict[object, tuple[str, str]] = {}
        self._periods: dict[object, tuple[str, str]] = {}
        self._posts: dict[tuple[PostId, tuple[str, ...]], str] = {}
        self._said: dict[tuple[object, ...], str] = {}
        self._and = t.plain("ledger-and")

    def row(self, item: RegisteredItem) -> WordedItem:
        """All that the register says of an item."""
        occurrence, standing = item.occurrence, item.standing
        name, source = self._clause(occurrence)
        period, short = self._period(occurrence)
        return WordedItem(
            item=name,
            source=source or DASH,
            place=occurrence.organisation.name,
            post=self._post(item),
            period=period,
            short_period=short,
            due=occurrence.deadline,
            done=tuple(each.entry.held_on for each in standing),
            entered=tuple(each.entered_on for each in standing),
            proof=self._and.join(self._proofs(standing)) or DASH,
            confirmed=self._confirmed(standing),
            state=self.state(item.state),
            note=self._and.join(self._notes(item, standing)),
            former=DASH
            if item.line is None or item.line.former is None
            else self.state(item.line.former),
            why=self._why(item),
        )

    def state(self, state: EndState) -> str:
        """An end state by name."""
        return self._say(f"state-{state.value}")

    def act(self, act: Act) -> str:
        """What was done, of the trail."""
        return self._say(f"act-{act.value}")

    def local(self, occurrence: Occurrence, at: datetime) -> datetime:
        """The wall time there, without its zone: office programs know none."""
        return at.astimezone(occurrence.organisation.zone).replace(tzinfo=None, microsecond=0)

    def kind(self, each: RegisteredEntry) -> str:
        """How it was entered: in time, later, or made up."""
        if each.made_up:
            return self._say("ledger-made-up")
        return self._say("ledger-later" if each.entered_later else "ledger-entry")

    def review(self, entry: LedgerEntry) -> str:
        """Whether it was confirmed."""
        review = entry.review
        if review is None or (entry.withdrawn and not entry.returned):
            return DASH
        if review.confirmed is None:
            return self._say("ledger-waits")
        return self._say("ledger-confirmed" if review.confirmed else "ledger-returned")

    def proofs(self, each: RegisteredEntry) -> str:
        """The kinds of proof of one entry, with their numbers."""
        return self._and.join(self._proofs((each,))) or DASH

    def _clause(self, occurrence: Occurrence) -> tuple[str, str]:
        """The duty as an item is called, and its source."""
        kept = occurrence.wording
        key = occurrence.ref, None if kept is None else kept.text
        if key not in self._clauses:
            clause: Clause = clause_of(occurrence, self._library)
            name = self._t.called(duty_name(clause.duty))
            self._clauses[key] = name, source_name(clause.citations, self._t)
        return self._clauses[key]

    def _period(self, occurrence: Occurrence) -> tuple[str, str]:
        """The period by name, and in few letters."""
        period = occurrence.period
        if period not in self._periods:
            short = short_period(period, self._t, today=period.last_day)
            self._periods[period] = period_name(period, self._t), short
        return self._periods[period]

    def _say(self, message: str, **fields: object) -> str:
        key = message, *fields.values()
        said = self._said.get(key)
        if said is None:
            if len(self._said) >= _MOST_SAID:
                self._said.clear()
            said = self._said[key] = self._t.plain(message, **fields)
        return said

    def _post(self, item: RegisteredItem) -> str:
        key = item.occurrence.post, item.holders
        if key not in self._posts:
            if len(self._posts) >= _MOST_SAID:
                self._posts.clear()
            post = self._t.called(post_name(item.occurrence.post, self._library))
            names = [person_name(name, self._t) for name in item.holders]
            held = self._say("list-comma").join(names) or self._say("state-vacant")
            self._posts[key] = self._t.plain("ledger-held", seat=post, name=held)
        return self._posts[key]

    def _why(self, item: RegisteredItem) -> str:
        """Why a correction says something else; "" where none does."""
        line = item.line
        if line is None or line.change is None:
            return ""
        reason = self._say(f"change-{line.change.value}")
        if line.held_on is None:
            return reason
        return self._say("change-held", reason=reason, day=self._day(line.held_on, item.occurrence))

    def _day(self, day: date, occurrence: Occurrence) -> str:
        """With its year where that is another than that of the item."""
        same = day.year == occurrence.period.last_day.year
        return self._t.bare_day(day) if same else day.isoformat()

    def _proofs(self, entries: tuple[RegisteredEntry, ...]) -> Iterator[str]:
        minutes = photos = files = notes = 0
        for each in entries:
            details = each.entry.details
            minutes += bool(details and details.minutes)
            photos += each.files.get("photo", 0)
            files += sum(each.files.values())
            notes += bool(each.entry.note)
        for kind, count in (
            ("minutes", minutes),
            ("photos", photos),
            ("files", files - photos),
            ("notes", notes),
        ):
            if count:
                yield self._say(f"ledger-{kind}", count=count)

    def _confirmed(self, standing: tuple[RegisteredEntry, ...]) -> str:
        reviews = [each.entry.review for each in standing if each.entry.review is not None]
        if not reviews:
            return DASH
        waits = any(each.confirmed is None for each in reviews)
        return self._say("ledger-waits" if waits else "ledger-confirmed")

    def _notes(self, item: RegisteredItem, standing: tuple[RegisteredEntry, ...]) -> Iterator[str]:
        occurrence = item.occurrence
        if any(each.entered_later for each in standing):
            yield self._say("ledger-later")
        if any(each.made_up for each in standing):
            yield self._say("ledger-made-up")
        for relief in item.reliefs:
            if not relief.stands:
                continue
            if relief.until is None:
                yield self._say("ledger-excused", reason=relief.reason)
            else:
                until = self._day(relief.until, occurrence)
                yield self._say("ledger-extended", until=until, reason=relief.reason)
        returned = sum(each.entry.returned for each in item.entries)
        if returned:
            yield self._say("ledger-returned-times", count=returned)
        line = item.line
        if line is not None and line.change is not None and line.former is not None:
            former, reason = self.state(line.former), self._say(f"change-{line.change.value}")
            yield self._say(
                "ledger-changed", former=former, state=self.state(line.state), why=reason
            )
        if occurrence.provisional:
            yield self._say("ledger-provisional")
