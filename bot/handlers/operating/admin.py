"""``/admin`` for those who run the bot: how it is, and holding or resuming the sending."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import timedelta

from telegram import Update

from bot.conversation.addresses import TELEGRAM, TelegramId, telegram
from bot.conversation.chats import group_id, place
from bot.conversation.context import Act, DutyContext
from bot.handlers.fallbacks import refuse_unknown
from bot.handlers.operating.pack_editions import list_editions
from bot.handlers.operating.workdays import ask_workdays
from bot.handlers.people.forgetting import ask_for
from bot.handlers.questions.open_questions import list_open
from bot.handlers.screens import say
from bot.texts.catalogue import Html, Texts
from bot.views.groups import bound_groups, private_only
from bot.views.operating.alerts import state_text
from bot.views.operating.orphans import orphan_list
from bot.views.registering.joining import root_list
from bot.views.screen import Screen
from scheduler.address import Address
from scheduler.delivery.holds import HoldCause
from scheduler.roster.model import OrganisationId

LONGEST = 31 * 24
"""Hours that ``/admin requeue`` goes back at most."""

_LISTED = 20
"""Groups, or organisations."""

_GROUP = re.compile(r"-?[0-9]{1,15}(/[0-9]{1,15})?")
_ROBOT = re.compile("[a-z]{1,16}:[0-9a-f]{1,32}")
"""A group by its id, or a topic of it."""

_DIGITS = 15
"""Of an id at most."""


async def admin(update: Update, context: DutyContext) -> None:
    """``/admin`` and what may follow it; for others there is no such command."""
    user = update.effective_user
    if user is None or not context.is_operator(update):
        await refuse_unknown(update, context)
        return
    services, t = context.services, await context.texts_for(update)
    if group_id(update) is not None and _shows_others(context.args or []):
        screen = private_only(context.bot.username, t, because="admin-private-only")
        await say(update, screen)
        return
    act = _ALONE.get(" ".join(context.args or [])) or _WITH_MORE.get((context.args or [""])[0])
    if act is not None:
        await act(update, context)
        return
    match context.args or []:
        case ["hold", *reason]:
            by = str(user.id)
            new = await services.holds.hold(HoldCause.OPERATOR, " ".join(reason), by=by)
            text = t("admin-now-held" if new else "admin-held-already")
        case ["resume"]:
            lifted = await services.holds.resume(by=str(user.id))
            text = t("admin-resumed" if lifted else "admin-not-held")
        case ["requeue", hours] if hours.isascii() and hours.isdecimal() and int(hours) <= LONGEST:
            since = services.clock.now() - timedelta(hours=int(hours))
            done = await services.requeue.put_back(since=since, by=str(user.id))
            text = t("requeue-done", **asdict(done))
        case ["orphans"]:
            text = orphan_list(await services.orphans.found(limit=_LISTED), t)
        case ["manager", organisation, of_user] if _are_numbers(organisation, of_user):
            organisation_id = OrganisationId(int(organisation))
            appointed, person = await services.orphans.appoint(
                str(user.id), organisation_id, telegram(TelegramId(int(of_user)))
            )
            text = t("admin-appointed", organisation=appointed.name, person=person.name)
        case ["manager", *_]:
            text = t("admin-manager-usage")
        case ["requeue", *_]:
            text = t("admin-requeue-usage")
        case ["unbind", *of_group]:
            text = await _unbind(update, context, of_group, t)
        case _:
            text = state_text(
                await services.holds.current(),
                await services.auditor.findings(handling=update.update_id),
                await services.alerts.open(),
                services.zone,
                t,
                roots=len(await services.registration.foundings()),
            )
    await say(update, Screen(text))


async def _list_roots(update: Update, context: DutyContext) -> None:
    t, waiting = await context.texts_for(update), await context.services.registration.foundings()
    await say(update, root_list(waiting, context.services.library, t))


_ALONE: dict[str, Act] = {
    "roots": _list_roots,
    "workdays": ask_workdays,
    "questions": list_open,
    "edition": list_editions,
}
"""What leads to a screen of its own."""


_WITH_MORE: dict[str, Act] = {"forget": ask_for}
"""The same, where more words follow."""


def _are_numbers(*words: str) -> bool:
    return all(word.isascii() and word.isdecimal() and len(word) <= _DIGITS for word in words)


def _shows_others(words: list[str]) -> bool:
    """Whether the answer tells of other people, groups and organisations, or of what is wrong."""
    return words[:1] not in (["hold"], ["resume"], ["requeue"]) and words != ["unbind"]


async def _unbind(update: Update, context: DutyContext, of_group: list[str], t: Texts) -> Html:
    """Unbind the group that was named, or this one; elsewhere say which there are."""
    user, groups = update.effective_user, context.services.groups
    there = None if group_id(update) is None else place(update)
    match of_group:
        case [named] if _GROUP.fullmatch(named):
            there = Address(TELEGRAM, named)
        case [named] if _ROBOT.fullmatch(named):
            there = Address.parse(named)
        case [_, *_]:
            there = None
    if there is None or user is None:
        return bound_groups(await groups.bound(limit=_LISTED), t)
    group = await groups.unbind_for(str(user.id), there)
    if group.organisation is None:
        return t("admin-not-bound", group=group.title)
    return t("admin-unbound", group=group.title, organisation=group.organisation.name)
