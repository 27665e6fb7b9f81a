"""Buttons of the bot, each with the data that it carries.

Buttons work for 400 days: an action or a field that changes makes those in the chats stale.
"""
