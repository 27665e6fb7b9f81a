"""Updates: taken in, stored, then handled in order for each chat."""
