"""Menus and /help: everybody is shown what they may use, and nothing else."""

from __future__ import annotations

import re

import pytest

from bot.commands import COMMANDS
from bot.conversation.commands import Scope
from bot.conversation.menus import set_menus
from bot.messenger.world.commands import commands_for
from bot.texts.catalogue import texts

NOBODY = 999_000_001


@pytest.fixture
async def group(talk) -> int:
    chat = talk.messenger.with_bot_in_group()
    await talk.messenger.settle()
    return chat


@pytest.fixture
async def operator(talk):
    person = talk.person("op")
    talk.application.operators = (NOBODY, person.person_id)
    await set_menus(
        talk.application.bot, COMMANDS, talk.application.operators, talk.services.library
    )
    return person


def menu(talk, client) -> dict[str, str]:
    """What Telegram offers this person in this chat: descriptions by command."""
    chat = talk.messenger.get_chat(client.chat_id)
    person = talk.messenger.get_person(client.person_id)
    offered = commands_for(talk.messenger.world, chat, person)
    return {each["command"]: each["description"] for each in offered}


def listed(*scopes: Scope) -> list[str]:
    """The commands of the table that are shown there."""
    return [each.name for each in COMMANDS if any(scope in each.shown for scope in scopes)]


async def help_lines(client) -> dict[str, str]:
    """What /help tells this person in this chat: descriptions by command."""
    await client.send("/help")
    return dict(re.findall(r"^/(\w+)　(.+)$", client.last.text, re.MULTILINE))


async def test_everybody_is_offered_what_they_may_use(talk, operator, group):
    zhou = talk.person("zhou")
    member, administrator = talk.person("chen").in_group(group), talk.person("wang").in_group(group)

    assert list(menu(talk, zhou)) == listed(Scope.PRIVATE)
    assert list(menu(talk, operator)) == listed(Scope.PRIVATE, Scope.OPERATORS)
    assert list(menu(talk, member)) == listed(Scope.GROUP)
    assert list(menu(talk, administrator)) == listed(Scope.GROUP, Scope.GROUP_ADMINISTRATORS)

    assert set(menu(talk, operator)) - set(menu(talk, zhou)) == {"admin"}
    assert set(menu(talk, administrator)) - set(menu(talk, member)) == {
        "quiz",
        "register",
        "settings",
    }


async def test_help_says_what_the_menu_offers(talk, operator, group):
    zhou, administrator = talk.person("zhou"), talk.person("wang").in_group(group)

    for client in (zhou, operator, administrator):
        assert await help_lines(client) == menu(talk, client)


async def test_a_group_is_not_told_what_an_operator_may_do(talk, group):
    wang = talk.person("wang")
    talk.application.operators = (wang.person_id,)

    assert "admin" in await help_lines(wang)
    assert "admin" not in await help_lines(wang.in_group(group))


@pytest.mark.parametrize(("code", "locale"), [("en", "en"), ("zh-hans", "zh-Hans")])
async def test_menus_are_in_the_language_of_the_persons_telegram(talk, operator, code, locale):
    ann = talk.person("ann", language_code=code)

    assert menu(talk, ann)["done"] == texts(locale).plain("command-done")


async def test_an_operator_whose_chat_is_new_has_a_menu_once_they_have_started(talk, operator):
    late = talk.person("late")
    talk.application.operators += (late.person_id,)
    assert "admin" not in menu(talk, late)

    await late.send("/start")

    assert "admin" in menu(talk, late)


async def test_an_operator_without_a_chat_keeps_nobody_from_their_menu(talk, operator, caplog):
    await set_menus(
        talk.application.bot, COMMANDS, (NOBODY, operator.person_id), talk.services.library
    )

    [record] = [each for each in caplog.records if each.name == "bot.conversation.menus"]
    assert record.operator == NOBODY
    assert "admin" in menu(talk, operator)
