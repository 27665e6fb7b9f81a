"""Duties that an organisation asks of itself."""
