"""The tables of the case database."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, kept in UTC. SQLite drops the zone, so it is put back when a row is read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Names every constraint, so that a migration can name it too."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012  SQLAlchemy reads it as a plain class attribute
        datetime: UtcDateTime,
        str: Text,
        int: BigInteger,
        float: Float(53),
        bytes: LargeBinary,
        dict[str, str]: JSON,
    }


class CaseRow(Base):
    """One case as the source last told it. `revision` is the change that last touched it or an event of it."""

    __tablename__ = "cases"
    __table_args__ = (Index(None, "revision"),)

    case_id: Mapped[str] = mapped_column(String, primary_key=True)
    opened_at: Mapped[datetime]
    subject: Mapped[str]
    description: Mapped[str | None]
    product: Mapped[str | None]
    category: Mapped[str | None]
    priority: Mapped[str | None]
    channel: Mapped[str | None]
    region: Mapped[str | None]
    language: Mapped[str | None]
    account_id: Mapped[str | None]
    account_name: Mapped[str | None]
    account_tier: Mapped[str | None]
    team: Mapped[str | None]
    status: Mapped[str | None]
    outcome: Mapped[str | None]
    resolution: Mapped[str | None]
    first_response_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    csat: Mapped[float | None]
    url: Mapped[str | None]
    updated_at: Mapped[datetime | None]
    attributes: Mapped[dict[str, str]]
    revision: Mapped[int]


class EventRow(Base):
    """One event. `event_key` is a digest of its event_id, else of all that it says, so that equal rows are one."""

    __tablename__ = "events"
    # Clustered by case: a case's events are read together and need no index beside the table.
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  SQLAlchemy reads it as a plain class attribute

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.case_id", ondelete="CASCADE"), primary_key=True)
    event_key: Mapped[bytes] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    kind: Mapped[str]
    actor: Mapped[str | None]
    from_team: Mapped[str | None]
    to_team: Mapped[str | None]
    reason: Mapped[str | None]
    note: Mapped[str | None]
    event_id: Mapped[str | None]
    revision: Mapped[int]


class TeamRow(Base):
    """One team; `revision` is the change that last touched it."""

    __tablename__ = "teams"

    team: Mapped[str] = mapped_column(primary_key=True)
    tier: Mapped[float | None]
    function: Mapped[str | None]
    revision: Mapped[int]


class ReviewRow(Base):
    """One quality review; `review_key` is a digest of all that it says."""

    __tablename__ = "quality_reviews"

    review_key: Mapped[bytes] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    team: Mapped[str]
    score: Mapped[float]
    product: Mapped[str | None]


class AttributeRow(Base):
    """The name of a column that some source had beside the known ones."""

    __tablename__ = "attributes"

    name: Mapped[str] = mapped_column(primary_key=True)


class ClockRow(Base):
    """One row: the number of the last change. A change takes the next one and holds the row until it is committed,
    so that changes become visible in the order of their numbers."""

    __tablename__ = "change_clock"

    id: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int]


class ThreadRow(Base):
    """What the questions of one thread have come to: `state` is what a follow-up is read with, as JSON."""

    __tablename__ = "threads"
    __table_args__ = (Index(None, "updated_at"),)

    thread: Mapped[str] = mapped_column(String, primary_key=True)
    state: Mapped[str]
    updated_at: Mapped[datetime]


class AnswerRow(Base):
    """What an answer is replayed from: `plan` and `computed` are JSON, without any text of a case."""

    __tablename__ = "answers"
    __table_args__ = (Index(None, "asked_at"), Index(None, "asked_by", "asked_at"))

    receipt_id: Mapped[str] = mapped_column(String, primary_key=True)
    asked_at: Mapped[datetime]
    thread: Mapped[str | None]
    question: Mapped[str]
    plan: Mapped[str]
    computed: Mapped[str]
    generation: Mapped[str]
    asked_by: Mapped[str | None]
    seen: Mapped[str | None]
