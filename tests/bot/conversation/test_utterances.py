from __future__ import annotations

import pytest

from bot.conversation.utterances import Utterance, asks, utterance

KINDS = {
    Utterance.GREETING: "你好 您好！ 早上好 在吗？ 晚上好 hello Hi Hello!",
    Utterance.THANKS: "谢谢 收到，谢谢 好的谢谢 好的，谢谢！ 👍谢谢 谢谢🙏 谢谢 谢谢您 多谢！ 辛苦了 感谢 謝謝 thanks Thanks!",
    Utterance.AGREED: "是 yes 好的，收到 好的 收到 知道了 嗯嗯 OK 明白",
    Utterance.PARTING: "再见 拜拜 bye",
    Utterance.SIGNS: "哦 哈哈 lol 👍 🙏🙏 👌🏻 ❤️ …… ？",
    Utterance.HELP: "怎么用 怎么用？ 如何使用 帮助 你能做什么 怎麼用 help",
    Utterance.OWN_DUTIES: (
        "我还欠什么 这个季度要交什么 明天要干什么 我这个月还有什么没做 我还有哪些没完成 我的待办 "
        "今天要做什么 我要做什么 还有什么没办 最近要办什么？ 我還欠什麼 這個季度要交什麼 本月要完成哪些"
    ),
    Utterance.OTHERS_OPEN: (
        "谁还没完成 谁还没完成？ 谁没办 还有谁没完成 谁還沒完成 本月还有谁没交 哪些人还没办 哪些单位没报 "
        "哪个支部还没完成 谁逾期了 有谁逾期 未完成的有谁 逾期名单 完成情况 完成情况怎么样 下级完成情况 "
        "各支部完成情况如何 看板 履职看板 这个月谁没完成 看看谁还没登记 下级还没完成的"
    ),
    Utterance.ENTERING: (
        "怎么登记 如何登记？ 登记错了 日期错了 填错了 怎么改日期 怎么撤回 撤回 改一下日期 怎麼登記 undo"
    ),
    Utterance.LEAVING: "我调走了 我离任了 我要换岗 换岗位 我不当书记了 我調走了 我退休了",
    Utterance.ENOUGH: "没有了 不用了 无 就这些 done finished",
    Utterance.GIVE_UP: "取消 算了 不办了 cancel",
}


@pytest.mark.parametrize(
    ("typed", "kind"), [(each, kind) for kind, typed in KINDS.items() for each in typed.split()]
)
def test_a_text_that_is_no_question_is_known_for_what_it_is(typed: str, kind: Utterance) -> None:
    assert utterance(typed) is kind


@pytest.mark.parametrize(
    "typed",
    ["What do I owe?", "what do I owe", "what must I do this month", "what is due this week"],
)
def test_english_asks_for_ones_own_duties_too(typed: str) -> None:
    assert utterance(typed) is Utterance.OWN_DUTIES


@pytest.mark.parametrize(
    "typed",
    [
        "who hasn't done it",
        "Who hasn’t done it?",
        "who has not finished yet",
        "Who is overdue?",
        "who still has to report",
        "which units are late",
        "who's behind",
        "who hasn't done it yet this month",
    ],
)
def test_english_asks_who_is_behind(typed: str) -> None:
    assert utterance(typed) is Utterance.OTHERS_OPEN


@pytest.mark.parametrize(
    "typed",
    [
        "支部书记这个季度要交什么",
        "谁没交党费怎么办",
        "谁没参加支委会",
        "谁主持支委会",
        "who attends the meeting",
        "who is responsible",
        "完成情况报告什么时候交",
        "谢谢，支委会多久开一次",
        "撤销支部要谁批准",
        "书记离任怎么办",
        "怎么登记入党时间",
        "机关党委书记要做什么",
        "党员要交多少党费",
        "我们支部要开什么会",
        "我有哪些职责",
        "支委会多久开一次",
        "支委会昨天开了",
        "好的支部书记要做什么",
        "",
    ],
)
def test_what_another_post_owes_is_a_question_for_the_answers(typed: str) -> None:
    assert utterance(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "支部大会多久开一次？",
        "支部大会多久开一次",
        "明天要交党费吗",
        "那党小组会呢",
        "谁参加",
        "这个季度的机关党委委员会议开了没有",
        "材料报了没",
        "支部大會多久開一次",
        "How often must the branch meet?",
        "who takes part",
    ],
)
def test_a_question_is_known_where_something_else_is_awaited(typed: str) -> None:
    assert asks(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "研究了怎么收党费",
        "在三楼会议室，参会12人",
        "会议纪要在档案室3柜",
        "学习了什么是党性。大家发言",
        "省民政厅机关党委",
        "12月18日",
        "Room 3, 12 people",
        "长" * 1000,
    ],
)
def test_a_note_or_a_name_is_no_question(typed: str) -> None:
    assert not asks(typed)
