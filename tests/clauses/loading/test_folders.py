from __future__ import annotations

import pytest

from clauses.cadence import OnEvent, Per, Quota
from clauses.errors import PackFaults
from clauses.loading import check_pack, load_pack
from clauses.model import ClauseRef, Known, Owed, Strength


def test_a_sound_pack_has_no_faults(write_pack):
    assert check_pack(write_pack()) == []


def test_a_loaded_pack_says_what_its_files_say(write_pack):
    pack = load_pack(write_pack())

    assert (pack.id, pack.edition, pack.announced_total) == ("works", "2025", 5)
    assert [(part.id, part.count) for part in pack.parts] == [("plant", 3), ("manager", 2)]
    assert [clause.ref.local for clause in pack.clauses] == ["P1", "M1", "W1", "W2"]
    meeting = pack.clauses[1]
    assert meeting.cadence == Quota(at_least=2, per=Per.QUARTER)
    assert (meeting.strength, meeting.known) == (Strength.MUST, Known.SEED)
    assert meeting.meets == (ClauseRef("works", "P1"),)
    assert meeting.citations[0].document.short_title == "安全规则"
    assert meeting.citations[0].place is None
    assert pack.clauses[3].cadence == OnEvent("新工人报到", -1)
    assert pack.posts[1].owed is Owed.EACH
    assert pack.acting[0].carried_by == ("plant",)
    assert pack.questions[1].answer is None
    assert pack.distinctions[0].ref == ClauseRef("works", "D1")


def test_loading_a_faulty_pack_raises_every_fault(write_pack, brief):
    folder = write_pack(clauses="- id: X\n", topics="covered: []\n")

    with pytest.raises(PackFaults) as caught:
        load_pack(folder)

    assert caught.value.faults == check_pack(folder)
    assert ("topics.yaml", 1, "unknown-key") in brief(caught.value.faults)
