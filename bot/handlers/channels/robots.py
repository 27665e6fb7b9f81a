"""Managers add robots of other messengers to an organisation, and remove them."""

from __future__ import annotations

from datetime import time
from functools import partial

from telegram import Update

from bot.conversation.buttons.channels import (
    RobotAddButton,
    RobotOffButton,
    RobotsButton,
    RobotWeekButton,
)
from bot.conversation.chats import written
from bot.conversation.context import DutyContext
from bot.conversation.payloads import StaleButton
from bot.conversation.trials import NotARobot, TooManyTrials
from bot.handlers.channels.trials import channels_of, hide_typed, take_code
from bot.handlers.routes import end_dialogue, expect, pressed
from bot.handlers.screens import say, show
from bot.handlers.typed import NotUnderstood
from bot.views.channels import robots as views
from bot.views.channels.trials import ask_code, too_many_trials, trial_failed, trial_text
from bot.views.screen import Screen
from scheduler.delivery.ports import DeliveryFailure
from scheduler.endpoints.robots import Robot, RobotWish
from scheduler.inbox.dialogues import Dialogue
from scheduler.roster.model import Group, GroupId, Organisation, OrganisationId

HOOK_STEP, CODE_STEP = "robot-hook", "robot-code"
"""Of the dialogue: the address of a robot is typed, and the code that it was sent."""

FRIDAY, AFTERNOON = 5, 16
"""When a robot is sent its week, at its own minute: not with the reminders of the morning."""


async def list_robots(update: Update, context: DutyContext, button: RobotsButton) -> None:
    """Show the robots of the organisation; whatever was being asked is given up."""
    await end_dialogue(update, context)
    await show(update, await _screen(update, context, button.organisation_id))


async def ask_hook(update: Update, context: DutyContext, button: RobotAddButton) -> None:
    """Ask for the address of a robot."""
    await _robots(update, context, button.organisation_id)
    if button.channel not in channels_of(context).robot_names:
        raise StaleButton(button.channel)
    payload = {"organisation_id": button.organisation_id, "channel": button.channel}
    await expect(update, context, HOOK_STEP, payload)
    await show(update, views.ask_hook(button.channel, await context.texts_for(update)))


async def take_hook(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Have the robot say a code; nothing of what was typed is kept but under lock."""
    await hide_typed(update, context)
    t, channel = await context.texts_for(update), dialogue.payload["channel"]
    organisation_id = OrganisationId(dialogue.payload["organisation_id"])
    await _robots(update, context, organisation_id)
    person = await context.person(update)
    word = partial(trial_text, t=t)
    try:
        trial = await channels_of(context).try_robot(person.id, channel, written(update), word)
    except NotARobot as error:
        raise NotUnderstood(views.not_a_robot(channel, t), meant=True) from error
    except TooManyTrials as error:
        raise NotUnderstood(too_many_trials(t), meant=True) from error
    except DeliveryFailure as failure:
        raise NotUnderstood(trial_failed(failure, t, robot=True), meant=True) from failure
    await expect(update, context, CODE_STEP, {**dialogue.payload, "locked": trial.locked})
    await say(update, ask_code(t, certain=trial.certain))


async def bind(update: Update, context: DutyContext, dialogue: Dialogue) -> None:
    """Bind the robot whose code was typed."""
    organisation_id = OrganisationId(dialogue.payload["organisation_id"])
    await _robots(update, context, organisation_id)
    locked = await take_code(update, context, dialogue)
    services, person = context.services, await context.person(update)
    t = await context.texts_for(update)
    address = channels_of(context).robot_address(dialogue.payload["channel"], locked)
    wish = RobotWish(address, locked, views.robot_title(address, t), person.locale)
    async with services.transaction():
        group = await services.robots.bind(person.id, organisation_id, wish)
        await end_dialogue(update, context)
    await services.planner.run_for(organisation_id)
    await say(update, await _screen(update, context, organisation_id, added=group))


async def set_week(update: Update, context: DutyContext, button: RobotWeekButton) -> None:
    """Let the robot be sent the week in numbers, or not."""
    _, robot = await _robot(update, context, button.organisation_id, button.group_id)
    group, person = robot.group, await context.person(update)
    await context.services.group_boards.set_week(
        group.address,
        person.id,
        FRIDAY if button.wanted else None,
        time(AFTERNOON, group.minute or 0),
    )
    await show(update, await _screen(update, context, button.organisation_id))


async def remove(update: Update, context: DutyContext, button: RobotOffButton) -> None:
    """Remove a robot, after asking."""
    organisation, robot = await _robot(update, context, button.organisation_id, button.group_id)
    if not button.sure:
        t = await context.texts_for(update)
        await show(update, views.ask_removal(organisation, robot, t))
        return
    person = await context.person(update)
    await context.services.robots.release(person.id, organisation.id, robot.group.id)
    await show(update, await _screen(update, context, organisation.id))


async def _robots(
    update: Update, context: DutyContext, organisation_id: OrganisationId
) -> tuple[Organisation, list[Robot]]:
    person = await context.person(update)
    return await context.services.robots.of(person.id, organisation_id)


async def _robot(
    update: Update, context: DutyContext, organisation_id: OrganisationId, group_id: GroupId
) -> tuple[Organisation, Robot]:
    organisation, robots = await _robots(update, context, organisation_id)
    for each in robots:
        if each.group.id == group_id:
            return organisation, each
    raise StaleButton(str(group_id))


async def _screen(
    update: Update,
    context: DutyContext,
    organisation_id: OrganisationId,
    *,
    added: Group | None = None,
) -> Screen:
    organisation, robots = await _robots(update, context, organisation_id)
    names, t = channels_of(context).robot_names, await context.texts_for(update)
    return views.robots_screen(organisation, robots, names, t, added=added)


HANDLERS = [
    pressed(RobotsButton, list_robots),
    pressed(RobotAddButton, ask_hook),
    pressed(RobotWeekButton, set_week),
    pressed(RobotOffButton, remove),
]

STEPS = {HOOK_STEP: take_hook, CODE_STEP: bind}
