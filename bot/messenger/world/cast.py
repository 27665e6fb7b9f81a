"""The made-up people and their group. No real person or office is meant."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from bot.messenger.world.world import BOT_ID, Chat, Persona, World

GROUP_ID = -1002026110001
GROUP_TITLE = "工作群"

Post = dict[str, str]
"""A post by the languages of the page: ``zh`` and ``en``."""

NO_POST: Post = {"zh": "成员", "en": "Member"}

_READS = {
    "zh-hant": {"zh": "界面用繁体", "en": "reads Traditional Chinese"},
    "en": {"zh": "界面用英文", "en": "reads English"},
}


def first_world() -> World:
    """The world before anybody has said a word: nobody has started the bot, no group has it."""
    world = World()
    for person in _people():
        world.people[person.id] = person
        world.chats[person.id] = Chat(
            person.id, "private", members={person.id: "member", BOT_ID: "member"}
        )
    zhou, li, wang, chen, zhao, *_ = world.people
    world.chats[GROUP_ID] = Chat(
        GROUP_ID,
        "supergroup",
        GROUP_TITLE,
        members={
            zhou: "creator",
            li: "member",
            wang: "administrator",
            chen: "member",
            zhao: "member",
        },
    )
    return world


def dress(world: World, posts: Sequence[Post], group: str) -> None:
    """Give the people these posts, in their order, and the group this name.

    Whoever is left over is a member. Said at each start: the packs may be others than before.
    """
    world.chats[GROUP_ID].title = group
    cast = _people()
    for person, post in zip_longest(cast, posts[: len(cast)], fillvalue=NO_POST):
        if isinstance(person, Persona) and not isinstance(post, Persona):
            world.people[person.id].post = _described(person, post)


def _described(person: Persona, post: Post) -> Post:
    reads = _READS.get(person.language_code)
    if reads is None:
        return post
    return {"zh": f"{post['zh']}（{reads['zh']}）", "en": f"{post['en']}; {reads['en']}"}


def _people() -> list[Persona]:
    return [
        Persona(710001001, "zhou", "周敏", username="zhou_min"),
        Persona(710001002, "li", "李强", username="li_qiang"),
        Persona(710001003, "wang", "王芳", username="wang_fang"),
        Persona(710001004, "chen", "陈立"),
        Persona(710001005, "zhao", "赵晓燕", username="zhao_xiaoyan"),
        Persona(710001006, "lin", "林佩珊", username="lin_peishan", language_code="zh-hant"),
        Persona(710001007, "grace", "Grace", "He", username="grace_he", language_code="en"),
    ]
