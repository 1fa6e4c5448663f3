"""What a row of an export is, before anybody has understood it: the tables, a row's texts, what is wrong with a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of an export folder: the columns that it must have, and the others that have a meaning."""

    name: str
    required: tuple[str, ...]
    columns: frozenset[str]


def _table(name: str, *, required: str, optional: str) -> Table:
    needed = tuple(required.split())
    return Table(name=name, required=needed, columns=frozenset(needed) | frozenset(optional.split()))


TEAMS = _table("teams", required="team tier", optional="function")
CASES = _table(
    "cases",
    required="case_id opened_at subject",
    optional="description product category priority channel region language account_id account_name account_tier team"
    " status outcome resolution first_response_at resolved_at closed_at csat url updated_at",
)
EVENTS = _table("events", required="case_id at kind", optional="actor from_team to_team reason note event_id")
QUALITY = _table("quality", required="at team score", optional="product")

TABLES = (TEAMS, CASES, EVENTS, QUALITY)
"""In the order of their import: an event needs its case."""

LONGEST_NAME = 512
"""Characters of an id, a team or a column's name: a database's index takes no long ones."""

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Row:
    """A row's texts by column, "" for an empty one; every text is UTF-8 without NUL. `line` is where it starts, from 1.

    `lost` says of columns, left empty, why they cannot be read; `mended` what was taken out of others. `size` is in
    characters.
    """

    line: int
    cells: Mapping[str, str]
    size: int
    lost: Mapping[str, str]
    mended: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Why a row was rejected, or what was left out of one taken in. `column` and `case_id` are "" where unknown."""

    line: int
    reason: str
    column: str = ""
    case_id: str = ""
    level: Literal["rejected", "warning"] = "rejected"


class DamagedFile(Exception):
    """A file that cannot be read on: `problem`, seen after `line` lines."""

    def __init__(self, problem: str, line: int) -> None:
        self.problem, self.line = problem, line
        super().__init__(problem)


def row_of(line: int, cells: Mapping[str, str], lost: Mapping[str, str] = NOTHING) -> Row:
    """The row of these texts, in which undecodable bytes are lone surrogates; `lost` are cells given up already."""
    text = "".join(cells.values())
    if is_clean(text):
        return Row(line, cells, len(text), lost, NOTHING)
    mended = {name: "NUL characters were taken out" for name, cell in cells.items() if "\0" in cell}
    whole = {name: cell.replace("\0", "") for name, cell in cells.items()}
    garbled = {name: "is not UTF-8 text" for name, cell in whole.items() if not is_clean(cell)}
    kept = {name: "" if name in garbled else cell for name, cell in whole.items()}
    return Row(
        line, kept, len(text), {**lost, **garbled}, {name: mended[name] for name in mended.keys() - garbled.keys()}
    )


def is_clean(text: str) -> bool:
    """Whether a database can keep it: no NUL, no half of a surrogate pair."""
    if "\0" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def column_name(written: str, table: Table) -> str:
    """A known column whatever its case and surrounding blanks; another keeps its spelling."""
    name = written.strip()
    return name.lower() if name.lower() in table.columns else name
