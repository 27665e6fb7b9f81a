"""The table by format has every format, and nothing lost."""

from __future__ import annotations

from tests.bench.imports.measuring import measured, table
from tests.clauses.importing.generated import LISTS, TEXTS


def test_no_format_loses_anything() -> None:
    found = measured(3)

    assert len(table(found).splitlines()) == 1 + len(TEXTS) + len(LISTS)
    for each in found.values():
        assert each.lost == 0
        assert each.kept == each.articles
