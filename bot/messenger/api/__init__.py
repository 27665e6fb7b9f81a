"""The Bot API of the local messenger."""
