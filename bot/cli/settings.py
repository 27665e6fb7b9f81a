"""The settings for a command: read, or every fault said and the command ended."""

from __future__ import annotations

import sys

import typer

from bot.config import BadSettings, Settings
from bot.operating.redaction import keep_secret, print_redacted

BAD_SETTINGS = 2
"""Exit status when the settings do not hold together, as for a wrong option."""


def settings_or_exit() -> Settings:
    """The settings from the environment; on faults prints them all and exits.

    From then on nothing that is logged, and no error that ends the program, shows a secret of theirs.
    """
    try:
        settings = Settings.from_env()
    except BadSettings as error:
        for fault in error.faults:
            typer.echo(fault, err=True)
        raise typer.Exit(BAD_SETTINGS) from None
    keep_secret(settings.secrets)
    sys.excepthook = print_redacted
    return settings


def make_data_folder(settings: Settings) -> None:
    """Make sure that there is one, for its owner only; say why it cannot be, and exit."""
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        typer.echo(f"DUTYBOT_DATA_DIR: {settings.data_dir}: {error.strerror}", err=True)
        raise typer.Exit(BAD_SETTINGS) from None
