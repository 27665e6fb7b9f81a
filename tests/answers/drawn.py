"""Answers drawn at random from the question files, printed to be read: ``python -m tests.answers.drawn --seed 7``.

Every kind has its turn, so that the rare kinds are read too. The day of the question is fixed, and the
seed is printed: the same seed draws the same questions from the same files.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from bot.texts.catalogue import LOCALES
from bot.texts.naming import texts_of
from bot.views.questions.answers import answer_text
from clauses.answering.answers import Answerer
from clauses.library import Library
from clauses.model import PostId

FOLDER = Path(__file__).parent
TODAY = date(2026, 11, 29)


def questions(files: Sequence[Path]) -> list[dict[str, Any]]:
    """The rows of these files that ask something."""
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


def drawn(rows: Sequence[dict[str, Any]], count: int, seed: int) -> Iterator[dict[str, Any]]:
    """``count`` rows, one of each kind in turn while there are any."""
    random = Random(seed)
    kinds: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        kinds.setdefault(row.get("kind", row.get("class", "")), []).append(row)
    for each in kinds.values():
        random.shuffle(each)
    turn = sorted(kinds)
    random.shuffle(turn)
    while count and any(kinds.values()):
        for kind in turn:
            if kinds[kind] and count:
                yield kinds[kind].pop()
                count -= 1


def asked(row: dict[str, Any]) -> tuple[str, str | None]:
    """The question of a row, and the one before it."""
    if "turns" in row:
        return row["turns"][-1], row["turns"][0]
    return row.get("question") or row["q"], row.get("after")


def main() -> None:
    """Print the answers one below the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--locale", choices=LOCALES, default="zh-Hans")
    parser.add_argument(
        "files", nargs="*", type=Path, help="JSON Lines; all of this folder if none"
    )
    given = parser.parse_args()
    files = given.files or sorted(FOLDER.glob("*.jsonl"))
    library = Library.load()
    answerer, t = Answerer(library), texts_of(library, given.locale)
    print(f"seed {given.seed}, {given.count} of {', '.join(file.name for file in files)}")
    for number, row in enumerate(drawn(questions(files), given.count, given.seed), start=1):
        question, after = asked(row)
        posts = [PostId(post) for post in row.get("posts", ())]
        answer = answerer.answer(question, after=after, asker_posts=posts, today=TODAY)
        before = f"{after} / " if after else ""
        refs = " ".join(ref.local for ref in answer.refs)
        kind = row.get("kind", row.get("class", ""))
        print(f"\n--- {number}. [{kind}] {before}{question}  ({answer.status.value}: {refs})")
        print(answer_text(answer, t))


if __name__ == "__main__":
    main()
