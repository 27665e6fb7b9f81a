"""The ways to people besides Telegram: group robots, and mail."""
