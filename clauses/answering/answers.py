"""Answers to questions in plain words, from the loaded packs alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from clauses.answering.answer import Answer, AnswerReason, AnswerScope, Status
from clauses.answering.finding.ambiguity import tied
from clauses.answering.finding.article_finder import ArticleFinder
from clauses.answering.finding.derived import DerivedIndex
from clauses.answering.finding.finder import Finder
from clauses.answering.finding.originals import Originals
from clauses.answering.finding.weights import Model, shipped_model, text_model
from clauses.answering.replying.applicability import ApplicableClauses
from clauses.answering.replying.article_route import ArticleRoute
from clauses.answering.replying.cases import Cases
from clauses.answering.replying.comparing import Comparisons
from clauses.answering.replying.day_verdicts import DayVerdicts
from clauses.answering.replying.duties_within import DutiesOfATime
from clauses.answering.replying.duty_lists import DutyLists
from clauses.answering.replying.joined import joined
from clauses.answering.replying.official_texts import OfficialTexts
from clauses.answering.replying.outcomes import Outcomes
from clauses.answering.replying.replies import (
    Replies,
    asked_which_post,
    asked_which_term,
    unanswered,
)
from clauses.answering.replying.sureness import Sureness
from clauses.answering.replying.verdicts import Verdicts
from clauses.answering.understanding.analysis import Analysis
from clauses.answering.understanding.follow_up import leans
from clauses.answering.understanding.question import QuestionReader
from clauses.answering.understanding.several import SeveralQuestions
from clauses.answering.understanding.spelling import Speller
from clauses.characters.folding import fold
from clauses.lexicon.questions import ASKING_WORDS, LIGHT_WORDS, Aspect
from clauses.library import Library
from clauses.model import PostId, Question
from clauses.searching.pinyin import PinyinReader
from clauses.vocabulary import Concept, Kind, Vocabulary

__all__ = ["Answer", "Answerer"]

_NAME_WEIGHT, _ASKING_WEIGHT = 40, 60
"""Expected frequency of a name and of a word that asks, on the scale of the counts of grams."""

_WORDED_ALIKE = 0.8
_MAY_BE = 0.2
_FAR = 5
"""One meaning is far surer than another where that is so many times likelier to be wrong."""

_EXAMPLES = 3
_OF_ONESELF = (Aspect.DUTIES, Aspect.WHAT, Aspect.HOW_OFTEN, Aspect.WHEN, Aspect.HOW_LONG)


class Answerer:
    """Answers questions from one library. Safe to share; it changes only as a whole: :meth:`take`.

    ``derived``, where it is kept from before, must be that of this library. ``finder`` is asked for
    what packs restate, ``texts`` for the articles of imported texts.
    """

    def __init__(
        self, library: Library, model: Model | None = None, *, derived: DerivedIndex | None = None
    ) -> None:
        self._library = library
        vocabulary = self._vocabulary = Vocabulary(library)
        derived = derived or DerivedIndex.of(library, vocabulary)
        statements, occurrences = derived.statements, derived.occurrences
        self._by_ref = {statement.ref: statement for statement in statements}
        speller = Speller(vocabulary.all_forms(), occurrences)
        pinyin = PinyinReader(_words(vocabulary, occurrences))
        self._reader = QuestionReader(library, vocabulary, speller, pinyin)
        self._several = SeveralQuestions(vocabulary, self._reader)
        self.finder = Finder(library, derived.restated, model or shipped_model())
        self.texts = ArticleFinder(derived.texts, text_model())
        originals = Originals(library, derived.links)
        self._articles = ArticleRoute(library, statements, originals)
        self._duties = DutyLists(library)
        self._of_a_time = DutiesOfATime(library)
        self._scope = _scope(library)
        self._replies = Replies(library, statements)
        self._comparisons = Comparisons(library, statements, self._replies, vocabulary)
        self._restates = bool(derived.restated.statements)
        self._verdicts = Verdicts(library, statements, self._replies)
        self._days = DayVerdicts(self._replies)
        self._applicable = ApplicableClauses(library, self._verdicts)
        self._cases = Cases(library, self._replies)
        self._outcomes = Outcomes(library, self._replies)
        self._beside = OfficialTexts(self.texts, originals, self._replies)

    def take(self, other: Answerer) -> None:
        """Answer as ``other`` does from now on, for everybody who has this answerer."""
        self.__dict__ = dict(other.__dict__)

    def answer(
        self,
        question: str,
        *,
        asker_posts: Collection[PostId] = (),
        after: str | None = None,
        today: date | None = None,
    ) -> Answer:
        """Answer a question as typed, or say why not.

        Only a statement that carries the post or body, the activity and the aspect that the
        question names is given as an answer. What cannot be read costs no more than what can: only
        the first ``folding.QUERY_CHARACTERS`` characters count.

        Args:
            question: as the person typed it, in any script.
            asker_posts: the posts that the person holds; a question about "me" is about these.
            after: the question before, for what is left unsaid ("那党小组会呢").
            today: the day of the question, in the zone of the person who asks; without it nothing
                is said of what depends on it.

        Raises:
            UnknownPost: no pack has one of ``asker_posts``.
        """
        answer = self._answered(question, asker_posts, after, today)
        if several := self._several.questions_in(question):
            answer = self._one_after_the_other(answer, several, asker_posts, after, today)
        if answer.status is Status.OUT_OF_SCOPE:
            return replace(answer, scope=self._scope)
        return answer

    def terms_in(self, text: str) -> frozenset[str]:
        """The names of the packs' terms, such as meetings, that a text in any script names."""
        found = self._vocabulary.mentions(fold(text))
        return frozenset(m.concept.name for m in found if m.concept.kind is Kind.TERM)

    def _one_after_the_other(
        self,
        whole: Answer,
        questions: Sequence[str],
        asker_posts: Collection[PostId],
        after: str | None,
        today: date | None,
    ) -> Answer:
        """The answers to each of the questions; the whole where it says as much as they do."""
        parts: list[Answer] = []
        for question in questions:
            parts.append(self._answered(question, asker_posts, after, today))
            after = question
        return joined(whole, parts) or whole

    def _answered(
        self,
        question: str,
        asker_posts: Collection[PostId],
        after: str | None,
        today: date | None,
    ) -> Answer:
        own = tuple(
            Concept(Kind.POST, id_, self._library.post(id_).name) for id_ in sorted(asker_posts)
        )
        analysis = replace(self._reader.read(question), today=today)
        completed = self._reader.completed(analysis, after) if after else ()
        if not completed:
            return self._put(question, analysis, own)
        continued = self._continued(
            question, [replace(each, today=today) for each in completed], own
        )
        if leans(analysis):
            return continued
        # It may be complete after all: the one before could be about something else.
        alone = self._put(question, analysis, own)
        if alone.status is Status.ANSWERED and alone.confidence > continued.confidence:
            return alone if analysis.names_something else continued
        if continued.status is Status.OUT_OF_SCOPE and alone.status is not Status.OUT_OF_SCOPE:
            return alone
        return continued

    def _continued(
        self, question: str, analyses: Sequence[Analysis], own: Sequence[Concept]
    ) -> Answer:
        """The first answer that these give; where none is given, what the first comes near."""
        found: list[Answer] = []
        for analysis in analyses:
            found.append(self._put(question, analysis, own))
            if found[-1].status in (Status.ANSWERED, Status.AMBIGUOUS):
                return found[-1]
        return found[0]

    def taken_for(self, question: str, after: str | None = None) -> Analysis:
        """The analysis with which ``finder`` and ``texts`` are asked, without trying its other meanings."""
        analysis = self._reader.read(question)
        if after and (completed := self._reader.completed(analysis, after)):
            analysis = completed[0]
        return self._reader.unresolved(analysis) if analysis.fragments else analysis

    def _put(self, question: str, analysis: Analysis, own: Sequence[Concept]) -> Answer:
        """Answer for these posts first where the question is about the person who asks."""
        mine = replace(analysis, own=tuple(own))
        if analysis.article is not None:
            about = mine if analysis.asker and not analysis.subjects else analysis
            return self._articles.answer(question, about, analysis.article)
        restated = self._restated(question, analysis, mine, own)
        if analysis.blank:
            return restated
        plain = self._reader.unresolved(analysis) if analysis.fragments else analysis
        return self._beside.joined(question, plain, restated)

    def _restated(
        self, question: str, analysis: Analysis, mine: Analysis, own: Sequence[Concept]
    ) -> Answer:
        """The answer from packs that restate duties, without the imported texts."""
        if not self._restates and not analysis.blank:
            return unanswered(question, analysis, AnswerReason.NOTHING_NEAR)
        unnamed = not (analysis.subjects or analysis.documents)
        if own and unnamed and (analysis.asker or not (analysis.terms or analysis.content)):
            answered = self._understood(question, mine, own)
            if answered.status in (Status.ANSWERED, Status.AMBIGUOUS):
                return answered
        return self._understood(question, analysis, own)

    def _understood(self, question: str, analysis: Analysis, own: Sequence[Concept]) -> Answer:
        if analysis.fragments:
            return self._told_apart(question, analysis, own)
        if analysis.blank and not analysis.own:
            if analysis.asker and analysis.aspect in _OF_ONESELF:
                return asked_which_post(question, analysis)
            return unanswered(question, analysis, AnswerReason.NOTHING_NEAR)
        found = self.finder.find(analysis)
        if (judged := self._verdicts.answer(question, analysis, found)) is not None:
            return judged
        if (dated := self._days.answer(question, analysis, found)) is not None:
            return dated
        if (told := self._of_a_time.answer(question, analysis, found)) is not None:
            return told
        if duties := self._duties.answer(question, analysis, found):
            return duties
        if (compared := self._comparisons.answer(question, analysis, found)) is not None:
            return compared
        likely = self.finder.likely(analysis, found)
        certainty = likely[0]
        equal = tied(analysis, found, own) if certainty >= _MAY_BE else found[:1]
        if len(equal) > 1:
            return self._replies.asked_back(question, analysis, equal)
        sureness = Sureness.of(likely, self.finder.model)
        if sureness.status is not Status.ANSWERED:
            unsure = self._replies.unsure(question, analysis, found, sureness)
            return self._outcomes.instead(self._cases.instead(unsure, found), found)
        chosen = self._applicable.first(analysis, [equal[0], *found])
        if isinstance(stated := chosen.statement.stated, Question) and stated.answer is None:
            return self._replies.silent(question, analysis, stated)
        answer = self._replies.answered(question, analysis, chosen.statement, found, certainty)
        answer = self._cases.instead(self._cases.decided(self._applicable.applied(answer)), found)
        answer = self._cases.obliged(answer, found)
        return self._outcomes.told(answer, found)

    def _told_apart(self, question: str, analysis: Analysis, own: Sequence[Concept]) -> Answer:
        """Try each term that the shared word may stand for; ask back when several are answered."""
        plain = self._understood(question, self._reader.unresolved(analysis), own)
        fragment = analysis.fragments[0]
        main = plain.main and self._by_ref[plain.main.ref]
        answered = plain.status is Status.ANSWERED and plain.confidence >= _WORDED_ALIKE
        if main and answered and main.concepts.isdisjoint(fragment.concepts):
            return plain
        tried = [
            (concept, self._understood(question, self._reader.meaning(analysis, concept), own))
            for concept in fragment.concepts
        ]
        possible = [
            (concept, answer)
            for concept, answer in tried
            if answer.status in (Status.ANSWERED, Status.AMBIGUOUS)
        ]
        possible = self._own_first(possible, own)
        # Where it is all that is said, nothing settles which one is meant.
        if analysis.content and not own and _settled(plain, [answer for _, answer in possible]):
            return plain
        nothing_else = not (analysis.subjects or analysis.terms)
        if len(possible) == 1 and len(tried) > 1 and nothing_else and not own:
            # It may mean what nothing is known of: that is for the person to say.
            return asked_which_term(question, analysis, tried)
        if len({answer.main and answer.main.ref for _, answer in possible}) == 1:
            return possible[0][1]
        if possible:
            return asked_which_term(question, analysis, possible)
        return plain

    def _own_first(
        self, possible: list[tuple[Concept, Answer]], own: Sequence[Concept]
    ) -> list[tuple[Concept, Answer]]:
        mine = {concept.id for concept in own}
        first = [
            (concept, answer)
            for concept, answer in possible
            if answer.refs[0] in self._by_ref and self._by_ref[answer.refs[0]].subjects & mine
        ]
        return first if len(first) == 1 else possible


def _settled(plain: Answer, possible: Sequence[Answer]) -> bool:
    """Whether the words as they stand are answered like the one meaning that is far surer than the others."""
    if plain.status is not Status.ANSWERED or not possible:
        return False
    surest, *others = sorted(possible, key=lambda each: -each.confidence)
    far = _FAR * (1 - surest.confidence)
    alike = plain.main is not None and surest.main is not None
    return alike and plain.main == surest.main and all(1 - e.confidence > far for e in others)


def _scope(library: Library) -> AnswerScope:
    """The packs, with the first questions of each that it answers."""
    titles = tuple(pack.short_title for pack in library.packs)
    questions = (
        next((entry.asked_as[0] for entry in pack.clauses if entry.asked_as), None)
        for pack in library.packs
    )
    return AnswerScope(titles, tuple(question for question in questions if question)[:_EXAMPLES])


def _words(vocabulary: Vocabulary, occurrences: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Words that pinyin may stand for: the words for things, those that ask, and what the texts have."""
    yield from occurrences.items()
    yield from ((form, _NAME_WEIGHT) for form in vocabulary.all_forms())
    yield from ((word, _ASKING_WEIGHT) for word in (*ASKING_WORDS, *LIGHT_WORDS))
