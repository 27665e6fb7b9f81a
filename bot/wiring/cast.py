"""What the made-up people of the local messenger are: as the loaded packs have it."""

from __future__ import annotations

from bot.messenger.world.cast import GROUP_TITLE, Post, dress
from bot.messenger.world.world import World
from clauses.conditions import Worded
from clauses.library import Library
from clauses.naming import NamingWord


def dress_for(world: World, library: Library) -> None:
    """Let the people hold the posts that a pack gives them, or else the first posts that there are."""
    cast = library.cast()
    if cast is not None:
        dress(world, [_post(each) for each in cast.posts], cast.group.zh_hans)
        return
    unit = library.word(NamingWord.UNIT_EXAMPLE)
    posts = library.posts()
    dress(world, [_of_unit(post.name, unit) for post in posts], GROUP_TITLE)


def _post(named: Worded) -> Post:
    return {"zh": named.zh_hans, "en": named.en}


def _of_unit(post: str, unit: Worded | None) -> Post:
    if unit is None:
        return {"zh": post, "en": post}
    return {"zh": f"{unit.zh_hans}{post}", "en": f"{post}, {unit.en}"}
