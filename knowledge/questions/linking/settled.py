"""Words that mean something else beside certain others: what was found for them is replaced before any is chosen."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.questions.linking.around_names import marks_around_names, shared
from knowledge.questions.linking.calendar_words import OPENING
from knowledge.questions.linking.marks import (
    BaselineLink,
    BoundWord,
    DimensionWord,
    End,
    Filler,
    GrainWord,
    Mark,
    MetricCue,
    MomentWord,
    PeriodDoubt,
    PeriodLink,
    Rank,
    Refused,
    TrendWord,
    Unit,
    Unread,
    ValueLink,
    Wants,
)
from knowledge.questions.linking.metric_words import CASES, STOCKS, Cue
from knowledge.questions.linking.named_so import values_like_others
from knowledge.questions.linking.tokens import words_of
from knowledge.questions.linking.told_reasons import reason_marks
from knowledge.questions.linking.values import ValueIndex
from knowledge.questions.linking.words import WEEKDAYS
from knowledge.questions.plan import Intent, Sign

Words = Sequence[str]
Marks = Sequence[Mark]

_DURATIONS = frozenset(
    {Cue.LONG, "time_to_resolve", "time_to_first_response", "time_to_escalate", "decision_latency", "approval_wait"}
)
_UNITS = frozenset(words_of("days hours minutes weeks day hour minute week seconds"))
_IN_UNITS = (("in",), ("measured", "in"), ("expressed", "in"))
_GRADES = frozenset(words_of("priority prio urgency impact severity"))
_BETWEEN = frozenset(words_of("was were is are got been being has have had"))
_SET = frozenset(words_of("raised lowered upgraded downgraded bumped changed reprioritised reprioritized"))
_MOVED_TO = frozenset(words_of("raised lowered upgraded downgraded bumped changed moved escalated set increased"))
_ALSO_TRENDS = frozenset(words_of("increased decreased reduced"))
_OWNED = frozenset(words_of("their its his her the had have with"))
_DEGREES = frozenset(words_of("high low good bad poor normal average"))
_ARTICLES = frozenset(words_of("the our a an each every all any of this that"))
_OF = frozenset(words_of("for of among in on are were only"))
_NOUNS = frozenset(words_of(CASES.replace("|", " ")))
_BEFORE_DAYS = frozenset(words_of("on vs versus v and or than to in during only for with except not"))
_ENDS = frozenset(words_of("most fewest least more fewer"))
_WHILE = frozenset(words_of("before while although though because until till when as"))
_CLAUSE = frozenset(
    words_of("the a their our its it they we is are was were be been being has have had get gets got still not isn't")
    + words_of("wasn't weren't aren't hasn't haven't hadn't case cases ticket issue problem fully finally even")
)
_DID = frozenset({"did", "does", "do"})
_KEEPS = frozenset(
    words_of("have has had keep keeps leave leaves hold holds get got see find count still be is are was were")
)
"""Between "did" and "open": the cases are in that state, and nobody opens them."""
_RESOLVED = frozenset(words_of("resolved solved closed fixed resolution open unresolved unsolved"))
_VERBS_WITH = {
    "in": frozenset(words_of("come came comes coming send sends sent sending poured rolled")),
    "on": frozenset(words_of("up down")),
    "from": frozenset(words_of("different differ differs differed")),
}
_ENDING = frozenset(words_of("end ends ended ending finish finished"))
_LYING = frozenset(words_of("sitting stuck lying hanging parked idle languishing rotting lingering dangling"))
_INTO = frozenset(words_of("up in with as being by a an the some getting"))
_DRIVING = frozenset(words_of("drive drives driving drove driven behind causing cause causes caused"))
_RISES = frozenset(words_of("increase rise growth jump spike change drop decrease decline fall surge uptick"))
_PER = frozenset(words_of("by per each every"))


def settled(said: Words, candidates: Marks, values: ValueIndex) -> list[Mark]:
    """`candidates` with those replaced that the words around them rule out."""
    unresolved = list(_while_unresolved(said, candidates))
    fixed = [
        *_units(said, candidates),
        *_changes_of_grade(said, candidates),
        *_degrees_of_a_metric(said, candidates),
        *_closed_ones(said, candidates, values),
        *_until(said, candidates),
        *_order_to_group(said),
        *_opening(said, candidates),
        *unresolved,
        *_sitting_on(said, candidates),
        *_working_days(said),
        *marks_around_names(said, candidates),
        *(reason_marks(said, candidates, values) if not unresolved else ()),
        *values_like_others(said, candidates),
        *_ended_in(said, candidates, values),
        *_reasons_why(said, candidates),
        *_aged(said, candidates),
        *_or_not(said),
        *_which_of_a_kind(said, candidates),
        *_driven_by(said, candidates),
        *_counted_kinds(said, candidates),
    ]
    taken = {place for mark in fixed for place in range(mark.first, mark.last)}
    left = [mark for mark in candidates if taken.isdisjoint(range(mark.first, mark.last))]
    left = [mark for mark in left if not _cuts_a_period(said, mark) and not _cuts_a_name(mark, left)]
    left = [mark for mark in left if not _takes_an_in(said, mark) and not _names_a_value(mark, left)]
    return [*fixed, *_done_by_teams(said, left)]


def _which_of_a_kind(said: Words, candidates: Marks) -> Iterator[Mark]:
    """ "Which enterprise customers": the question goes by customer, and the value between narrows it."""
    valued = {place for m in candidates if isinstance(m.means, ValueLink) for place in range(m.first, m.last)}
    for mark in candidates:
        if not isinstance(mark.means, DimensionWord) or mark.means.split:
            continue
        place = mark.first - 1
        while place in valued:
            place -= 1
        if -1 < place < mark.first - 1 and said[place] in ("which", "what"):
            yield Mark(mark.first, mark.last, DimensionWord(mark.means.name, split=True))


def _driven_by(said: Words, candidates: Marks) -> Iterator[Mark]:
    """ "Which categories are driving the escalations" asks for those with the most, where no change is to explain."""
    if any(isinstance(mark.means, TrendWord) for mark in candidates) or not _RISES.isdisjoint(said):
        return
    for mark in candidates:
        if isinstance(mark.means, DimensionWord) and mark.means.split:
            place = mark.last
            while place < len(said) and said[place] in _BETWEEN:
                place += 1
            if place < len(said) and said[place] in _DRIVING:
                yield Mark(place, place + 1, Rank(End.MOST))


def _counted_kinds(said: Words, candidates: Marks) -> Iterator[Mark]:
    """The "angry" of "how many angry cases" picks out cases; the data does not say which."""
    for mark in candidates:
        means, before = mark.means, said[max(0, mark.first - 2) : mark.first]
        loose = isinstance(means, MetricCue) and means.loose and means.name in ("csat", "sla_attainment")
        odd = isinstance(means, Wants) and means.intent is Intent.FINDINGS
        counted = tuple(before) in (("how", "many"), ("number", "of")) and mark.last == mark.first + 1
        if (loose or odd) and counted and said[mark.last : mark.last + 1] and said[mark.last] in _NOUNS:
            yield Mark(mark.first, mark.last, Unread())


def _ended_in(said: Words, candidates: Marks, values: ValueIndex) -> Iterator[Mark]:
    """ "Ended in a refund" names the outcome, and "how did they end" asks to go by it, where the data has one."""
    if not values.spelled("outcome"):
        return
    asks = {place + 2 for place in range(len(said) - 2) if said[place] == "how" and said[place + 1] in _DID | {"have"}}
    goes_by = any(isinstance(mark.means, DimensionWord) and mark.means.name == "outcome" for mark in candidates)
    for place, word in enumerate(said):
        if word not in _ENDING:
            continue
        start = place + 1
        while start < len(said) and said[start] in _INTO:
            start += 1
        named = [m for m in candidates if isinstance(m.means, ValueLink) and m.first == start]
        outcomes = [(m, dict(m.means.choices).get("outcome")) for m in named if isinstance(m.means, ValueLink)]
        found = max(((m.last, chosen) for m, chosen in outcomes if chosen), default=None)
        if found:
            yield Mark(place, start, Filler())
            yield Mark(start, found[0], ValueLink((("outcome", found[1]),)))
        elif goes_by or any(ask <= place for ask in asks):
            yield Mark(place, place + 1 + (said[place + 1 : place + 2] == ["up"]), DimensionWord("outcome", split=True))


def _reasons_why(said: Words, candidates: Marks) -> Iterator[Mark]:
    """The "why" of "the main reasons why cases escalate", the "behind" of "reasons behind the escalations".

    No change is to be explained.
    """
    names = {mark.means.name for mark in candidates if isinstance(mark.means, MetricCue)}
    if (
        not names & {Cue.ESCALATED, "escalations"}
        or not _RISES.isdisjoint(said)
        or any(isinstance(mark.means, TrendWord | BaselineLink) for mark in candidates)
    ):
        return
    for mark in candidates:
        asked = said[mark.last] if mark.last < len(said) else ""
        if isinstance(mark.means, DimensionWord) and mark.means.name == "reason" and asked in ("why", "that"):
            yield Mark(mark.last, mark.last + 1, Filler())
        elif isinstance(mark.means, DimensionWord) and mark.means.name == "reason" and asked == "behind":
            yield Mark(mark.first, mark.last + 1, DimensionWord("reason", split=True))


def _aged(said: Words, candidates: Marks) -> Iterator[Mark]:
    """Beside what is open or lies somewhere, "for more than 3 weeks" is an age, wherever it stands."""
    named = {place for m in candidates if isinstance(m.means, ValueLink) for place in range(m.first, m.last)}
    names = {m.means.name for m in candidates if isinstance(m.means, MetricCue) and m.first not in named}
    bounds = [mark for mark in candidates if isinstance(mark.means, BoundWord) and mark.means.unit is Unit.HOURS]
    held = {place for mark in bounds for place in range(mark.first, mark.last)}
    series = any(isinstance(mark.means, TrendWord | GrainWord) and mark.first not in held for mark in candidates)
    lying = [place for place, word in enumerate(said) if word in _LYING and place not in held]
    if not bounds or series or not (lying or names & STOCKS) or not names <= STOCKS | {Cue.CASE}:
        return
    for mark in bounds:
        around = [m for m in bounds if m.first <= mark.first <= mark.last <= m.last]
        if isinstance(mark.means, BoundWord) and mark.means.sign in (Sign.ABOVE, Sign.AT_LEAST) and len(around) == 1:
            yield Mark(mark.first, mark.last, replace(mark.means, age=True))
            yield from (Mark(place, place + 1, Filler()) for place in lying)


def _or_not(said: Words) -> Iterator[Mark]:
    """The "or not" that a question ends with."""
    if tuple(said[-2:]) == ("or", "not"):
        yield Mark(len(said) - 2, len(said), Filler())


def _units(said: Words, candidates: Marks) -> Iterator[Mark]:
    """The "in days" of a duration: no series by day."""
    if not any(isinstance(mark.means, MetricCue) and mark.means.name in _DURATIONS for mark in candidates):
        return
    for place, word in enumerate(said):
        goes_on = said[place + 1] if place + 1 < len(said) else ""
        if word not in _UNITS or goes_on[:1].isdigit() or goes_on == "of":
            continue
        before = next((p for p in reversed(_IN_UNITS) if tuple(said[max(0, place - len(p)) : place]) == p), ())
        if before:
            yield Mark(place - len(before), place + 1, Filler())


def _changes_of_grade(said: Words, candidates: Marks) -> Iterator[Mark]:
    """ "Their priority was raised", "raised to P1", "escalated to high priority": no case is counted by that."""
    values = [mark for mark in candidates if isinstance(mark.means, ValueLink)]
    for place, word in enumerate(said):
        named = any(mark.first <= place < mark.last for mark in values)
        verb = place + 1
        while verb < len(said) and said[verb] in _BETWEEN:
            verb += 1
        raised = verb < len(said) and (
            said[verb] in _SET or (said[verb] in _ALSO_TRENDS and place > 0 and said[place - 1] in _OWNED)
        )
        if word in _GRADES and raised and not named:
            yield Mark(place, verb + 1, Unread())
        graded = any(
            mark.first == place + 2 and any(name in _GRADES for name, _ in mark.means.choices)
            for mark in values
            if isinstance(mark.means, ValueLink)
        )
        if word in _MOVED_TO and said[place + 1 : place + 2] == ["to"] and graded:
            yield Mark(place, place + 2, Unread())


def _degrees_of_a_metric(said: Words, candidates: Marks) -> Iterator[Mark]:
    """The "high" of "high elevation ratio" is hardly a priority."""
    metrics = {m.first for m in candidates if isinstance(m.means, MetricCue) and m.means.name is not Cue.CASE}
    for mark in candidates:
        if isinstance(mark.means, ValueLink) and mark.last == mark.first + 1 and said[mark.first] in _DEGREES:
            behind_case = mark.last < len(said) and said[mark.last] in _NOUNS
            if mark.last in metrics and not behind_case:
                yield Mark(mark.first, mark.last, Unread())


def _closed_ones(said: Words, candidates: Marks, values: ValueIndex) -> Iterator[Mark]:
    """Beside another metric, "for closed cases" names the status, where the data has such a one."""
    status = values.named("status", ("closed",))
    others = [m for m in candidates if isinstance(m.means, MetricCue) and not _only_says_closed(m)]
    for place, word in enumerate(said):
        behind = said[place + 1] if place + 1 < len(said) else ""
        if not status or word != "closed" or behind not in _NOUNS or not place or said[place - 1] not in _OF:
            continue
        if any(mark.last <= place or mark.first > place + 1 for mark in others):
            yield Mark(place, place + 1, ValueLink((("status", status),), guessed=True))
            yield Mark(place + 1, place + 2, MetricCue(Cue.CASE))


def _only_says_closed(mark: Mark) -> bool:
    name = mark.means.name if isinstance(mark.means, MetricCue) else ""
    return name in ("resolutions", "cases") or (isinstance(name, Cue) and name not in _DURATIONS)


def _working_days(said: Words) -> Iterator[Mark]:
    """ "On weekdays" names Monday to Friday, where "by weekday" names the split."""
    for place, word in enumerate(said):
        if word == "weekdays" and place and said[place - 1] in _BEFORE_DAYS:
            yield Mark(place, place + 1, ValueLink((("day_of_week", tuple(WEEKDAYS[:5])),)))


def _cuts_a_name(mark: Mark, candidates: Marks) -> bool:
    """The "by group" of "resolved by Group 70" is no split."""
    if not isinstance(mark.means, DimensionWord) or not mark.means.split:
        return False
    return any(
        isinstance(other.means, ValueLink) and other.first == mark.last - 1 and other.last > mark.last
        for other in candidates
    )


def _sitting_on(said: Words, candidates: Marks) -> Iterator[Mark]:
    """The cases that a team "sits on" are its open ones; a request that managers sit on waits for a decision."""
    names = {mark.means.name for mark in candidates if isinstance(mark.means, MetricCue)}
    for place in range(len(said) - 1 if names <= {Cue.CASE} else 0):
        if said[place] in ("sit", "sits", "sitting", "sat") and said[place + 1] == "on":
            yield Mark(place, place + 2, MetricCue("backlog", loose=True))


def _while_unresolved(said: Words, candidates: Marks) -> Iterator[Mark]:
    """ "Before the case is resolved", "because it wasn't solved yet": what makes a contact a repeated one."""
    if not any(isinstance(mark.means, MetricCue) and mark.means.name == "repeat_contact_ratio" for mark in candidates):
        return
    for place, word in enumerate(said):
        last = place + 1
        while last < len(said) and said[last] in _CLAUSE:
            last += 1
        if word in _WHILE and last < len(said) and said[last] in _RESOLVED:
            last += 1
            while last < len(said) and said[last] in ("it", "them", "yet"):
                last += 1
            yield Mark(place, last, Filler())


def _opening(said: Words, candidates: Marks) -> Iterator[Mark]:
    """The "open" of "who opens the most", and that of "how many cases did EMEA open"."""
    ages = [mark for mark in candidates if isinstance(mark.means, BoundWord) and mark.means.age]
    aged = {place for mark in ages for place in range(mark.first, mark.last)}
    for place, word in enumerate(said):
        behind = [text for text in said[place + 1 : place + 3] if text != "the"]
        cues = [m for m in candidates if isinstance(m.means, MetricCue) and m.first <= place < m.last - 1]
        longer = any(said[mark.last - 1] in _NOUNS for mark in cues) or place in aged
        # the open of "bounce back open" is no verb
        ends = any(isinstance(m.means, MetricCue) and m.first < place == m.last - 1 for m in candidates)
        around = said[max(0, place - 5) : place]
        did = not ends and _DID & set(around[:-1]) and not _KEEPS & set(around)
        if not longer and (word == "opens" or (word == "open" and (did or (behind and behind[0] in _ENDS)))):
            yield Mark(place, place + 1, MetricCue(Cue.OPENED))


def _takes_an_in(said: Words, mark: Mark) -> bool:
    """The "in yesterday" of "came in yesterday", the "on May" of "up on May": the small word belongs to the verb."""
    dated = isinstance(mark.means, PeriodLink | PeriodDoubt) and mark.first > 0
    before = _VERBS_WITH.get(said[mark.first], frozenset())
    return dated and said[mark.first - 1] in before


def _names_a_value(mark: Mark, candidates: Marks) -> bool:
    """The "monthly" of "multi-year contracts against monthly ones" is a kind of contract."""
    if not isinstance(mark.means, GrainWord):
        return False
    values = [one for one in candidates if isinstance(one.means, ValueLink)]
    same = [one for one in values if (one.first, one.last) == (mark.first, mark.last)]
    return any(shared(one, other) for one in same for other in values if other.first != mark.first)


def _order_to_group(said: Words) -> Iterator[Mark]:
    """ "Group escalations by product" asks for no groups."""
    if said and said[0] == "group" and "by" in said[2:] and not said[1][:1].isdigit():
        yield Mark(0, 1, Filler())


def _until(said: Words, candidates: Marks) -> Iterator[Mark]:
    """The "by" of "opened by 31 March" may mean until then; what is open is counted there anyway."""
    moments = {place for m in candidates if isinstance(m.means, MomentWord) for place in range(m.first, m.last)}
    if any(isinstance(mark.means, MetricCue) and mark.means.name in STOCKS for mark in candidates):
        return
    for mark in candidates:
        by = mark.first - 1
        dated = isinstance(mark.means, PeriodLink) and by >= 0 and said[by] == "by" and by not in moments
        if dated and said[mark.first] not in _UNITS_OF_TIME | OPENING:
            yield Mark(by, by + 1, Unread())


def _cuts_a_period(said: Words, mark: Mark) -> bool:
    """The week of "by week from 2 April" begins no period."""
    dated = isinstance(mark.means, PeriodLink | PeriodDoubt)
    return dated and mark.first > 0 and said[mark.first - 1] in _PER and said[mark.first] in _UNITS_OF_TIME


_UNITS_OF_TIME = frozenset(words_of("day week month quarter year"))


def _done_by_teams(said: Words, candidates: Marks) -> Iterator[Mark]:
    """ "Resolved by" and "assigned to" are about persons only where no team, month or the like stands behind."""
    for mark in candidates:
        acts = said[mark.last - 1] in ("by", "to") and said[mark.first] not in _PER
        person = isinstance(mark.means, Refused) and acts
        if not person or not _names_no_person(said, mark.last, candidates):
            yield mark
        elif not any(isinstance(m.means, MetricCue) and m.first <= mark.first < m.last for m in candidates):
            yield Mark(mark.first, mark.last, Filler())


def _names_no_person(said: Words, place: int, candidates: Marks) -> bool:
    while place < len(said) and said[place] in _ARTICLES:
        place += 1
    starts = (
        mark
        for mark in candidates
        if mark.first == place or (mark.first < place < mark.last and isinstance(mark.means, DimensionWord | GrainWord))
    )
    return any(
        isinstance(mark.means, DimensionWord | GrainWord)
        or (isinstance(mark.means, ValueLink) and not mark.means.guessed)
        for mark in starts
    )
