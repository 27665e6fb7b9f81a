"""What updates lead to: one file per subject, with its ``HANDLERS`` and, for dialogues, ``STEPS``."""
