"""A committee with one branch below it: who owes, who manages, and nobody else."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.addresses import telegram
from bot.messenger.people.chat_client import ChatClient
from scheduler.planning.occurrences import OccurrenceId
from scheduler.roster.model import Organisation, Person

BRANCH = "规划处党支部"


@dataclass
class Unit:
    """Zhou manages the committee; Wang is the secretary of the branch and manages nothing."""

    zhou: ChatClient
    wang: ChatClient
    committee: Organisation
    branch: Organisation
    secretary: Person
    manager: Person
    item: OccurrenceId


async def committee_with_branch(talk, make) -> Unit:
    zhou = await talk.registered("zhou")
    registration = talk.services.registration
    manager = await registration.find_person(telegram(zhou.person_id))
    (committee,) = await registration.managed_by(manager.id)
    wang = talk.person("wang")
    await wang.send("/start")
    secretary = await registration.find_person(telegram(wang.person_id))
    branch = await make.organisation(BRANCH, body="branch", parent=committee)
    await make.assignment(secretary, branch, post="branch-secretary")
    await talk.services.planner.run()
    agenda = await talk.services.agenda.of(secretary)
    item = next(
        each.occurrence
        for each in agenda.items
        if each.occurrence is not None
        and each.occurrence.period.start <= talk.clock.now().date() < each.occurrence.period.end
        and each.occurrence.period.per.value == "month"
    )
    return Unit(zhou, wang, committee, branch, secretary, manager, item.id)


async def press(talk, client: ChatClient, data: str) -> None:
    """Press a button with this payload under the last message."""
    await client.press(talk.sealed(data, client), on=client.last)


async def deliver(talk) -> None:
    """Send what is due now."""
    while await talk.dispatcher.run_once():
        pass
    await talk.messenger.settle()
