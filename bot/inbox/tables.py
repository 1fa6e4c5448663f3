"""The tables of the inbox, which stand beside those of the cases or in a file of their own."""

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Index, MetaData, Text, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from knowledge.cases.tables import Base as CaseBase
from knowledge.cases.tables import UtcDateTime

_IS_OPEN = text("ending IS NULL")


class Base(DeclarativeBase):
    """Names its constraints as the case database does."""

    metadata = MetaData(naming_convention=CaseBase.metadata.naming_convention)
    type_annotation_map = {  # noqa: RUF012  SQLAlchemy reads it as a plain class attribute
        datetime: UtcDateTime,
        str: Text,
        int: BigInteger,
        bool: Boolean,
    }


class QuestionRow(Base):
    """One accepted question. `text` is emptied when it has ended; `words` then says whether another text differs.

    `begun` and `reply_ts` are as the inbox tells them; `ending` is None while it is open.
    """

    __tablename__ = "slack_questions"
    __table_args__ = (
        Index(None, "channel", "root"),
        Index(None, "accepted_at"),
        # of all that is remembered only a handful is open, and every process looks for those every few seconds
        Index("ix_slack_questions_open", "owner", sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN),
    )

    key: Mapped[str] = mapped_column(primary_key=True)
    team: Mapped[str]
    user: Mapped[str]
    way: Mapped[str]
    wish: Mapped[str]
    text: Mapped[str]
    channel: Mapped[str]
    root: Mapped[str | None]
    only_to: Mapped[str | None]
    response_url: Mapped[str | None]
    thread: Mapped[str]
    accepted_at: Mapped[datetime]
    owner: Mapped[str]
    begun: Mapped[str | None]
    stopping: Mapped[bool]
    ending: Mapped[str | None]
    reply_ts: Mapped[str | None]
    words: Mapped[str | None]


class EventRow(Base):
    """One delivery of Slack's that was taken."""

    __tablename__ = "slack_events"
    __table_args__ = (Index(None, "taken_at"),)

    event_id: Mapped[str] = mapped_column(primary_key=True)
    taken_at: Mapped[datetime]


class LeaseRow(Base):
    """Until when a process is taken to be alive."""

    __tablename__ = "slack_leases"

    owner: Mapped[str] = mapped_column(primary_key=True)
    leased_until: Mapped[datetime]


class OpinionRow(Base):
    """What one person thinks of one reply, the message `ts` in `channel`."""

    __tablename__ = "slack_feedback"
    __table_args__ = (Index(None, "receipt"),)

    team: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    ts: Mapped[str] = mapped_column(primary_key=True)
    given_at: Mapped[datetime]
    receipt: Mapped[str | None]
    is_good: Mapped[bool]
    reason: Mapped[str | None]
    comment: Mapped[str]


class PreferenceRow(Base):
    """One thing that a person prefers."""

    __tablename__ = "slack_preferences"

    team: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
