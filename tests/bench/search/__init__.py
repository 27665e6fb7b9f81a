"""Latency, memory and build time of the search, beside its peers."""
