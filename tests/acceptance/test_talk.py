"""What people write and send, taken for what it is: in the middle of something and out of the blue."""

from __future__ import annotations

import pytest

QUESTION = "支部大会多久开一次？"
COMMITTEE = "支委会（11月）"


@pytest.fixture
async def zhang(talk):
    """The secretary of a branch; it is Monday 23 November."""
    return await talk.registered(
        "zhang", body="党支部", post="党支部书记", name="规划处党支部", acting="设有"
    )


async def in_language(person, label: str) -> None:
    await person.send("/settings")
    await person.tap(label)


async def open_committee(person) -> None:
    await person.send("/myduties")
    await person.tap("打开一项")
    while COMMITTEE not in person.last.buttons:
        await person.tap("›")
    await person.tap(COMMITTEE)


# In the middle of something.


async def test_a_question_in_the_middle_is_answered_and_the_day_asked_again(zhang):
    await open_committee(zhang)
    await zhang.tap("其他日期")
    await zhang.send(QUESTION)
    assert "每季度" in zhang.messages[-2].text
    assert zhang.last.text.startswith("接着登记：")
    assert COMMITTEE in zhang.last.text

    await zhang.send("上周五")
    assert "11月20日（周五）办理，在期内" in zhang.last.text
    await zhang.tap("登记")
    assert "11月20日（周五）完成" in zhang.last.text


async def test_after_it_is_recorded_a_question_is_no_note(zhang):
    await open_committee(zhang)
    await zhang.tap("今天办了")
    await zhang.send(QUESTION)
    assert "每季度" in zhang.messages[-2].text
    assert "仍可接着发" in zhang.last.text
    await zhang.send("谢谢")
    assert zhang.last.text == "不客气。"
    await zhang.send("在三楼开的，12人")
    assert "说明已保存" in zhang.last.text
    await zhang.send_photo()
    assert "佐证已保存" in zhang.last.text
    await zhang.send("没有了")
    assert "已记录" in zhang.last.text

    await open_committee(zhang)
    assert "在三楼开的，12人" in zhang.last.text
    assert QUESTION not in zhang.last.text
    assert "谢谢" not in zhang.last.text


async def test_what_is_awaited_can_be_given_up_in_words(zhang):
    await open_committee(zhang)
    await zhang.tap("其他日期")
    await zhang.send("算了")
    assert "已取消" in zhang.last.text
    await zhang.send(QUESTION)
    assert "每季度" in zhang.last.text


async def test_a_day_may_be_typed_wherever_it_is_asked_for(zhang):
    await zhang.send("/done")
    await zhang.send("上周五")
    assert "11月20日（周五）" in zhang.last.text
    assert "依据：" not in zhang.last.text


async def test_a_typed_day_corrects_what_was_read_back(zhang):
    await zhang.send("支委会昨天开了")
    assert "11月22日（周日）办理" in zhang.last.text
    await zhang.send("11月20日")
    assert "11月20日（周五）办理" in zhang.last.text
    await zhang.tap("登记")
    assert "11月20日（周五）完成" in zhang.last.text


async def test_telling_of_another_is_no_unclear_day(zhang):
    await zhang.send("支委会昨天开了")
    await zhang.send("主题党日前天开了")
    assert "主题党日（11月）" in zhang.last.text
    assert "11月21日（周六）办理" in zhang.last.text


@pytest.mark.parametrize("typed", ["12月18日", "2026-11-27", "3月1号"])
async def test_a_day_is_never_taken_for_a_question(zhang, typed):
    await open_committee(zhang)
    await zhang.tap("其他日期")
    await zhang.send(typed)
    assert "依据：" not in zhang.last.text
    assert "不在本期之内" in zhang.last.text or "还没有到" in zhang.last.text


async def test_a_question_in_the_middle_of_a_registration_is_no_name(talk):
    wang = talk.person("wang")
    await wang.send("/register")
    await wang.tap("机关党委")
    await wang.send("机关党委多久开一次委员会？")
    assert wang.messages[-2].text.startswith("每季度至少 1 次")
    assert "还等着您回答" in wang.last.text
    await wang.send("省民政厅机关党委")
    assert "新建" in "".join(wang.last.buttons)


# Out of the blue.


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        ("简体中文", "你好", "您好"),
        ("简体中文", "谢谢！", "不客气"),
        ("简体中文", "👍", "收到"),
        ("繁體中文", "謝謝您", "不客氣"),
        ("English", "Thank you!", "You are welcome"),
        ("English", "Good morning", "Hello"),
    ],
)
async def test_small_talk_is_answered_in_a_line(zhang, language, typed, said):
    await in_language(zhang, language)
    await zhang.send(typed)
    assert said in zhang.last.text
    assert "\n" not in zhang.last.text


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        ("简体中文", "我还欠什么", "我的职责"),
        ("简体中文", "这个季度要交什么", "我的职责"),
        ("简体中文", "明天要干什么？", "我的职责"),
        ("繁體中文", "我還欠什麼", "我的職責"),
        ("English", "what do I owe", "My duties"),
        ("简体中文", "怎么用", "使用说明"),
        ("English", "How do I use this?", "/myduties"),
    ],
)
async def test_words_lead_to_ones_own_duties_and_to_the_help(zhang, language, typed, said):
    await in_language(zhang, language)
    await zhang.send(typed)
    assert said in zhang.last.text


async def test_whoever_has_no_post_is_told_how_to_get_one(talk):
    wang = talk.person("wang")
    await wang.send("我还欠什么")
    assert "/register" in wang.last.text


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("支委会昨天开了", "11月22日（周日）"),
        ("11月20日开了支委会", "11月20日（周五）"),
        ("支委會昨天開了", "11月22日（周日）"),
        ("昨天我们召开了支委会", "11月22日（周日）"),
    ],
)
async def test_what_was_done_is_read_back_and_recorded_by_one_tap(zhang, typed, day):
    await zhang.send(typed)
    assert zhang.last.text.splitlines()[:3] == ["这样登记，对吗？", COMMITTEE, f"{day}办理，在期内"]
    await zhang.tap("登记")
    assert f"{day}完成" in zhang.last.text


async def test_without_a_day_the_day_is_asked(zhang):
    await zhang.send("支委会开了")
    assert "是哪一天办的" in zhang.last.text
    await zhang.tap("昨天")
    assert "11月22日（周日）完成" in zhang.last.text


async def test_recording_twice_from_words_is_one_entry(zhang):
    await zhang.send("支委会昨天开了")
    asked = zhang.last
    data = asked.rows[0][0].data
    await zhang.tap("登记", on=asked)
    await zhang.press(data, on=asked)
    assert "不必重复登记" in zhang.last.text


@pytest.mark.parametrize("typed", ["支委会要开多久", "明天开支委会", "支委会", "昨天"])
async def test_what_tells_of_nothing_done_is_no_entry(zhang, typed):
    await zhang.send(typed)
    assert "这样登记" not in zhang.last.text


async def test_a_photo_with_its_caption_is_an_entry_with_a_proof(zhang):
    await zhang.send_photo(caption="支委会昨天开了")
    assert "11月22日（周日）办理，在期内" in zhang.last.text
    await zhang.tap("登记")
    assert "11月22日（周日）完成" in zhang.last.text
    assert "已附上1件佐证" in zhang.last.text
    await zhang.tap("不用了")
    assert "佐证1件" in zhang.last.text


async def test_a_photo_out_of_the_blue_is_placed_in_two_taps(zhang):
    await zhang.send_photo()
    assert "收到1件材料，是哪一项的佐证？" in zhang.last.text
    assert "请勿上传涉密" in zhang.last.text
    await zhang.tap(f"{COMMITTEE}未登记")
    await zhang.tap("今天")
    assert "11月23日（周一）完成" in zhang.last.text
    assert "已附上1件佐证" in zhang.last.text

    await zhang.tap("不用了")
    await zhang.send_document("纪要.pdf")
    await zhang.tap(f"{COMMITTEE}11月23日已登记")
    assert "佐证已保存" in zhang.last.text
    await zhang.tap("好了")
    assert "佐证2件" in zhang.last.text


async def test_a_photo_can_be_placed_in_words_or_not_kept(zhang):
    await zhang.send_photo()
    await zhang.send("看不清吗？")
    assert "是哪一项的佐证" in zhang.last.text
    await zhang.send("支委会昨天开了")
    await zhang.tap("登记")
    assert "已附上1件佐证" in zhang.last.text
    await zhang.tap("不用了")

    await zhang.send_photo()
    await zhang.tap("都不是，不保存")
    await open_committee(zhang)
    assert "佐证1件" in zhang.last.text


async def test_a_photo_of_somebody_without_a_post_is_not_kept(talk):
    wang = talk.person("wang")
    await wang.send_photo()
    assert "没有要登记的职责" in wang.last.text


async def test_a_photo_sent_while_the_day_is_awaited_goes_with_the_entry(zhang):
    await open_committee(zhang)
    await zhang.tap("其他日期")
    await zhang.send_photo()
    assert "已收到，登记时一并保存" in zhang.last.text
    await zhang.send("昨天")
    await zhang.tap("登记")
    assert "已附上1件佐证" in zhang.last.text


async def test_a_forwarded_or_edited_question_gets_one_line(talk):
    ann = talk.person("ann")
    sent = await ann.send(QUESTION)
    await ann.forward(sent, to=ann)
    assert "转发来的内容" in ann.last.text
    await ann.edit(sent, "支委会多久开一次？")
    assert "改过的消息" in ann.last.text


@pytest.mark.parametrize(
    "content",
    [
        {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 1}},
        {"location": {"latitude": 1.0, "longitude": 1.0}},
        {"contact": {"phone_number": "1", "first_name": "A"}},
        {"story": {"id": 1, "chat": {"id": 1, "type": "private", "first_name": "A"}}},
        {"game": {"title": "g", "description": "d", "photo": []}},
    ],
    ids=["voice", "place", "contact", "story", "game"],
)
async def test_what_cannot_be_read_gets_one_honest_line(talk, content):
    ann = talk.person("ann")
    sent = await ann.send("/help")
    message = talk.messenger.get_message(ann.chat_id, sent)
    del message.content["text"]
    message.content.pop("entities", None)
    message.content.update(content)
    talk.messenger.push_message(message)
    await talk.messenger.settle()

    assert "目前只能看文字、照片和文件" in ann.last.text


@pytest.mark.parametrize("typed", ["谁还没完成", "誰還沒完成？", "who hasn't done it?"])
async def test_who_is_behind_is_no_question_about_the_rules(zhang, typed):
    await zhang.send(typed)
    assert "依据：" not in zhang.last.text
    assert "没有收录" not in zhang.last.text
    assert zhang.last.text.startswith("履职看板")


async def sent_as(talk, person, content, *, kind="message"):
    """A message of the person with this in it, as Telegram would bring it."""
    chat = talk.messenger.get_chat(person.chat_id)
    message = talk.messenger.add(chat, person.person_id, content)
    talk.messenger.push_message(message, kind)
    await talk.messenger.settle()


PHOTO = [{"file_id": "p", "file_unique_id": "p", "width": 8, "height": 8}]


async def test_an_album_that_is_forwarded_gets_one_line(talk):
    ann = talk.person("ann")
    await ann.send("/help")
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "B"}
    for _ in range(3):
        album = {"photo": PHOTO, "media_group_id": "7", "forward_origin": origin}
        await sent_as(talk, ann, album)
    assert sum("转发来的内容" in each.text for each in ann.messages) == 1
    await sent_as(talk, ann, {"photo": PHOTO, "media_group_id": "8", "forward_origin": origin})
    assert sum("转发来的内容" in each.text for each in ann.messages) == 2


async def test_an_album_out_of_the_blue_is_asked_about_once_and_placed_by_a_later_caption(
    talk, zhang
):
    album = {"photo": PHOTO, "media_group_id": "7"}
    for content in (album, album, {**album, "caption": "支委会昨天开了"}):
        await sent_as(talk, zhang, content)
    assert sum("收到一组材料" in each.text for each in zhang.messages) == 1
    assert "11月22日（周日）办理" in zhang.last.text
    await zhang.tap("登记")
    assert "已附上3件佐证" in zhang.last.text


async def test_a_place_that_is_followed_is_no_changed_message(talk):
    ann = talk.person("ann")
    await ann.send("/help")
    place = {"location": {"latitude": 1.0, "longitude": 1.0, "live_period": 900}}
    await sent_as(talk, ann, place, kind="edited_message")
    assert not any("改过的消息" in each.text for each in ann.messages)


# Out of the blue: a day, that it is done, that it is not.


@pytest.mark.parametrize("typed", ["11月20日", "20号", "上周五", "11/20", "十一月二十日"])
async def test_a_day_alone_asks_what_was_done_on_it(zhang, typed):
    await zhang.send(typed)
    assert "11月20日（周五）办了哪几项" in zhang.last.text
    await zhang.tap(COMMITTEE)
    assert "已登记 1项" in zhang.last.text


async def test_of_a_coming_day_ones_duties_are_shown(zhang):
    await zhang.send("明天")
    assert zhang.last.text.startswith("我的职责")


async def test_a_number_alone_is_no_question(zhang):
    await zhang.send("12")
    assert "只有一个数字" in zhang.last.text


@pytest.mark.parametrize("typed", ["完成了", "已完成", "done"])
async def test_that_it_is_done_asks_for_the_day(zhang, typed):
    await zhang.send(typed)
    assert "是哪一天办的" in zhang.last.text


async def test_several_in_one_sentence_are_ticked(zhang):
    await zhang.send("支委会和主题党日昨天都开了")
    assert "11月22日（周日）办了哪几项" in zhang.last.text


async def test_what_was_not_done_is_not_offered_to_be_entered(zhang):
    for typed in ("支委会昨天没开成", "今天支委会取消了", "支委会没开"):
        await zhang.send(typed)
        assert "没有办成的，不用登记" in zhang.last.text, typed
        assert "登记" not in zhang.last.buttons
    await zhang.tap("稍后")
    assert "什么时候再提醒" in zhang.last.text


async def test_a_long_caption_is_a_report_by_its_first_sentence(zhang):
    caption = "11月20日开了支委会，研究第三季度党费收缴和发展党员计划，应到7人，实到6人，1人请假"
    await zhang.send_photo(caption=caption)
    assert "11月20日（周五）办理，在期内" in zhang.last.text
    await zhang.tap("登记")
    assert "已附上1件佐证" in zhang.last.text


async def test_a_photo_of_what_was_not_done_enters_nothing(zhang):
    await zhang.send_photo(caption="支委会昨天没开成")
    assert "没有办成的，不用登记" in zhang.last.text
    assert "照片、文件没有保存" in zhang.last.text
    await zhang.send(QUESTION)
    assert "每季度" in zhang.last.text


async def test_how_to_enter_and_to_leave_is_told(zhang):
    await zhang.send("登记错了")
    assert "可以更正或撤回" in zhang.last.text
    await zhang.send("我调走了")
    assert zhang.last.text.startswith("我的岗位")


async def test_a_number_is_a_note_where_a_note_is_awaited(zhang):
    await open_committee(zhang)
    await zhang.tap("今天办了")
    await zhang.send("12")
    assert "说明已保存" in zhang.last.text


@pytest.mark.parametrize("typed", ["32号", "11月2O日", "11月20日和11月21日", "32号开了会"])
async def test_no_part_of_what_is_no_day_is_taken_for_one(zhang, typed):
    await open_committee(zhang)
    await zhang.tap("其他日期")
    await zhang.send(typed)
    assert "办了哪几项" not in zhang.last.text
    assert "这样登记" not in zhang.last.text


@pytest.mark.parametrize("typed", ["前几天", "几天前", "上周"])
async def test_a_vague_day_is_asked_for_more_closely_and_is_no_question(zhang, typed):
    await open_committee(zhang)
    await zhang.tap("其他日期")
    await zhang.send(typed)
    assert "具体是哪一天" in zhang.last.text
    assert not any("责任主体" in each.text for each in zhang.messages)


async def test_a_day_that_the_calendar_has_not_is_no_question(zhang):
    await zhang.send("11月31日")
    assert "没有这一天" in zhang.last.text
