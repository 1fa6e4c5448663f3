"""What `stats` and `similar` do between their arguments and what they print."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import wrap
from zoneinfo import ZoneInfo

from knowledge.answers.answer import Table
from knowledge.answers.cases.lessons import Summarise, Teacher, sought_in, unchanged
from knowledge.answers.documents import Document, metric_document, similar_document
from knowledge.answers.evidence import SIMILAR_DEFINITION, numbers_of, receipt_of
from knowledge.answers.served import Knowledge, Served
from knowledge.answers.wording.figures import day, definition_words, period_words, sparkline, where_words
from knowledge.answers.wording.rendering import WIDTH, lessons_text, notes_text, table_text
from knowledge.answers.wording.sentences import COUNTED, caveats_of
from knowledge.answers.wording.similar import similar_sentence
from knowledge.answers.wording.subjects import capital
from knowledge.errors import UnknownName, UnusableInput
from knowledge.metrics.catalogue import Measure, Metric, near
from knowledge.metrics.compiling import Request, Where
from knowledge.metrics.metrics import MetricTable
from knowledge.metrics.periods import ALWAYS, Grain, Period, local_date
from knowledge.questions.plan import Intent, Plan
from knowledge.redaction.redactor import Redactor


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One result in the forms in which it can be printed, and what to say beside it."""

    document: Document
    text: str
    csv: str = ""
    notes: Sequence[str] = ()


def requested(metric: str, *, by: str, every: str, where: Where, days: tuple[str, str], statistic: str) -> Request:
    """The request that the arguments of `stats` make. Raises UnknownName, UnusableInput."""
    grains = [grain.value for grain in Grain]
    if every and every not in grains:
        raise UnknownName("grain", every, near(every, grains), grains)
    start, end = _day("--from", days[0]), _day("--to", days[1])
    if start and end and start > end:
        raise UnusableInput(f"The period cannot end on {end} before it starts on {start}.")
    return Request(
        metric=metric,
        by=tuple(dict.fromkeys(name.strip() for name in by.split(",") if name.strip())),
        every=Grain(every) if every else None,
        where=where,
        period=Period(start=start, end=end),
        statistic=statistic or None,
    )


def compute(knowledge: Knowledge, request: Request) -> Printed:
    """The metric that was requested. Raises UnknownName, UnusableInput, NoGeneration, DamagedGeneration."""
    with knowledge.current() as served:
        table = served.metrics.compute(request)
        receipt = receipt_of(served.manifest, table.metric.definition, table.query)
        shown = _stats_table(table)
        return Printed(
            document=metric_document(table, receipt),
            text=_stats_text(served, table, shown),
            csv=_csv(shown),
            notes=[*_lacking(served, table.metric), *_unknown_values(served, request.where)],
        )


def find_similar(
    knowledge: Knowledge,
    redactor: Redactor,
    text_or_case_id: str,
    *,
    k: int,
    where: Where,
    older: bool,
    summarise: Summarise = unchanged,
) -> Printed:
    """Cases similar to the case of this id, else to this text, redacted. Raises UnusableInput for an empty text."""
    query = text_or_case_id.strip()
    if not query:
        raise UnusableInput("There is nothing to search by: give a text or a case id.")
    # These bring NumPy and word lists, and a statistic does without.
    from knowledge.questions.rules.similar import looks_like_an_id, no_case_but_a_text
    from knowledge.retrieval.search.search import Wanted

    wanted = Wanted(k=k, where=where, older=older)
    with knowledge.current() as served:
        query = redactor.redacted(query, spared=served.cases.has)
        is_case = served.cases.has(query)
        if older and not is_case:
            raise UnusableInput("--older needs a case id to be older than; that one is not known.")
        sought = sought_in(served.search, wanted, text=query, case_id=query if is_case else None)
        cases = sought.search(wanted)
        lessons = Teacher(served.material, summarise=summarise).taught(cases, sought).lessons
        manifest = served.manifest
        notes = _unknown_values(served, where)
    if not is_case and looks_like_an_id(query):
        notes = [f"{capital(no_case_but_a_text(query))}.", *notes]
    receipt = receipt_of(manifest, SIMILAR_DEFINITION, case_ids=[case.case_id for case in cases])
    plan = Plan(intent=Intent.SIMILAR, case_id=query if is_case else None, where=where)
    headline = "\n".join(wrap(similar_sentence(plan, cases), WIDTH))
    text = "\n\n".join([headline, lessons_text(lessons, cases)]) if cases else headline
    return Printed(document=similar_document(query, cases, receipt, lessons), text=text, notes=notes)


def _day(option: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnusableInput(f"{option} needs a day such as 2026-10-05; '{text}' is none.") from None


def _stats_table(table: MetricTable) -> Table:
    """Every row with all that is known of it, as `--csv` prints it and the text aligns it."""
    request, rows = table.request, table.rows
    optional = {
        "numerator": any(row.numerator is not None for row in rows),
        "low": any(row.low is not None for row in rows),
        "high": any(row.high is not None for row in rows),
        "flags": any(row.flags for row in rows),
    }
    shown = [name for name, is_there in optional.items() if is_there]
    columns = [*(["period"] if request.every else []), *request.by, table.metric.name, "n", *shown]
    cells = [
        [
            *([row.start.isoformat()] if row.start else []),
            *row.labels,
            row.value,
            row.n,
            *(
                {"numerator": row.numerator, "low": row.low, "high": row.high, "flags": " ".join(row.flags)}[name]
                for name in shown
            ),
        ]
        for row in rows
    ]
    return Table(columns=columns, rows=cells)


def _stats_text(served: Served, table: MetricTable, shown: Table) -> str:
    """A sparkline for one series, the aligned table, what to beware of, then definition, period and age of the data."""
    parts = []
    if table.request.every and not table.request.by and len(table.rows) > 1:
        parts.append(sparkline([row.value for row in table.rows]))
    numbers = numbers_of(table, table.rows)
    parts.append(table_text(_for_people(table, shown), numbers) if numbers else "No cases.")
    parts.append(notes_text(caveats_of(table, table.rows)))
    zone = ZoneInfo(served.manifest.timezone)
    as_of = day(local_date(served.manifest.as_of, zone))
    about = f"{definition_words(table.metric)} · {_when(served, table)}{where_words(table.request.where)}"
    parts.append("\n".join(wrap(f"{about} · data as of {as_of} ({zone})", WIDTH)))
    return "\n\n".join(part for part in parts if part)


def _for_people(table: MetricTable, shown: Table) -> Table:
    """Without the n of a count, which is the count."""
    if table.metric.measure not in COUNTED:
        return shown
    at = bool(table.request.every) + len(table.request.by) + 1
    return Table(
        columns=[*shown.columns[:at], *shown.columns[at + 1 :]],
        rows=[[*row[:at], *row[at + 1 :]] for row in shown.rows],
    )


def _when(served: Served, table: MetricTable) -> str:
    """The period in words; of one without ends the days that it comes to."""
    period, days = table.request.period, served.metrics.days_with_data(table.metric)
    if table.metric.measure is Measure.STOCK and not table.request.every:
        end = period.end - timedelta(days=1) if period.end else days and days[1]
        return f"at the end of {day(end)}" if end else "at the end of the data"
    if period != ALWAYS or days is None:
        return period_words(period)
    return f"{period_words(period)}, {day(days[0])} to {day(days[1])}"


def _csv(shown: Table) -> str:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(shown.columns)
    writer.writerows(shown.rows)
    return target.getvalue().rstrip("\n")


def _lacking(served: Served, metric: Metric) -> Sequence[str]:
    """A note when the data cannot give the metric: what was never imported would otherwise look like none."""
    missing = served.metrics.missing(metric)
    return [f"The data holds no {missing}, so {metric.name} says nothing."] if missing else []


def _unknown_values(served: Served, where: Where) -> Sequence[str]:
    """A note for each filter value that no case has: a misspelling would otherwise look like a zero."""
    notes = []
    for name, values in where.items():
        known = served.values_of(name)
        for value in values:
            if known and value not in known:
                close = near(value, known)
                hint = f" Did you mean {' or '.join(close)}?" if close else ""
                notes.append(f"No case has {name} '{value}'.{hint}")
    return notes
