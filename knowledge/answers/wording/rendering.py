"""A whole answer as plain text: what a terminal shows and `answer` holds in JSON."""

from collections.abc import Iterable, Sequence
from textwrap import shorten, wrap

from knowledge.answers.answer import Answer, Number, Table
from knowledge.answers.cases.told import Brief, Cited, Lessons
from knowledge.answers.wording.briefs import brief_parts
from knowledge.answers.wording.cells import cell_texts, holds_numbers
from knowledge.answers.wording.figures import sparkline
from knowledge.answers.wording.lessons import (
    author_sentence,
    citation,
    common_sentence,
    contrast_sentence,
    difference_lines,
    recurring,
)
from knowledge.retrieval.search.similar_case import SimilarCase

WIDTH = 100
"""Characters of a line in a terminal."""
_EXCERPT = 220
_LABEL = 40


def answer_text(answer: Answer) -> str:
    """Headline, table with a sparkline for a series, cases, caveats, choices, footing, an empty line between each."""
    parts = [
        "\n".join(wrap(answer.headline, WIDTH)),
        "\n".join(line for text in answer.lines for line in wrap(visible(text), WIDTH, subsequent_indent="  ")),
        _series(answer.table) if answer.table else "",
        table_text(answer.table, answer.numbers) if answer.table else "",
        brief_text(answer.brief) if answer.brief else "",
        lessons_text(Lessons(summary=answer.summary, common=answer.common, contrast=answer.contrast), answer.cases),
        notes_text(answer.caveats),
        "\n".join(f"- {visible(choice)}" for choice in answer.choices),
        "\n".join(wrap(answer.footing, WIDTH)),
    ]
    return "\n\n".join(part for part in parts if part)


def lessons_text(lessons: Lessons, cases: Sequence[SimilarCase]) -> str:
    """What the cases say, what they have in common, the cases, what differed where it did not escalate."""
    summary, common, contrast = lessons.summary, lessons.common, lessons.contrast
    parts = [
        _listed("", [_cited(one) for one in summary.sentences]) if summary else "",
        "\n".join(wrap(visible(author_sentence(summary.model)), WIDTH)) if summary and summary.model else "",
        _listed(common_sentence(common, len(cases)), map(_cited, recurring(common, summary))) if common else "",
        "\n\n".join(map(case_text, cases)),
        _listed(contrast_sentence(contrast, cases), difference_lines(contrast)) if contrast else "",
    ]
    return "\n\n".join(part for part in parts if part)


def brief_text(brief: Brief) -> str:
    """The parts of the brief of a case, each under its heading."""
    return "\n\n".join(_listed(part.heading, part.lines) for part in brief_parts(brief))


def _listed(opening: str, points: Iterable[str]) -> str:
    """A sentence, and points below it."""
    lines = wrap(visible(opening), WIDTH)
    for point in points:
        lines += wrap(visible(point), WIDTH, initial_indent="- ", subsequent_indent="  ")
    return "\n".join(lines)


def _cited(sentence: Cited) -> str:
    return f"{sentence.text} {citation(sentence.case_ids)}"


def notes_text(caveats: Sequence[str]) -> str:
    """What to beware of, a note each."""
    return "\n".join(line for caveat in caveats for line in wrap(f"Note: {caveat}", WIDTH, subsequent_indent="  "))


def table_text(table: Table, numbers: Sequence[Number]) -> str:
    """The table aligned: texts to the left, numbers to the right, each metric in its unit."""
    units = {number.metric: number.unit for number in numbers}
    rows = [[shorten(cell, _LABEL, placeholder="…") for cell in row] for row in cell_texts(table, units)]
    titles = [column.replace("_", " ") for column in table.columns]
    widths = [max(len(line[place]) for line in (titles, *rows)) for place in range(len(titles))]
    right = [holds_numbers(column, units) for column in table.columns]
    lines = [
        "  ".join(
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(line, widths, right, strict=True)
        )
        for line in (titles, ["-" * width for width in widths], *rows)
    ]
    return "\n".join(line.rstrip() for line in lines)


def _series(table: Table) -> str:
    """One sparkline, when the table is one series over time."""
    if list(table.columns[:1]) != ["period"] or len(table.columns) < 2 or len(table.rows) < 3:
        return ""
    periods = [row[0] for row in table.rows]
    if len(set(periods)) != len(periods):
        return ""
    values = [row[1] for row in table.rows]
    return sparkline([value if isinstance(value, int | float) else None for value in values])


def case_text(case: SimilarCase) -> str:
    """One similar case: what it was, why it was found, how it ended."""
    kind = "escalated" if case.escalated else "not escalated"
    ended = f", outcome: {case.outcome}" if case.outcome else ""
    same = f" (and {len(case.same_as)} nearly the same: {', '.join(case.same_as[:5])})" if case.same_as else ""
    found = f"; {case.why}" if case.why else ""
    found += "" if case.score is None else f" ({case.score:.2f})"
    about = [f"{kind}{ended}{found}", one_line(case.resolution or "", _EXCERPT)]
    lines = [f"{case.case_id}  {one_line(case.subject, WIDTH)}{same}"]
    for text in about:
        lines += wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ")
    if case.url:
        lines.append(f"  {case.url}")
    return "\n".join(map(visible, lines))


def one_line(text: str, width: int) -> str:
    """A text of a case on one line of at most `width` characters, which no terminal obeys."""
    return shorten(visible(text), width, placeholder="…")


def visible(text: str) -> str:
    """A text of somebody else with blanks for control characters, which a terminal would obey."""
    return "".join(character if character.isprintable() else " " for character in text)
