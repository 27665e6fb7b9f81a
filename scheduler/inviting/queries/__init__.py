"""Statements over invites, their uses, and guesses at their codes."""
