"""Statements over everybody who holds a post in a subtree."""
