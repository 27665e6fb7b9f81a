"""Reading what a question asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from clauses.answering.understanding.analysis import Analysis, ArticleNumber
from clauses.answering.understanding.follow_up import FollowUps
from clauses.answering.understanding.speech import plain_speech
from clauses.answering.understanding.spelling import Speller
from clauses.answering.understanding.stated_cadence import stated_cadence
from clauses.answering.understanding.titles import Titles
from clauses.characters.folding import fold, fold_question
from clauses.lexicon import field_lexicon
from clauses.lexicon import questions as asking
from clauses.lexicon.english import in_chinese
from clauses.lexicon.questions import Aspect
from clauses.library import Library
from clauses.searching.pinyin import PinyinReader
from clauses.vocabulary import Concept, Kind, Mention, Vocabulary
from clauses.words import WordTable

# A post or body proves little about what is asked of it; an activity proves more.
_WORTH = {Kind.TERM: 0.5, Kind.DOCUMENT: 0.5, Kind.POST: 0.15, Kind.BODY: 0.15}

_ELSEWHERE = WordTable("office.toml", "elsewhere-with").pattern("organisation")
"""A body of another field with something of its own: what it is called is the first group."""

_RECENT = 64
"""Number of texts whose analysis is kept."""

_HAN_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|%*[a-z0-9][a-z0-9%]*")


class QuestionReader:
    """Reads questions with the words of the loaded packs."""

    def __init__(
        self, library: Library, vocabulary: Vocabulary, speller: Speller, pinyin: PinyinReader
    ) -> None:
        self._vocabulary = vocabulary
        self._speller = speller
        self._pinyin = pinyin
        # One answer reads the same text several times: alone, as a part, and before the next one.
        self._recent = lru_cache(maxsize=_RECENT)(self._read)
        self._follow_ups = FollowUps(vocabulary, self._analyse)
        self._titles = Titles(library, vocabulary)
        self._topics = _topics(library)
        lists = [pack for pack in library.packs if pack.announced_total is not None]
        self._lists = {pack.id for pack in lists}
        self._totals = {pack.announced_total for pack in lists}
        self._counts = {
            subject: part.count
            for pack in lists
            for part in pack.parts
            for subject in part.subjects
        }

    def read(self, question: str) -> Analysis:
        """Analyse a question as typed: at most ``QUERY_CHARACTERS`` folded characters of it."""
        return self._recent(question)

    def _read(self, question: str) -> Analysis:
        typed = fold_question(question)
        said = plain_speech(in_chinese(typed))
        text = fold(self._pinyin.read(said))
        return replace(self._spelt(self._analyse(text)), pinyin=text != said)

    def completed(self, analysis: Analysis, after: str) -> tuple[Analysis, ...]:
        """The question with what it may take over from the one before, the likeliest first."""
        return self._follow_ups.completed(analysis, self.read(after)) if after.strip() else ()

    def _spelt(self, analysis: Analysis) -> Analysis:
        """The analysis with wrong characters set right; topics that were named stay named."""
        text = fold(self._speller.corrected(analysis.text, analysis.content))
        if text == analysis.text:
            return analysis
        corrected = self._analyse(text)
        topics = dict.fromkeys((*analysis.topics, *corrected.topics))
        return replace(corrected, topics=tuple(topics), corrected=True)

    def meaning(self, analysis: Analysis, concept: Concept) -> Analysis:
        """The analysis if the first fragment stands for this concept."""
        fragment = analysis.fragments[0]
        text = analysis.text
        form = self._vocabulary.forms(concept)[0]
        read = self._analyse(text[: fragment.start] + form + text[fragment.end :])
        # One word is tried at a time: several together would multiply.
        read = self.unresolved(read)
        return replace(read, own=analysis.own, inherited=analysis.inherited, today=analysis.today)

    def unresolved(self, analysis: Analysis) -> Analysis:
        """The analysis if the fragments are words like any other."""
        spans = sorted([*analysis.content, *((f.start, f.end) for f in analysis.fragments)])
        return replace(analysis, fragments=(), content=tuple(spans))

    def _analyse(self, text: str) -> Analysis:
        text = asking.SEPARABLE.sub(r"\1\3\2", text)
        mentions = self._vocabulary.mentions(text)
        article, article_span = self._article(text, mentions)
        mentions = tuple(m for m in mentions if not _overlaps((m.start, m.end), article_span))
        documents = _named(mentions, Kind.DOCUMENT)
        named = [(m.start, m.end) for m in mentions if m.concept.kind is Kind.DOCUMENT]
        if not documents and (called := self._titles.called(text)):
            documents, document_span = called
            article_span = [*article_span, document_span]
            named.append(document_span)
            mentions = tuple(
                m for m in mentions if not _overlaps((m.start, m.end), [document_span])
            )
        taken = [(m.start, m.end) for m in mentions]
        fragments = self._vocabulary.fragments(text, [*taken, *article_span])
        taken += [(f.start, f.end) for f in fragments]
        rest = _blanked(text, [*taken, *article_span])
        aspect, unit, asked_at = _aspect(rest, text)
        # Words beside the question itself are not asked for.
        start, end = _core(text, asked_at, taken)
        core = text[start:end]
        content = [(a, b) for a, b in _content(rest) if start <= a < end]
        return Analysis(
            text=text,
            aspect=aspect,
            unit=unit,
            posts=_named(mentions, Kind.POST),
            bodies=_named(mentions, Kind.BODY),
            called=tuple(
                text[m.start : m.end] for m in mentions if m.concept.kind in (Kind.POST, Kind.BODY)
            ),
            terms=tuple(
                t for t in _named(mentions, Kind.TERM) if not asking.EVERY_PERIOD.fullmatch(t.name)
            ),
            documents=documents,
            article=article,
            claim=stated_cadence(text),
            deontic=tuple(match[0] for match in asking.DEONTIC.finditer(text)),
            fragments=fragments,
            content=tuple(content),
            weight=sum(_WORTH[m.concept.kind] * (m.end - m.start) for m in mentions),
            topics=tuple(
                dict.fromkeys(
                    (
                        *(topic for topic in self._topics if topic in core),
                        *(found[1] for found in _ELSEWHERE.finditer(text)),
                    )
                )
            ),
            meeting=asking.MEETING.search(rest) is not None,
            asker=asking.ASKER.search(text) is not None,
            about=_blanked(text, named).replace("_", " "),
        )

    def _article(
        self, text: str, mentions: Sequence[Mention]
    ) -> tuple[ArticleNumber | None, list[tuple[int, int]]]:
        found = asking.ARTICLE.search(text)
        if found is None:
            found = asking.BARE_ARTICLE.search(text)
            if found is None or self._means_all(int(found["number"]), mentions):
                return None, []
        return ArticleNumber.of(found), [found.span()]

    def _means_all(self, number: int, mentions: Sequence[Mention]) -> bool:
        """59条 of a list of 59 means all of them, and so does 5条 of a part of 5."""
        concepts = [mention.concept for mention in mentions]
        if any(c.kind is Kind.DOCUMENT and c.id not in self._lists for c in concepts):
            return False
        counts = {self._counts[c.id] for c in concepts if c.id in self._counts}
        return number in (counts or self._totals)


def _topics(library: Library) -> tuple[str, ...]:
    topics = {fold(topic) for pack in library.packs for topic in pack.not_covered}
    topics.update(map(fold, field_lexicon().elsewhere))
    return tuple(sorted(topics, key=lambda topic: (-len(topic), topic)))


def _named(mentions: Sequence[Mention], kind: Kind) -> tuple[Concept, ...]:
    named = (mention.concept for mention in mentions if mention.concept.kind is kind)
    return tuple(dict.fromkeys(named))


def _aspect(rest: str, text: str) -> tuple[Aspect | None, str | None, int]:
    """Aspect, unit of a "how many", and the place in the text where it is asked."""
    for aspect, pattern in asking.ASPECTS:
        found = pattern.search(rest)
        if found is None:
            continue
        return aspect, _unit(found[0], text) if aspect is Aspect.HOW_MANY else None, found.start()
    if text.endswith(asking.ENDS_ASKING):
        return Aspect.WHETHER, None, len(text) - 1
    return None, None, 0


def _unit(asked: str, text: str) -> str | None:
    """The unit of a "how many", by its measure word."""
    if asking.SHARE in text:
        return asking.SHARE
    if asking.PEOPLE.search(text):
        return asking.PERSON
    unit = asking.UNIT.search(asked)
    return unit[0] if unit else None


def _core(text: str, asked_at: int, taken: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The part between spaces in which the question is asked, if it names anything; else all."""
    start = text.rfind(" ", 0, asked_at) + 1
    end = text.find(" ", asked_at)
    end = len(text) if end < 0 else end
    if any(start <= span_start < end for span_start, _ in taken):
        return start, end
    return 0, len(text)


def _overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with these spans made into marks that belong to no word."""
    for start, end in spans:
        text = text[:start] + "_" * (end - start) + text[end:]
    return text


def _content(rest: str) -> Iterator[tuple[int, int]]:
    """Spans left when asking words, periods and words without content are gone."""
    for pattern in asking.EMPTY:
        rest = pattern.sub(lambda found: "_" * len(found[0]), rest)
    for run in _HAN_RUN.finditer(rest):
        yield run.span()
