"""Parts of the benchmark: each starts its processes and yields its lines."""
