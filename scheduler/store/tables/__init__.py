"""Every table, a file for each subject. Names and columns are what the migrations create; a test compares them."""

from __future__ import annotations

from scheduler.store.tables import (
    board,
    chasing,
    closing,
    delivery,
    editions,
    endpoints,
    erasures,
    feeds,
    inbox,
    joining,
    ledger,
    planning,
    questions,
    roster,
    study,
    watch,
    workdays,
)
from scheduler.store.tables.base import Base

__all__ = [
    "Base",
    "board",
    "chasing",
    "closing",
    "delivery",
    "editions",
    "endpoints",
    "erasures",
    "feeds",
    "inbox",
    "joining",
    "ledger",
    "planning",
    "questions",
    "roster",
    "study",
    "watch",
    "workdays",
]
