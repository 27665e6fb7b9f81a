"""The parts of the benchmark: each runs its processes and gives its lines."""
