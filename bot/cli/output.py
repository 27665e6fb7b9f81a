"""Output of the commands that need no database: tables, JSON, and refusals."""

from __future__ import annotations

import json
import shutil
from typing import NoReturn

import typer
from rich.console import Console

REFUSED = 2
"""Exit status for an option, a post or a line of a batch that makes no sense."""

_WIDTH_WITHOUT_TERMINAL = 120


def console() -> Console:
    """A console of the terminal's width; texts of a pack are no markup, and numbers get no colours."""
    width = shutil.get_terminal_size((_WIDTH_WITHOUT_TERMINAL, 0)).columns
    return Console(width=width, markup=False, highlight=False, emoji=False)


def print_json(value: object, *, on_one_line: bool = False) -> None:
    """Print a value as JSON, Chinese as it is."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=None if on_one_line else 2))


def refuse(message: str, status: int = REFUSED) -> NoReturn:
    """Say on the error output what is wrong, and end the command."""
    typer.echo(message, err=True)
    raise typer.Exit(status)
