"""Documents and posts by name."""

from __future__ import annotations

from collections.abc import Sequence

from bot.texts.catalogue import Texts
from clauses.errors import UnknownPost
from clauses.library import Library
from clauses.model import Citation, Document, PostId
from scheduler.planning.occurrences import LedgerEntry
from scheduler.planning.own_duties import OWN
from scheduler.roster.model import Organisation
from scheduler.roster.names import FORMER, is_blank


def source_name(citations: Sequence[Citation], t: Texts) -> str:
    """The documents by their short titles; a place only where it has been verified."""
    return t.plain("list-comma").join(_source(citation, t) for citation in citations)


def _source(citation: Citation, t: Texts) -> str:
    if citation.place:
        title = citation.document.short_title
        return t.plain("source-place", title=title, place=citation.place)
    return document_name(citation.document, t)


def document_name(document: Document, t: Texts) -> str:
    """By its short title; what an organisation asks of itself has one where it was a list."""
    if document.id == OWN and not document.short_title:
        return t.plain("source-own")
    return t.plain("source-document", title=document.short_title)


def person_name(name: str, t: Texts) -> str:
    """The name of a person; where nothing of it can be seen, or they were erased, words that say so."""
    if name == FORMER:
        return t.plain("person-former")
    return t.plain("person-nameless") if is_blank(name) else name


def entered_by(entry: LedgerEntry, t: Texts) -> str:
    """Who entered it; of a clerk both names, that of the holder in brackets."""
    name = person_name(entry.person_name, t)
    if entry.for_name is None:
        return name
    return t.plain("person-for", name=name, holder=person_name(entry.for_name, t))


def post_name(post: PostId, library: Library) -> str:
    """The name of the post; its id when its pack is gone, which is better than no message."""
    try:
        return library.post(post).name
    except UnknownPost:
        return post


def level_name(organisation: Organisation, library: Library, t: Texts) -> str | None:
    """The level of its unit, such as 省级; None where the packs know no levels."""
    level = library.level(organisation.level)
    return None if level is None else level.name.in_locale(t.locale)


def organisation_kind(organisation: Organisation, library: Library, t: Texts) -> str:
    """The type of the organisation, and its level where it has one: 党支部，省级."""
    body = t.called(library.body(organisation.body).name)
    level = level_name(organisation, library, t)
    return body if level is None else t.plain("organisation-kind", body=body, level=level)
