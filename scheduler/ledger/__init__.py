"""The ledger: entries, what a person owes, and putting a reminder off."""
