"""Makes a pack from articles: the text verbatim, each duty that was read as a proposal.

Nothing is left to be written before the pack loads: whose duties they are and how often is confirmed
afterwards, by giving an article its ``subject`` and ``cadence``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ruamel.yaml.scalarstring import LiteralScalarString

from clauses.importing.parsing.articles import AccountedLine, Article, Role
from clauses.importing.parsing.proposals import strength_of
from clauses.loading import schema
from clauses.loading.writing import proposal_values
from clauses.model import Known, Proposal
from clauses.words import WordTable

_WORDS = WordTable("importing.toml", "drafting")

NO_EDITION = _WORDS.text("no-edition")
"""The edition of a text that does not say when it was published."""

_LONGEST_TITLE = 120
_LONGEST_SHORT_TITLE = 60
_LONGEST_DUTY = 30
_SHORTEST_DUTY = 6
_HEADED = re.compile(r"^[（【〔\[]([^）】〕\]]{2,20})[）】〕\]]\s*")
_DATE = _WORDS.pattern("date")
_PUBLISHED = _WORDS.words("published")
_BESIDE_TITLE = _WORDS.pattern("beside-title")
_IN_FORCE = _WORDS.pattern("in-force")


def article_files(
    id_: str,
    title: str,
    edition: str | None,
    articles: Sequence[Article],
    proposed: dict[str, list[Proposal]],
    owed_by: Mapping[str, str | None] | None = None,
) -> dict[str, Any]:
    """The contents of each file of the pack, by file name; ``proposed`` by the id of the article.

    ``owed_by`` are the subjects that are known, likewise.
    """
    short_title = _BESIDE_TITLE.sub("", title)[:_LONGEST_SHORT_TITLE]
    document: dict[str, Any] = {
        "id": id_,
        "title": title[:_LONGEST_TITLE],
        "short_title": short_title,
    }
    if edition is not None:
        document["year"] = int(edition[:4])
    return {
        schema.PACK: {
            "id": id_,
            "title": title[:_LONGEST_TITLE],
            "short_title": short_title,
            "edition": edition or NO_EDITION,
            "uses": [],
            "documents": [document],
        },
        schema.CLAUSES: [
            _clause(id_, article, proposed.get(article.id, []), (owed_by or {}).get(article.id))
            for article in articles
        ],
    }


def edition_of(lines: Sequence[AccountedLine], articles: Sequence[Article]) -> str | None:
    """The date of publication (2022年2月25日发布), else that of coming into force."""
    dated = [line.text for line in lines if line.role in (Role.ADOPTION, Role.SIGNATURE)]
    for words in _PUBLISHED:
        for text in reversed(dated):
            if words in text and (date := _DATE.search(text)):
                return f"{date[0]}{words}"
    for article in reversed(articles):
        if found := _IN_FORCE.search(article.text):
            return _WORDS.filled("in-force-edition", found[1])
    dates = [date[0] for text in dated if (date := _DATE.search(text))]
    return dates[-1] if dates else None


def duty_of(article: Article) -> str:
    """The heading of the article (（目的）), else the first words of its text, 30 at most."""
    text = article.lines[0] if article.lines else ""
    if headed := _HEADED.match(text):
        return headed[1].strip()
    pieces = re.split("([，。；：！？])", text)
    words = ""
    for piece in pieces:
        if len(words) >= _SHORTEST_DUTY and (
            piece in "，。；：！？" or len(words + piece) > _LONGEST_DUTY
        ):
            break
        words += piece
    words = words.strip(" ，。；：！？.．\u3000")
    return (
        words.replace("。", "，")[:_LONGEST_DUTY].rstrip(" ，。；：、.．（《“") or schema.UNFINISHED
    )


def _clause(
    document: str, article: Article, proposed: list[Proposal], subject: str | None
) -> dict[str, Any]:
    text = article.text or schema.UNFINISHED
    clause: dict[str, Any] = {
        "id": article.id,
        **({"subject": subject} if subject is not None else {}),
        "duty": duty_of(article),
        "text": LiteralScalarString(text) if "\n" in text else text,
        "cadence": "not-stated",
        "strength": strength_of(text, text).value,
        "known": Known.TEXT.value,
        "sources": [{"document": document, "place": article.place}],
    }
    if article.chapter:
        clause["chapter"] = article.chapter
    if proposed:
        clause["proposed"] = [proposal_values(each) for each in proposed]
    return clause
