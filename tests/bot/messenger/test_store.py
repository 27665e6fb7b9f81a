"""The messenger goes on where it stopped."""

import httpx
import pytest

from bot.messenger.messenger import Messenger
from bot.messenger.world.store import FolderStore, UnreadableWorld


@pytest.fixture
def start(tmp_path, clock):
    def started() -> Messenger:
        return Messenger(clock, store=FolderStore(tmp_path / "messenger"))

    return started


async def test_messages_files_and_members_are_there_after_a_restart(start):
    first = start()
    first.with_bot_in_group()
    await first.person("zhou").send("一")
    await first.person("zhou").send_document("a.txt", b"abc")
    second = start()
    assert second.world == first.world
    (file,) = second.world.files.values()
    assert second.store.read_file(file.id) == b"abc"


async def test_update_and_message_numbers_go_on_after_a_restart(start):
    await start().person("zhou").send("一")
    second = start()
    before = second.updates.pending()[-1]["update_id"]
    assert await second.person("zhou").send("二") == 2
    assert second.updates.pending()[-1]["update_id"] == before + 1


async def test_a_confirmed_update_does_not_come_again(start):
    first = start()
    await first.person("zhou").send("一")
    async with httpx.AsyncClient(transport=first.api.transport()) as client:
        address = f"http://messenger.local/bot{first.token}/getUpdates"
        (update,) = (await client.get(address)).json()["result"]
        await client.get(address, params={"offset": update["update_id"] + 1})
    assert start().updates.pending() == []


async def test_presses_of_the_last_run_are_forgotten(start):
    first = start()
    zhou = first.person("zhou")
    await zhou.send("一")
    first.get_message(zhou.chat_id, 1).markup = {
        "inline_keyboard": [[{"text": "好", "callback_data": "1"}]]
    }
    await zhou.tap("好")
    assert len(first.updates.pending()) == 2
    assert ["message" in update for update in start().updates.pending()] == [True]


async def test_a_guest_keeps_their_id(start):
    guest = start().person("ann", first_name="安")
    assert start().person("ann").person_id == guest.person_id


def test_a_file_that_is_no_world_is_refused_by_name(start, tmp_path):
    folder = tmp_path / "messenger"
    folder.mkdir()
    (folder / "messenger.json").write_text('{"people": 7}')
    with pytest.raises(UnreadableWorld, match=r"messenger\.json cannot be read"):
        start()
