"""Rhythms as people write them: which are read, what each means, and which are refused and why."""
