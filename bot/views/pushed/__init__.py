"""Messages that nobody asked for: reminders, and word of the unreached."""
