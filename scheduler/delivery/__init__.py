"""From a notice that is due to a message whose arrival is on record."""
