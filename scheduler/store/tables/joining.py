"""The tables of joining: requests to be let in, and invites with their uses and guesses."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from scheduler.store.tables.base import Base, unique_where


class JoinRequestRow(Base):
    """A request to hold ``post``, or to place ``child_id`` under the organisation.

    ``instead_of`` is the assignment that ends when it is granted.
    """

    __tablename__ = "join_request"
    __table_args__ = (
        unique_where(
            "uq_join_request_open_post",
            "organisation_id",
            "person_id",
            "post",
            condition="decided_at IS NULL AND post IS NOT NULL",
        ),
        CheckConstraint("(post IS NULL) <> (child_id IS NULL)", name="post_or_child"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    post: Mapped[str | None] = mapped_column(String(64))
    child_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    instead_of: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"))
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    approved: Mapped[bool | None]


class RequestMarkRow(Base):
    """How a manager has closed themselves to a person's requests; see ``RequestMark``."""

    __tablename__ = "request_mark"

    manager_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    mark: Mapped[str] = mapped_column(String(16))
    since: Mapped[datetime]


class InviteRow(Base):
    """An invite into an organisation, to ``post`` or to any; only hashes of link and code are kept.

    ``approved``: no manager has to decide any more. ``starts_on``: the post is held from then.
    """

    __tablename__ = "invite"
    __table_args__ = (
        UniqueConstraint("link_hash"),
        UniqueConstraint("code_hash"),
        CheckConstraint("single OR NOT approved", name="approved"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    post: Mapped[str | None] = mapped_column(String(64))
    person_name: Mapped[str | None] = mapped_column(String(60))
    single: Mapped[bool]
    approved: Mapped[bool]
    link_hash: Mapped[str] = mapped_column(String(64))
    code_hash: Mapped[str] = mapped_column(String(64))
    starts_on: Mapped[date | None]
    created_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class InviteUseRow(Base):
    """Somebody has followed an invite to its end."""

    __tablename__ = "invite_use"

    invite_id: Mapped[int] = mapped_column(ForeignKey("invite.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    at: Mapped[datetime]


class InviteGuessRow(Base):
    """Somebody typed a code that opened nothing; kept for an hour."""

    __tablename__ = "invite_guess"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(index=True)
