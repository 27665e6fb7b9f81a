"""Handlers: one file per subject, with its ``HANDLERS`` and, for answers in a dialogue, ``STEPS``."""
