"""Organisations in their tree, persons, who holds which post, and the trail of changes."""
