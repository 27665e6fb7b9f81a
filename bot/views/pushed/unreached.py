"""Word to a manager of a person or a group that is not reached any more, and advice."""

from __future__ import annotations

from bot.texts.catalogue import Html, Texts
from bot.views.layout import lines, paragraphs
from bot.views.names import person_name, post_name
from clauses.library import Library
from scheduler.planning.notices import LostGroup, LostPerson, NoticeKind

_MOST_POSTS = 8


def unreached_text(
    lost: LostPerson | LostGroup, kind: NoticeKind, library: Library, t: Texts, *, bot_username: str
) -> Html:
    """The person with their posts, or the group with its organisation."""
    if isinstance(lost, LostPerson):
        posts = [
            t(
                "unreached-post",
                post=post_name(each.post, library),
                organisation=each.organisation.name,
            )
            for each in lost.held[:_MOST_POSTS]
        ]
        return paragraphs(
            lines(t("unreached-person", name=person_name(lost.person.name, t)), *posts),
            t("unreached-person-means"),
            t("unreached-person-advice", bot=bot_username),
        )
    organisation = lost.group.organisation
    what = "unreached-silent" if kind is NoticeKind.GROUP_SILENT else "unreached-group"
    return paragraphs(
        lines(
            t(what, group=lost.group.title),
            t("unreached-bound", organisation=organisation.name) if organisation else None,
        ),
        t(f"{what}-means"),
        t(f"{what}-advice", bot=bot_username),
    )
