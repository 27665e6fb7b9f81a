"""The settings: read once, from the environment, ``.env`` and the files of secrets."""

from __future__ import annotations

import os
import re
import unicodedata
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.channels.mail_server import MailServer
from bot.env_file import ENCODING, UnreadableEnvFile, names_in

PREFIX = "DUTYBOT_"
ENV_FILE = Path(".env")
SECRET_LENGTH = 32
"""A webhook secret shorter than this could be guessed."""

_PASSWORD = re.compile(r"[^:]+://[^:/@]*:([^@]*)@")
"""Up to the ``@``, as the database's library reads it: ``urlsplit`` stops at a ``#`` or ``/``."""

SHORTEST_KEPT_DAYS, LONGEST_KEPT_DAYS = 60, 3650
"""A reminder that is kept for more than ten years is kept for nothing, and the database never shrinks."""

_KEY_BYTES = 32

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")

_QUOTES = frozenset("'\"`‘’“”„«»「」")

_SECRET = re.compile(rf"[A-Za-z0-9_-]{{{SECRET_LENGTH},256}}")
"""The characters that Telegram allows in a secret."""


class BadSettings(Exception):
    """The settings do not hold together; ``faults`` holds one line for each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class ListenAddress:
    """Host and port of the one web server."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


BOT_FILE = "dutybot.db"
MESSENGER_FILE = "messenger.db"


class Settings(BaseSettings):
    """All settings; ``.env.example`` explains each."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding=ENCODING,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    token: SecretStr | None = None
    api_url: str = "https://api.telegram.org"
    database_url: str | None = None
    data_dir: Path = Path("data")
    listen: Annotated[ListenAddress, NoDecode] = ListenAddress("127.0.0.1", 8080)
    public_url: str | None = None
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    pack_dirs: Annotated[tuple[Path, ...], NoDecode] = ()
    packs: Annotated[tuple[str, ...], NoDecode] = ()
    time_zone: Annotated[ZoneInfo, NoDecode] = ZoneInfo("Asia/Shanghai")
    operators: Annotated[tuple[int, ...], NoDecode] = ()
    open_roots: bool | None = None
    send_limit: int = Field(30, ge=1)
    send_concurrency: int = Field(4, ge=1, le=500)
    keep_days: int = 400
    operators_chat: int | None = None
    heartbeat_url: SecretStr | None = None
    alert_url: SecretStr | None = None
    smtp_url: SecretStr | None = None
    secret_key: SecretStr | None = None
    time_url: str = "https://api.telegram.org"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["console", "json"] = "console"

    @classmethod
    def from_env(cls) -> Settings:
        """Read the environment over ``.env`` over files; an empty value counts as not set.

        The files are in the folder ``CREDENTIALS_DIRECTORY``, where systemd and Docker put secrets,
        each named after its setting: ``dutybot_token``.

        Raises:
            BadSettings: a line of ``.env`` that sets nothing, an unknown name or a bad value; all of
                them at once, but no further ones when a line of ``.env`` is bad.
        """
        try:
            given = {name.upper() for name in (*os.environ, *names_in(ENV_FILE, prefix=PREFIX))}
        except UnreadableEnvFile as error:
            raise BadSettings(error.faults) from None
        folder = credentials_folder()
        # The library passes over misspelt names in silence.
        faults = [
            f"{_shown(name)}: there is no such setting (see .env.example)"
            for name in sorted({*given, *_names_of_files(folder)})
            if name.startswith(PREFIX) and name.removeprefix(PREFIX).lower() not in cls.model_fields
        ]
        try:
            settings = cls(_secrets_dir=folder)
        except ValidationError as error:
            faults += [_sentence(fault) for fault in error.errors()]
        if faults:
            raise BadSettings(faults)
        return settings

    @property
    def store_url(self) -> str:
        """The database: as set, else a SQLite file in the data folder; the local messenger has its own."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / self._file}"

    @property
    def reached_at(self) -> str | None:
        """Where pages and calendars are reached, without a slash at its end; None where nobody said.

        The local messenger's people sit at this very machine.
        """
        if self.public_url is None and self.token is None:
            return f"http://{self.listen}"
        return self.public_url

    @property
    def owner(self) -> str:
        """The bot that this program is, as ``scheduler.watch.installation`` keeps it."""
        if self.token is None:
            return "local messenger"
        bot_id, _, _ = self.token.get_secret_value().partition(":")
        return f"telegram:{bot_id}"

    @property
    def _file(self) -> str:
        return MESSENGER_FILE if self.token is None else BOT_FILE

    @property
    def roots_are_open(self) -> bool:
        """Whether a new organisation counts without an operator's word; as set, else where none could give it."""
        if self.open_roots is not None:
            return self.open_roots
        return self.token is None or not self.operators

    @property
    def secrets(self) -> tuple[str, ...]:
        """Values that nobody may read in a log."""
        kept = (
            self.token,
            self.webhook_secret,
            self.heartbeat_url,
            self.alert_url,
            self.smtp_url,
            self.secret_key,
        )
        smtp = self.smtp_url.get_secret_value() if self.smtp_url else ""
        found = [_PASSWORD.match(each) for each in (self.database_url or "", smtp)]
        passwords = [each[1] for each in found if each]
        return (
            *(each.get_secret_value() for each in kept if each),
            *passwords,
            *map(unquote, passwords),
        )

    @field_validator("keep_days")
    @classmethod
    def _kept_for_a_sensible_time(cls, days: int) -> int:
        if not SHORTEST_KEPT_DAYS <= days <= LONGEST_KEPT_DAYS:
            raise ValueError(f"{SHORTEST_KEPT_DAYS} to {LONGEST_KEPT_DAYS} days, not {days}")
        return days

    @field_validator("token")
    @classmethod
    def _whole_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _TOKEN.fullmatch(value.get_secret_value()):
            amiss = _signs_amiss(value.get_secret_value())
            raise ValueError(
                "expected digits, a colon, then A-Z a-z 0-9 _ -"
                + (f"; this one holds {amiss}" if amiss else "")
            )
        return value

    @field_validator("listen", mode="before")
    @classmethod
    def _address(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        host, _, port = value.rpartition(":")
        if not host or not port.isdecimal() or not 0 <= int(port) <= 65535:
            raise ValueError("expected host:port, such as 127.0.0.1:8080")
        return ListenAddress(host.strip("[]"), int(port))

    @field_validator("pack_dirs", mode="before")
    @classmethod
    def _folders(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        folders = tuple(Path(part) for part in value.split(os.pathsep) if part)
        missing = [str(folder) for folder in folders if not folder.is_dir()]
        if missing:
            raise ValueError(f"no such folder: {', '.join(missing)}")
        return folders

    @field_validator("packs", mode="before")
    @classmethod
    def _pack_ids(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return tuple(part.strip() for part in value.split(",") if part.strip())

    @field_validator("operators", mode="before")
    @classmethod
    def _user_ids(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(part.isdecimal() for part in parts):
            raise ValueError("expected Telegram user ids with commas between, such as 7,8")
        return tuple(int(part) for part in parts)

    @field_validator("time_zone", mode="before")
    @classmethod
    def _zone(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError("expected a time zone such as Asia/Shanghai") from error

    @field_validator("database_url")
    @classmethod
    def _driver(cls, value: str | None) -> str | None:
        drivers = ("sqlite+aiosqlite:///", "postgresql+asyncpg://")
        if value is not None and not value.startswith(drivers):
            raise ValueError(f"expected an address that begins with {' or '.join(drivers)}")
        if value is not None:
            from sqlalchemy.engine import make_url  # takes a moment, which most need not wait

            try:
                database = make_url(value).database
            except ValueError as error:
                raise ValueError("expected a number for the port") from error
            if value.startswith(drivers[0]) and database in (None, "", ":memory:"):
                raise ValueError("expected the path of a file")
        return value

    @field_validator("api_url")
    @classmethod
    def _base(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("expected an address such as https://api.telegram.org")
        return value

    @field_validator("public_url")
    @classmethod
    def _public(cls, value: str | None) -> str | None:
        parts = urlsplit(value or "https://host")
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
            raise ValueError("expected an address such as https://duties.example.org")
        return None if value is None else value.rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def _https(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith("https://"):
            raise ValueError("Telegram only calls https:// addresses")
        return value

    @field_validator("heartbeat_url", "alert_url")
    @classmethod
    def _web(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not value.get_secret_value().startswith(("http://", "https://")):
            raise ValueError("expected an address that begins with https:// or http://")
        return value

    @field_validator("smtp_url")
    @classmethod
    def _mail_server(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            MailServer.parse(value.get_secret_value())
        return value

    @field_validator("secret_key")
    @classmethod
    def _key(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _is_key(value.get_secret_value()):
            raise ValueError(
                "expected 32 bytes in URL-safe base64 (openssl rand -base64 32 | tr +/ -_)"
            )
        return value

    @model_validator(mode="after")
    def _webhook(self) -> Settings:
        if self.webhook_url is None:
            return self
        if self.token is None:
            raise ValueError(f"{PREFIX}WEBHOOK_URL needs {PREFIX}TOKEN")
        secret = self.webhook_secret.get_secret_value() if self.webhook_secret else ""
        if not _SECRET.fullmatch(secret):
            raise ValueError(
                f"{PREFIX}WEBHOOK_URL needs a {PREFIX}WEBHOOK_SECRET of at least {SECRET_LENGTH} "
                "characters, 256 at most, of A-Z a-z 0-9 _ - (openssl rand -hex 32)"
            )
        return self


def credentials_folder() -> Path | None:
    """The folder of this service's secrets, as systemd tells it; None when there is none."""
    told = os.environ.get("CREDENTIALS_DIRECTORY")
    return Path(told) if told else None


def _sentence(fault: Any) -> str:
    """One fault of pydantic's in words, without the value: it may be a secret."""
    name = "".join(f"{PREFIX}{part}".upper() for part in fault["loc"][:1])
    reason = fault["msg"].removeprefix("Value error, ")
    return f"{name}: {reason}" if name else reason


def _is_key(text: str) -> bool:
    try:
        return len(urlsafe_b64decode(text)) == _KEY_BYTES
    except ValueError:
        return False


def _signs_amiss(value: str) -> str:
    """The kinds of signs in it that no token has and that are hard to see, in words."""
    kinds = {
        "quotes": any(sign in _QUOTES for sign in value),
        "a space": any(sign.isspace() for sign in value),
        "a sign that cannot be seen": any(
            not sign.isprintable() and not sign.isspace() for sign in value
        ),
        "a full-width sign": any(unicodedata.east_asian_width(sign) == "F" for sign in value),
    }
    return " and ".join(kind for kind, there in kinds.items() if there)


def _shown(name: str) -> str:
    """As much of a name as is one: what comes after it may be the secret."""
    return re.split("[^A-Z0-9_]", name, maxsplit=1)[0]


def _names_of_files(folder: Path | None) -> set[str]:
    """The names of what the folder of secrets holds, in upper case."""
    try:
        return {path.name.upper() for path in folder.iterdir()} if folder else set()
    except OSError:
        return set()
