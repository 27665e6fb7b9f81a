"""Screens about the people of an organisation."""
