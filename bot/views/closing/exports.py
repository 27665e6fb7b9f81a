"""Files that were asked for: how far they are, and their names."""

from __future__ import annotations

from bot.texts.catalogue import Html, Texts
from bot.views.days import period_name
from bot.views.layout import lines
from bot.views.screen import Attachment, Screen
from scheduler.closing.exports import Export, ExportState
from scheduler.periods import Period
from scheduler.planning.news import MadeFile
from scheduler.roster.model import Organisation

_HUNDRED = 100
_NAME_CHARACTERS = 60
_NOT_IN_NAMES = '\\/:*?"<>|'


def progress_text(
    organisation: Organisation, export: Export, t: Texts, done: int = 0, total: int = 0
) -> Html:
    """How many items are in the file; before it has begun, that it is waited for."""
    if total == 0:
        state = t("export-waiting")
    else:
        percent = _HUNDRED * done // total
        state = t("export-progress", done=done, total=total, percent=percent)
    return lines(_title(organisation, export.period, export.format.value, t), state)


def ended_text(organisation: Organisation, export: Export, state: ExportState, t: Texts) -> Html:
    """How it ended."""
    return lines(
        _title(organisation, export.period, export.format.value, t), t(f"export-{state.value}")
    )


def file_news(news: MadeFile, t: Texts) -> Screen:
    """The file itself or, where it could not be made, word of that."""
    kind = (news.name or "").rpartition(".")[2]
    title = _title(news.organisation, news.period, kind, t)
    if news.name is None:
        return Screen(lines(title, t("export-failed")))
    return Screen(
        title, document=Attachment(news.name, file_name(news.organisation, news.period, kind, t))
    )


def file_name(organisation: Organisation, period: Period, kind: str, t: Texts) -> str:
    """The name under which the file is sent: of an organisation, cut where it is long, a period, and its kind."""
    of = period_name(period, t)
    place = organisation.name[: _NAME_CHARACTERS - len(of)]
    name = t.plain("export-file", organisation=place, period=of)
    kept = "".join("_" if each in _NOT_IN_NAMES or each < " " else each for each in name)
    return f"{kept.strip('. ')}.{kind}"


def _title(organisation: Organisation, period: Period, kind: str, t: Texts) -> Html:
    return t(
        "export-title",
        organisation=organisation.name,
        period=period_name(period, t),
        kind=kind,
    )
