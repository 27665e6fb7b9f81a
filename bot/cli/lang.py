"""The language of what a command prints."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from bot.texts.catalogue import Texts, texts
from bot.texts.operator import operator_locale


class Lang(StrEnum):
    """The locales of the catalogues."""

    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    EN = "en"


OperatorLang = Annotated[
    Lang | None,
    typer.Option("--lang", help="Language of the output; by default that of the terminal."),
]
"""For commands that an operator runs, often without looking at the terminal's settings."""


def operator_texts(lang: Lang | None) -> Texts:
    """The catalogue that was asked for, else that of the terminal's language."""
    return texts(lang or operator_locale())
