"""Fits the weights of imported texts: which article comes first, and how likely it is right.

``python -m tests.answers.fit_texts --texts FOLDER [--write]``: FOLDER has regulations as plain text, one
article to a line, which are not part of the project; ``imported/tuning.jsonl`` asks about all of them
together. Those that ``imported/held_out.jsonl`` asks about are never read. Apart from ``fit``: neither
changes the weights of the other.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from clauses.answering.answers import Answerer
from clauses.answering.finding.weights import TEXT_WEIGHTS
from clauses.library import Library
from clauses.model import Clause, ClauseRef, Pack
from tests.answers import fit
from tests.answers.fit import fitted, fold, gathered, reported, written
from tests.answers.trials import HERE, Trial, rows, text_pack, texts_asked

AT_LEAST = dict.fromkeys(
    (
        "said, own words",
        "lexical, own words",
        "expanded",
        "understood",
        "best sentence, understood",
        "partial",
        "all terms",
        "told",
    ),
    0.0,
) | {"lexical": 2.0, "phrasing": 3.0, "said now": 6.0}
"""More of the same wording never speaks against an article."""

UP = dict.fromkeys(
    ("explained", "explained, sentence", "told", "coverage", "best sentence", "ahead", "share"), 0.0
)
"""Nor against its being right."""

NOISE = fit.NOISE / 2
"""Who imports a text asks about that text: it costs less to show articles beside what is asked."""

PACKS = {
    "jigou": "jigou-jiceng-zuzhi-tiaoli-2019",
    "zhibu": "zhibu-tiaoli-2018-art-1-23",
    "xinfang": "xinfang-tiaoli-2022",
}


def renamed(pack: Pack, id_: str) -> Pack:
    """The same under the id that its import gave it."""
    clauses = tuple(
        replace(clause, ref=ClauseRef(id_, clause.ref.local)) for clause in pack.clauses
    )
    return replace(pack, id=id_, clauses=clauses)


def as_rows(library: Library) -> tuple[Pack, dict[ClauseRef, str]]:
    """The restated clauses without phrasings, as the rows of one text; and where each went."""
    clauses = [each for each in library.all_clauses() if each.text]
    packs = {each.ref: f"rows:r{n}" for n, each in enumerate(clauses, 1)}
    new = tuple(
        replace(each, ref=ClauseRef("rows", f"r{n}"), subject=None, asked_as=(), meets=())
        for n, each in enumerate(clauses, 1)
    )
    empty = replace(
        library.packs[0], id="rows", title="rows", short_title="rows", uses=(), announced_total=None,
        parts=(), bodies=(), posts=(), acting=(), clauses=new, terms=(), distinctions=(),
        questions=(), corrections=(), standards=(), not_covered=(),
    )  # fmt: skip
    return empty, packs


def rows_asked(library: Library) -> Iterator[Trial]:
    """Every phrasing and question about a restated clause, asked of the clauses without phrasings."""
    pack, placed = as_rows(library)
    answerer, shipped = Answerer(Library([pack])), Answerer(library)

    def right_for(refs: Iterable[ClauseRef]) -> frozenset[str]:
        """Where these went, and what meets them or is met by them."""
        found = set(refs)
        for ref in [*found]:
            clause, met_by = library.find(ref), library.met_by(ref)
            found |= {
                *(clause.meets if isinstance(clause, Clause) else ()),
                *filter(None, [met_by]),
            }
        return frozenset(placed[ref] for ref in found if ref in placed)

    for clause in library.all_clauses():
        if clause.ref in placed:
            for phrasing in clause.asked_as[::2]:
                yield Trial("rows", phrasing, right_for([clause.ref]), answerer, 0.3)
    for path in (HERE / "development.jsonl", *sorted(HERE.glob("*_tuning.jsonl"))):
        for trial in rows(path, shipped):
            right = right_for(map(ClauseRef.parse, trial.right))
            if right or not trial.right:
                kind, weight = f"rows {trial.kind}", 0.4 * trial.weight
                yield replace(
                    trial, kind=kind, right=right, answerer=answerer, weight=weight, asked=0.0
                )


def left_out(cases: Sequence[Trial], packs: Sequence[Pack], parts: int = 5) -> Iterator[Trial]:
    """The questions to articles, asked of texts that lack the right ones: nothing is right."""
    clauses = [clause.ref for pack in packs for clause in pack.clauses]
    for part in range(parts):
        gone = {str(ref) for n, ref in enumerate(clauses) if n % parts == part}
        kept = [
            replace(pack, clauses=tuple(c for c in pack.clauses if str(c.ref) not in gone))
            for pack in packs
        ]
        answerer = Answerer(Library(kept))
        for case in cases:
            if case.right and case.right <= gone:
                weight = case.weight * 0.15
                yield replace(
                    case,
                    kind="left out",
                    right=frozenset(),
                    answerer=answerer,
                    weight=weight,
                    asked=0.0,
                )


def own_words(packs: Sequence[Pack], answerer: Answerer) -> Iterator[Trial]:
    """Questions in the words of the articles: two pieces of one sentence, and something that asks."""
    chance = random.Random(7)
    for pack in packs:
        for clause in pack.clauses:
            sentences = [s for s in re.split("[。；\n]", clause.text) if len(s) > 8]
            for sentence in chance.sample(sentences, min(3, len(sentences))):
                pieces = [p for p in re.split("[，、：（）]", sentence) if 3 < len(p) < 16]
                if not pieces:
                    continue
                said = "的".join(
                    sorted(chance.sample(pieces, min(len(pieces), chance.choice((1, 2)))))
                )
                question = chance.choice(_ASKED).format(said)
                right = frozenset([str(clause.ref)])
                yield Trial("own words", question, right, answerer, 0.5)


_ASKED = (
    "{}有什么规定",
    "{}的要求",
    "{}怎么规定",
    "哪些情况{}",
    "{}",
    "{}是谁的职责",
    "关于{}的内容",
)


def stranger(packs: Sequence[Pack], answerer: Answerer) -> Iterator[Trial]:
    """A piece of an article with something that no article tells of it."""
    chance = random.Random(11)
    everything = "".join(clause.text for pack in packs for clause in pack.clauses)
    asked = [each for each in _STRANGE if each not in everything]
    for pack in packs:
        for clause in pack.clauses:
            pieces = [p for p in re.split("[，、：（）。；\n]", clause.text) if 3 < len(p) < 9]
            if pieces:
                thing, form = chance.choice(asked), chance.choice(_FORMS)
                question = form.format(chance.choice(pieces), thing)
                yield Trial("stranger", question, frozenset(), answerer, 0.5)


_STRANGE = (
    "手续费", "律师费", "工本费", "稿费", "年龄限制", "学历", "职级", "座位", "签到表", "模板",
    "字体", "字数", "电话", "网址", "打印", "复印件", "身份证", "录音", "直播", "视频会议", "发票",
    "餐费", "差旅", "工位", "制服", "停车", "加班费", "年终奖", "体检", "婚假", "驾照", "印章",
    "监票人", "计票", "保证金", "押金", "利息", "税", "社保", "公积金", "户口", "签证", "专利",
)  # fmt: skip
_FORMS = (
    "{}的{}是多少",
    "{}要不要{}",
    "{}有没有{}",
    "{}的{}怎么办",
    "{}需要什么{}",
    "{}的{}由谁负责",
    "{}{}多久",
)


def trials(library: Library, texts: Path) -> list[Trial]:
    """Everything that is fitted on."""
    packs = [renamed(text_pack(texts / f"{stem}.txt"), id_) for id_, stem in PACKS.items()]
    together = Answerer(Library(packs))
    own = [replace(t, weight=t.weight * 2) for t in rows(HERE / "imported/tuning.jsonl", together)]
    asked = [replace(t, weight=t.weight * 0.2, asked=0.0) for t in texts_asked(library, texts)]
    found = [*own, *(t for t in asked if t.right)]
    found += [*left_out(own, packs), *own_words(packs, together), *stranger(packs, together)]
    for set_ in ("questions", "development", "training_far"):
        for t in rows(HERE / f"{set_}.jsonl", together):
            if t.kind in ("far", "near-miss"):
                found.append(replace(t, kind=f"shipped {t.kind}", weight=0.7, asked=0.0))
    return [*found, *rows_asked(library)]


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--texts", type=Path, required=True)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    found = trials(Library.load(), given.texts)
    cases = gathered(found, lambda answerer: answerer.texts)
    folds = [_fold(case.trial) for case in cases]
    model, judged = fitted(cases, folds, ordered=AT_LEAST, surer=UP, noise=NOISE)
    reported(model, judged)
    if given.write:
        written(TEXT_WEIGHTS, model, "python -m tests.answers.fit_texts --texts FOLDER --write")


def _fold(trial: Trial) -> int:
    """One for each text: somebody imports another one than those that the weights know."""
    text = next(iter(trial.right), "").partition(":")[0].partition("-")[0]
    return list(PACKS).index(text) if text in PACKS else fold(trial)


if __name__ == "__main__":
    main()
