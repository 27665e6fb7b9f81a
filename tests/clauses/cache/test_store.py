from __future__ import annotations

import os
from pathlib import Path

import pytest

from clauses.cache.store import Cache

KEY = "a" * 32
PARTS = {"packs": "党委".encode(), "runs": bytes(range(256)), "empty": b""}


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "data" / "cache")


def only_file(tmp_path: Path) -> Path:
    (file,) = (tmp_path / "data" / "cache").iterdir()
    return file


def test_what_was_written_is_read(cache: Cache):
    cache.write(KEY, PARTS)

    assert cache.read(KEY) == PARTS


def test_nothing_is_read_before_it_is_written(cache: Cache):
    assert cache.read(KEY) is None


def test_another_key_reads_nothing(cache: Cache):
    cache.write(KEY, PARTS)

    assert cache.read("b" * 32) is None


def test_a_file_under_the_wrong_name_is_not_read(cache: Cache, tmp_path: Path):
    cache.write(KEY, PARTS)
    file = only_file(tmp_path)
    file.rename(file.with_name(file.name.replace(KEY, "b" * 32)))

    assert cache.read("b" * 32) is None


def test_a_file_cut_short_anywhere_is_not_read(cache: Cache, tmp_path: Path):
    cache.write(KEY, PARTS)
    file = only_file(tmp_path)
    whole = file.read_bytes()

    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        assert cache.read(KEY) is None, length


def test_a_changed_byte_is_noticed(cache: Cache, tmp_path: Path):
    cache.write(KEY, PARTS)
    file = only_file(tmp_path)
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)

    assert cache.read(KEY) is None


@pytest.mark.parametrize(
    "content", [b"", b"\x80\x04.", b"dutybot cache\n[]\n", b"dutybot cache\nnull\nabc", b"{}"]
)
def test_a_foreign_file_is_not_read_and_is_replaced(cache: Cache, tmp_path: Path, content: bytes):
    cache.write(KEY, PARTS)
    only_file(tmp_path).write_bytes(content)

    assert cache.read(KEY) is None
    cache.write(KEY, PARTS)
    assert cache.read(KEY) == PARTS


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path):
    (tmp_path / "data").write_text("a file")
    cache = Cache(tmp_path / "data")

    cache.write(KEY, PARTS)

    assert cache.read(KEY) is None


def test_no_draft_is_left_where_writing_fails(
    cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "replace", full)

    cache.write(KEY, PARTS)

    assert list((tmp_path / "data" / "cache").iterdir()) == []


def test_only_the_newest_files_stay(cache: Cache, tmp_path: Path):
    folder = tmp_path / "data" / "cache"
    for number in range(6):
        cache.write(str(number) * 32, PARTS)
        os.utime(folder / f"packs-{str(number) * 32}.cache", (number, number))
    cache.write(KEY, PARTS)

    assert len(list(folder.iterdir())) == 4
    assert cache.read(KEY) == PARTS
    assert cache.read("0" * 32) is None
