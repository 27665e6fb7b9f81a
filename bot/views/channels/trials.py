"""The test message that an endpoint is sent before it counts, and how that ended."""

from __future__ import annotations

from bot.texts.catalogue import Html, Texts
from bot.views.layout import paragraphs
from bot.views.screen import Screen
from bot.views.shared_buttons import cancel_button
from scheduler.delivery.ports import (
    DeliveryFailure,
    SendingForbidden,
    Undeliverable,
)


def trial_text(code: str, t: Texts) -> Html:
    """The test message itself. Its last line has the word by which some robots know their own."""
    return paragraphs(
        t("channel-trial-title"), t("channel-trial-advice"), t("reminder-reference", code=code)
    )


def ask_code(t: Texts, *, certain: bool) -> Screen:
    """Ask for the code; in doubt whether the message arrived it is said."""
    text = t("channel-trial-sent") if certain else t("channel-trial-doubt")
    return Screen(text, ((cancel_button(t),),))


def wrong_code(t: Texts, *, last: bool) -> Screen:
    """It is another one; after the ``last`` try it has to be begun again."""
    return Screen(t("channel-code-over" if last else "channel-code-wrong"))


def too_many_trials(t: Texts) -> Screen:
    """Later again."""
    return Screen(t("channel-trial-often"), ((cancel_button(t),),))


def trial_failed(failure: DeliveryFailure, t: Texts, *, robot: bool) -> Screen:
    """Nothing arrived, and what to do; what the other end said stands in brackets."""
    match failure:
        case Undeliverable():
            what = "channel-trial-robot-wrong" if robot else "channel-trial-mailbox-wrong"
        case SendingForbidden():
            what = "channel-trial-forbidden"
        case _:
            what = "channel-trial-later"
    return Screen(t(what, detail=failure.detail or "–"), ((cancel_button(t),),))
