"""Buttons about the people of an organisation, and reading a roster."""
