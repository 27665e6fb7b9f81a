"""A real Chromium in front of the messenger's page.

A walk opens the page with ``open_page(address)`` and then acts as a person would: be somebody,
open a chat, write, tap, move the clock, and look at what is said. Pictures go to
docs/screenshots.
"""

from __future__ import annotations

import shutil
import subprocess
from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from pathlib import Path
from re import Pattern
from urllib.parse import urljoin

import pytest
from playwright.async_api import Browser, Locator, async_playwright, expect
from playwright.async_api import Page as BrowserPage

from tests.patience import PATIENCE_SECONDS

SCREENSHOTS = Path(__file__).parents[2] / "docs" / "screenshots"
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
WAIT_MILLISECONDS = PATIENCE_SECONDS * 1000

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")


class Page:
    """The messenger's page, as somebody in front of it uses it.

    A wait ends with its event; one whose event never comes fails with the page's own words.
    """

    def __init__(self, page: BrowserPage) -> None:
        self.page = page

    async def be(self, key: str) -> None:
        """Act as somebody of the cast: zhou, li, wang, chen, zhao, lin or grace."""
        await self._part(f"person-{key}").click()
        await expect(self._part(f"person-{key}")).to_have_attribute("aria-pressed", "true")

    async def open_chat(self, kind: str) -> None:
        """Open the ``private`` chat with the bot, or the ``group``; on a phone from the list."""
        await self._part(f"chat-{kind}").click()
        await expect(self._part("messages")).to_be_visible()

    async def back(self) -> None:
        """On a phone: back from the chat to the list."""
        await self._part("back").click()

    async def start(self) -> None:
        """Press Start in a chat that has not begun, which it then has."""
        await self._part("start-button").click()
        await expect(self._part("start-button")).to_be_hidden()

    async def send(self, text: str) -> None:
        """Write a message and send it."""
        # An older message of the same words, or one that is only just loaded, is no sign that this one is there.
        mine = self.page.locator("[data-testid=message][data-from=me]")
        before = await mine.count()
        field = self._part("composer-input")
        await field.fill(text)
        await field.press("Enter")
        await expect(mine.nth(before)).to_be_visible()
        await expect(mine.last).to_contain_text(text)

    async def send_secret(self, text: str) -> None:
        """Write a message that the bot takes away as soon as it has read it."""
        field = self._part("composer-input")
        await field.fill(text)
        await field.press("Enter")

    async def ask(self, text: str, answer: str | Pattern[str]) -> Locator:
        """Send a message; the lowest of the bot's messages below it with ``answer`` in it."""
        await self.send(text)
        return await self.below(answer)

    async def below(self, answer: str | Pattern[str]) -> Locator:
        """The lowest of the bot's messages below one's own last one, with ``answer`` in it."""
        mine = "(//*[@data-testid='message'][@data-from='me'])[last()]"
        below = self.page.locator(f"xpath={mine}/following-sibling::*[@data-from='bot']")
        message = below.filter(has_text=answer).last
        await expect(message).to_be_visible()
        return message

    async def command(self, name: str) -> None:
        """Choose a command from the menu beside the field."""
        await self._part("commands-button").click()
        await self._part(f"command-{name}").click()

    async def tap(self, label: str | Pattern[str], *, under: Locator | None = None) -> None:
        """Tap the lowest inline button whose label contains or matches ``label``, of one message or of all."""
        # It scrolls there by itself, and tries again when the page is drawn anew meanwhile.
        place = self.page if under is None else under
        await place.get_by_test_id("inline-button").filter(has_text=label).last.click()

    async def tap_shows(self, label: str) -> None:
        """Wait until a button has this label."""
        button = self.page.get_by_test_id("inline-button").filter(has_text=label)
        await expect(button.last).to_be_visible()

    async def send_file(self, path: Path, *, caption: str = "", kind: str = "document") -> None:
        """Send a ``document`` or a ``photo``."""
        await self._part(f"file-{kind}").set_input_files(path)
        field = self._part("composer-input")
        await field.fill(caption)
        await field.press("Enter")

    async def drop_file(self, name: str, content: bytes) -> None:
        """Drag a file from outside onto the page, let it go there, and send it."""
        data = await self.page.evaluate_handle(
            """([text, name]) => {
                const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
                const data = new DataTransfer();
                data.items.add(new File([bytes], name));
                return data;
            }""",
            [b64encode(content).decode(), name],
        )
        for event in ("dragover", "drop"):
            await self._part("messages").dispatch_event(event, {"dataTransfer": data})
        await expect(self._part("context-attachment")).to_contain_text(name)
        await self._part("composer-input").press("Enter")

    async def add_bot(self) -> None:
        """Take the bot into the open group."""
        await self._part("banner-add").click()
        await expect(self._part("banner-add")).to_be_hidden()

    async def vote(self, number: int) -> None:
        """Choose an option of the lowest poll, counted from 0."""
        await self._part(f"poll-option-{number}").last.click()

    async def poll(self) -> str:
        """What the lowest poll shows, with its kind and the votes."""
        return await self._part("poll").last.inner_text()

    async def wait_for(self, text: str) -> Locator:
        """The lowest message of the bot that contains ``text``, once it is there."""
        message = self._said("bot", text)
        await expect(message).to_be_visible()
        return message

    async def picture(self, text: str) -> dict[str, float]:
        """Wait until the lowest picture of the bot with ``text`` below it is there; its size in pixels."""
        image = self._said("bot", text).locator(".photo img").last
        await image.scroll_into_view_if_needed()
        await self.page.wait_for_function(
            "image => image.complete && image.naturalWidth > 0",
            arg=await image.element_handle(),
        )
        await self.page.get_by_test_id("inline-button").last.scroll_into_view_if_needed()
        size: dict[str, float] = await image.evaluate(
            "image => ({width: image.naturalWidth, height: image.naturalHeight})"
        )
        return size

    async def picture_file(self, text: str) -> bytes:
        """The lowest picture of the bot with ``text`` below it, as it was sent."""
        image = self._said("bot", text).locator(".photo img").last
        address = urljoin(self.page.url, await image.get_attribute("src"))
        return await (await self.page.request.get(address)).body()

    async def receive(self, name: str, folder: Path) -> Path:
        """Take down the lowest file with this name, once it is there."""
        file = self._part("file").filter(has_text=name).last
        await expect(file).to_be_visible()
        async with self.page.expect_download() as arriving:
            await file.click()
        download = await arriving.value
        assert download.suggested_filename == name
        path = folder / name
        await download.save_as(path)
        return path

    async def open_page(self, label: str) -> Page:
        """Tap a button that leads out of the messenger; the page behind it."""
        async with self.page.context.expect_page() as opening:
            await self.tap(label)
        return Page(await opening.value)

    async def fits(self) -> bool:
        """Whether the page itself does not scroll sideways, whatever scrolls inside it."""
        wide: int = await self.page.evaluate("document.documentElement.scrollWidth")
        size = self.page.viewport_size
        return size is not None and wide <= size["width"]

    async def forward_to_group(self, text: str) -> None:
        """Forward the lowest message of the bot with ``text`` to the group, which is open then."""
        message = await self.wait_for(text)
        await message.locator("time").click(button="right")
        await self._part("menu-forward").click()
        await self._part("forward-supergroup").click()

    async def follow(self, link: str) -> None:
        """Follow the lowest of these links in the open chat."""
        await self.page.get_by_role("link", name=link).last.click()

    async def has_said(self, text: str, times: int) -> None:
        """Wait until so many messages of the bot contain ``text``."""
        said = self.page.locator("[data-testid=message][data-from=bot]").filter(has_text=text)
        await expect(said).to_have_count(times)

    async def last_message(self) -> str:
        """What the bot's lowest message says, with its time."""
        return (
            await self._part("message").and_(self.page.locator("[data-from=bot]")).last.inner_text()
        )

    async def alert(self) -> str:
        """The text of the bot's alert, which is then closed."""
        text = await self._part("alert").locator("p").inner_text()
        await self._part("alert-ok").click()
        return text

    async def toast(self) -> str:
        """The short remark that is shown now."""
        return await self._part("toast").inner_text()

    async def jump(self, where: str | datetime) -> None:
        """Move the clock: ``hour``, ``tomorrow``, ``monday``, ``quarter``, ``back``, or a wall time.

        What the time that was leapt over brings is there, or on its way, when this returns.
        """
        if await self._part("clock-toggle").is_visible():
            await self._part("clock-toggle").click()
        if isinstance(where, datetime):
            await self._part("clock-pick").click()
            await self._part("clock-pick-input").fill(where.strftime("%Y-%m-%dT%H:%M"))
            go = self._part("clock-pick-go")
        else:
            go = self._part(f"clock-{where}")
        # The note about a jump just before may still be there: it is no sign of this one.
        async with self.page.expect_response("**/messenger/api/clock"):
            await go.click()
        await expect(self._part("toast")).to_be_visible()

    async def clock(self) -> str:
        """The bot's time, as the bar shows it."""
        return await self._part("clock-now").inner_text()

    async def speak(self, language: str) -> None:
        """Show the page in ``zh`` or ``en``."""
        await self._part(f"language-{language}").click()

    async def unread(self, key: str) -> int:
        """How many messages somebody has not seen."""
        badge = self._part(f"person-{key}").get_by_test_id("unread")
        return int(await badge.inner_text()) if await badge.count() else 0

    async def close(self) -> None:
        """Leave the page, before the program behind it ends."""
        await self.page.context.close()

    async def shoot(self, name: str) -> Path:
        """A picture of the page as it is, under docs/screenshots/``name``.png."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        await expect(self._part("toast")).to_be_hidden()
        await self.page.screenshot(path=path, animations="disabled")
        return path

    def _part(self, name: str) -> Locator:
        return self.page.get_by_test_id(name)

    def _said(self, by: str, text: str) -> Locator:
        return (
            self.page.locator(f"[data-testid=message][data-from={by}]").filter(has_text=text).last
        )


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where the browser is; a failure tells what to install."""
    fonts = shutil.which("fc-list")
    if fonts and not subprocess.run([fonts, ":lang=zh"], capture_output=True, check=True).stdout:
        pytest.fail("no Chinese font is installed; on Debian: apt install fonts-noto-cjk")
    path = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if path is None:
        pytest.fail("no Chromium is installed; on Debian: apt install chromium fonts-noto-cjk")
    return path


@pytest.fixture(scope="session")
async def chromium(chromium_path: str) -> AsyncIterator[Browser]:
    """The browser."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox"]
        )
        yield browser
        await browser.close()


OpenPage = Callable[..., Awaitable[Page]]


@pytest.fixture
async def open_page(chromium: Browser) -> AsyncIterator[OpenPage]:
    """``await open_page("http://127.0.0.1:8080", phone=True)``: the page in a fresh browser profile.

    Any error in the page's scripts fails the test.
    """
    errors: list[str] = []
    contexts = []

    async def opened(address: str, *, phone: bool = False, locale: str = "zh-CN") -> Page:
        context = await chromium.new_context(
            viewport=PHONE if phone else DESKTOP,
            device_scale_factor=2 if phone else 1,
            is_mobile=phone,
            has_touch=phone,
            locale=locale,
            reduced_motion="reduce",  # a picture in the middle of a movement shows nothing
        )
        contexts.append(context)
        context.set_default_timeout(WAIT_MILLISECONDS)
        expect.set_options(timeout=WAIT_MILLISECONDS)
        page = await context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(f"{address.rstrip('/')}/messenger")
        await expect(page.get_by_test_id("person-zhou")).to_be_visible()
        return Page(page)

    yield opened
    for context in contexts:
        await context.close()
    assert errors == []
