"""Quality of the answers, beside search libraries that rank the same texts."""
