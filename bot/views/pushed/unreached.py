"""To a manager: who is not reached any more, what that means, and what to do about it."""

from __future__ import annotations

from bot.texts.catalogue import Html, Texts
from bot.views.layout import lines, paragraphs
from clauses.errors import UnknownPost
from clauses.library import Library
from clauses.model import PostId
from scheduler.planning.notices import LostGroup, LostPerson, NoticeKind

_MOST_POSTS = 8


def loss_text(
    loss: LostPerson | LostGroup, kind: NoticeKind, library: Library, t: Texts, *, bot_username: str
) -> Html:
    """What is lost: a person with their posts, or a group with its organisation."""
    if isinstance(loss, LostPerson):
        posts = [
            t("loss-post", post=_name(each.post, library), organisation=each.organisation.name)
            for each in loss.held[:_MOST_POSTS]
        ]
        return paragraphs(
            lines(t("loss-person", name=loss.person.name), *posts),
            t("loss-person-means"),
            t("loss-person-advice", bot=bot_username),
        )
    organisation = loss.group.organisation
    what = "loss-silent" if kind is NoticeKind.GROUP_SILENT else "loss-group"
    return paragraphs(
        lines(
            t(what, group=loss.group.title),
            t("loss-bound", organisation=organisation.name) if organisation else None,
        ),
        t(f"{what}-means"),
        t(f"{what}-advice", bot=bot_username),
    )


def _name(post: PostId, library: Library) -> str:
    try:
        return library.post(post).name
    except UnknownPost:
        return post  # its pack is gone
