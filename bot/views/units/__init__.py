"""Screens about an organisation: its facts, its managers' word on duties, its events."""
