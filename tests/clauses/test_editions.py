from __future__ import annotations

from clauses.editions import compare
from clauses.loading import load_pack


def test_two_editions_are_compared_clause_by_clause(write_pack, clauses):
    old = load_pack(write_pack("y2025"))
    changed = clauses.replace("id: W2", "id: W3").replace("至少主持2次", "至少要主持2次")
    new = load_pack(write_pack("y2026", clauses=changed))

    difference = compare(old, new)

    assert [clause.ref.local for clause in difference.added] == ["W3"]
    assert [clause.ref.local for clause in difference.removed] == ["W2"]
    [change] = difference.changed
    assert change.changed == ("text",)
    assert (change.old.ref.pack, change.new.ref.pack) == ("y2025", "y2026")


def test_the_id_of_a_pack_makes_no_difference(write_pack):
    difference = compare(load_pack(write_pack("y2025")), load_pack(write_pack("y2026")))

    assert (difference.added, difference.removed, difference.changed) == ((), (), ())
