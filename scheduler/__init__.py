"""Duties of people and organisations, their due dates and completion. No wording, no messenger."""
