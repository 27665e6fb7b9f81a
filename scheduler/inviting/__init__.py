"""Invites into an organisation: made by its managers, followed by a link or a code."""
