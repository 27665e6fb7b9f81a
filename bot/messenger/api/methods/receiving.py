"""Long polling, and the webhook's settings.

The messenger does not call a webhook: a test of one takes ``messenger.updates.pending()`` and
posts the updates itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.messenger.api.params import Params
from bot.messenger.errors import ApiError, bad_request
from bot.messenger.world.state import MessengerState
from bot.messenger.world.world import Json

LONGEST_POLL_SECONDS = 50
MOST_UPDATES = 100

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


async def get_updates(messenger: MessengerState, params: Params) -> list[Json]:
    """Confirm updates below ``offset``; hand over those that wait, or wait for one."""
    if messenger.world.bot.webhook.get("url"):
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    messenger.updates.want(_kinds(params))
    limit = params.integer("limit") or MOST_UPDATES
    timeout = params.integer("timeout") or 0
    if messenger.updates.confirm(params.integer("offset") or 0):
        messenger.store.save(messenger.world)
    return await messenger.updates.fetch(
        limit if 1 <= limit <= MOST_UPDATES else MOST_UPDATES,
        min(max(timeout, 0), LONGEST_POLL_SECONDS),
    )


def set_webhook(messenger: MessengerState, params: Params) -> bool:
    """Have updates sent to an address; long polling ends."""
    url = params.text("url")
    secret = params.text("secret_token")
    if url and not url.lower().startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    messenger.updates.want(_kinds(params))
    messenger.world.bot.webhook = (
        {"url": url, "max_connections": params.integer("max_connections") or 40} if url else {}
    )
    if params.flag("drop_pending_updates"):
        messenger.updates.drop_all()
    messenger.updates.end_fetch("setWebhook request")
    return True


def delete_webhook(messenger: MessengerState, params: Params) -> bool:
    """Return to long polling."""
    messenger.world.bot.webhook = {}
    if params.flag("drop_pending_updates"):
        messenger.updates.drop_all()
    return True


def get_webhook_info(messenger: MessengerState, _: Params) -> Json:
    """The address, and the number of updates that wait."""
    bot = messenger.world.bot
    info: Json = {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": len(messenger.updates.pending()),
        **bot.webhook,
    }
    if bot.allowed_updates:
        info["allowed_updates"] = bot.allowed_updates
    return info


def _kinds(params: Params) -> list[str] | None:
    kinds = params.json("allowed_updates", called="allowed updates")
    return [str(kind) for kind in kinds] if isinstance(kinds, list) else None


METHODS: dict[str, Callable[[MessengerState, Params], object]] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
