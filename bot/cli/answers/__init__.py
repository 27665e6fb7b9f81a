"""Answers on the command line."""
