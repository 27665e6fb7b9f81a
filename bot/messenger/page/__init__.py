"""The page of the local messenger: its routes, its views and its acts."""
