"""What one owes: the list, entering as done, evidence, being reminded later."""
