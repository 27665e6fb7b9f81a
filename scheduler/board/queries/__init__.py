"""Statements behind the board."""
