"""Statements over overdue items, who is told of them, and who owes them."""
