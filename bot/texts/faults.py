"""What is wrong in a pack, in the operator's language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.texts.catalogue import Texts
from clauses.errors import PackFault, PackFaults
from clauses.said import Said

_FILE = Path(__file__).parent / "faults.toml"


def fault_line(fault: PackFault, t: Texts) -> str:
    """One fault with its file and line; what has no words in the language stays English."""
    return f"{fault.file}:{fault.line}: {in_words(fault.message, t)} [{fault.code}]"


def fault_lines(faults: PackFaults, t: Texts) -> str:
    """All of them, one below the other."""
    return "\n".join(fault_line(each, t) for each in faults.faults)


def in_words(message: str, t: Texts) -> str:
    """The message in the language of ``t``, with what is filled in."""
    if t.locale == "en" or not isinstance(message, Said):
        return message
    form = forms().get(message.form)
    if form is None:
        return message
    values = (in_words(each, t) if isinstance(each, Said) else each for each in message.values)
    return t.called(form).format(*values)


@cache
def forms() -> Mapping[str, str]:
    """The Simplified form for each English one."""
    return tomllib.loads(_FILE.read_text("utf-8"))
