"""The language of what the operator reads on the terminal."""

from __future__ import annotations

import locale


def operator_locale() -> str:
    """The catalogue for the terminal's language: Chinese where it is Chinese, else English."""
    language = (locale.getlocale()[0] or "").lower()
    if language.startswith(("zh_tw", "zh_hk", "zh_mo")):
        return "zh-Hant"
    return "zh-Hans" if language.startswith(("zh", "chinese")) else "en"
