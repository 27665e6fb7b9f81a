"""Faults of quantities and limits are found with their lines, all at once."""

from __future__ import annotations

import pytest

from clauses.loading import check_pack

CLAUSE = """\
- id: A1
  subject: plant
  duty: 检查
  text: 厂部每季度至少检查1次。
  cadence: {at_least: 1, per: quarter}
  strength: must
  known: text
  sources: [{document: rules}]
  limits:
"""
QUANTITIES = """\
quantities:
  - id: people
    form: share
    amount: {zh-Hans: "{n}人", zh-Hant: "{n}人", en: "{n} people"}
  - {id: time, form: duration}
"""


@pytest.mark.parametrize(
    ("limit", "code"),
    [
        ("{quantity: width, at_least: 3}", "unknown-quantity"),
        ("{quantity: people, at_least: 1/2}", "limit"),
        ("{quantity: people}", "limit"),
        ("{quantity: time, at_most: 3}", "limit"),
        ("{quantity: time, at_most: 3, unit: days, of: 人}", "limit"),
        ("{quantity: time, at_most: 3, at_least: 5, unit: days}", "limit"),
        ("{quantity: time, at_least: 3, more_than: 5, unit: days}", "limit"),
        ("{quantity: time, at_least: 3, unit: days, instead: B9}", "unknown-ref"),
        ("{quantity: time, at_least: 3, unit: fortnights}", "wrong-value"),
        ("{quantity: time, bands: [{up_to: 3, rate: 1/2}], unit: days}", "limit"),
        (
            "{quantity: time, bands: [{up_to: 3, rate: 1/2}, {up_to: 2, rate: 1/3}, {rate: 1/4}], unit: days}",
            "limit",
        ),
    ],
)
def test_a_limit_that_makes_no_sense_is_refused(write_pack, limit: str, code: str) -> None:
    folder = write_pack(clauses=f"{CLAUSE}    - {limit}\n", questions=None, quantities=QUANTITIES)

    faults = check_pack(folder)

    assert [(fault.code, fault.line) for fault in faults] == [(code, 10)], faults


@pytest.mark.parametrize(
    "limit",
    [
        "{quantity: people, at_least: 1/2, of: 人}",
        "{quantity: people, note: 没有写明}",
        "{quantity: time, at_least: 3, at_most: 5, unit: days, instead: A1}",
    ],
)
def test_a_limit_that_makes_sense_is_not(write_pack, limit: str) -> None:
    folder = write_pack(clauses=f"{CLAUSE}    - {limit}\n", questions=None, quantities=QUANTITIES)

    assert check_pack(folder) == []


@pytest.mark.parametrize(
    "quantity",
    [
        "{id: people, form: share}",
        '{id: people, form: number, amount: {zh-Hans: 人, zh-Hant: "{n}人", en: "{n}"}}',
        '{id: time, form: duration, amount: {zh-Hans: "{n}天", zh-Hant: "{n}天", en: "{n}"}}',
    ],
)
def test_a_quantity_says_how_a_number_of_it_is_said(write_pack, quantity: str) -> None:
    folder = write_pack(
        clauses=CLAUSE.removesuffix("  limits:\n"),
        questions=None,
        quantities=f"quantities:\n  - {quantity}\n",
    )

    assert [(fault.code, fault.line) for fault in check_pack(folder)] == [("quantity", 2)]


def test_a_quantity_is_declared_once(write_pack) -> None:
    folder = write_pack(
        clauses=CLAUSE.removesuffix("  limits:\n"),
        questions=None,
        quantities=QUANTITIES + "  - {id: time, form: duration}\n",
    )

    assert [fault.code for fault in check_pack(folder)] == ["duplicate-id"]
