from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.conversation.sealing import LIFE, SEAL_BYTES, BrokenSeal, Seal
from scheduler.clock import ManualClock

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
CLOCK = ManualClock(NOW)
SEAL = Seal("1:secret", CLOCK)
ANN = 720000001


def at(now: datetime) -> Seal:
    return Seal("1:secret", ManualClock(now))


data = st.text(min_size=1, max_size=40)


@given(data)
def test_what_was_sealed_is_opened_in_the_same_chat(text):
    sealed = SEAL.sealed(text, ANN)

    assert SEAL.opened(sealed, ANN) == text
    assert len(sealed) == len(text) + SEAL_BYTES


@pytest.mark.experiment("S2 forged buttons")
@given(data, st.integers())
def test_no_other_chat_opens_it(text, chat):
    assume(chat != ANN)
    with pytest.raises(BrokenSeal):
        SEAL.opened(SEAL.sealed(text, ANN), chat)


@pytest.mark.experiment("S2 forged buttons")
@given(data, data)
def test_another_content_does_not_fit_the_seal(text, other):
    assume(other != text)
    sealed = SEAL.sealed(text, ANN)
    with pytest.raises(BrokenSeal):
        SEAL.opened(other + sealed[len(text) :], ANN)


@pytest.mark.experiment("S2 forged buttons")
@given(st.text(st.characters(), max_size=64))
def test_made_up_data_are_refused(text):
    with pytest.raises(BrokenSeal):
        SEAL.opened(text, ANN)


@pytest.mark.experiment("S2 forged buttons")
@given(data, st.integers(1, 40))
def test_a_cut_seal_is_refused(text, cut):
    sealed = SEAL.sealed(text, ANN)
    with pytest.raises(BrokenSeal):
        SEAL.opened(sealed[:-cut], ANN)


@pytest.mark.experiment("S3 buttons out of date")
def test_a_button_expires():
    old = at(NOW - LIFE - timedelta(days=1)).sealed("done:1", ANN)
    with pytest.raises(BrokenSeal):
        SEAL.opened(old, ANN)
    assert SEAL.opened(at(NOW - LIFE).sealed("done:1", ANN), ANN) == "done:1"


@pytest.mark.experiment("S2 forged buttons")
def test_the_day_cannot_be_made_younger():
    sealed = at(NOW - LIFE).sealed("done:1", ANN)
    later = SEAL.sealed("done:1", ANN)
    mixed = later[: -SEAL_BYTES + 3] + sealed[-SEAL_BYTES + 3 :]
    with pytest.raises(BrokenSeal):
        SEAL.opened(mixed, ANN)


@pytest.mark.experiment("S2 forged buttons")
def test_another_bot_cannot_seal():
    with pytest.raises(BrokenSeal):
        SEAL.opened(Seal("2:secret", CLOCK).sealed("done:1", ANN), ANN)


def test_a_button_of_before_a_restore_opens_only_what_waited_then() -> None:
    seal = Seal("1:secret", CLOCK)
    seal.use(seal.key, "")
    sealed = seal.sealed("done:1", ANN)
    seal.use(seal.key, "a1", former_era="", former_until=500)
    assert seal.opened(sealed, ANN, update_id=500) == "done:1"
    for later in (501, None):
        with pytest.raises(BrokenSeal):
            seal.opened(sealed, ANN, update_id=later)
    assert seal.opened(seal.sealed("done:2", ANN), ANN, update_id=400) == "done:2"
