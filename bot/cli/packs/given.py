"""What operators answered in the chat, as additions to a pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cli.settings import make_data_folder, settings_or_exit
from clauses.loading.additions import Addition

if TYPE_CHECKING:
    from datetime import datetime

    from clauses.answering.given import GivenAnswer


async def given_to(pack: str) -> list[Addition]:
    """Answers by entries of this pack, and those that no pack has yet, in the order given."""
    from scheduler.questions.queries.log import StoredQuestions
    from scheduler.store.engine import Database

    settings = settings_or_exit()
    make_data_folder(settings)
    database = Database.open(settings.store_url)
    try:
        await database.migrate()
        async with database.survey() as session:
            given = await StoredQuestions(session).given()
    finally:
        await database.close()
    return [
        _addition(each, operator, at)
        for each, operator, at in given
        if each.ref is None or each.ref.pack == pack
    ]


def _addition(given: GivenAnswer, operator: str, at: datetime) -> Addition:
    said_by = f"{at.date().isoformat()}, operator {operator}"
    if given.answer is not None:
        local = f"O{given.id}"
        return Addition(given.asked, said_by, local, given.answer, given.source)
    return Addition(given.asked, said_by, given.ref.local if given.ref else None)
