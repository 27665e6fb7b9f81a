"""Practice: which question somebody is asked next, and what they answered. For oneself only."""
