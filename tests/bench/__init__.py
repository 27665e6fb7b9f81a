"""Benchmarks of the bot beside its peers, one package each; run by ``make bench``."""
