"""``python -m bot`` is ``dutybot``."""

from bot.cli import main

main()
