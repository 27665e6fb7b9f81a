"""Every word that a person reads: one catalogue per locale, one file per subject."""
