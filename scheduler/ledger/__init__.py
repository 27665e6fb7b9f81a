"""What was done: entries, what a person owes, and putting a reminder off."""
