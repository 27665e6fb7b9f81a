"""The duties of a person: the list, one of them, entering as done, evidence, being reminded later."""
