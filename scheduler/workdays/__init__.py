"""Workdays: the calendar, and the days that operators enter."""
