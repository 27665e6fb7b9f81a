"""Handlers of the board: text, picture, page, groups."""
