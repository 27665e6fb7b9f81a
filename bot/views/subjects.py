"""Names of what the packs speak of: posts, sources."""

from __future__ import annotations

from collections.abc import Sequence

from bot.texts.catalogue import Texts
from clauses.library import Library
from clauses.model import Citation, PostId
from scheduler.roster import Organisation


def owner_name(post: PostId, organisation: Organisation, library: Library, t: Texts) -> str:
    """Whose duty it is: the post, and the organisation in which it is held."""
    return t.plain("item-owner", post=library.post(post).name, organisation=organisation.name)


def source_name(citations: Sequence[Citation], t: Texts) -> str:
    """The documents by their short titles; a place only where it has been verified."""
    return t.plain("list-comma").join(
        t.plain("source-place", title=citation.document.short_title, place=citation.place)
        if citation.place
        else t.plain("source-document", title=citation.document.short_title)
        for citation in citations
    )
