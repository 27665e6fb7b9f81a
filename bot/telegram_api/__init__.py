"""Calls to Telegram: the bot, its connections, its limits, and the courier of reminders."""
