"""Word to a manager of a person or a group that is not reached any more, or of a vacant post."""

from __future__ import annotations

from bot.texts.catalogue import Html, Texts
from bot.views.days import day_name
from bot.views.layout import lines, paragraphs
from bot.views.names import person_name, post_name
from clauses.library import Library
from scheduler.planning.notices import LostGroup, LostPerson, NoticeKind, VacantSeat

_MOST_POSTS = 8

_WORDS = {
    (NoticeKind.GROUP_LOST, False): "unreached-group",
    (NoticeKind.GROUP_LOST, True): "unreached-group",
    (NoticeKind.GROUP_SILENT, False): "unreached-silent",
    (NoticeKind.GROUP_SILENT, True): "unreached-closed",
    (NoticeKind.TOPIC_GONE, True): "unreached-topic",
    (NoticeKind.TOPIC_GONE, False): "unreached-silent",
}
"""The messages, by what happened and whether it was a topic."""


def unreached_text(
    lost: LostPerson | LostGroup | VacantSeat,
    kind: NoticeKind,
    library: Library,
    t: Texts,
    *,
    bot_username: str,
) -> Html:
    """The person with their posts, the group with its organisation, or the post with what it owes."""
    if isinstance(lost, VacantSeat):
        return paragraphs(
            lines(
                t("unreached-vacant", post=post_name(lost.post, library)),
                t("unreached-vacant-where", organisation=lost.organisation.name),
                t("unreached-vacant-since", day=day_name(lost.since, t, today=lost.since)),
            ),
            t("unreached-vacant-owed", count=lost.owed) if lost.owed else None,
            t("unreached-vacant-advice", bot=bot_username),
        )
    if isinstance(lost, LostPerson):
        posts = [
            t(
                "unreached-post",
                post=post_name(each.post, library),
                organisation=each.organisation.name,
            )
            for each in lost.held[:_MOST_POSTS]
        ]
        what = "unreached-mailbox" if lost.person.by_mail else "unreached-person"
        return paragraphs(
            lines(t("unreached-person", name=person_name(lost.person.name, t)), *posts),
            t(f"{what}-means"),
            t(f"{what}-advice", bot=bot_username),
        )
    organisation = lost.group.organisation
    robot = lost.group.minute is not None
    what = "unreached-robot" if robot else _WORDS[kind, lost.group.is_topic]
    return paragraphs(
        lines(
            t(what, group=lost.group.title),
            t("unreached-bound", organisation=organisation.name) if organisation else None,
        ),
        t(f"{what}-means"),
        t(f"{what}-advice", bot=bot_username),
    )
