"""Answers and clauses, on the screen and on the command line."""
