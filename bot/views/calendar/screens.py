"""``/calendar``: what there is of a calendar, and its address."""

from __future__ import annotations

from bot.conversation.buttons.settings import CalendarAct, OwnCalendarButton
from bot.texts.catalogue import Html, Texts
from bot.views.layout import lines, paragraphs
from bot.views.screen import Button, Screen


def calendar_screen(t: Texts, *, fetched: bool, public: bool) -> Screen:
    """What can be done; ``fetched``: there is an address, ``public``: there can be one."""
    rows = [_button("file", CalendarAct.FILE, t)]
    if public:
        rows.append(_button("new-address" if fetched else "address", CalendarAct.ADDRESS, t))
    if fetched:
        rows.append(_button("end", CalendarAct.END, t))
    return Screen(
        paragraphs(
            lines(
                t("calendar-title"),
                t("calendar-private") if public else t("calendar-not-public"),
                t("calendar-has-address") if fetched else None,
                t("calendar-late") if public else None,
            )
        ),
        (tuple(rows),),
    )


def address_screen(address: str, t: Texts) -> Screen:
    """The address, shown once."""
    back = Button(t.plain("button-back"), OwnCalendarButton(CalendarAct.SHOW).pack())
    return Screen(
        paragraphs(
            lines(t("calendar-address"), Html(f"<code>{address}</code>")),
            lines(t("calendar-private"), t("calendar-late")),
        ),
        ((_button("end", CalendarAct.END, t), back),),
    )


def _button(label: str, act: CalendarAct, t: Texts) -> Button:
    return Button(t.plain(f"calendar-{label}-button"), OwnCalendarButton(act).pack())
