"""Duties of people over time, and whether they were done: roster, planning, ledger, outbox. No wording, no messenger."""
