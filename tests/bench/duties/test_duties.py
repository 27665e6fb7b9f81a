"""The figures of the duties read hold on sentences that no rule was tuned on."""

from __future__ import annotations

import pytest

from clauses.cadence import Per, Quota, Season
from clauses.model import Proposal, Strength
from tests.bench.duties.measuring import measured, read, table
from tests.bench.duties.sentences import Expected, Sentence, sentences


def test_duties_are_read_right_on_the_sentences_set_aside(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = measured()
    with capsys.disabled():
        print(f"\n{table(found)}")

    for each in found.values():
        assert each.precision >= 0.92
        assert each.recall >= 0.90
        assert each.days_kept == each.days


def test_nearly_a_third_of_at_least_600_different_sentences_is_set_aside() -> None:
    every = list(sentences())
    aside = sum(each.is_set_aside for each in every)

    assert len({each.words for each in every}) == len(every) >= 600
    assert 0.25 < aside / len(every) < 0.40


def test_a_proposal_that_misses_the_day_or_the_subject_is_not_right() -> None:
    proposal = Proposal("1", "", Strength.MUST, "站长", Quota(1, Per.YEAR, season=Season(1, 3)))

    assert Expected(proposal.cadence, subject="站长").is_met_by(proposal)
    assert not Expected(proposal.cadence, subject="船员").is_met_by(proposal)
    assert not Expected(proposal.cadence, day="3月15日前").is_met_by(proposal)
    assert not Expected(Quota(2, Per.YEAR)).is_met_by(proposal)


def test_what_is_proposed_too_much_counts() -> None:
    reading = read(Sentence("", "站长每月检查一次。", ()))

    assert (len(reading.proposed), reading.right) == (1, 0)
