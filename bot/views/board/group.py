"""What a group is told: numbers, and names only where its managers allow them."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from bot.conversation.addresses import TelegramId
from bot.conversation.buttons.board import (
    GroupNamesButton,
    GroupWeekButton,
    GroupWeekSetButton,
)
from bot.texts.catalogue import Html, Texts
from bot.views.board.words import shortened_name
from bot.views.days import day_name
from bot.views.duties.names import LINE_CELLS, clipped, width
from bot.views.layout import in_rows, lines, paragraphs
from bot.views.names import person_name
from bot.views.screen import Button, Screen
from scheduler.board.groups import GroupNumbers
from scheduler.planning.notices import WeekInNumbers
from scheduler.roster.model import Group, Organisation

_WEEKDAYS, _HOURS = (1, 3, 5), (9, 16)


def numbers_screen(
    numbers: GroupNumbers | None,
    group: Group,
    owner_id: TelegramId,
    t: Texts,
    *,
    bot_username: str,
    manages: bool,
) -> Screen:
    """The numbers now; for ``owner_id``, who asked and ``manages`` the organisation, what can be set."""
    if numbers is None:
        return Screen(t("board-group-unbound"))
    now = WeekInNumbers(numbers.at, numbers.done, numbers.near, numbers.overdue, numbers.lines)
    title = t("board-group-title", organisation=numbers.organisation.name)
    text = _text(title, now, numbers.organisation, t)
    rows = [_private(bot_username, t)]
    if manages:
        names = "board-group-names-off" if group.show_names else "board-group-names-on"
        rows.append(
            (
                Button(t.plain("board-group-weekly"), GroupWeekButton(owner_id).pack()),
                Button(
                    t.plain(names), GroupNamesButton(owner_id, shown=not group.show_names).pack()
                ),
            )
        )
    return Screen(text, tuple(rows))


def week_screen(week: WeekInNumbers, group: Group, t: Texts, *, bot_username: str) -> Screen:
    """The week, as it is sent at the hour that was chosen; names only where they are allowed still."""
    organisation = group.organisation
    if organisation is None:
        return Screen(t("board-group-unbound"))
    title = t("board-week-title", organisation=organisation.name)
    told = week if group.show_names else replace(week, lines=())
    return Screen(_text(title, told, organisation, t), (_private(bot_username, t),))


def ask_week(owner_id: TelegramId, t: Texts) -> Screen:
    """Ask for weekday and hour."""
    offered = [
        Button(
            t.plain(
                "board-group-weekly-day",
                weekday=t.weekday(weekday),
                time=t.clock_time(time(hour)),
            ),
            GroupWeekSetButton(owner_id, weekday, hour).pack(),
        )
        for weekday in _WEEKDAYS
        for hour in _HOURS
    ]
    off = Button(t.plain("board-group-weekly-off"), GroupWeekSetButton(owner_id, 0, 0).pack())
    return Screen(t("board-group-weekly-ask"), (*in_rows(offered, 2), (off,)))


def week_set(weekday: int | None, at: time, t: Texts) -> Screen:
    """What was chosen."""
    if weekday is None:
        return Screen(t("board-group-weekly-none"))
    said = {"weekday": t.weekday(weekday), "time": t.clock_time(at)}
    return Screen(t("board-group-weekly-on", **said))


def names_set(group: Group, t: Texts) -> Screen:
    """What was chosen."""
    return Screen(
        t("board-group-names-are-on" if group.show_names else "board-group-names-are-off")
    )


def _text(title: Html, week: WeekInNumbers, organisation: Organisation, t: Texts) -> Html:
    local = week.at.astimezone(organisation.zone)
    day = day_name(local.date(), t, today=local.date())
    return paragraphs(
        lines(
            title,
            t("board-as-of", day=day, time=t.clock_time(local.time())),
            t("board-week-done", count=week.done),
            t("board-yellow", count=week.near),
            t("board-red", count=week.overdue),
            *(_named(line, t) for line in week.lines),
        ),
        t("board-group-private"),
    )


def _named(line: tuple[str, ...], t: Texts) -> Html:
    unit, *names = line
    said = t.plain("list-comma").join(person_name(name, t) for name in names)
    who = clipped(said or t.plain("board-vacant"), LINE_CELLS // 2)
    room = LINE_CELLS - width(t.plain("board-group-name", unit="", who=who))
    return t("board-group-name", unit=shortened_name(unit, room), who=who)


def _private(bot_username: str, t: Texts) -> tuple[Button, ...]:
    return (Button(t.plain("button-private"), url=f"https://t.me/{bot_username}?start=hello"),)
