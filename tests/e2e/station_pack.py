"""A made-up pack in two editions: what was owed each quarter is owed each month in the newer one."""

from __future__ import annotations

from pathlib import Path

PACK = "duty-station"
BODY = "值守站"
HEAD = "值守站站长"
OFFICER = "值守站安全员"
CHECK, DRILL, COUNT = "检查消防器材", "组织应急演练", "清点应急物资"

OLDER, NEWER = "2025年版", "2026年版"
QUARTERLY = "安全员每季度至少检查1次消防器材。"
MONTHLY = "安全员每月至少检查1次消防器材。"

_SUBJECTS = f"""\
bodies: [{{id: station, name: {BODY}}}]
posts:
  - {{id: head, name: {HEAD}, body: station, owed: once-by-body, answers_for_body: true}}
  - {{id: officer, name: {OFFICER}, body: station, owed: once-by-body}}
"""


def write_older(folder: Path) -> Path:
    """Write the edition in which everything goes by quarters; the folder of the pack."""
    return _write(folder, OLDER, _clause("S1", CHECK, QUARTERLY, "quarter"))


def write_newer(folder: Path) -> Path:
    """Write the next edition in its place."""
    return _write(folder, NEWER, _clause("S1", CHECK, MONTHLY, "month"))


def _write(folder: Path, edition: str, check: str) -> Path:
    pack = folder / PACK
    pack.mkdir(exist_ok=True)
    rest = (
        _clause("S2", DRILL, "安全员每半年至少组织1次应急演练。", "half-year"),
        _clause("S3", COUNT, "安全员每季度至少清点1次应急物资。", "quarter"),
    )
    (pack / "pack.yaml").write_text(_manifest(edition), "utf-8")
    (pack / "subjects.yaml").write_text(_SUBJECTS, "utf-8")
    (pack / "clauses.yaml").write_text("".join((check, *rest)), "utf-8")
    return pack


def _manifest(edition: str) -> str:
    return f"""\
id: {PACK}
title: 值守站工作规则
short_title: 值守站规则
edition: {edition}
documents: [{{id: rules, title: 值守站工作规则, short_title: 值守站规则}}]
"""


def _clause(id_: str, duty: str, text: str, per: str) -> str:
    return f"""\
- id: {id_}
  subject: officer
  duty: {duty}
  text: {text}
  cadence: {{at_least: 1, per: {per}}}
  strength: must
  known: text
  sources: [{{document: rules, place: 第{id_[1:]}条}}]
"""
