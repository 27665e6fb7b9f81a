"""Statements over the tables of this room; each runs in a transaction of the caller."""
