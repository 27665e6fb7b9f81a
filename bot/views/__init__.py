"""Screens made of domain values and a catalogue; pure."""
