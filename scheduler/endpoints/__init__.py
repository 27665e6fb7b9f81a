"""Robots of groups elsewhere, and people's mailboxes."""
