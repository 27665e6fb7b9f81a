"""Answers and clauses on the screen."""
