"""The robots of an organisation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import time

from bot.conversation.buttons.channels import (
    RobotAddButton,
    RobotOffButton,
    RobotsButton,
    RobotWeekButton,
)
from bot.conversation.buttons.units import UnitButton
from bot.texts.catalogue import Html, Texts
from bot.views.layout import lines, paragraphs
from bot.views.screen import Button, Screen
from bot.views.shared_buttons import cancel_button
from scheduler.address import Address
from scheduler.endpoints.robots import Robot
from scheduler.roster.model import Group, Organisation

_MARK_CHARACTERS = 4


def robot_title(address: Address, t: Texts) -> str:
    """The name of a robot: that of its messenger, and a mark that tells it from others."""
    mark = address.id[:_MARK_CHARACTERS]
    return t.plain("robot-name", channel=t.plain(f"channel-{address.channel}"), mark=mark)


def robots_screen(
    organisation: Organisation,
    robots: Sequence[Robot],
    channels: Iterable[str],
    t: Texts,
    *,
    added: Group | None = None,
) -> Screen:
    """The robots, what can be done with each, and which can be added; ``added``: just now."""
    text = paragraphs(
        t("robot-added", robot=added.title) if added is not None else None,
        lines(t("robots-title"), t("unit-name", organisation=organisation.name)),
        lines(*(_line(each, t) for each in robots)) if robots else t("robots-none"),
        t("robots-hint"),
    )
    rows = [_acts(organisation, each, t) for each in robots]
    rows += [
        (
            Button(
                t.plain("robot-add", channel=t.plain(f"channel-{channel}")),
                RobotAddButton(organisation.id, channel).pack(),
            ),
        )
        for channel in channels
    ]
    back = Button(t.plain("button-back"), UnitButton(organisation.id).pack())
    return Screen(text, (*rows, (back,)))


def ask_hook(channel: str, t: Texts) -> Screen:
    """Ask for the address of a robot, and say where it is found."""
    text = paragraphs(t(f"robot-ask-{channel}"), t("robot-ask-secret"))
    return Screen(text, ((cancel_button(t),),))


def not_a_robot(channel: str, t: Texts) -> Screen:
    """It is no address of such a robot."""
    name = t.plain(f"channel-{channel}")
    return Screen(t("robot-unclear", channel=name), ((cancel_button(t),),))


def ask_removal(organisation: Organisation, robot: Robot, t: Texts) -> Screen:
    """Ask before it is removed."""
    sure = RobotOffButton(organisation.id, robot.group.id, sure=True).pack()
    back = RobotsButton(organisation.id).pack()
    return Screen(
        t("robot-remove-ask", robot=robot.group.title),
        ((Button(t.plain("robot-remove-yes"), sure), Button(t.plain("button-back"), back)),),
    )


def _line(robot: Robot, t: Texts) -> Html:
    if robot.stopped:
        return t("robot-stopped", robot=robot.group.title)
    minute = robot.group.minute or 0
    week = None
    if robot.week is not None:
        at = t.clock_time(time(robot.week.at.hour, minute))
        week = t("robot-week", weekday=t.weekday(robot.week.weekday), time=at)
    return lines(t("robot-works", robot=robot.group.title, minute=f"{minute:02}"), week)


def _acts(organisation: Organisation, robot: Robot, t: Texts) -> tuple[Button, ...]:
    group = robot.group
    off = RobotOffButton(organisation.id, group.id).pack()
    remove = Button(t.plain("robot-remove", mark=group.address.id[:_MARK_CHARACTERS]), off)
    if robot.stopped:
        return (remove,)
    week = RobotWeekButton(organisation.id, group.id, wanted=robot.week is None).pack()
    label = "robot-week-on" if robot.week is None else "robot-week-off"
    mark = group.address.id[:_MARK_CHARACTERS]
    return (Button(t.plain(label, mark=mark), week), remove)
