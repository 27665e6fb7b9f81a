"""The handlers: one file per subject, each exporting ``HANDLERS`` and, for typed input, ``STEPS``."""
