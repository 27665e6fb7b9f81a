"""Every loaded pack together: clauses by ref, and which post owes what."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from clauses.cadence import Per, Quota
from clauses.conditions import EventKind, EventKindId, Fact, FactId, Worded
from clauses.errors import UnknownPost, UnknownRef
from clauses.model import (
    ActingRule,
    Body,
    BodyId,
    Clause,
    ClauseRef,
    Correction,
    Distinction,
    Known,
    Pack,
    Post,
    PostId,
    Question,
    Standard,
)
from clauses.naming import Cast, LevelId, LevelKind, NamingWord
from clauses.own_posts import find_own_post
from clauses.provisions import provisions
from clauses.quantities import Quantity

Stated = Clause | Question | Correction | Standard | Distinction
"""Everything that a ref can name."""

T = TypeVar("T")


class Library:
    """The content of all loaded packs together; order is pack order, then file order.

    It changes only as a whole, where an edition comes into force while the program runs: :meth:`take`.
    """

    packs: tuple[Pack, ...]

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.packs = tuple(packs)
        self._stated: dict[ClauseRef, Stated] = {
            entry.ref: entry for pack in self.packs for entry in _stated(pack)
        }
        self._clauses = tuple(clause for pack in self.packs for clause in pack.clauses)
        self._bodies = {body.id: body for pack in self.packs for body in pack.bodies}
        self._posts = {post.id: post for pack in self.packs for post in pack.posts}
        self._answering = {
            post.body: post for post in self._posts.values() if post.answers_for_body
        }
        self._facts = {fact.id: fact for pack in self.packs for fact in pack.facts}
        self._events = {event.id: event for pack in self.packs for event in pack.events}
        namings = [pack.naming for pack in self.packs]
        self._words = {
            word: name for naming in reversed(namings) for word, name in naming.words.items()
        }
        self._levels = {level.id: level for naming in namings for level in naming.levels}
        self._owed: dict[tuple[PostId, frozenset[BodyId]], tuple[Clause, ...]] = {}
        self._met_by: dict[ClauseRef, ClauseRef] = {}
        for clause in self._clauses:
            for met in clause.meets:
                self._met_by.setdefault(met, clause.ref)
        self._derived: dict[Callable[[Library], Any], Any] = {}

    def take(self, other: Library) -> None:
        """Hold what ``other`` holds from now on, for everybody who has this library."""
        self.__dict__ = dict(other.__dict__)

    def derived(self, make: Callable[[Library], T]) -> T:
        """What ``make`` works out from this library: once, and anew after :meth:`take`."""
        if make not in self._derived:
            self._derived[make] = make(self)
        found: T = self._derived[make]
        return found

    @classmethod
    def load(cls, folders: Sequence[Path] = (), *, only: Collection[str] = ()) -> Library:
        """Load the shipped packs and further ones (packs, or folders of packs).

        A pack comes after the packs that it uses. ``only`` as in ``clauses.loading.load_packs``.

        Raises:
            PackFaults: with every fault of all packs.
        """
        # Lazily: the checks and what they need are not wanted where the packs come from a cache.
        from clauses.loading import load_packs

        return cls(load_packs(folders, only=only))

    def get(self, ref: ClauseRef) -> Clause:
        """The clause that this ref names.

        Raises:
            UnknownRef: there is none, or it is not a clause.
        """
        entry = self.find(ref)
        if not isinstance(entry, Clause):
            raise UnknownRef(str(ref))
        return entry

    def find(self, ref: ClauseRef) -> Stated | None:
        """The statement that this ref names, paragraphs and items of articles (``12(2)``) among it."""
        found = self._stated.get(ref)
        if found is None and "(" in ref.local:
            article = self._stated.get(ClauseRef(ref.pack, ref.local.partition("(")[0]))
            if isinstance(article, Clause):
                return next((p for p in provisions(article) if p.ref == ref), None)
        return found

    def all_clauses(self) -> tuple[Clause, ...]:
        """Every clause, those known at second hand too."""
        return self._clauses

    def bodies(self) -> tuple[Body, ...]:
        """Every kind of organisation."""
        return tuple(self._bodies.values())

    def posts(self) -> tuple[Post, ...]:
        """Every kind of post."""
        return tuple(self._posts.values())

    def acting(self) -> tuple[ActingRule, ...]:
        """Every rule about who carries the duties of a body that does not exist."""
        return tuple(rule for pack in self.packs for rule in pack.acting)

    def body(self, id_: BodyId) -> Body:
        """The body of this id.

        Raises:
            UnknownPost: there is none.
        """
        if id_ not in self._bodies:
            raise UnknownPost(id_)
        return self._bodies[id_]

    def post(self, id_: PostId) -> Post:
        """The post of this id, of a pack or one that an organisation has made for itself.

        Raises:
            UnknownPost: there is none.
        """
        found = self._posts.get(id_) or find_own_post(id_)
        if found is None:
            raise UnknownPost(id_)
        return found

    def quantity(self, id_: str, pack: str) -> Quantity | None:
        """What a limit of this pack counts: as the pack declares it, or one that it uses."""
        declaring = next((each for each in self.packs if each.id == pack), None)
        if declaring is None:
            return None
        own = next((each for each in declaring.quantities if each.id == id_), None)
        used = (self.quantity(id_, each) for each in declaring.uses)
        return own or next(filter(None, used), None)

    def fact(self, id_: FactId) -> Fact | None:
        """The fact of this id; None when no pack that is loaded has it."""
        return self._facts.get(id_)

    def event(self, id_: EventKindId) -> EventKind | None:
        """The kind of event of this id; None likewise."""
        return self._events.get(id_)

    def events(self) -> tuple[EventKind, ...]:
        """Every kind of event."""
        return tuple(self._events.values())

    def word(self, word: NamingWord) -> Worded | None:
        """What the first pack that names it calls it; None where none does."""
        return self._words.get(word)

    def levels(self) -> tuple[LevelKind, ...]:
        """Every level, the highest first; none where the packs know no levels."""
        return tuple(self._levels.values())

    def cast(self) -> Cast | None:
        """What the local messenger calls its people, as the first pack that says so has it."""
        return next((pack.naming.cast for pack in self.packs if pack.naming.cast), None)

    def level(self, id_: LevelId | None) -> LevelKind | None:
        """The level of this id; None when no pack that is loaded has it."""
        return None if id_ is None else self._levels.get(id_)

    def post_named(self, text: str) -> Post:
        """The post of this id, name, or synonym in the terms; script and width do not matter.

        Raises:
            UnknownPost: nothing has this name.
        """
        post = self._post_names.get(_name_key(text))
        if post is None:
            raise UnknownPost(text)
        return post

    @cached_property
    def _post_names(self) -> dict[str, Post]:
        """Ids win over names, names over synonyms, earlier packs over later ones."""
        posts = self.posts()
        names = {_name_key(post.id): post for post in posts}
        for post in posts:
            names.setdefault(_name_key(post.name), post)
        for pack in self.packs:
            for term in pack.terms:
                words = [_name_key(word) for word in (term.name, *term.synonyms)]
                meant = next((names[word] for word in words if word in names), None)
                if meant is not None:
                    for word in words:
                        names.setdefault(word, meant)
        return names

    def answering_post(self, body: BodyId) -> Post | None:
        """The post that owes the duties of this body; None when nobody answers for it."""
        return self._answering.get(body)

    def posts_of(self, body: BodyId) -> tuple[Post, ...]:
        """The posts of this body."""
        return tuple(post for post in self._posts.values() if post.body == body)

    def duties_of(self, post: PostId, *, acts_for: Collection[BodyId] = ()) -> tuple[Clause, ...]:
        """The clauses that a holder of this post owes.

        These are the clauses about the post itself or ``also`` about it and, when it answers for its body, those about
        the body; then also those about the bodies that its organisation ``acts_for`` and about
        their answering posts, but for what is not handed over: their terms of office (what does not
        exist has no term) and clauses that name other bodies in ``carried_by``.
        Clauses known at second hand are left out, and what is no duty. Clauses met by another of the list are in it;
        see :meth:`met_by`.

        Raises:
            UnknownPost: there is no such post.
        """
        key = post, frozenset(acts_for)
        if (found := self._owed.get(key)) is None:
            found = self._owed[key] = self._owed_by(self.post(post), key[1])
        return found

    def met_by(self, ref: ClauseRef) -> ClauseRef | None:
        """The first clause that is said to meet this one."""
        return self._met_by.get(ref)

    def _owed_by(self, holder: Post, acts_for: Collection[BodyId]) -> tuple[Clause, ...]:
        own: set[str] = {holder.id}
        carried: set[str] = set()
        if holder.answers_for_body:
            own.add(holder.body)
            for body in acts_for:
                carried.add(body)
                if (answering := self.answering_post(body)) is not None:
                    carried.add(answering.id)
        return tuple(
            clause
            for clause in self._clauses
            if clause.known in (Known.SEED, Known.TEXT)
            and clause.is_duty
            and (
                clause.subject in own
                or holder.id in clause.also
                or (clause.subject in carried and _handed_over(clause, holder.body))
            )
        )

    def listed_duties(
        self, post: PostId, *, acts_for: Collection[BodyId] = ()
    ) -> tuple[Clause, ...]:
        """As :meth:`duties_of`, without those that are met by another of the list: as one counts them."""
        owed = self.duties_of(post, acts_for=acts_for)
        refs = {clause.ref for clause in owed}
        return tuple(clause for clause in owed if self.met_by(clause.ref) not in refs)


def _handed_over(clause: Clause, body: BodyId) -> bool:
    of_term = isinstance(clause.cadence, Quota) and clause.cadence.per is Per.TERM
    return not of_term and (clause.carried_by is None or body in clause.carried_by)


def _stated(pack: Pack) -> tuple[Stated, ...]:
    return (
        *pack.clauses,
        *pack.questions,
        *pack.corrections,
        *pack.standards,
        *pack.distinctions,
    )


def _name_key(text: str) -> str:
    from clauses.characters.script import (
        to_simplified,  # lazily: seldom asked for, and it reads its tables
    )

    return to_simplified("".join(unicodedata.normalize("NFKC", text).casefold().split()))
