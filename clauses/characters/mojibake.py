"""Finds passages whose characters were lost or exchanged by a wrong encoding.

Each sign of damage has a weight; signs close to each other make a passage. One that could occur in
a sound text (a rare character, a Greek letter) never suffices alone: a passage needs one strong
sign or two of different kinds, or less where the text has such a passage elsewhere. A rare character
in a word of ``lexicon/rare_words.toml`` is no sign at all. Nothing is repaired: what stood there is
not known.

Expects a text without inserted readings (``clauses.characters.pinyin_debris``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from clauses.characters.reencoding import was_reencoded
from clauses.characters.script import (
    HAN,
    is_simplified_only,
    is_traditional_only,
    rarity,
    simplified_by_character,
)
from clauses.words import WordTable, tables


class Sign(StrEnum):
    """A kind of evidence for damage."""

    BROKEN_CHARACTER = "broken-character"
    """A replacement character, a control character, a character of private use."""
    HALF_READING = "half-reading"
    """A reading whose bracket or character is gone: 當?shù)."""
    LOST_CHARACTER = "lost-character"
    """A half-width question mark where no question ends."""
    ODD_SYMBOL = "odd-symbol"
    """A letter or symbol in the middle of Chinese words: 浴⑨槍π."""
    RARE_CHARACTER = "rare-character"
    """A character outside the common 3,755."""
    OTHER_SCRIPT = "other-script"
    """A Simplified character in a Traditional text, or the other way round."""
    OTHER_ENCODING = "other-encoding"
    """The bytes of the passage make sense in another encoding or alignment."""


@dataclass(frozen=True)
class DamagedPassage:
    """A damaged passage: ``text[start:end]``, and the kinds of signs found in it."""

    start: int
    end: int
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    weight: float
    sign: Sign


_ENOUGH = 4.0
_ENOUGH_IF_DAMAGED = 2.5
_RARE_ENOUGH = 2  # different characters, to ask whether another encoding makes sense
_TOO_SHORT_TO_TRUST = 5
_GAP = 2  # sound-looking characters between two signs of one passage

_WORDS = WordTable("characters.toml", "mojibake")
_OLD_DEBUGGERS = _WORDS.text("old-debuggers")
_CERTAIN = re.compile(
    "(?:["
    "\ufffd\ufffe\uffff"  # replacement and non-characters
    "\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f"  # controls
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use
    f"])+|{_OLD_DEBUGGERS}"
)
_ACCENTED = "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff"
_LATIN_RUN = re.compile(
    f"(?=[^{_ACCENTED}]{{0,3}}[{_ACCENTED}])"
    "[\u00a1-\u00af\u00b2-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u00ff"
    "\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2022\u2026\u20ac\u2122]{3,}"
)
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_SYLLABLE = f"[a-zü]{{0,5}}[{_TONED}][a-zü]{{0,4}}"
_HALF_READING = re.compile(
    rf"\?\s?{_SYLLABLE}[)）]"  # the bracket is gone
    rf"|(?<=[{HAN}])[(（]{_SYLLABLE}[)）]"  # of another character
)
_QUESTION_MARKS = re.compile(r"\?+")
_QUESTION = _WORDS.pattern("question")
_NEVER_AFTER_A_QUESTION = frozenset("，,、；;：:》")
_INTO_A_WORD = re.compile(
    rf"[a-zA-Z_|~^{{}}`@\[\]\\](?=[{HAN}（(，,、。；])"
    "|[\u00a1-\u04ff\u2160-\u217f\u2460-\u25ff\u3040-\u312f]"
)
_ANSWER = _WORDS.pattern("answer")
_SENTENCE_ENDS = re.compile(r"[。！？!?；;\n]")
_ODD_SYMBOL = re.compile(
    "[\u0250-\u02af\u0370-\u03ff\u0400-\u04ff\u2460-\u24ff\u2500-\u25ff\u3040-\u30ff\u3100-\u312f"
    "\u3200-\u32ff\uff66-\uff9f]|[_|~^\\{}`]"
)
_NOT_PLAIN = re.compile(
    "[?_|~^\\\\{}`\u0000-\u0008\u000b-\u001f\u007f-\u00b6\u00b8-\u04ff\u2460-\u25ff\u3040-\u312f\u3200-\u32ff"
    f"\ue000-\uf8ff\uff66-\uff9f\ufffd-\uffff\U000f0000-\U0010ffff]|(?<=[{HAN}])[a-zA-Z](?=[{HAN}])|{_OLD_DEBUGGERS}"
)
_OUTSIDE_GB2312 = 2.0
_LONE_LETTER = re.compile(f"(?<=[{HAN}])[a-zA-Z](?=[{HAN}])")
_HAN = re.compile(f"[{HAN}]")


def is_plain(text: str) -> bool:
    """Whether nothing in a Simplified text can be a sign of damage; a quick look before a close one.

    Rare characters of GB 2312 do not count: alone they prove nothing.
    """
    return _NOT_PLAIN.search(text) is None and all(rarity(c) < _OUTSIDE_GB2312 for c in set(text))


def broken_passages(text: str) -> list[DamagedPassage]:
    """Every damaged passage, in order; they do not overlap and do not run over lines."""
    clusters = [_Cluster.of(text, marks) for marks in _clusters(text, _marks(text))]
    damaged = any(cluster.is_proof for cluster in clusters)
    passages: list[DamagedPassage] = []
    for cluster in clusters:
        if not (cluster.is_proof or (damaged and cluster.is_likely)):
            continue
        start, signs = cluster.start, cluster.signs
        if passages and _belongs_to(text, passages[-1], cluster):
            before = passages.pop()
            start, signs = before.start, tuple(dict.fromkeys((*before.signs, *signs)))
        passages.append(DamagedPassage(start, cluster.end, signs))
    return passages


@dataclass(frozen=True)
class _Cluster:
    """Marks close to each other."""

    start: int
    end: int
    weight: float
    signs: tuple[Sign, ...]
    is_proof: bool

    @classmethod
    def of(cls, text: str, marks: list[_Mark]) -> _Cluster:
        start, end = marks[0].start, max(mark.end for mark in marks)
        signs = tuple(dict.fromkeys(mark.sign for mark in marks))
        weight = sum(mark.weight for mark in marks)
        # Rare and of the other script is what a name can be; it counts as one kind of sign.
        kinds = set(signs) - {Sign.OTHER_SCRIPT}
        proof = any(m.weight >= _ENOUGH for m in marks) or (weight >= _ENOUGH and len(kinds) > 1)
        rare = {text[m.start] for m in marks if m.sign is Sign.RARE_CHARACTER}
        if not proof and len(rare) >= _RARE_ENOUGH and (span := was_reencoded(text, start, end)):
            return cls(*span, weight, (*signs, Sign.OTHER_ENCODING), is_proof=True)
        return cls(start, end, weight, signs, proof)

    @property
    def is_likely(self) -> bool:
        """Enough where other passages prove that the text was damaged."""
        kinds = set(self.signs) - {Sign.RARE_CHARACTER, Sign.OTHER_SCRIPT}
        return bool(kinds) and self.weight >= _ENOUGH_IF_DAMAGED


def _belongs_to(text: str, passage: DamagedPassage, cluster: _Cluster) -> bool:
    """Whether a cluster continues a passage: what lies between is too short to be trusted.

    Two lost characters in sound words are two passages, however close.
    """
    exchanged = {Sign.RARE_CHARACTER, Sign.ODD_SYMBOL, Sign.OTHER_ENCODING}
    if exchanged.isdisjoint(passage.signs) and exchanged.isdisjoint(cluster.signs):
        return False
    gap = cluster.start - passage.end
    return gap <= _TOO_SHORT_TO_TRUST and "\n" not in text[passage.end : cluster.start]


def _marks(text: str) -> list[_Mark]:
    """Every sign of damage, in order of appearance."""
    marks = [
        *_certain(text),
        *_lost(text),
        *_odd_symbols(text),
        *_unlikely_characters(text),
    ]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end))


def _clusters(text: str, marks: list[_Mark]) -> Iterator[list[_Mark]]:
    cluster: list[_Mark] = []
    end = 0
    for mark in marks:
        if cluster and (mark.start - end > _GAP or "\n" in text[end : mark.start]):
            yield cluster
            cluster = []
        end = max(end, mark.end) if cluster else mark.end
        cluster.append(mark)
    if cluster:
        yield cluster


def _certain(text: str) -> Iterator[_Mark]:
    for pattern, sign in (
        (_CERTAIN, Sign.BROKEN_CHARACTER),
        (_LATIN_RUN, Sign.OTHER_ENCODING),
        (_HALF_READING, Sign.HALF_READING),
    ):
        for found in pattern.finditer(text):
            yield _Mark(*found.span(), _ENOUGH, sign)


def _lost(text: str) -> Iterator[_Mark]:
    for found in _QUESTION_MARKS.finditer(text):
        before, after = _neighbours(text, found)
        weight = _weight_of_question_mark(text, found, before, after)
        if weight:
            yield _Mark(*found.span(), weight, Sign.LOST_CHARACTER)


def _weight_of_question_mark(text: str, found: re.Match[str], before: str, after: str) -> float:
    if not before.strip() or (before.isascii() and before not in ")"):
        return 0.0
    if before in "，,、；;：:“（(《" or after in _NEVER_AFTER_A_QUESTION:
        return _ENOUGH
    if after == "!":
        return 2.0
    if _ANSWER.match(text, found.end()):
        return 0.0
    clause = _SENTENCE_ENDS.split(text[max(0, found.start() - 40) : found.start()])[-1]
    if _QUESTION.search(clause):
        return 0.0
    if _HAN.match(before) and (_HAN.match(after) or _INTO_A_WORD.match(text, found.end())):
        return _ENOUGH
    if len(found[0]) > 1:
        return _ENOUGH if after.strip() else 2.0
    return 3.0 if _HAN.match(after) else 0.0  # else the end of a sentence, well put or not


def _neighbours(text: str, found: re.Match[str]) -> tuple[str, str]:
    start, end = found.span()
    return text[max(0, start - 1) : start], text[end : end + 1]


def _odd_symbols(text: str) -> Iterator[_Mark]:
    for found in _ODD_SYMBOL.finditer(text):
        symbol = found[0]
        before, after = _neighbours(text, found)
        beside_han = bool(_HAN.match(before) or _HAN.match(after))
        in_foreign_word = symbol.isalpha() and any(
            side.isalpha() and not _HAN.match(side) for side in (before, after)
        )
        if (
            beside_han
            and before.strip()
            and not in_foreign_word
            and not _is_enumeration(text, symbol)
        ):
            yield _Mark(*found.span(), 2.5, Sign.ODD_SYMBOL)
    for found in _LONE_LETTER.finditer(text):
        # Common as a grade or a name (A级, K歌), rare in lower case (x轴).
        yield _Mark(*found.span(), 1.5 if found[0].isupper() else 2.5, Sign.ODD_SYMBOL)


def _is_enumeration(text: str, symbol: str) -> bool:
    """Whether this is a circled number in a row: ② has ① in the text, and ① has ②."""
    if not "①" <= symbol <= "⑳":
        return False
    neighbour = "②" if symbol == "①" else chr(ord(symbol) - 1)
    return neighbour in text


def _unlikely_characters(text: str) -> Iterator[_Mark]:
    characters = set(_HAN.findall(text))
    weights = {c: weight for c in characters if (weight := rarity(c))}
    strangers = _of_the_other_script(text)
    sound = _in_known_words(text) if weights else frozenset()
    for position, character in enumerate(text):
        if character in weights and position not in sound:
            yield _Mark(position, position + 1, weights[character], Sign.RARE_CHARACTER)
        if character in strangers:
            yield _Mark(position, position + 1, 1.0, Sign.OTHER_SCRIPT)


def _in_known_words(text: str) -> frozenset[int]:
    """The places of characters that stand in words with rare characters."""
    found = _known_words().finditer(simplified_by_character(text))
    return frozenset(place for word in found for place in range(*word.span()))


@cache
def _known_words() -> re.Pattern[str]:
    words = {
        word for listed in tables("rare_words.toml")["words"].values() for word in listed.split()
    }
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


def _of_the_other_script(text: str) -> frozenset[str]:
    """The characters of the script in which this text, as a whole, is not written."""
    traditional = [c for c in text if is_traditional_only(c)]
    simplified = [c for c in text if is_simplified_only(c)]
    few, many = sorted((traditional, simplified), key=len)
    return frozenset(few) if len(many) >= 20 and len(few) * 10 <= len(many) else frozenset()
