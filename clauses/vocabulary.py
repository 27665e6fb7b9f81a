"""Words of the packs and the field, for posts, bodies, terms and documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations, product

from clauses.characters.folding import fold
from clauses.lexicon import Lexicon, field_lexicon
from clauses.lexicon.questions import GENERIC
from clauses.library import Library

_BRACKETED = re.compile(r"[（(]([^（）()]*)[）)]")
_QUOTED = re.compile(r"[“”《》‘’\"']")
_SHORTEST = 2


class Kind(StrEnum):
    """The kind of thing that a word of the packs names."""

    POST = "post"
    BODY = "body"
    TERM = "term"
    DOCUMENT = "document"


@dataclass(frozen=True, order=True)
class Concept:
    """One thing that the packs have words for. ``id`` is a post, body, document or pack id, or a term's name."""

    kind: Kind
    id: str
    name: str = field(compare=False)


@dataclass(frozen=True)
class Mention:
    """A concept found in a folded text, at ``text[start:end]``."""

    concept: Concept
    start: int
    end: int


@dataclass(frozen=True)
class Fragment:
    """A part that the words for several concepts share, found where it could mean each of them."""

    concepts: tuple[Concept, ...]
    start: int
    end: int


class Vocabulary:
    """All words of the loaded packs and of the field. Immutable once built."""

    def __init__(self, library: Library) -> None:
        self._concepts: dict[str, Concept] = {}
        self._forms: dict[Concept, list[str]] = {}
        self._told_apart = {
            fold(name)
            for pack in library.packs
            for distinction in pack.distinctions
            for name in distinction.terms
        }
        self._add_subjects(library)
        self._add_documents(library)
        for pack in library.packs:
            for term in pack.terms:
                self._add_term(term.name, term.synonyms)
        for pack in library.packs:
            for distinction in pack.distinctions:
                for name in distinction.terms:
                    self._add_term(name, ())
        self._add_field(field_lexicon())
        self._add_posts_of_synonyms(library)
        self._add_terms_of_synonyms(library)
        self._starts = _lengths_by_start(self._concepts)
        self._fragments = self._find_fragments(library)

    def mentions(self, folded: str) -> tuple[Mention, ...]:
        """The concepts named in a folded text, in order; the longest words win, none overlap."""
        found = sorted(self._occurrences(folded), key=lambda m: (m.start - m.end, m.start))
        return _without_overlap(found)

    def fragments(self, folded: str, taken: Iterable[tuple[int, int]]) -> tuple[Fragment, ...]:
        """Shared parts of words that stand outside the ``taken`` spans, in order."""
        free = [True] * len(folded)
        for start, end in taken:
            free[start:end] = [False] * (end - start)
        found: list[Fragment] = []
        for text, concepts in self._fragments:
            start = folded.find(text)
            while start >= 0:
                end = start + len(text)
                if all(free[start:end]):
                    free[start:end] = [False] * len(text)
                    found.append(Fragment(concepts, start, end))
                start = folded.find(text, end)
        return tuple(sorted(found, key=lambda fragment: fragment.start))

    def named(self, text: str) -> Concept | None:
        """The concept that this whole text names."""
        return self._concepts.get(fold(text))

    def forms(self, concept: Concept) -> tuple[str, ...]:
        """All folded words for a concept, its name first."""
        return tuple(self._forms.get(concept, ()))

    def all_forms(self) -> tuple[str, ...]:
        """Every folded word, in the order in which the packs have them."""
        return tuple(self._concepts)

    def _occurrences(self, folded: str) -> Iterator[Mention]:
        for start, character in enumerate(folded):
            for length in self._starts.get(character, ()):
                word = folded[start : start + length]
                if word in self._concepts:
                    # The slice may be shorter than asked for, at the end of the text.
                    yield Mention(self._concepts[word], start, start + len(word))
                    break

    def _add_subjects(self, library: Library) -> None:
        for post in library.posts():
            self._add(Concept(Kind.POST, post.id, post.name), [post.name])
        for body in library.bodies():
            self._add(Concept(Kind.BODY, body.id, body.name), [body.name])

    def _add_documents(self, library: Library) -> None:
        for pack in library.packs:
            if pack.announced_total is not None:
                self._add(
                    Concept(Kind.DOCUMENT, pack.id, pack.title), [pack.title, pack.short_title]
                )
            for document in pack.documents:
                self._add(
                    Concept(Kind.DOCUMENT, document.id, document.title),
                    [document.title, document.short_title],
                )

    def _add_term(self, name: str, synonyms: Iterable[str]) -> None:
        synonyms = list(synonyms)
        known = [self._concepts.get(form) for form in _variants(name)]
        # A list is rarely called by its full title: its short title among the synonyms will do.
        by_synonym = (self._concepts.get(fold(synonym)) for synonym in synonyms)
        known += [c for c in by_synonym if c is not None and c.kind is Kind.DOCUMENT]
        concept = next((c for c in known if c is not None), None)
        self._add(concept or Concept(Kind.TERM, name, name), [name, *synonyms])

    def _add_field(self, lexicon: Lexicon) -> None:
        """The words of the field, after those of the packs: where they differ, the packs are right."""
        for kind, names in (
            (Kind.BODY, lexicon.bodies),
            (Kind.POST, lexicon.posts),
            (Kind.TERM, lexicon.terms),
        ):
            for name, synonyms in names.items():
                known = self.named(name)
                self._add(known or Concept(kind, name, name), [name, *synonyms])

    def documents_called(self, folded: str) -> tuple[Concept, ...]:
        """The documents whose title has these characters in this order: 机关条例."""
        documents = (c for c in self._forms if c.kind is Kind.DOCUMENT)
        return tuple(c for c in documents if any(_within(folded, f) for f in self._forms[c]))

    def _add_posts_of_synonyms(self, library: Library) -> None:
        """支部书记 from 支部: a post that is called after its body, with the body's other words."""
        for post in library.posts():
            body = library.body(post.body)
            if not post.name.startswith(body.name):
                continue
            suffix = post.name.removeprefix(body.name)
            body_concept = Concept(Kind.BODY, body.id, body.name)
            words = [form + suffix for form in self.forms(body_concept)]
            self._add(Concept(Kind.POST, post.id, post.name), words)

    def _add_terms_of_synonyms(self, library: Library) -> None:
        """支部委员会会议 from 党支部委员会会议: a term that begins with a body, likewise."""
        bodies = [Concept(Kind.BODY, body.id, fold(body.name)) for body in library.bodies()]
        for term in [concept for concept in self._forms if concept.kind is Kind.TERM]:
            for body in bodies:
                if (name := fold(term.name)).startswith(body.name):
                    rest = name.removeprefix(body.name)
                    self._add(term, [form + rest for form in self.forms(body)])

    def _add(self, concept: Concept, words: Iterable[str]) -> None:
        forms = self._forms.setdefault(concept, [])
        for word in words:
            for form in _variants(word):
                # 党组（党委） is not called 党委 where a pack tells 党委 apart.
                own = form in (fold(word), fold(concept.name))
                if len(form) < _SHORTEST or (form in self._told_apart and not own):
                    continue
                if self._concepts.setdefault(form, concept) == concept and form not in forms:
                    forms.append(form)

    def _find_fragments(self, library: Library) -> tuple[tuple[str, tuple[Concept, ...]], ...]:
        """Find the shared parts of words that must not be merged, the longest first."""
        fragments: dict[str, dict[Concept, None]] = {}
        for group in self._distinguished(library):
            for concept in group:
                self._make_shared_word_a_fragment(concept, group, fragments)
            named = [concept for concept in group if fold(concept.name) in self._concepts]
            for one, other in combinations(named, 2):
                for text in self._shared(one, other):
                    fragments.setdefault(text, {}).update({one: None, other: None})
        ordered = sorted(fragments.items(), key=lambda item: (-len(item[0]), item[0]))
        return tuple((text, tuple(concepts)) for text, concepts in ordered)

    def _make_shared_word_a_fragment(
        self, concept: Concept, group: list[Concept], fragments: dict[str, dict[Concept, None]]
    ) -> None:
        """党委 alone is part of 党组（党委） and of 机关党委, and names neither."""
        word = fold(concept.name)
        holders = [other for other in group if other != concept and word in fold(other.name)]
        if len(holders) > 1:
            self._concepts.pop(word, None)
            fragments.setdefault(word, {}).update(dict.fromkeys(holders))

    def _shared(self, one: Concept, other: Concept) -> set[str]:
        parts = set()
        for a, b in product(self.forms(one), self.forms(other)):
            parts |= {_longest_common_part(a, b), _longest_common_end(a, b)}
        return {
            part
            for part in parts
            if part not in self._concepts
            and " " not in part
            and part not in GENERIC
            and (len(part) > _SHORTEST or (len(part) == _SHORTEST and self._ends(part, one, other)))
        }

    def _ends(self, part: str, *concepts: Concept) -> bool:
        return all(any(form.endswith(part) for form in self.forms(c)) for c in concepts)

    def _distinguished(self, library: Library) -> Iterator[list[Concept]]:
        for pack in library.packs:
            for distinction in pack.distinctions:
                named = (self.named(term) for term in distinction.terms)
                yield list(dict.fromkeys(concept for concept in named if concept is not None))


def _within(short: str, long: str) -> bool:
    """Whether the characters of ``short`` stand in ``long`` in this order."""
    rest = iter(long)
    return all(character in rest for character in short)


def _variants(word: str) -> list[str]:
    """Folded forms of a word; 党组（党委）书记 is also 党组书记 and 党委书记."""
    word = _QUOTED.sub("", word)
    forms = [fold(word)]
    bracketed = _BRACKETED.search(word)
    if bracketed:
        before, after = word[: bracketed.start()], word[bracketed.end() :]
        without = fold(before + after)
        instead = fold(bracketed[1] + after)
        forms += [without, fold(before + bracketed[1] + after)]
        if len(instead) >= _SHORTEST and len(bracketed[1]) == len(before):
            forms.append(instead)
    return [form for form in dict.fromkeys(forms) if form]


def _longest_common_part(one: str, other: str) -> str:
    best = ""
    for start in range(len(one)):
        while (end := start + len(best) + 1) <= len(one) and one[start:end] in other:
            best = one[start:end]
    return best


def _longest_common_end(one: str, other: str) -> str:
    length = 0
    while length < min(len(one), len(other)) and one[-length - 1] == other[-length - 1]:
        length += 1
    return one[len(one) - length :]


def _lengths_by_start(forms: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for form in forms:
        lengths.setdefault(form[0], set()).add(len(form))
    return {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}


def _without_overlap(longest_first: Iterable[Mention]) -> tuple[Mention, ...]:
    kept: list[Mention] = []
    for mention in longest_first:
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return tuple(sorted(kept, key=lambda mention: mention.start))
