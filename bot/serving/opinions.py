"""What people thought of answers, for the operator."""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime
from typing import Any

from bot.inbox.database import Database, inbox_address
from bot.inbox.opinions import StoredOpinions
from bot.people.opinions import Opinion
from knowledge.settings import Settings

Given = Sequence[tuple[datetime, Opinion]]


def recorded(settings: Settings, limit: int) -> Given:
    """The last `limit` opinions, the newest first. Raises BadSetting, DatabaseUnavailable."""
    with closing(Database(inbox_address(settings))) as database:
        return StoredOpinions(database).latest(limit)


def opinions_document(given: Given) -> Mapping[str, Any]:
    """As `feedback --json` prints them."""
    return {
        "feedback": [
            {
                "at": at.isoformat(),
                "good": opinion.is_good,
                "reason": opinion.reason,
                "comment": opinion.comment or None,
                "receipt": opinion.receipt,
                "user": opinion.user,
                "team": opinion.team,
                "channel": opinion.channel,
                "ts": opinion.ts,
            }
            for at, opinion in given
        ]
    }


def opinions_text(given: Given) -> str:
    """A line each, below how many were good."""
    if not given:
        return "Nobody has said what they think of an answer yet."
    good = Counter(opinion.is_good for _, opinion in given)
    lines = [f"{good[True]} good, {good[False]} not; the newest first."]
    return "\n".join(lines + [_line(at, opinion) for at, opinion in given])


def _line(at: datetime, opinion: Opinion) -> str:
    parts = [f"{at:%Y-%m-%d %H:%M}", "good" if opinion.is_good else opinion.reason or "not good"]
    parts.append(f"receipt {opinion.receipt}" if opinion.receipt else "no receipt")
    if opinion.comment:
        parts.append(f"“{' '.join(opinion.comment.split())}”")
    return " · ".join(parts)
