"""No column that may hold something of a person is missing in the list of what is erased."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import JSON, Column, String, Table

from scheduler.forgetting.kept import TABLES
from scheduler.store.personal import (
    PERSONAL,
    Deleted,
    Emptied,
    Replaced,
    Stays,
    column_of,
    impersonal_columns,
    personal_columns,
    personal_tables,
)
from scheduler.store.tables import Base
from scheduler.store.types import AddressText

DOCS = Path(__file__).parents[3] / "docs"


def may_be_personal(column: Column) -> bool:
    """Texts, what is made of texts, addresses, and references to persons, by whatever name."""
    if isinstance(column.type, (String, JSON, AddressText)):
        return True
    return any(key.column.table.name == "person" for key in column.foreign_keys)


def suspects() -> set[Column]:
    return {
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if may_be_personal(column)
    }


def test_every_text_address_and_reference_to_a_person_is_listed_as_personal_or_not():
    listed = personal_columns() | impersonal_columns()
    assert sorted(map(str, suspects() - listed)) == []


def test_nothing_is_listed_twice_and_nothing_that_is_not_there():
    whole_rows = {column_of(each.whose[0]) for each in PERSONAL if isinstance(each, Deleted)}
    assert sorted(map(str, personal_columns() & impersonal_columns() - whole_rows)) == []
    assert sorted(map(str, impersonal_columns() - suspects())) == []


def test_whatever_is_somebodys_is_shown_under_a_heading():
    shown = {"inbox"}
    for each in PERSONAL:
        match each:
            case Deleted(whose) | Emptied(whose):
                shown.add(column_of(whose[0]).table.name)
            case Stays(column) | Replaced(column):
                shown.add(column_of(column).table.name)
    assert shown == {table for tables in TABLES.values() for table in tables}


@pytest.mark.parametrize("file", ["operations.md", "operations.zh-CN.md"])
def test_the_documents_say_how_long_each_personal_table_is_kept(file):
    rows = re.findall(r"^\| ((?:`\w+`(?:, |、)?)+) \|", (DOCS / file).read_text("utf-8"), re.M)
    told = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    tables = {table.name for table in Base.metadata.sorted_tables}
    assert personal_tables() - told == set()
    assert told & tables == personal_tables() | {"erasure"}


def test_a_new_column_with_words_would_be_missed():
    table = Table("letter", Base.metadata.__class__(), Column("words", String(10)))
    assert may_be_personal(table.columns["words"])
