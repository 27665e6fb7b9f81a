"""Handlers about robots of other messengers, and mailboxes."""
