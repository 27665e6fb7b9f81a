"""Statements of this room."""
