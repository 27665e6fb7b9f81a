"""Calendars of persons: what they owe, for programs that subscribe to it."""
