"""The page of the local messenger: its routes, what it shows, what its buttons do."""
