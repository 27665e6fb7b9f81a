"""The made-up people and their group. No real person or office is meant."""

from __future__ import annotations

from bot.messenger.world.world import BOT_ID, Chat, Persona, World

GROUP_ID = -1002026110001
GROUP_TITLE = "省民政厅机关党建群"


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


def _people() -> list[Persona]:
    return [
        Persona(
            710001001,
            "zhou",
            "周敏",
            username="zhou_min",
            post={
                "zh": "省民政厅机关党委书记",
                "en": "Secretary, agency Party committee, Department of Civil Affairs",
            },
        ),
        Persona(
            710001002,
            "li",
            "李强",
            username="li_qiang",
            post={
                "zh": "省民政厅第一党支部书记",
                "en": "Secretary, First Party branch, Department of Civil Affairs",
            },
        ),
        Persona(
            710001003,
            "wang",
            "王芳",
            username="wang_fang",
            post={
                "zh": "省民政厅机关纪委书记",
                "en": "Secretary, agency discipline committee, Department of Civil Affairs",
            },
        ),
        Persona(
            710001004,
            "chen",
            "陈立",
            post={
                "zh": "省民政厅党组书记",
                "en": "Secretary, Party group, Department of Civil Affairs",
            },
        ),
        Persona(
            710001005,
            "zhao",
            "赵晓燕",
            username="zhao_xiaoyan",
            post={"zh": "第一党支部党员", "en": "Party member, First Party branch"},
        ),
        Persona(
            710001006,
            "lin",
            "林佩珊",
            username="lin_peishan",
            language_code="zh-hant",
            post={
                "zh": "机关党委委员（界面用繁体）",
                "en": "Committee member; reads Traditional Chinese",
            },
        ),
        Persona(
            710001007,
            "grace",
            "Grace",
            "He",
            username="grace_he",
            language_code="en",
            post={
                "zh": "机关党委联络员（界面用英文）",
                "en": "Liaison officer; reads English",
            },
        ),
    ]
