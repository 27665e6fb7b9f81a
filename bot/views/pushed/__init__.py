"""What the bot says unasked: reminders, and word of who is not reached."""
