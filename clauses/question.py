"""What a question asks for: one analysis, used for finding, for gating and for explaining."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from clauses import lexicon
from clauses.cadence import Per, Quota
from clauses.folding import fold, fold_question
from clauses.lexicon import Aspect
from clauses.library import Library
from clauses.spelling import Speller
from clauses.vocabulary import Concept, Fragment, Kind, Mention, Vocabulary

_PER = {"年": Per.YEAR, "半年": Per.HALF_YEAR, "季度": Per.QUARTER, "季": Per.QUARTER}
_PER |= {"月": Per.MONTH}
_MONTHS = {1: Per.MONTH, 3: Per.QUARTER, 6: Per.HALF_YEAR, 12: Per.YEAR}

_CLAIMED_RATE = re.compile(
    "(?<![几多0-9个半])(?:每|1|一)?个?(半年|年|季度|季|月)(?:里|内|都|要|得|应该?|必须)?[^0-9几多 ]{0,12}?([0-9]+)(?:次|回|遍|场|堂)"
)
_CLAIMED_INTERVAL = re.compile("([0-9]+)个月[^0-9几多 ]{0,6}?1(?:次|回|遍)")
_CLAIMED_HALVES = re.compile("上下半年各[^0-9几多 ]{0,4}1(?:次|回)")
_CLAIMED_TERM = re.compile(
    "([0-9]+)年(?:就)?(?:1届|一届|1换|换1?次?届?|1任)|任期(?:是|为)?([0-9]+)年"
)
# A post or body proves little about what is asked of it; an activity proves more.
_WORTH = {Kind.TERM: 0.5, Kind.DOCUMENT: 0.5, Kind.POST: 0.15, Kind.BODY: 0.15}

_PERIOD = re.compile("每.{1,2}")
_HAN_RUN = re.compile("[㐀-鿿\U00020000-\U0003ffff]+|[a-z0-9%]+")


@dataclass(frozen=True)
class Article:
    """第12条第2款第3项; paragraph and item are None when not named."""

    number: int
    paragraph: int | None = None
    item: int | None = None

    def __str__(self) -> str:
        text = f"第{self.number}条"
        if self.paragraph is not None:
            text += f"第{self.paragraph}款"
        return text if self.item is None else f"{text}第{self.item}项"


@dataclass(frozen=True)
class Analysis:
    """What a question asks for. ``text`` is folded, with what it inherited already put in.

    ``content`` are the spans of ``text`` that carry content and that no word of the packs covers;
    ``weight`` is how many characters of content the words of the packs are worth;
    ``called`` are the words used for posts and bodies; ``topics`` the words that packs name as not covered. ``claim`` is the cadence that the question
    itself states (每半年1次). ``meeting``: some
    meeting is meant, without its name. ``own`` are the posts of the person who asks, where the
    question is about them. ``inherited`` names what was taken over from the question before; ``corrected``: characters
    were set right.
    """

    text: str
    aspect: Aspect | None = None
    unit: str | None = None
    posts: tuple[Concept, ...] = ()
    bodies: tuple[Concept, ...] = ()
    called: tuple[str, ...] = ()
    terms: tuple[Concept, ...] = ()
    documents: tuple[Concept, ...] = ()
    article: Article | None = None
    claim: Quota | None = None
    deontic: tuple[str, ...] = ()
    fragments: tuple[Fragment, ...] = ()
    content: tuple[tuple[int, int], ...] = ()
    weight: float = 0.0
    topics: tuple[str, ...] = ()
    asker: bool = False
    meeting: bool = False
    own: tuple[Concept, ...] = ()
    inherited: tuple[str, ...] = ()
    corrected: bool = False

    @property
    def residue(self) -> tuple[str, ...]:
        """The characters of ``content``."""
        return tuple(self.text[start:end] for start, end in self.content)

    @property
    def subjects(self) -> tuple[Concept, ...]:
        """Posts and bodies, as named."""
        return (*self.posts, *self.bodies)

    @property
    def activity(self) -> bool:
        """Whether the question says what it is about, beyond posts, bodies and documents."""
        return bool(self.terms or self.content or self.fragments or self.meeting)

    @property
    def blank(self) -> bool:
        """Whether there is nothing in the question that anything could be looked up by."""
        return not (self.subjects or self.documents or self.article or self.activity)


class QuestionReader:
    """Reads questions with the words of the loaded packs."""

    def __init__(self, library: Library, vocabulary: Vocabulary, speller: Speller) -> None:
        self._vocabulary = vocabulary
        self._speller = speller
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

    def read(self, question: str, *, after: str | None = None) -> Analysis:
        """Analyse a question as typed; ``after`` is the one before, for what is left unsaid.

        At most ``QUERY_CHARACTERS`` folded characters are looked at.
        """
        analysis = self._spelt(self._analyse(fold_question(question)))
        if after is None or not after.strip():
            return analysis
        return self._with_inherited(analysis, self._spelt(self._analyse(fold_question(after))))

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
        return replace(read, own=analysis.own, inherited=analysis.inherited)

    def unresolved(self, analysis: Analysis) -> Analysis:
        """The analysis if the fragments are words like any other."""
        spans = sorted([*analysis.content, *((f.start, f.end) for f in analysis.fragments)])
        return replace(analysis, fragments=(), content=tuple(spans))

    def _analyse(self, text: str) -> Analysis:
        text = lexicon.SEPARABLE.sub(r"\1\3\2", text)
        mentions = self._vocabulary.mentions(text)
        article, article_span = self._article(text, mentions)
        mentions = tuple(m for m in mentions if not _overlaps((m.start, m.end), article_span))
        taken = [(m.start, m.end) for m in mentions]
        fragments = self._vocabulary.fragments(text, [*taken, *article_span])
        taken += [(f.start, f.end) for f in fragments]
        rest = _blanked(text, [*taken, *article_span])
        aspect, unit, asked_at = _aspect(rest, text)
        # What is said beside the question itself is not what is asked.
        start, end = _core(text, asked_at, taken)
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
            terms=tuple(t for t in _named(mentions, Kind.TERM) if not _PERIOD.fullmatch(t.name)),
            documents=_named(mentions, Kind.DOCUMENT),
            article=article,
            claim=_claim(text),
            deontic=tuple(match[0] for match in lexicon.DEONTIC.finditer(text)),
            fragments=fragments,
            content=tuple(content),
            weight=sum(_WORTH[m.concept.kind] * (m.end - m.start) for m in mentions),
            topics=tuple(topic for topic in self._topics if topic in text[start:end]),
            meeting=lexicon.MEETING.search(rest) is not None,
            asker=lexicon.ASKER.search(text) is not None,
        )

    def _article(
        self, text: str, mentions: Sequence[Mention]
    ) -> tuple[Article | None, list[tuple[int, int]]]:
        found = lexicon.ARTICLE.search(text)
        if found is None:
            found = lexicon.BARE_ARTICLE.search(text)
            if found is None or self._means_all(int(found[1]), mentions):
                return None, []
        number, paragraph, item = (int(group) if group else None for group in found.groups())
        return Article(number or 0, paragraph, item), [found.span()]

    def _means_all(self, number: int, mentions: Sequence[Mention]) -> bool:
        """59条 of a list of 59 means all of them, and so does 5条 of a part of 5."""
        concepts = [mention.concept for mention in mentions]
        if any(c.kind is Kind.DOCUMENT and c.id not in self._lists for c in concepts):
            return False
        counts = {self._counts[c.id] for c in concepts if c.id in self._counts}
        return number in (counts or self._totals)

    def _with_inherited(self, now: Analysis, before: Analysis) -> Analysis:
        """Complete a question that leans on the one before.

        A question that names a subject or activity of its own takes over only what it does not
        say; one that stands on its own takes over nothing.
        """
        if now.article is None and (step := _article_step(now.text)) and before.article:
            number = max(1, before.article.number + step)
            moved = replace(before, article=Article(number))
            return replace(moved, inherited=("article", "subject", "document"))
        if now.article is not None and not (now.subjects or now.documents):
            taken = replace(before, article=now.article, aspect=now.aspect or before.aspect)
            return replace(taken, inherited=("subject", "document"))
        leans = lexicon.FOLLOW_UP.search(now.text) is not None
        if not (now.subjects or now.terms or now.documents or now.fragments) and before.terms:
            # "谁来主持": of what, stands in the question before.
            text = f"{self._vocabulary.forms(before.terms[0])[0]}{now.text}"
            if now.aspect is not None or leans:
                return replace(self._analyse(text), inherited=("activity",))
        complete = now.activity and now.aspect is not None and not leans
        if complete or (now.activity and now.aspect is not None and now.subjects):
            return now
        text, inherited = self._completed(now, before)
        return replace(self._analyse(text), inherited=inherited)

    def _completed(self, now: Analysis, before: Analysis) -> tuple[str, tuple[str, ...]]:
        """Put what ``now`` names into the place it has in ``before``; else append the aspect."""
        inherited: list[str] = []
        text = before.text
        if now.activity or now.subjects:
            inherited.append("aspect")
            for old, new in (
                (before.terms, now.terms),
                (before.posts, now.posts),
                (before.bodies, now.bodies),
                (before.subjects, now.subjects),
                (before.terms, now.subjects),
            ):
                if old and new and (swapped := self._swapped(text, old[0], new[0])) != text:
                    kept = "subject" if new == now.terms else "activity"
                    return swapped, (*inherited, kept)
            wording = before.aspect and self._asking_words(before.text)
            return f"{now.text} {wording or ''}".strip(), tuple(inherited)
        # Only an aspect is new: who, when …
        for words in self._asking_spans(text):
            text = text.replace(words, " ")
        return f"{' '.join(text.split())} {now.text}", ("subject", "activity")

    def _swapped(self, text: str, old: Concept, new: Concept) -> str:
        mention = next((m for m in self._vocabulary.mentions(text) if m.concept == old), None)
        if mention is None:
            return text
        return text[: mention.start] + self._vocabulary.forms(new)[0] + text[mention.end :]

    def _asking_words(self, text: str) -> str:
        return " ".join(self._asking_spans(text))

    def _asking_spans(self, text: str) -> list[str]:
        taken = [(m.start, m.end) for m in self._vocabulary.mentions(text)]
        rest = _blanked(text, taken)
        for _, pattern in lexicon.ASPECTS:
            if found := [match[0].strip() for match in pattern.finditer(rest) if match[0].strip()]:
                once = re.findall("1[次回遍届]", rest)
                return [*found, *once]
        return []


def _topics(library: Library) -> tuple[str, ...]:
    topics = {fold(topic) for pack in library.packs for topic in pack.not_covered}
    return tuple(sorted(topics, key=lambda topic: (-len(topic), topic)))


def _named(mentions: Sequence[Mention], kind: Kind) -> tuple[Concept, ...]:
    named = (mention.concept for mention in mentions if mention.concept.kind is kind)
    return tuple(dict.fromkeys(named))


def _article_step(text: str) -> int:
    if lexicon.NEXT_ARTICLE.search(text):
        return 1
    return -1 if lexicon.PREVIOUS_ARTICLE.search(text) else 0


def _aspect(rest: str, text: str) -> tuple[Aspect | None, str | None, int]:
    """What is asked, what a "how many" counts, and where in the text it is asked."""
    for aspect, pattern in lexicon.ASPECTS:
        found = pattern.search(rest)
        if found is None:
            continue
        return aspect, _unit(found[0], text) if aspect is Aspect.HOW_MANY else None, found.start()
    if text.endswith("吗"):
        return Aspect.WHETHER, None, len(text) - 1
    return None, None, 0


def _unit(asked: str, text: str) -> str | None:
    """What a "how many" counts, by its measure word."""
    if "比例" in text:
        return "比例"
    if lexicon.PEOPLE.search(text):
        return "人"
    unit = lexicon.UNIT.search(asked)
    return unit[0] if unit else None


def _core(text: str, asked_at: int, taken: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The part between spaces in which the question is asked, if it names anything; else all."""
    start = text.rfind(" ", 0, asked_at) + 1
    end = text.find(" ", asked_at)
    end = len(text) if end < 0 else end
    if any(start <= span_start < end for span_start, _ in taken):
        return start, end
    return 0, len(text)


def _claim(text: str) -> Quota | None:
    """The cadence that a question states itself; None when it states none."""
    if found := _CLAIMED_TERM.search(text):
        return Quota(1, Per.TERM, term_years=int(found[1] or found[2]))
    if _CLAIMED_HALVES.search(text):
        return Quota(1, Per.HALF_YEAR)
    if (found := _CLAIMED_INTERVAL.search(text)) and (per := _MONTHS.get(int(found[1]))):
        return Quota(1, per)
    if found := _CLAIMED_RATE.search(text):
        times = int(found[2])
        return Quota(times, _PER[found[1]]) if times else None
    return None


def _overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with these spans made into marks that belong to no word."""
    for start, end in spans:
        text = text[:start] + "_" * (end - start) + text[end:]
    return text


def _content(rest: str) -> Iterator[tuple[int, int]]:
    """Spans left when asking words, periods and words without content are gone."""
    for pattern in lexicon.EMPTY:
        rest = pattern.sub(lambda found: "_" * len(found[0]), rest)
    for run in _HAN_RUN.finditer(rest):
        yield run.span()
