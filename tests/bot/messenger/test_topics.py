"""Topics of a forum, as the Bot API has them; called by the real PTB."""

import pytest
from telegram import ReplyParameters
from telegram.error import BadRequest

from bot.messenger.errors import NotPossible
from bot.messenger.world.cast import GROUP_ID


@pytest.fixture
async def topic(messenger, echo):
    messenger.with_bot_in_group()
    return await messenger.person("zhou").in_group(GROUP_ID).make_topic("履职")


async def test_a_message_in_a_topic_says_so_and_answers_the_one_that_made_it(topic, heard):
    await topic.send("/start")
    message = heard[-1].effective_message
    assert message.is_topic_message
    assert message.message_thread_id == topic.topic
    assert message.reply_to_message.forum_topic_created.name == "履职"
    assert message.chat.is_forum

    await topic.in_topic(None).send("/start")
    message = heard[-1].effective_message
    assert (message.is_topic_message, message.message_thread_id) == (None, None)


async def test_the_bot_writes_in_a_topic_by_its_number_or_by_a_reply(topic, echo):
    asked = await topic.send("/start")
    sent = await echo.bot.send_message(topic.chat_id, "一", message_thread_id=topic.topic)
    assert sent.is_topic_message
    answer = await echo.bot.send_message(
        topic.chat_id, "二", reply_parameters=ReplyParameters(asked)
    )
    assert answer.message_thread_id == topic.topic
    general = await echo.bot.send_message(topic.chat_id, "三")
    assert general.message_thread_id is None


async def test_a_topic_that_is_closed_or_gone_takes_nothing(topic, echo):
    await topic.close_topic()
    with pytest.raises(BadRequest, match="Topic_closed"):
        await echo.bot.send_message(topic.chat_id, "一", message_thread_id=topic.topic)
    li = topic.in_topic(topic.topic)
    li.person_id = 710001002
    with pytest.raises(NotPossible):
        await li.send("一")
    await topic.promote_bot()
    await echo.bot.send_message(topic.chat_id, "一", message_thread_id=topic.topic)

    await topic.delete_topic()
    for number in (topic.topic, 1):
        with pytest.raises(BadRequest, match="Message thread not found"):
            await echo.bot.send_message(topic.chat_id, "一", message_thread_id=number)
    assert topic.messages == []
