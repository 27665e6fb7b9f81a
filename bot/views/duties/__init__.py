"""Screens of what one owes, and of entering it as done."""
