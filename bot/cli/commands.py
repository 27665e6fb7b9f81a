"""The commands of ``dutybot``; each is imported only when it is called or listed.

``dutybot ask`` needs neither the database nor Telegram, whose imports take longer than the answer.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

COMMANDS = {
    "run": "bot.cli.run:run",
    "demo": "bot.cli.demo:demo",
    "ask": "bot.cli.answers.ask:ask",
    "plan": "bot.cli.plan:plan",
    "migrate": "bot.cli.migrate:migrate",
    "doctor": "bot.cli.doctor:doctor",
    "backup": "bot.cli.backup:backup",
    "restore": "bot.cli.backup:restore",
    "hold": "bot.cli.hold:hold",
    "resume": "bot.cli.hold:resume",
    "requeue": "bot.cli.requeue:requeue",
    "trail": "bot.cli.trail:trail",
    "packs": "bot.cli.packs.commands:packs",
    "hand-over": "bot.cli.hand_over:hand_over",
    "take-updates": "bot.cli.take_updates:take_updates",
    "cluster": "bot.cli.cluster:cluster",
}
"""The place of the function or group of each command, in the order of the help page."""


class Commands(TyperGroup):
    """A group whose commands are imported when they are needed."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name; None when there is none."""
        if cmd_name not in COMMANDS:
            # The names that the refusal may suggest.
            self.commands = {name: self.get_command(ctx, name) for name in COMMANDS}
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        found = getattr(import_module(module), attribute)
        if isinstance(found, typer.Typer):
            return typer.main.get_group(found)
        alone = typer.Typer(add_completion=False)
        alone.command(cmd_name)(found)
        return typer.main.get_command(alone)
