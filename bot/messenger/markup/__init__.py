"""Formatted text as Telegram reads it: entities, its HTML, addresses."""
