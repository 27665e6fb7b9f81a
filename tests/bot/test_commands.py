"""The one table of commands: what comes from it, and what is held to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from telegram.constants import BotCommandLimit
from telegram.ext import CommandHandler

from bot.app import HANDLERS
from bot.commands import COMMANDS
from bot.texts.catalogue import FOLDER, LOCALES
from bot.texts.naming import texts_of
from clauses.library import Library

ROOT = Path(__file__).parents[2]

TEXTS = {text for command in COMMANDS for text in command.shown.values()}


def test_every_command_is_shown_to_somebody() -> None:
    assert [command.name for command in COMMANDS if not command.shown] == []


def test_every_command_has_one_handler_and_there_are_no_others() -> None:
    routed = [
        name for each in HANDLERS if isinstance(each, CommandHandler) for name in each.commands
    ]
    assert routed == [command.name for command in COMMANDS]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text", sorted(TEXTS))
def test_every_command_is_described_in_every_language(
    library: Library, text: str, locale: str
) -> None:
    described = texts_of(library, locale).plain(text)
    assert len(described) <= BotCommandLimit.MAX_DESCRIPTION
    assert not set(described) & set("<>&\n")


@pytest.mark.parametrize("locale", LOCALES)
def test_no_catalogue_describes_a_command_that_there_is_not(locale: str) -> None:
    written = "\n".join(file.read_text("utf-8") for file in (FOLDER / locale).glob("*.ftl"))
    assert set(re.findall(r"^(command-[\w-]+) =", written, re.MULTILINE)) == TEXTS


@pytest.mark.parametrize(
    ("readme", "heading"), [("README.md", "in the chat"), ("README.zh-CN.md", "在对话中")]
)
def test_the_readme_tells_of_every_command_and_of_no_other(readme: str, heading: str) -> None:
    table = (ROOT / readme).read_text("utf-8").split(f"| {heading} |", 1)[1].split("\n\n", 1)[0]
    rows = [line.split("|")[1] for line in table.splitlines()[2:]]
    told = [name for row in rows for name in re.findall(r"`/(\w+)", row)]
    assert sorted(told) == sorted(command.name for command in COMMANDS)
