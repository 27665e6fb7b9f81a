"""Closing a period: statements that draw themselves, what they say of a tree, files, checklists."""
