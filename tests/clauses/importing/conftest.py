"""A damaged text, written for these tests; the rules in it are made up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clauses.errors import PackFault


@pytest.fixture
def brief() -> Callable[[list[PackFault]], list[tuple[str, int, str]]]:
    """Faults as file name, line and code."""

    def shorten(faults: list[PackFault]) -> list[tuple[str, int, str]]:
        return [(fault.file.name, fault.line, fault.code) for fault in faults]

    return shorten


@pytest.fixture
def interview() -> str:
    """Traditional script, inserted readings, two damaged passages, counts that agree."""
    return (
        "某廠聯(lián)合印發《某廠安全生產(chǎn)責任清單》(以下簡稱《安全清單》)?!敦熑吻鍐_之際,記者采訪了廠長。\n"
        "問:《安全清單》有多少條?\n"
        "答:共12條,其中“集體責任”包括廠部(含科室、班組)責任5條、車間責任3條,“個人責任”包括廠長責任4條。\n"
        "問:有什么量化要求?\n"
        "答:一是厰長每半年應當至少主持2次安全會議,二是車間主任每季度至少檢查1次灭?器、登記在冊。"
        "三是一般每年不少于8學時的安全培訓。見附件(a)。\n"
    )
