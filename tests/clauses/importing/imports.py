"""Imports a document in this process, without the child that reads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from clauses.importing.drafting.draft import PackDraft, write_draft
from clauses.importing.reading import html, pdf, spreadsheet, text, word
from clauses.importing.reading.content import Content, as_json, checked, from_json
from clauses.importing.source_gate import examine_content
from clauses.loading import load_pack
from clauses.model import Pack

READERS: dict[str, Callable[[bytes], Content]] = {
    "txt": text.read_text,
    "md": text.read_text,
    "html": html.read_html,
    "docx": word.read_docx,
    "xlsx": spreadsheet.read_xlsx,
    "pdf": pdf.read_pdf,
}


def imported(data: bytes | str, kind: str, folder: Path) -> tuple[Pack, PackDraft]:
    """The pack as it loads, which has no faults, and what the import says of it."""
    read = READERS[kind](data.encode() if isinstance(data, str) else data)
    content = from_json(as_json(checked(read)))
    draft = write_draft(examine_content(content), folder, name="来文")
    return load_pack(folder), draft
