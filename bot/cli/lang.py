"""The language of what a command prints."""

from __future__ import annotations

from enum import StrEnum


class Lang(StrEnum):
    """The locales of the catalogues."""

    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    EN = "en"
