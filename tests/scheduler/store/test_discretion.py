"""What is written to the database is in no text of an error: those are logged."""

from __future__ import annotations

import logging
import traceback

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

CANARY = "王小燕CanaryName"

TABLE = "CREATE TABLE told (id INTEGER PRIMARY KEY, name VARCHAR(40) UNIQUE, day DATE)"


@pytest.mark.experiment("13 names in errors")
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO told (id, name) VALUES (2, CAST(:name AS VARCHAR(40)))",
        "INSERT INTO nowhere (name) VALUES (CAST(:name AS VARCHAR(40)))",
        "SELECT no_such_function(CAST(:name AS VARCHAR(40)))",
        "SELECT CAST(:name AS INTEGER), nothing FROM told",
        "INSERT INTO told (id, day) VALUES (3, :name)",
        "INSERT INTO told (id, name) VALUES (CAST(:name AS INTEGER), :name)",
    ],
    ids=["twice", "no-table", "no-function", "no-column", "bad-type", "bad-syntax"],
)
async def test_a_statement_that_fails_tells_no_name(database, caplog, statement):
    async with database.write() as session:
        await session.execute(text("DROP TABLE IF EXISTS told"))
        await session.execute(text(TABLE))
        await session.execute(
            text("INSERT INTO told (id, name) VALUES (1, CAST(:name AS VARCHAR(40)))"),
            {"name": CANARY},
        )
    log = logging.getLogger("scheduler.test")
    try:
        async with database.write() as session:
            await session.execute(text(statement), {"name": CANARY})
            if database.dialect == "sqlite":  # which takes any text for a date or a number
                raise SQLAlchemyError("nothing failed")
    except SQLAlchemyError as error:
        log.exception("failed", extra={"error": repr(error), "said": str(error)})
        told = "".join(traceback.format_exception(error)) + repr(error) + str(error)
    else:
        pytest.fail("nothing failed")
    finally:
        async with database.write() as session:
            await session.execute(text("DROP TABLE told"))

    assert CANARY not in told
    assert CANARY not in caplog.text
