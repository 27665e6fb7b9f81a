"""Questions for an article by its number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clauses.answering.answer import (
    Announced,
    Answer,
    AnswerReason,
    Choice,
    OfArticle,
    Places,
    Status,
)
from clauses.answering.finding.evidence import evidence
from clauses.answering.finding.originals import Originals
from clauses.answering.understanding.analysis import Analysis, ArticleNumber
from clauses.cadence import Quota
from clauses.lexicon import questions as asking
from clauses.library import Library
from clauses.model import Clause, ClauseRef, Known, Pack, Part
from clauses.provisions import is_article
from clauses.searching.statements import Statement, subject_name
from clauses.vocabulary import Concept, Kind

_MOST = 3
_SURE = 0.95
_ASKED_BACK = 0.45
_HARDLY = 0.03


class ArticleRoute:
    """Goes straight to the article, to the announced part, or asks which document is meant."""

    def __init__(
        self, library: Library, statements: Sequence[Statement], originals: Originals
    ) -> None:
        self._library = library
        # The imported text itself comes before its restatements.
        self._statements = tuple(sorted(statements, key=lambda each: not is_article(each.stated)))
        self._originals = originals

    def answer(self, question: str, analysis: Analysis, article: ArticleNumber) -> Answer:
        """Answer a question that names this article."""
        pack = self._announcing(analysis)
        if pack is not None:
            return self._not_published(question, analysis, article, pack)
        document = next(iter(analysis.documents), None)
        if document is not None:
            return self._in_document(question, analysis, article, document)
        if asking.UNKNOWN_DOCUMENT.search(analysis.text):
            return Answer(
                question=question,
                status=Status.OUT_OF_SCOPE,
                analysis=analysis,
                confidence=_HARDLY,
                reason=AnswerReason.NOTHING_NEAR,
                article=article,
            )
        if (only := self._only_document()) is not None:
            return self._in_document(question, analysis, article, only)
        if analysis.terms and (found := self._about_terms(analysis, article)):
            return self._found(question, analysis, article, found)
        return self._asked_back(question, analysis, article)

    def _announcing(self, analysis: Analysis) -> Pack | None:
        """The pack of the announced list that is meant, by its name or by one of its parts."""
        lists = [pack for pack in self._library.packs if pack.announced_total is not None]
        for document in analysis.documents:
            return next((pack for pack in lists if pack.id == document.id), None)
        return next((pack for pack in lists if _part(pack, analysis)), None)

    def _only_document(self) -> Concept | None:
        """The one document of the packs, where there is no other and no announced list."""
        documents = {
            document.id: document for pack in self._library.packs for document in pack.documents
        }
        if len(documents) != 1 or any(pack.announced_total for pack in self._library.packs):
            return None
        (document,) = documents.values()
        return Concept(Kind.DOCUMENT, document.id, document.title)

    def _not_published(
        self, question: str, analysis: Analysis, article: ArticleNumber, pack: Pack
    ) -> Answer:
        part = _part(pack, analysis)
        count = part.count if part else pack.announced_total or 0
        nearest = self._nearest(pack, part, analysis)
        return Answer(
            question=question,
            status=Status.NOT_LOADED,
            analysis=analysis,
            confidence=_HARDLY,
            refs=tuple(clause.ref for clause in nearest),
            neighbours=nearest,
            reason=AnswerReason.NOT_PUBLISHED
            if 0 < article.number <= count
            else AnswerReason.BEYOND_COUNT,
            article=article,
            announced=Announced(pack.title, count, part, pack.announced_note),
        )

    def _nearest(self, pack: Pack, part: Part | None, analysis: Analysis) -> tuple[Clause, ...]:
        """Known clauses of that part, then rules for the same subject with a quota, then others."""
        if part is None:
            return pack.clauses[:_MOST]
        named = {concept.id for concept in analysis.subjects} & set(part.subjects)
        subjects = named or set(part.subjects)
        known = [c for c in pack.clauses if c.part == part.id]
        shown = {clause.ref for clause in known}
        others = [
            clause
            for clause in self._library.all_clauses()
            if clause.subject in subjects
            and clause.known is not Known.UNVERIFIED
            and not shown & {clause.ref, self._library.met_by(clause.ref)}
        ]
        others.sort(key=lambda clause: not isinstance(clause.cadence, Quota))
        return tuple([*known, *others][:_MOST])

    def _in_document(
        self, question: str, analysis: Analysis, article: ArticleNumber, document: Concept
    ) -> Answer:
        packs = self._originals.packs([document])
        own = [s for s in self._statements if s.ref.pack in packs and is_article(s.stated)]
        found = [s for s in self._statements if _cites(s, article, document)]
        if own and (main := [s for s in own if s.ref.local == article.local]):
            return self._found(question, analysis, article, [*main, *found], led=True)
        if exact := [s for s in found if _has(s, article, document)]:
            found = exact
        if found:
            return self._found(question, analysis, article, found)
        near = sorted(
            (abs(each.number - article.number), at)
            for at, statement in enumerate(self._statements)
            for each in _articles(statement, document)
        )
        nearest = list(dict.fromkeys(self._statements[at] for _, at in near))[:_MOST]
        return Answer(
            question=question,
            status=Status.OUT_OF_SCOPE,
            analysis=analysis,
            confidence=_HARDLY,
            neighbours=tuple(statement.stated for statement in nearest),
            reason=AnswerReason.NO_SUCH_ARTICLE,
            article=article,
            topic=document.name,
        )

    def _about_terms(self, analysis: Analysis, article: ArticleNumber) -> list[Statement]:
        return [
            statement
            for statement in self._statements
            if _cites(statement, article) and evidence(analysis, statement).terms
        ]

    def _found(
        self,
        question: str,
        analysis: Analysis,
        article: ArticleNumber,
        found: list[Statement],
        *,
        led: bool = False,
    ) -> Answer:
        """Several statements may rest on one article: the one that fits the question best leads.

        The article itself does where it is ``led`` by one.
        """
        ordered = list(dict.fromkeys(found))
        first = ordered[:1] if led else []
        others = ordered[len(first) :]
        others.sort(key=lambda statement: evidence(analysis, statement).foreign)
        main, *others = [*first, *others]
        part = self._provision(main, article)
        if not led and (whole := _whole(question, analysis, article, [main, *others])) is not None:
            return whole
        citations = part.citations if part else main.citations
        near = [main] if part else others[:_MOST]
        return Answer(
            question=question,
            status=Status.ANSWERED,
            analysis=analysis,
            confidence=_SURE,
            main=part or main.stated,
            subject=subject_name(self._library, main.subject),
            citations=citations,
            refs=(part.ref, main.ref) if part else tuple(s.ref for s in (main, *others)),
            fact=Places(citations),
            neighbours=tuple(statement.stated for statement in near),
            article=article,
        )

    def _provision(self, statement: Statement, article: ArticleNumber) -> Clause | None:
        """The paragraph or item of an imported article: 第12条第2款 is ``12(2)``."""
        if article.paragraph is None and article.item is None:
            return None
        numbers = [article.paragraph or 1, *([article.item] if article.item else [])]
        local = statement.ref.local + "".join(f"({number})" for number in numbers)
        found = self._library.find(ClauseRef(statement.ref.pack, local))
        return found if isinstance(found, Clause) else None

    def _asked_back(self, question: str, analysis: Analysis, article: ArticleNumber) -> Answer:
        candidates = [
            Choice(f"{pack.short_title}{article}")
            for pack in self._library.packs
            if article.number <= (pack.announced_total or 0)
        ]
        documents: dict[str, Choice] = {}
        for statement in self._statements:
            for citation in statement.citations:
                cited = ArticleNumber.cited(citation.place)
                if cited and cited.local == article.local and isinstance(statement.stated, Clause):
                    label = f"{citation.document.short_title}{article}"
                    candidate = Choice(label, statement.ref, statement.stated.duty)
                    documents.setdefault(citation.document.id, candidate)
        chosen = [*candidates, *documents.values()][:_MOST]
        return Answer(
            question=question,
            status=Status.AMBIGUOUS,
            analysis=analysis,
            confidence=_ASKED_BACK,
            refs=tuple(each.ref for each in chosen if each.ref is not None),
            candidates=tuple(chosen),
            reason=AnswerReason.WHICH_DOCUMENT,
            article=article,
        )


def _whole(
    question: str, analysis: Analysis, article: ArticleNumber, found: Sequence[Statement]
) -> Answer | None:
    """All clauses of the article, where it is asked as a whole; None where it has only one here."""
    narrower = article.paragraph or article.item or analysis.terms or analysis.content
    clauses = [each.stated for each in found if isinstance(each.stated, Clause)]
    documents = {
        citation.document
        for clause in clauses
        for citation in clause.citations
        if (cited := ArticleNumber.cited(citation.place)) and cited.local == article.local
    }
    if narrower or len(clauses) < 2 or len(documents) != 1:
        return None
    clauses.sort(key=lambda each: _order(each, article))
    return Answer(
        question=question,
        status=Status.ANSWERED,
        analysis=analysis,
        confidence=_SURE,
        main=clauses[0],
        refs=tuple(clause.ref for clause in clauses),
        fact=OfArticle(documents.pop().title, article, tuple(clauses)),
        article=article,
    )


def _order(clause: Clause, article: ArticleNumber) -> tuple[int, int]:
    cited = [ArticleNumber.cited(each.place) for each in clause.citations]
    own = [each for each in cited if each is not None and each.local == article.local]
    return min(((each.paragraph or 0, each.item or 0) for each in own), default=(0, 0))


def _part(pack: Pack, analysis: Analysis) -> Part | None:
    """The announced part of the post or body that the question names; posts come first."""
    for concept in (*analysis.posts, *analysis.bodies, *analysis.own):
        for part in pack.parts:
            if concept.id in part.subjects:
                return part
    return None


def _has(statement: Statement, article: ArticleNumber, document: Concept) -> bool:
    """Whether the statement is taken from exactly the paragraph or item that is asked for."""
    return (article.paragraph or article.item) is not None and any(
        found.local == article.local
        and (article.paragraph is None or found.paragraph in (None, article.paragraph))
        and found.item == article.item
        for found in _articles(statement, document)
    )


def _articles(statement: Statement, document: Concept | None = None) -> Iterable[ArticleNumber]:
    return [
        found
        for citation in statement.citations
        if (document is None or citation.document.id == document.id)
        and (found := ArticleNumber.cited(citation.place)) is not None
    ]


def _cites(statement: Statement, article: ArticleNumber, document: Concept | None = None) -> bool:
    return any(each.local == article.local for each in _articles(statement, document))
