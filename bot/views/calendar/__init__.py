"""The calendar of a person: screens, and the file."""
