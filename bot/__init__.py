"""The ways to talk to it: Telegram, the local messenger, the command line."""

import os

# Read by python-telegram-bot when it is imported: durations are timedeltas, as they will always be.
os.environ.setdefault("PTB_TIMEDELTA", "1")
