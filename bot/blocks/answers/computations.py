"""How an answer was computed, as blocks: in words first, then the queries as they were run."""

from collections.abc import Sequence

from bot.blocks.elements import context, divider, preformatted, section
from bot.blocks.mrkdwn import escaped
from bot.blocks.violations import Block
from knowledge.answers.answer import Cell, SentQuery
from knowledge.answers.computation import Computation

_WORDS = 550
_FACTS = 5
"""In one section."""
_QUERIES = 4
_SQL = 2600
_PARAMS = 400
_PARAM = 60
_NUMBERS = 12
_COMMAND = "groundswell receipt"


def computation_blocks(computation: Computation) -> list[Block]:
    """What was computed of what, in words; then, for those who check it, the receipt and the queries."""
    facts = [
        ("Question", computation.question),
        ("Definition", computation.definition),
        ("Filters", computation.filters),
        ("Period", computation.period),
        ("Time zone", computation.timezone),
        ("Computed over", _counted(computation)),
        ("Data as of", f"{computation.as_of:%-d %B %Y, %H:%M %Z}"),
        ("Generation", computation.generation),
        ("Limited to", computation.sees),
    ]
    lines = [f"*{name}:* {shown}" for name, words in facts if (shown := escaped(words, _WORDS))]
    receipt = escaped(computation.receipt_id, 64)
    return [
        *(section("\n".join(several)) for several in (lines[:_FACTS], lines[_FACTS:]) if several),
        context("Computed from the cases, without any estimate by a language model."),
        divider(),
        *([section(f"*Receipt:* {receipt}\nTo compute it again, run `{_COMMAND} {receipt}`.")] if receipt else []),
        *_queries(computation.queries),
    ]


def _counted(computation: Computation) -> str:
    if computation.cases and not computation.n:
        return f"{computation.cases:,} cases found"
    shown = ", ".join(f"{n:,}" for n in computation.n[:_NUMBERS])
    more = len(computation.n) - _NUMBERS
    if len(computation.n) == 1:
        return f"n = {shown}"
    return f"n = {shown}{f' and {more} more' if more > 0 else ''}, one for each number" if shown else ""


def _queries(queries: Sequence[SentQuery]) -> list[Block]:
    """The texts of the queries and what stands for their question marks, each cut to what a modal holds."""
    if not queries:
        return [section("*Query:* none, the cases were found by their meaning.")]
    blocks: list[Block] = []
    for at, query in enumerate(queries[:_QUERIES], start=1):
        name = f"Query {at} of {len(queries)}" if len(queries) > 1 else "Query"
        params = _params(query.params)
        blocks.append(section(f"*{name}*" + (f", with {params}" if params else "")))
        blocks.append(preformatted(_sql(query.sql)))
    more = len(queries) - _QUERIES
    return [*blocks, context(f"{more} more queries are in the receipt.")] if more > 0 else blocks


def _params(params: Sequence[Cell]) -> str:
    return escaped(", ".join(f"? = {str(param)[:_PARAM]}" for param in params), _PARAMS)


def _sql(sql: str) -> str:
    shown = "".join(character for character in sql if character.isprintable() or character == "\n").strip() or "-"
    return shown if len(shown) <= _SQL else f"{shown[:_SQL]}\n… cut: the whole query is in the receipt."
