"""Files made to harm their reader: refused with little work and memory, with nothing read or sent."""

from __future__ import annotations

import resource
import socket
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest

from clauses.errors import UnreadableSource
from clauses.importing.reading.content import MAX_ROWS, DocumentRefused
from clauses.importing.reading.document import read_document
from clauses.importing.reading.kinds import kind_of
from tests.clauses.importing import documents

MEGABYTE = 1_000_000


@pytest.fixture
def refusal(tmp_path: Path):
    """The reason for which a file is refused, which must take little work."""

    def refusal(data: bytes, *, seconds: float = 2.0, name: str = "received") -> str:
        file = tmp_path / name
        file.write_bytes(data)
        with at_most(seconds), pytest.raises(UnreadableSource) as refused:
            read_document(file)
        return refused.value.reason

    return refusal


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Checks the processor time of a block, with that of its child processes."""
    before = worked()
    yield
    assert worked() - before < seconds


def worked() -> float:
    of_all = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in of_all)


def bomb(document: bytes, part: str, megabytes: int) -> bytes:
    """The document with a further part of that size, which is packed to a hundredth or less."""
    out = BytesIO(document)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        piece = b"<row>" + b" " * (MEGABYTE - 5)
        with archive.open(part, "w") as opened:
            for _ in range(megabytes):
                opened.write(piece)
    return out.getvalue()


BOMBS = {
    "a workbook of 420 megabytes": (documents.xlsx, "xl/worksheets/sheet2.xml", 420),
    "a document of 300 megabytes": (documents.word, "word/comments.xml", 300),
    "a workbook of just too much": (documents.xlsx, "xl/media/picture.bin", 51),
}


@pytest.mark.experiment("J5 J7 too much to unpack")
@pytest.mark.parametrize(("document", "part", "megabytes"), BOMBS.values(), ids=BOMBS)
def test_what_would_unpack_to_too_much_is_refused_without_unpacking(
    refusal, document, part, megabytes
):
    packed = bytearray(bomb(document(), part, megabytes))
    assert len(packed) < 3 * MEGABYTE
    assert refusal(bytes(packed), seconds=1) == "bomb"

    # Unpacking any of it would show that it cannot be unpacked.
    middle = packed.index(part.encode()) + 100_000
    packed[middle : middle + 50] = b"\xff" * 50
    assert refusal(bytes(packed), seconds=1) == "bomb"


@pytest.mark.experiment("J5 J7 too much to unpack")
def test_a_directory_that_lies_about_the_size_of_a_part_is_refused(refusal):
    sheet = documents.cells([["内容"], ["检查车辆。" * 400]])
    book = bytearray(documents.xlsx(sheet))
    name = b"xl/worksheets/sheet1.xml"
    entry = book.rindex(b"PK\x01\x02", 0, book.rindex(name))
    book[entry + 24 : entry + 28] = (100).to_bytes(4, "little")

    assert refusal(bytes(book)) == "broken"


@pytest.mark.experiment("J5 J7 too much to unpack")
def test_more_than_a_thousand_parts_are_refused(refusal):
    more = {f"xl/media/{number}.png": b"" for number in range(1_001)}

    assert refusal(documents.xlsx(more=more)) == "too-many-entries"


@pytest.mark.experiment("J6 far cells, false sizes")
def test_a_cell_at_the_far_corner_is_refused_and_named(tmp_path):
    file = tmp_path / "far.xlsx"
    far = f'<row r="1048576">{documents.cell("XFD1048576", "远")}</row>'
    file.write_bytes(documents.xlsx(documents.cells() + far))

    with at_most(2), pytest.raises(UnreadableSource) as refused:
        read_document(file)
    assert (refused.value.reason, refused.value.details) == ("far-cell", {"cell": "XFD1048576"})


@pytest.mark.experiment("J6 far cells, false sizes")
def test_a_far_cell_that_the_search_does_not_see_takes_only_the_child_with_it(refusal):
    hidden = '<row r="1048576"><c t="inlineStr" r=\'XFD1048576\'><is><t>远</t></is></c></row>'

    assert refusal(documents.xlsx(documents.cells() + hidden), seconds=5) == "too-heavy"


@pytest.mark.experiment("J6 far cells, false sizes")
@pytest.mark.parametrize("dimension", ["A1", "A1:A1", "A1:XFD1048576"])
def test_rows_are_read_whatever_the_sheet_says_about_its_size(tmp_path, dimension):
    rows = [["内容"], *([f"检查{number}号车。"] for number in range(1, 4_001))]
    file = tmp_path / "rows.xlsx"
    file.write_bytes(documents.xlsx(documents.cells(rows), dimension=dimension))

    [table] = read_document(file).blocks
    assert len(table.rows) == 4_001


@pytest.mark.experiment("J6 far cells, false sizes")
def test_a_row_far_below_the_others_is_one_row(tmp_path):
    far = f'<row r="1000000">{documents.cell("B1000000", "远")}</row>'
    file = tmp_path / "rows.xlsx"
    file.write_bytes(documents.xlsx(documents.cells() + far))

    [table] = read_document(file).blocks
    assert table.numbers == (1, 2, 3, 4, 1_000_000)


def test_too_many_rows_are_refused(refusal):
    rows = [["甲"]] * (MAX_ROWS + 1)

    assert refusal(documents.xlsx(documents.cells(rows))) == "too-many-rows"
    assert refusal(documents.csv(rows), name="rows.csv") == "too-many-rows"


def declarations(secret: Path, url: str) -> dict[str, str]:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return {
        "a document type": '<!DOCTYPE x SYSTEM "x.dtd">',
        "a file": f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>',
        "a connection": f'<!DOCTYPE x [<!ENTITY e SYSTEM "{url}">]>',
        "a parameter entity": f'<!DOCTYPE x [<!ENTITY % e SYSTEM "{url}"> %e;]>',
        "a bomb": f'<!DOCTYPE x [<!ENTITY e0 "满">{levels}]>',
    }


@pytest.fixture
def listener():
    """The address of a server, and whether anything has connected to it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)  # the system takes the connections in by itself

        def was_reached() -> bool:
            try:
                server.accept()
            except BlockingIOError:
                return False
            return True

        yield f"http://127.0.0.1:{server.getsockname()[1]}/x.dtd", was_reached


@pytest.mark.experiment("J8 entities")
@pytest.mark.parametrize("declared", declarations(Path("/x"), "x"))
def test_entities_are_refused_wherever_they_stand(refusal, tmp_path, listener, declared):
    secret = tmp_path / "secret.txt"
    secret.write_text("绝密", "utf-8")
    url, was_reached = listener
    prologue = f'<?xml version="1.0"?>{declarations(secret, url)[declared]}'
    body = "&e;&e9;"
    svg = f"{prologue}<svg xmlns='http://www.w3.org/2000/svg'><text>{body}</text></svg>"
    files = {
        "xlsx": documents.xlsx(documents.cells([["内容"], ["检查"]]), prologue=prologue),
        "xlsx in utf-16": documents.with_part(
            documents.xlsx(), "xl/workbook.xml", f"{prologue}<workbook/>".encode("utf-16")
        ),
        "docx": documents.with_part(
            documents.word(), "word/document.xml", f"{prologue}<x>{body}</x>".encode()
        ),
        "docx, in another part": documents.with_part(
            documents.word(), "word/styles.xml", f"{prologue}<x>{body}</x>".encode()
        ),
        "svg": svg.encode(),
        "html": f"<!DOCTYPE html [{prologue.partition('[')[2]}<html><p>{body}</p></html>".encode(),
    }
    if "ENTITY" not in prologue:
        del files["html"]
    reasons = {name: refusal(data) for name, data in files.items()}

    assert reasons.pop("svg") == "markup"
    assert set(reasons.values()) == {"entities"}
    assert not was_reached()


@pytest.mark.experiment("J8 entities")
def test_xml_in_an_encoding_that_hides_entities_is_refused(refusal):
    hidden = b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE x+AD4-<workbook/>'

    assert refusal(documents.with_part(documents.xlsx(), "xl/workbook.xml", hidden)) == "broken"


def test_a_page_cannot_make_the_reader_fetch_anything(tmp_path, listener):
    url, was_reached = listener
    file = tmp_path / "page.html"
    file.write_text(
        f"<html><head><link rel=stylesheet href='{url}'><base href='{url}'></head>"
        f"<body><img src='{url}'><iframe src='{url}'></iframe>检查车辆</body></html>",
        "utf-8",
    )

    assert read_document(file).blocks == ("检查车辆",)
    assert not was_reached()


def test_a_stream_of_a_pdf_that_unpacks_without_end_takes_only_the_child_with_it(refusal):
    packed = zlib.compress(b" " * 300 * MEGABYTE, 1)
    head = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
    head += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
    stream = f"4 0 obj<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode() + packed
    tail = b"\nendstream endobj\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF"

    assert refusal(head + stream + tail, seconds=25) in ("no-text-layer", "too-heavy", "broken")


def test_a_page_nested_without_end_is_refused_or_read(tmp_path):
    file = tmp_path / "deep.html"
    file.write_text("<html>" + "<div>" * 20_000 + "检查", "utf-8")

    try:
        assert read_document(file).blocks == ("检查",)
    except UnreadableSource as refused:
        assert refused.reason in ("broken", "empty", "too-heavy")  # noqa: PT017


OTHERS = {
    "an old word document": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
        "doc",
    ),
    "an encrypted workbook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "encrypted",
    ),
    "rtf": (b"{\\rtf1 x}", "rtf"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "picture"),
    "an archive": (documents.zipped({"a.txt": "检查"}), "archive"),
    "an OpenDocument text": (
        documents.zipped(
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}
        ),
        "odt",
    ),
    "half a zip file": (documents.xlsx()[:300], "broken"),
    "other markup": (b"<?xml version='1.0'?><feed/>", "markup"),
}


@pytest.mark.parametrize(("data", "reason"), OTHERS.values(), ids=OTHERS)
def test_what_cannot_be_read_is_named(data, reason):
    with pytest.raises(DocumentRefused) as refused:
        kind_of(data, "条例.docx")
    assert refused.value.reason == reason


def test_half_a_document_is_broken(refusal):
    assert refusal(b"%PDF-1.7\nnothing") == "broken"
    assert refusal(documents.with_part(documents.word(), "word/document.xml", b"<w:p>")) == "broken"


def test_files_that_are_too_large_missing_or_empty_are_refused(refusal, tmp_path):
    assert refusal(b"a" * 10_000_001) == "too-large"
    assert refusal(b" \n") == "empty"
    with pytest.raises(UnreadableSource) as refused:
        read_document(tmp_path / "none.txt")
    assert refused.value.reason == "missing"


def test_the_child_is_given_no_settings(tmp_path, monkeypatch):
    monkeypatch.setenv("DUTYBOT_TOKEN", "1:secret")
    given: dict[str, str] = {}

    def run(*_: object, env: dict[str, str], **__: object) -> None:
        given.update(env)
        raise OSError

    monkeypatch.setattr("subprocess.run", run)
    file = tmp_path / "a.txt"
    file.write_text("检查", "utf-8")
    with pytest.raises(UnreadableSource):
        read_document(file)

    assert given
    assert not [name for name in given if name.startswith("DUTYBOT")]


@pytest.mark.parametrize("reader", ["text", "html", "word", "spreadsheet", "pdf"])
def test_no_reader_loads_a_heavy_library(reader):
    loaded = (
        f"import sys, clauses.importing.reading.child, clauses.importing.reading.{reader};"
        "print(*{'numpy', 'pypinyin', 'opencc', 'pydantic', 'telegram'} & set(sys.modules))"
    )
    shown = subprocess.run([sys.executable, "-c", loaded], capture_output=True, check=True)

    assert shown.stdout.strip() == b""


@pytest.mark.experiment("J9 aliases, depth")
def test_aliases_and_depth_in_a_pack_are_refused_with_little_work():
    from clauses.loading.yaml_lines import read_yaml

    aliases = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)
    )
    for text, code in (
        (aliases, "alias"),
        ("[" * 999_000, "too-deep"),
        ("- " * 20_000, "too-deep"),
    ):
        with at_most(0.5):
            assert code in {problem.code for problem in read_yaml(text).problems}
