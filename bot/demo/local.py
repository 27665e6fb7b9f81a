"""The made-up tree in the local messenger."""

from __future__ import annotations

from bot.conversation.addresses import telegram
from bot.demo.cast import UNITS
from bot.messenger.messenger import Messenger
from scheduler.address import Address


def people_in(messenger: Messenger) -> dict[str, Address]:
    """Everybody of the tree by key; those whom the messenger does not know come into its world."""
    found = {}
    for unit in UNITS:
        client = messenger.person(unit.key, first_name=unit.holder)
        person = messenger.world.people[client.person_id]
        if not person.post:
            person.post = {"zh": unit.name, "en": unit.name}
        person.has_started = True
        found[unit.key] = telegram(client.person_id)
    messenger.changed("people")
    return found
