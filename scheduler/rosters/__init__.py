"""Rosters: a table of who holds which post, compared with what is stored, and taken over."""
