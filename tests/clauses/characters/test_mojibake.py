"""The damaged samples are made from sentences written for these tests."""

from __future__ import annotations

from itertools import pairwise

import pytest

from clauses.characters.mojibake import Sign, broken_passages, is_plain

SOUND_CONTEXT = "车间主任每月检查灭火器。厂长每季度主持安全会议，听取各车间汇报。\n"


def misread(text: str, written: str, read: str) -> str:
    return text.encode(written).decode(read, "replace")


def off_by_one(text: str) -> str:
    """The text as GBK, read from its second byte on, as after a lost byte."""
    return text.encode("gbk")[1:].decode("gbk", "replace").replace("\ufffd", "?")


DAMAGED = {
    "replacement character": ("检查灭\ufffd器", "\ufffd"),
    "private use": ("检查\ue5e5火器", "\ue5e5"),
    "control character": ("检查\x85火器", "\x85"),
    "lost character in a word": ("检查灭?器", "?"),
    "lost characters": ("检查???，登记在册", "???"),
    "lost character before a comma": ("检查灭火?，登记在册", "?"),
    "lost character in a title": ("《安全规?》已经印发", "?"),
    "half a reading": ("應當?shù)期檢查", "?shù)"),
    "reading of a lost character": ("应当侧(zhèn)重检查", "(zhèn)"),
    "wrong byte read first": (f"规定?{off_by_one('车间主任应当')}检查", None),
    "UTF-8 read as GBK": (misread("车间主任检查", "utf-8", "gb18030"), None),
    "UTF-8 read as Latin": (misread("车间", "utf-8", "cp1252"), None),
    "GBK read as Latin": (misread("车间主任", "gbk", "latin-1"), None),
    "symbols in words": ("检浴⑨槍π?，登记", "⑨槍π?"),
    "the marks of old debuggers": ("检查锟斤拷锟斤拷火器", "锟斤拷锟斤拷"),
}


@pytest.mark.parametrize(("text", "passage"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_passage_is_found(text, passage):
    whole = SOUND_CONTEXT + text + "。\n" + SOUND_CONTEXT
    found = [whole[p.start : p.end] for p in broken_passages(whole)]

    assert len(found) == 1
    assert found[0] in text
    if passage is not None:
        assert found == [passage]


SOUND = {
    "plain": "厂长（经理）应当每半年至少主持2次安全会议。",
    "question and answer in half width": "问:什么时候开会?答:每月开会。",
    "question without a question word": "问:请介绍一下有关背景?答:近年来,各车间努力。",
    "quoted question": "工人问：“开会了吗?”厂长说：“开了。”",
    "two questions in a row": "谁来主持?何时召开?由厂长决定。",
    "alternative question": "去不去?要不要请假?自己定。",
    "rare names": "刘喆、朱镕基、翀、昇、赟、燊",
    "rare words": "魑魅魍魉，饕餮盛宴，耄耋之年",
    "letters and symbols": "A级、K歌、x轴、n次方、T恤、α射线、β射线",
    "circled numbers": "①检查；②登记；③上报。",
    "placeholders": "××年×月×日，×××同志——“……”",
    "foreign words": "请用カラオケ、Москва和café的译名。",
    "mail address": "发到 an_quan@example.org，主题为A_1。",
    "traditional": "廠長應當每半年至少主持2次安全會議，聽取彙報。",
    "traditional with a rare character": "通過車間組織瞭解工作人員的意見；瞭解並掌握機關情況。",
    "units": "温度25℃，面积3㎡，50%，±2°，5×6。",
    "interjection": "真的?!他说。",
    "empty": "",
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_a_sound_text_raises_no_alarm(text):
    assert broken_passages(SOUND_CONTEXT + text + "\n" + SOUND_CONTEXT) == []


def test_weak_signs_count_where_the_text_is_known_to_be_damaged():
    weak = "厂长主w持会议。\n"

    assert broken_passages(weak) == []
    assert len(broken_passages(weak + "检查灭\ufffd器。\n")) == 2


def test_a_foreign_script_among_the_other_is_a_sign():
    text = "廠長應當每半年至少主持會議，聽取匯報，檢查設備，訓練員工，關懷職員。應當闹匾?，還應當登記。"
    [passage] = broken_passages(text)

    assert text[passage.start : passage.end] == "闹匾?"
    assert Sign.OTHER_SCRIPT in passage.signs


def test_passages_are_in_order_and_do_not_overlap():
    text = "检查\ufffd器，登记?册，上\ufffd。\n检?查。"
    passages = broken_passages(text)

    assert len(passages) == 4
    assert all(a.end <= b.start for a, b in pairwise(passages))


@pytest.mark.parametrize("text", [text for text, _ in DAMAGED.values()], ids=list(DAMAGED))
def test_no_damaged_text_looks_plain(text):
    assert not is_plain(text)


def test_an_ordinary_text_looks_plain():
    assert is_plain("厂长（经理）每半年至少主持2次会议，见《规则》第3条：“安全第一”。")


WORDS_WITH_RARE_CHARACTERS = [
    "蟑螂等病媒生物",
    "旮旯、沟渠的积水",
    "畲医畲药的保护",
    "袈裟、佛龛等宗教用品",
    "蝙蝠、穿山甲和獾",
    "氰化钠、苯胺、甲醛",
    "亳州市、衢州市、盱眙县",
    "蟑螂等病媒生物、旮旯和沟渠、畲医畲药",
    "瑜伽的保健和蒺藜的保护",
    "氆氇的保护由卫生部门检查，氆氇应当登记",
    "窈窕的保健、醍醐的保管、吖啶的保存",
]


@pytest.mark.parametrize("text", WORDS_WITH_RARE_CHARACTERS)
def test_a_word_with_rare_characters_is_proof_that_its_place_is_sound(text):
    assert broken_passages(SOUND_CONTEXT + f"每季度检查{text}一次。\n" + SOUND_CONTEXT) == []


def test_damage_beside_a_rare_word_is_still_found():
    damaged = misread("车间主任检查", "utf-8", "gb18030")
    found = broken_passages(f"每季度清除一次蟑螂。\n每月{damaged}一次。\n")

    assert len(found) == 1
