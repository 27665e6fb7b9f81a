"""Questions for trying and fitting the answers: phrasings taken out of the index, and then asked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from clauses.answering.answers import Answerer
from clauses.cadence import NotStated
from clauses.characters.numerals import arabic_numbers
from clauses.library import Library
from clauses.model import (
    Citation,
    Clause,
    ClauseRef,
    Correction,
    Document,
    Known,
    Pack,
    Question,
    Standard,
    Strength,
)

HERE = Path(__file__).parent
Worded = Clause | Question | Correction | Standard

_ARTICLE = re.compile("^(第[一二三四五六七八九十百]+条)[ 　]+")
_PLACE = re.compile("第([0-9]+)条")
_TITLES = {
    "jigou-jiceng-zuzhi-tiaoli-2019": ("jigou-tiaoli", "中国共产党党和国家机关基层组织工作条例"),
    "zhibu-tiaoli-2018-art-1-23": ("zhibu-tiaoli", "中国共产党支部工作条例（试行）"),
    "xinfang-tiaoli-2022": ("xinfang-tiaoli", "信访工作条例"),
}


@dataclass(frozen=True)
class Trial:
    """A question to an answerer. ``right`` are the refs of which one must come first.

    None is right of a question that must not be answered. ``weight`` is how much it counts in the
    fit, ``asked`` how often such a question is put: 0 of those that nobody put.
    """

    kind: str
    question: str
    right: frozenset[str]
    answerer: Answerer
    weight: float = 1.0
    after: str | None = None
    asked: float = 0.0


def entries_of(pack: Pack) -> tuple[Worded, ...]:
    """All entries that have everyday phrasings."""
    return (*pack.clauses, *pack.questions, *pack.corrections, *pack.standards)


def phrasings_left_out(library: Library, kind: str = "left out") -> Iterator[Trial]:
    """Every everyday phrasing, asked of packs that lack it and have all others."""
    bears = _bears(library)
    most = max(len(e.asked_as) for pack in library.packs for e in entries_of(pack))
    for fold in range(most):
        answerer = Answerer(Library([_without_phrasing(pack, fold) for pack in library.packs]))
        for pack in library.packs:
            for entry in entries_of(pack):
                if fold < len(entry.asked_as) and _asked(entry):
                    yield Trial(kind, entry.asked_as[fold], bears[entry.ref], answerer)


def entries_left_out(library: Library, parts: int = 6) -> Iterator[Trial]:
    """Phrasings of what the packs then no longer hold: nothing is right."""
    groups = _groups(library)
    for part in range(parts):
        gone = {ref for at, group in enumerate(groups) if at % parts == part for ref in group}
        answerer = Answerer(Library([_without(pack, gone) for pack in library.packs]))
        for pack in library.packs:
            for entry in entries_of(pack):
                if str(entry.ref) in gone and _asked(entry):
                    # A part of them is enough: they take longest, and count for little.
                    for phrasing in entry.asked_as[::3]:
                        yield Trial("not held", phrasing, frozenset(), answerer, 0.45)


def topics_unknown(library: Library) -> Iterator[Trial]:
    """Questions about the topics next door, asked of packs that do not know them to be such."""
    answerer = Answerer(Library([replace(pack, not_covered=()) for pack in library.packs]))
    topics = [topic for pack in library.packs for topic in pack.not_covered]
    names = [post.name for post in library.posts()] + [body.name for body in library.bodies()]
    names += [term.name for pack in library.packs for term in pack.terms]
    names = [re.sub("（.*?）", "", name) for name in names]
    for at, topic in enumerate(topics):
        name = names[at * 7 % len(names)]
        for form in (_ABOUT[at % len(_ABOUT)], _ABOUT[(at * 3 + 1) % len(_ABOUT)]):
            question = form.format(name=name, topic=topic)
            yield Trial("topic unknown", question, frozenset(), answerer, 0.5)


_ABOUT = (
    "{name}有没有{topic}",
    "{name}的{topic}是多少",
    "{topic}怎么算",
    "{name}的{topic}由谁审批",
    "{name}多久发一次{topic}",
    "{name}可以{topic}吗",
    "{topic}有什么规定",
    "{name}{topic}要什么条件",
    "{name}期间{topic}怎么办",
)


def rows(path: Path, answerer: Answerer, prefix: str = "") -> Iterator[Trial]:
    """The lines of a question set that are answered, or refused.

    What was made for the fit (``training``) nobody asked: its mixture says nothing of what is asked.
    """
    made = path.stem.startswith("training")
    for line in path.read_text("utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        if (
            row["status"] == "ambiguous"
            or (row["kind"] in _ROUTED and not _silent(row))
            or row.get("posts")
            or row.get("asker")
        ):
            continue
        # What a pack says itself that it does not hold is an answer too, as far as finding goes.
        answered = row["status"] == "answered" or _silent(row)
        if answered and not row.get("refs"):
            continue
        right = frozenset(row["refs"]) if answered else frozenset()
        yield Trial(
            prefix + row["kind"],
            row["question"],
            right,
            answerer,
            _WEIGHTS.get(row["kind"], 2.0),
            after=row.get("after") or row.get("previous"),
            asked=0.0 if made else _ASKED.get(row["kind"], 1.0),
        )


def text_pack(path: Path) -> Pack:
    """A regulation as the import makes it: a clause for each article, without phrasings."""
    id_, title = _TITLES[path.stem]
    document = Document(id_, title, title)
    articles: dict[int, list[str]] = {}
    number = 0
    for line in map(str.strip, path.read_text("utf-8").splitlines()):
        if found := _ARTICLE.match(line):
            number = int(arabic_numbers(found[1])[1:-1])
            articles[number] = [line[found.end() :]]
        elif number and line and not line.startswith(("#", "第", "<", ">")):
            articles[number].append(line)
    clauses = [
        _clause(id_, document, number, "\n".join(lines)) for number, lines in articles.items()
    ]
    return replace(
        _EMPTY,
        id=id_,
        title=title,
        short_title=title,
        documents=(document,),
        clauses=tuple(clauses),
    )


def texts_asked(library: Library, texts: Path) -> Iterator[Trial]:
    """The phrasings of the shipped packs, asked of the regulations that their clauses are from."""
    for stem in _TITLES:
        pack = text_pack(texts / f"{stem}.txt")
        answerer = Answerer(Library([pack]))
        for trial in rows(HERE / "questions.jsonl", answerer):
            if trial.kind in ("far", "near-miss"):
                yield replace(trial, kind=f"text {trial.kind}", weight=0.7)
        if pack.id == "xinfang-tiaoli":
            continue
        for clause in library.all_clauses():
            places = [c.place or "" for c in clause.citations if c.document.id == pack.id]
            numbers = {found[1] for place in places for found in _PLACE.finditer(place)}
            right = frozenset(str(c.ref) for c in pack.clauses if c.ref.local in numbers)
            if right:
                for phrasing in clause.asked_as:
                    yield Trial(f"text {pack.id}", phrasing, right, answerer, 0.7)
            elif not any(c.document.id in _NEAR for c in clause.citations):
                for phrasing in clause.asked_as[:2]:
                    yield Trial(f"text {pack.id} not held", phrasing, right, answerer, 0.1)


_WEIGHTS = {"follow-up": 3.0, "near-miss": 5.0, "far": 6.0}
"""What is hard to tell, and seldom among the questions, counts for more."""

_ASKED = {"near-miss": 0.3}

_ROUTED = {"article", "not-published", "silent", "duties", "asker"}
_NEAR = {"jigou-tiaoli", "zhibu-tiaoli", "dangyuan-jiaoyu", "dangzhang"}


def _clause(pack: str, document: Document, number: int, text: str) -> Clause:
    return Clause(
        ClauseRef(pack, str(number)),
        None,
        re.split("[，。；：]", text)[0][:30],
        text,
        NotStated(),
        Strength.MUST,
        Known.TEXT,
        (Citation(document, f"第{number}条"),),
    )


_EMPTY = Pack("", "", "", "", (), (), None, (), (), (), (), (), (), (), (), (), ())


def _silent(row: dict[str, Any]) -> bool:
    return row["kind"] == "not-published" and bool(row.get("refs"))


def _asked(entry: Worded) -> bool:
    return getattr(entry, "known", None) is not Known.UNVERIFIED


def _without_phrasing(pack: Pack, fold: int) -> Pack:
    return _mapped(pack, lambda e: replace(e, asked_as=e.asked_as[:fold] + e.asked_as[fold + 1 :]))


def _without(pack: Pack, gone: set[str]) -> Pack:
    return _mapped(pack, lambda entry: None if str(entry.ref) in gone else entry)


def _mapped(pack: Pack, change: Any) -> Pack:
    def changed(entries: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(new for entry in entries if (new := change(entry)) is not None)

    return replace(
        pack,
        clauses=changed(pack.clauses),
        questions=changed(pack.questions),
        corrections=changed(pack.corrections),
        standards=changed(pack.standards),
    )


def _bears(library: Library) -> dict[ClauseRef, frozenset[str]]:
    """Which refs are right for the phrasings of each entry: what it rests on, and what meets it."""
    found = {}
    for pack in library.packs:
        for entry in entries_of(pack):
            refs = {entry.ref, *(getattr(entry, "refs", ()))}
            for ref in [*refs]:
                met_by = library.met_by(ref)
                clause = library.find(ref)
                refs |= {met_by} if met_by else set()
                refs |= set(clause.meets) if isinstance(clause, Clause) else set()
            found[entry.ref] = frozenset(map(str, refs))
    return found


def _groups(library: Library) -> list[set[str]]:
    """Entries that rest on the same clauses, together."""
    groups: list[set[str]] = []
    for refs in _bears(library).values():
        joined = [group for group in groups if group & refs]
        groups = [group for group in groups if not group & refs]
        groups.append(set(refs).union(*joined))
    return groups
