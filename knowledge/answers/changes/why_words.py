"""Where a change sits, in words. They say where, never what caused it."""

from collections.abc import Sequence

from knowledge.answers.changes.words import Told, amount_words, change_words, points, short_course, short_period
from knowledge.answers.wording.figures import dimension_words, percent
from knowledge.answers.wording.subjects import all_of, capital, metric_words
from knowledge.diagnostics.change import Certainty, Change, Drivers, SegmentChange, Verdict
from knowledge.diagnostics.segments import MATERIAL
from knowledge.metrics.compiling import NONE

_NOTHING = {
    Verdict.IMMATURE: "It is too early to say where it sits",
    Verdict.TOO_SMALL: "There are too few cases to say where it sits",
    Verdict.OVERLAPPING: "Periods that share days cannot be split for certain",
}
_ALSO = 3
"""So many segments are told below the first one."""


def why_sentences(told: Told, drivers: Drivers) -> str:
    """What happened, whether there is anything to explain, and where the change is strongest."""
    return f"{capital(change_words(told, drivers.whole))}. {_where_words(told, drivers)}"


def groups_sentence(told: Told, groups: Sequence[tuple[Told, Drivers]]) -> str:
    """In which of several groups there is a change to explain."""
    by = told.plan.by
    names = [" / ".join(one.plan.where[name][0] for name in by) for one, _ in groups]
    changed = [name for name, (_, drivers) in zip(names, groups, strict=True) if drivers.whole.verdict is Verdict.CLEAR]
    when = " to ".join(short_period(told.metric, period) for period in (told.before, told.after))
    about = f"{capital(metric_words(told.metric, told.plan))} of {all_of(names)}, {when}"
    if len(changed) == len(names):
        return f"{about}: {'each of them' if len(names) > 1 else 'it'} changed clearly."
    return f"{about}: {f'only {all_of(changed)}' if changed else 'none of them'} changed clearly."


def further_lines(told: Told, drivers: Drivers) -> Sequence[str]:
    """The segments that changed clearly besides the first one, and those that went the other way."""
    clear = [one for one in drivers.strongest[1:] if one.certainty is Certainty.CLEAR][:_ALSO]
    against = [one for one in drivers.against if one.certainty is Certainty.CLEAR][:_ALSO]
    return [
        *(f"Also clear: {_part_words(told, one)}." for one in clear),
        *(f"Against it: {_part_words(told, one)}." for one in against),
    ]


def segment_words(one: SegmentChange) -> str:
    """A segment with its dimension: "category refund", "no category"."""
    name = dimension_words(one.dimension)
    return f"no {name}" if one.label == NONE else f"{name} {one.label}"


def certainty_words(one: SegmentChange) -> str:
    """How sure it is that a segment changed otherwise than the rest, in a cell of a table."""
    if one.certainty is not Certainty.NONE:
        sure = "clear" if one.certainty is Certainty.CLEAR else "may be chance"
        return f"share of cases: {sure}" if one.by_mix else sure
    verdict = Change(difference=one.own, usual=one.usual).verdict
    return "changed like the rest" if verdict is Verdict.CLEAR else verdict.value


def part_of_change(told: Told, one: SegmentChange, drivers: Drivers) -> str:
    """How much of a change a segment holds: "1.4 of the 1.6 points"; empty where that means nothing."""
    whole, part = drivers.whole.difference, one.contribution
    if part is None or not whole.change or part.total * whole.change <= 0:
        return ""
    size, all_of_it = abs(part.total), abs(whole.change)
    if round(size / all_of_it, 2) >= 1:
        more = "more than all of it, as other parts went the other way"
        return more if round(size / all_of_it, 2) > 1 else "all of it"
    if told.metric.unit == "share":
        return f"{percent(size)} of the {percent(all_of_it)} points"
    return f"{points(size, told.metric)} of {points(all_of_it, told.metric)}"


def _where_words(told: Told, drivers: Drivers) -> str:
    changed = drivers.whole.verdict is Verdict.CLEAR
    looked = f"{len(drivers.segments):,} parts {'shown' if drivers.hidden else 'looked at'}"
    if not drivers.segments:
        return "Its parts are too small to be shown." if drivers.hidden else "There is nothing to split it by."
    if not drivers.strongest:
        if not changed:
            nothing = _NOTHING.get(drivers.whole.verdict, "There is no change to explain")
            return f"{nothing}: none of the {looked} stands out."
        return f"None of the {looked} stands out{_largest_words(told, drivers)}."
    first = drivers.strongest[0]
    what = _part_words(told, first)
    if first.certainty is not Certainty.CLEAR:
        lead = "No part stands out for certain" if changed else "There is no clear change to explain"
        return f"{lead}; what changed most is {what}, but among {looked} that may be chance."
    if changed:
        held = part_of_change(told, first, drivers)
        return f"It sits most in {what}{f'; that is {held}' if held else ''}."
    parts = sum(one.certainty is Certainty.CLEAR for one in drivers.strongest)
    many = f"{parts:,} parts changed clearly, above all" if parts > 1 else "one part changed clearly:"
    return f"Underneath, {many} {what}."


def _largest_words(told: Told, drivers: Drivers) -> str:
    """The segment that holds most of a change beyond its size, where none stands out."""
    sign = 1 if (drivers.whole.difference.change or 0) > 0 else -1
    largest = max(drivers.segments, key=lambda one: one.beyond * sign)
    held = part_of_change(told, largest, drivers)
    if largest.beyond * sign < MATERIAL * abs(drivers.whole.difference.change or 0):
        return "" if drivers.hidden else ", it is spread evenly"
    return f"; {segment_words(largest)} holds most of it for its size, {held}" if held else ""


def _part_words(told: Told, one: SegmentChange) -> str:
    """A segment and what changed in it: its own number, or its share of the cases."""
    if not one.by_mix:
        return f"{segment_words(one)}, {short_course(one.own, told.metric)}{amount_words(one.own, told.metric)}"
    early, late = (percent(side.value or 0) for side in (one.size.before, one.size.after))
    if not one.own.after.n:
        return f"{segment_words(one)}, which had {early} % of the cases and has none any more"
    if not one.own.before.n:
        return f"{segment_words(one)}, which had no cases and now has {late} % of them"
    grew = "grew" if (one.size.change or 0) > 0 else "shrank"
    return f"{segment_words(one)}, which {grew} from {early} % to {late} % of the cases"
