"""Benchmarks, one package for each; imported only by ``dutybot bench``."""
