"""Logging: one format for everything, and nothing secret in it."""

from __future__ import annotations

import logging
import sys
from typing import Literal, TextIO

import structlog

from bot.operating.redaction import print_redacted, redact

_CHATTY = ("httpx", "httpcore", "telegram", "apscheduler", "uvicorn", "alembic")
"""Loggers that tell at INFO what only their authors want to know; httpx every address, token and all."""


class _RedactingFormatter(structlog.stdlib.ProcessorFormatter):
    """Takes secrets out of the finished line, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        """One log record as a line."""
        return redact(super().format(record))


class _Handler(logging.StreamHandler[TextIO]):
    """Writes lines; what it could not write is not shown in full either."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Say on stderr that the log could not be written."""
        kind, error, trace = sys.exc_info()
        if kind is not None and error is not None:
            print_redacted(kind, error, trace)


def set_up(level: str, form: Literal["console", "json"]) -> None:
    """Log to stderr from ``level`` on, for people or as JSON lines."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    ending: list[structlog.typing.Processor] = (
        [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
        if form == "json"
        else [
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(),
                # The default one prints local variables: names, questions, secrets.
                exception_formatter=structlog.dev.plain_traceback,
            )
        ]
    )
    handler = _Handler(sys.stderr)
    handler.setFormatter(
        _RedactingFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *ending],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
