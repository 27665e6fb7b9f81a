"""Drafts who owes the rows of a list: one body with a post for each name in the column of subjects."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from clauses.loading import schema
from clauses.model import Owed
from clauses.own_posts import LONGEST_NAME
from clauses.words import WordTable

_WORDS = WordTable("importing.toml", "subjects")
_BETWEEN = _WORDS.pattern("between")
_NO_NAME = re.compile(r"[^a-z0-9\u4e00-\u9fff]")
_MOST = 60


class SubjectsDraft:
    """The posts named in a list. Ids begin with that of the pack, so that two lists fit together."""

    def __init__(self, pack_id: str, title: str, named: Iterable[str]) -> None:
        self._pack_id = pack_id
        self._title = title
        names = dict.fromkeys(name for words in named for name in posts_named(words))
        self._posts = {
            name: self._id(name, number) for number, name in enumerate(list(names)[:_MOST], start=1)
        }

    def subject_of(self, words: str) -> str | None:
        """The post that the words name; None where they name none, or several."""
        names = posts_named(words)
        return self._posts.get(names[0]) if len(names) == 1 else None

    def file(self) -> dict[str, Any]:
        """The content of subjects.yaml; empty where nobody is named."""
        if not self._posts:
            return {}
        body = self._pack_id
        return {
            "bodies": [{"id": body, "name": self._title[:LONGEST_NAME]}],
            "posts": [
                {"id": id_, "name": name, "body": body, "owed": Owed.ONCE.value}
                for name, id_ in self._posts.items()
            ],
        }

    def _id(self, name: str, number: int) -> str:
        id_ = f"{self._pack_id}-{_NO_NAME.sub('', name.lower())}"
        fits = len(id_) <= schema.LONGEST_CHINESE_ID and id_ != f"{self._pack_id}-"
        return id_ if fits else f"{self._pack_id[:36]}-{number}"


def posts_named(words: str) -> list[str]:
    """The names of posts in a cell of a list: 安全主任、仓库管理员."""
    found = (each.strip() for each in _BETWEEN.split(words))
    return [each for each in found if 2 <= len(each) <= LONGEST_NAME]
