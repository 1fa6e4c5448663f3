"""A home whose cases are full of what must not leave the case store."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from knowledge.cases.case import Case, CaseEvent
from tests.builders import a_case, an_event

MAIL, PHONE, CARD, IBAN = (
    "zebulon.quirke@glimmerforge.com",
    "+49 171 7730194",
    "5500 0000 0000 0004",
    "GB82WEST12345698765432",
)
TOKEN, PASSWORD, ADDRESS, BADGE = "ghp_" + "Qz7Lw2Rk9TbXcVnM4sYd81Ha", "Wombat#4471", "203.0.113.201", "BDG-771203"
SECRETS = (MAIL, PHONE, CARD, IBAN, TOKEN, PASSWORD, ADDRESS, BADGE)
PIECES = (
    "zebulon",
    "quirke",
    "glimmerforge",
    "7730194",
    "5500",
    "west1234",
    "qz7lw2rk",
    "wombat",
    "4471",
    "203.0.113",
    "771203",
)
"""What an index of words or of letters might hold of them, in small letters."""
EXTRA = {"badge": r"BDG-\d{6}"}
LIKE_A_PHONE = "0171-7730195"
"""The id of a case."""


def secret_cases() -> list[Case]:
    """Every secret in every field that somebody writes, or that names somebody."""
    full = (
        f"mail {MAIL}; phone {PHONE}; card {CARD}; iban {IBAN}; token {TOKEN}; password: {PASSWORD}; from {ADDRESS};"
        f" badge {BADGE}"
    )
    return [
        a_case(
            "C-1",
            subject=f"Refund not received, write to {MAIL}",
            description=f"The refund of my order 100234 has not arrived. {full}",
            resolution=f"Refunded to {IBAN} and called {PHONE}",
            url=f"https://desk.example.org/C-1?token={TOKEN}&mail={MAIL}",
            account_id=MAIL,
            account_name=MAIL,
            outcome="refund",
            attributes={"contact": PHONE, "badge": BADGE, "plan": "gold"},
        ),
        a_case(
            "C-2", subject="Refund not received after two weeks", description=f"I paid with {CARD}.", outcome="refund"
        ),
        a_case(
            LIKE_A_PHONE, subject=f"Refund of case {LIKE_A_PHONE} not received", description="No refund arrived yet."
        ),
    ]


def secret_events() -> list[CaseEvent]:
    """Two who did the same at the same time, told apart by their names alone."""
    return [
        an_event("customer_contact", "2026-10-06", actor=MAIL, note=f"typed {PASSWORD} again, password: {PASSWORD}"),
        an_event("customer_contact", "2026-10-06", actor="other@glimmerforge.com", note=f"password: {PASSWORD}x"),
        an_event("escalated", "2026-10-07", actor=MAIL, reason=f"{MAIL} asked for a manager", note=f"badge {BADGE}"),
        an_event("resolved", "2026-10-08", actor=MAIL, note=f"Refund sent, {MAIL} was told"),
    ]


def texts_in(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every file below `folder` with all that can be read in it, in small letters; compressed ones are unpacked."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        if file.suffix == ".parquet":
            yield file, str(pq.read_table(file).to_pylist()).lower()
        else:
            raw = file.read_bytes().lower()
            yield file, raw.decode("latin-1") + raw.decode("utf-16-le", "ignore")


def rows_in(database: Path) -> str:
    """All rows of all tables of a SQLite file."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [row for name in names for row in connection.execute(f'SELECT * FROM "{name}"')]
    connection.close()
    return str(rows)
