"""Overdue items: their managers are told, then the body above; and reminding everybody at once."""
