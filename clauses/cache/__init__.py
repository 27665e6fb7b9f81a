"""Packs and indexes once read and worked out, kept in a file for the next start."""
