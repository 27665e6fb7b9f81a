"""Who owes what, when, and was it done: roster, planning, ledger, outbox. No wording, no messenger."""
