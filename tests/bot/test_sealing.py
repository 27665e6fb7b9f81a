from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.sealing import LIFE, SEAL_BYTES, BrokenSeal, Seal

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
SEAL = Seal("1:secret")
ANN = 720000001

data = st.text(min_size=1, max_size=40)


@given(data)
def test_what_was_sealed_is_opened_in_the_same_chat(text):
    sealed = SEAL.sealed(text, ANN, NOW)

    assert SEAL.opened(sealed, ANN, NOW + LIFE) == text
    assert len(sealed) == len(text) + SEAL_BYTES


@given(data, st.integers())
def test_no_other_chat_opens_it(text, chat):
    assume(chat != ANN)
    with pytest.raises(BrokenSeal):
        SEAL.opened(SEAL.sealed(text, ANN, NOW), chat, NOW)


@given(data, data)
def test_another_content_does_not_fit_the_seal(text, other):
    assume(other != text)
    sealed = SEAL.sealed(text, ANN, NOW)
    with pytest.raises(BrokenSeal):
        SEAL.opened(other + sealed[len(text) :], ANN, NOW)


@given(st.text(max_size=64))
def test_made_up_data_are_refused(text):
    with pytest.raises(BrokenSeal):
        SEAL.opened(text, ANN, NOW)


@given(data, st.integers(1, 40))
def test_a_cut_seal_is_refused(text, cut):
    sealed = SEAL.sealed(text, ANN, NOW)
    with pytest.raises(BrokenSeal):
        SEAL.opened(sealed[:-cut], ANN, NOW)


def test_a_button_expires():
    sealed = SEAL.sealed("done:1", ANN, NOW)
    with pytest.raises(BrokenSeal):
        SEAL.opened(sealed, ANN, NOW + LIFE + timedelta(days=1))


def test_the_day_cannot_be_made_younger():
    sealed = SEAL.sealed("done:1", ANN, NOW - LIFE)
    later = SEAL.sealed("done:1", ANN, NOW)
    mixed = later[: -SEAL_BYTES + 5] + sealed[-SEAL_BYTES + 5 :]
    with pytest.raises(BrokenSeal):
        SEAL.opened(mixed, ANN, NOW)


def test_another_bot_cannot_seal():
    with pytest.raises(BrokenSeal):
        SEAL.opened(Seal("2:secret").sealed("done:1", ANN, NOW), ANN, NOW)
