"""Readers of documents, one kind in each file: bytes in, lines and tables out.

They run in a child process with little memory and time (``clauses.importing.reading.child``).
"""
