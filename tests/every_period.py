"""A made-up pack with one duty for each period that there is."""

from __future__ import annotations

from pathlib import Path

from clauses.cadence import RHYTHMS, Per, Quota

PACK = "every-period"
BODY = "值守站"
POST = "值守站站长"
QUOTAS = {per: Quota(1, per, term_years=5 if per is Per.TERM else None) for per in RHYTHMS}

_THINGS = [
    "仓库",
    "水泵",
    "路牌",
    "仪表",
    "沟渠",
    "门锁",
    "路灯",
    "栏杆",
    "雨棚",
    "天线",
    "冷库",
    "船舶",
]
DUTIES = dict(zip(RHYTHMS, (f"盘点{thing}" for thing in _THINGS), strict=False))
"""What is owed within each period."""

_MANIFEST = f"""\
id: {PACK}
title: 值守站工作规则
short_title: 值守站规则
edition: "2026"
documents: [{{id: rules, title: 值守站工作规则, short_title: 值守站规则}}]
"""
_SUBJECTS = f"""\
bodies: [{{id: station, name: {BODY}}}]
posts: [{{id: head, name: {POST}, body: station, owed: once-by-body, answers_for_body: true}}]
"""


def word(per: Per) -> str:
    """The usual word for a period: 季度."""
    return per.kind.words.every[0]


def sentence(per: Per) -> str:
    """The duty as a rule has it: 值守站站长每季度至少盘点1次路牌。"""
    verb, thing = DUTIES[per][:2], DUTIES[per][2:]
    return f"{POST}每{word(per)}至少{verb}1次{thing}。"


def local_id(per: Per) -> str:
    """The id of its clause within the pack."""
    return f"P-{per}"


def write_pack(folder: Path) -> Path:
    """Write the pack into a folder of its own within ``folder``, and return that."""
    pack = folder / PACK
    pack.mkdir()
    clauses = "".join(map(_clause, RHYTHMS))
    for name, text in (("pack", _MANIFEST), ("subjects", _SUBJECTS), ("clauses", clauses)):
        (pack / f"{name}.yaml").write_text(text, "utf-8")
    return pack


def _clause(per: Per) -> str:
    quota = QUOTAS[per]
    years = f", term_years: {quota.term_years}" if quota.term_years else ""
    return f"""\
- id: {local_id(per)}
  subject: head
  duty: {DUTIES[per]}
  text: {sentence(per)}
  cadence: {{at_least: {quota.at_least}, per: {per}{years}}}
  strength: must
  known: text
  sources: [{{document: rules}}]
"""
