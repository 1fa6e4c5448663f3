"""An answer as it is kept, and what a database takes of a text."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """One answer as it is kept under its receipt's id. `plan`, `computed` and `seen` are JSON texts of who wrote them.

    `asked_by` is the id of who asked, None where nobody was told; `seen` None: all cases could be seen.
    """

    receipt_id: str
    asked_at: datetime
    thread: str | None
    question: str
    plan: str
    computed: str
    generation: str
    asked_by: str | None = None
    seen: str | None = None


def storable(text: str) -> str:
    """`text` without what no database takes: NUL, and halves of surrogate pairs, which become question marks."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
