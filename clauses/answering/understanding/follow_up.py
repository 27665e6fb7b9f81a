"""A question that leans on the one before it: 那党小组会呢, 谁来主持, 下一条."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from clauses.answering.understanding.analysis import Analysis, ArticleNumber
from clauses.lexicon import questions as asking
from clauses.lexicon.questions import Aspect
from clauses.vocabulary import Concept, Vocabulary

_FEW = 6
"""Characters of content in a question that is about what was asked before."""


class FollowUps:
    """Completes questions; ``analyse`` reads a folded text."""

    def __init__(self, vocabulary: Vocabulary, analyse: Callable[[str], Analysis]) -> None:
        self._vocabulary = vocabulary
        self._analyse = analyse

    def completed(self, now: Analysis, before: Analysis) -> tuple[Analysis, ...]:
        """The question with what it leaves unsaid, the likeliest first; none when it leaves nothing unsaid.

        A question that names a post, a body or an activity takes over only what it does not say.
        Where that may be less, the same with less comes after it.
        """
        found = self._completed(now, before)
        if found is None:
            return ()
        # Its own words need not count for more than what is inherited.
        return (found, replace(found, said="")) if found.said else (found,)

    def _completed(self, now: Analysis, before: Analysis) -> Analysis | None:
        if asking.LIKEWISE.search(now.text):
            now = replace(
                self._analyse(asking.LIKEWISE.sub(asking.LIKEWISE_LEFT, now.text).strip()),
                aspect=None,
            )
        if now.article is None and (step := _article_step(now.text)) and before.article:
            moved = ArticleNumber(max(1, before.article.number + step))
            return replace(before, article=moved, inherited=("article", "subject", "document"))
        if now.article is not None:
            return self._with_article(now, before)
        if now.topics or (now.asker and not leans(now)):
            return None
        if now.subjects or now.terms or now.documents or now.fragments:
            return self._in_its_place(now, before)
        return self._about_the_same(now, before)

    def _with_article(self, now: Analysis, before: Analysis) -> Analysis | None:
        """An article by its number alone is one of the document or post before."""
        if now.subjects or now.documents or now.content:
            return None
        aspect = now.aspect or before.aspect
        inherited = ("subject", "document")
        return replace(before, article=now.article, aspect=aspect, inherited=inherited)

    def _in_its_place(self, now: Analysis, before: Analysis) -> Analysis | None:
        """Put the one thing that ``now`` names where ``before`` has such a thing."""
        said = asking.FOLLOW_UP.sub("", now.text) if leans(now) and now.aspect is None else ""
        like = _put_like(before.text, said)
        if now.content:
            return self._reread(like, "aspect", "activity") if like else None
        bare = asking.BARE_WHETHER.search(self._unnamed(now.text)) is not None
        if now.aspect is not None and not bare and (now.activity or not leans(now)):
            return None
        for old, new, kept in (
            (before.terms, now.terms, "subject"),
            (before.posts, now.posts, "activity"),
            (before.bodies, now.bodies, "activity"),
            (before.subjects, now.subjects, "activity"),
            (before.terms, now.subjects, "subject"),
        ):
            if old and new and (text := self._swapped(before.text, old[0], new[0])):
                return self._reread(text, "aspect", kept)
        if like:
            return self._reread(like, "aspect", "activity")
        words = " ".join(self._asking_words(before.text)) if leans(now) else ""
        return self._reread(f"{now.text} {words}", "aspect") if words else None

    def _about_the_same(self, now: Analysis, before: Analysis) -> Analysis | None:
        """谁来主持: of what, stands in the question before."""
        if sum(end - start for start, end in now.content) > _FEW:
            return None
        if now.aspect is None:
            if not (leans(now) and now.content):
                return None
            like = _put_like(before.text, asking.FOLLOW_UP.sub("", now.text))
            return (
                self._reread(like, "aspect", "activity") if like else self._asked_alike(now, before)
            )
        if now.aspect is Aspect.WHETHER and not (now.content or now.deontic):
            return None  # 在吗
        if before.terms:
            text = self._vocabulary.forms(before.terms[0])[0] + now.text
            return replace(self._reread(text, "activity"), said=now.text)
        rest = before.text
        for words in self._asking_words(rest):
            rest = rest.replace(words, " ")
        text = f"{' '.join(rest.split())} {now.text}"
        return replace(self._reread(text, "subject", "activity"), said=now.text)

    def _asked_alike(self, now: Analysis, before: Analysis) -> Analysis:
        """那补交呢: the same is asked of something else about the same thing."""
        about = (*before.terms, *before.subjects)[:1]
        words = [self._vocabulary.forms(each)[0] for each in about]
        said = asking.FOLLOW_UP.sub("", now.text)
        text = " ".join((*words, said, *self._asking_words(before.text)))
        return replace(self._reread(text, "activity", "aspect"), said=said)

    def _reread(self, text: str, *inherited: str) -> Analysis:
        return replace(self._analyse(text.strip()), inherited=inherited)

    def _swapped(self, text: str, old: Concept, new: Concept) -> str | None:
        mention = next((m for m in self._vocabulary.mentions(text) if m.concept == old), None)
        if mention is None or old == new:
            return None
        return text[: mention.start] + self._vocabulary.forms(new)[0] + text[mention.end :]

    def _unnamed(self, text: str) -> str:
        """The text with everything that has a name made into marks."""
        for mention in self._vocabulary.mentions(text):
            blank = "_" * (mention.end - mention.start)
            text = text[: mention.start] + blank + text[mention.end :]
        return text

    def _asking_words(self, text: str) -> list[str]:
        """The words of a text that ask, with the times that belong to them (多久 … 1次)."""
        rest = self._unnamed(text)
        for _, pattern in asking.ASPECTS:
            if found := [match[0].strip() for match in pattern.finditer(rest) if match[0].strip()]:
                return [*found, *asking.TIMES_SAID.findall(rest)]
        return []


def _put_like(text: str, said: str) -> str | None:
    """预备党员 in the place of 正式党员: of words that end alike, with as much before the end."""
    for size in range(len(said) - 1, 1, -1):
        before = len(said) - size
        at = text.find(said[before:])
        if said not in text and at >= before:
            return text[: at - before] + said + text[at + size :]
    return None


def leans(analysis: Analysis) -> bool:
    """Whether the wording itself points to what was said before."""
    step = analysis.article is None and _article_step(analysis.text) != 0
    likewise = asking.LIKEWISE.search(analysis.text) is not None
    return step or likewise or asking.FOLLOW_UP.search(analysis.text) is not None


def _article_step(text: str) -> int:
    if asking.NEXT_ARTICLE.search(text):
        return 1
    return -1 if asking.PREVIOUS_ARTICLE.search(text) else 0
