"""Content packs: read, checked with all faults at once, and built into values."""

from clauses.loading.folders import (
    SHIPPED_PACKS,
    check_pack,
    find_pack,
    load_pack,
    load_packs,
    load_with_used,
)

__all__ = ["SHIPPED_PACKS", "check_pack", "find_pack", "load_pack", "load_packs", "load_with_used"]
