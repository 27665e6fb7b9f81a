from __future__ import annotations

import socket

import httpx
import pytest

from bot.config import ListenAddress
from bot.receiving.receiver import InboxFull
from bot.web.listening import listen
from bot.web.server import SECRET_HEADER, WEBHOOK_BYTES, WEBHOOK_PATH, web_app, webhook_route

SECRET = "s" * 32


@pytest.fixture
def accepted():
    return []


@pytest.fixture
async def client(accepted):
    async def accept(update):
        accepted.append(update)

    async def no_trouble():
        return None

    app = web_app(no_trouble, [webhook_route(accept, SECRET)])
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
        yield client


async def test_an_update_with_the_secret_is_accepted(client, accepted):
    answer = await client.post(WEBHOOK_PATH, json={"update_id": 7}, headers={SECRET_HEADER: SECRET})

    assert answer.status_code == 200
    assert accepted == [{"update_id": 7}]


@pytest.mark.experiment("S5 webhook secret")
@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: "x" * 32}, {SECRET_HEADER: SECRET[:-1]}])
async def test_without_the_secret_an_update_is_refused(client, accepted, headers):
    answer = await client.post(WEBHOOK_PATH, json={"update_id": 7}, headers=headers)

    assert answer.status_code == 403
    assert accepted == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b'{"update_id": "7"}',
        b"\xff",
        pytest.param(b"[" * 100_000, id="deep"),
    ],
)
async def test_what_is_not_an_update_is_refused(client, accepted, body):
    answer = await client.post(WEBHOOK_PATH, content=body, headers={SECRET_HEADER: SECRET})

    assert answer.status_code == 400
    assert accepted == []


async def test_a_body_that_says_it_is_huge_is_not_read_at_all(client, accepted):
    async def body():
        yield b"{"
        raise AssertionError("read on")

    headers = {SECRET_HEADER: SECRET, "Content-Length": str(WEBHOOK_BYTES + 1)}
    answer = await client.post(WEBHOOK_PATH, content=body(), headers=headers)

    assert answer.status_code == 413
    assert accepted == []


async def test_a_huge_body_is_not_read_to_its_end(client, accepted):
    read = 0

    async def body():
        nonlocal read
        while read < 100 * WEBHOOK_BYTES:
            read += 100_000
            yield b" " * 100_000

    answer = await client.post(WEBHOOK_PATH, content=body(), headers={SECRET_HEADER: SECRET})

    assert answer.status_code == 413
    assert accepted == []


@pytest.mark.parametrize("error", [OSError("disk full"), InboxFull()], ids=repr)
async def test_an_update_that_could_not_be_stored_is_to_be_sent_again_soon(error):
    async def accept(update):
        raise error

    async def no_trouble():
        return None

    transport = httpx.ASGITransport(app=web_app(no_trouble, [webhook_route(accept, SECRET)]))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
        answer = await client.post(
            WEBHOOK_PATH, json={"update_id": 7}, headers={SECRET_HEADER: SECRET}
        )

    assert answer.status_code == 503
    assert 1 <= int(answer.headers["retry-after"]) <= 60


@pytest.mark.parametrize(
    ("trouble", "status", "text"), [(None, 200, "ready"), ("no planning pass", 503, "no planning")]
)
async def test_readiness_tells_the_trouble(trouble, status, text):
    async def reason():
        return trouble

    transport = httpx.ASGITransport(app=web_app(reason, []))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
        answer = await client.get("/readyz")
        alive = await client.get("/livez")

    assert (answer.status_code, alive.status_code) == (status, 200)
    assert text in answer.text


def test_a_port_in_use_is_passed_over():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]

        listener = listen(ListenAddress("127.0.0.1", taken))
        with listener.socket:
            assert listener.elsewhere
            assert listener.address.port != taken


def test_a_free_port_is_taken_as_asked():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]

    listener = listen(ListenAddress("127.0.0.1", free))
    with listener.socket:
        assert listener.address == ListenAddress("127.0.0.1", free)
        assert not listener.elsewhere
