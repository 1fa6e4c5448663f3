"""Whether the quantities, dates and times of a clause are those of the evidence, each in its own sense."""

import re
from collections.abc import Callable, Iterator, Sequence

from knowledge.answers.prose.anchoring import Anchored, Reading, Words, are_alike, shared
from knowledge.answers.prose.complaint import Complaint, Fault
from knowledge.answers.prose.evidence import Group
from knowledge.answers.prose.judging.clause import Said
from knowledge.answers.prose.labels import label_words
from knowledge.answers.prose.reading.amounts.quantity import Kind, Quantity, Sign, exceeds, holds
from knowledge.answers.prose.reading.amounts.units import COUNTED
from knowledge.answers.prose.reading.dates import Clock, Day
from knowledge.answers.prose.reading.placed import MASK
from knowledge.answers.prose.reading.tables import listed
from knowledge.answers.prose.reading.tokens import Token, tokens_of
from knowledge.answers.prose.reading.words import content, is_small

_AMONG = frozenset(listed("of among amongst in for from von unter bei parmi des entre de tra dei van"))
_MEDIAN = re.compile(
    r"\b(?:median|average|mean|typical\w*|usual\w*|general\w*|normal\w*|common\w*|mittel|durchschnitt\w*|üblich\w*|médiane?"
    r"|moyenne|généralement|mediana|media|promedio|generalmente|mediaan|gemiddeld\w*|doorgaans|meist\w*)\b",
    re.IGNORECASE,
)
"""What says that a duration is that of no case in particular."""
_NEAR = 4
_OF_SEVERAL = frozenset({Kind.PLAIN, Kind.TIMES, Kind.ORDINAL})
_ONE_OF_THEM = frozenset(listed("a an one single 1 first the"))
_Fits = Callable[[Anchored], bool]


def figure_complaints(said: Said) -> Iterator[Complaint]:
    """The figures of `said` for which there is no evidence."""
    for one in said.anchored:
        reading = one.reading
        if not said.is_quoted(reading) and (not _has_evidence(said, one) or _is_anothers(said, one)):
            fault = Fault.NUMBER if isinstance(reading, Quantity) else Fault.DATE
            yield Complaint(fault=fault, what=said.text[reading.start : reading.end])


def is_told_of(words: Words, groups: Sequence[Group], fits: _Fits) -> bool:
    """Whether a reading that `fits` stands in `groups` near words that are in `words`, and no other is meant."""
    return any(fits(known) and _is_meant(words, known, group, fits) for group in groups for known in group)


def speaks_of_some(said: Said) -> bool:
    """Whether it speaks of a part of the cases, "of the escalated cases", "cases of Billing", that nobody counted."""
    lows = [token.low for token in tokens_of(said.bare, said.language) if token.text != MASK]
    for at, low in enumerate(lows):
        if low not in _AMONG:
            continue
        ahead = lows[at + 1 : at + 2 + _NEAR]
        counted = next((place for place, one in enumerate(ahead) if one in COUNTED), 0)
        if at and lows[at - 1] in COUNTED:
            counted = 2
        if content(" ".join(ahead[:counted]), said.language):
            return True
    return False


def _has_evidence(said: Said, one: Anchored) -> bool:
    reading, words = one.reading, one.words or {}
    counts_cases = isinstance(reading, Quantity) and _has_counted_noun(said, reading)

    def fits(known: Anchored) -> bool:
        is_count = isinstance(known.reading, Quantity) and known.reading.kind in (Kind.PLAIN, Kind.SHARE)
        return _fits_beside(one, known) and (is_count or not counts_cases)

    if any(is_told_of(around, said.groups, fits) for around in (words, *said.words_around(words))):
        return not _is_bounded_otherwise(said, one)
    if not isinstance(reading, Quantity):
        return isinstance(reading, Day) and _is_a_year_of(said, reading, words)
    if _is_one_of_it(said, reading):
        return True
    if not speaks_of_some(said) and not _is_of_others(said, reading):
        is_median = reading.kind is Kind.HOURS
        if (not is_median or _MEDIAN.search(said.text)) and is_told_of(words, said.computed, fits):
            plain_count = reading.kind is Kind.PLAIN and not _counts_cases(said, reading)
            return not plain_count and all(map(said.is_about, said.cases))
        counts = reading.kind is Kind.SHARE or counts_cases
        if counts and any(
            are_alike(reading, known.reading) and known.words and shared(words, known.words)
            for known in _flat(said.computed)
        ):
            return False  # it was computed, and it is another
    return _counts_the_cited(said, reading) or _is_the_total(said, reading)


def _is_bounded_otherwise(said: Said, one: Anchored) -> bool:
    """Whether it is a bound of counted cases, "both within a day", for one of which it is not so."""
    reading = one.reading
    counted = any(other.kind in (Kind.PLAIN, Kind.SHARE) for other in said.readings.quantities)
    if not counted or not isinstance(reading, Quantity) or _MEDIAN.search(said.text):
        return False
    for case_id in said.ids:
        of_it = [there.reading for there in _flat(said.evidence.groups[case_id]) if _is_of(one, there)]
        if of_it and all(isinstance(there, Quantity) and exceeds(there, reading) for there in of_it):
            return True
    return False


def _is_of(one: Anchored, there: Anchored) -> bool:
    """Whether `there` tells the same of a case, whatever the value."""
    return (
        are_alike(one.reading, there.reading) and bool(there.words) and shared(one.words or {}, there.words or {}) > 0
    )


def _flat(groups: Sequence[Group]) -> Sequence[Anchored]:
    return [known for group in groups for known in group]


def _fits_beside(one: Anchored, known: Anchored) -> bool:
    """Whether it fits; "twice" and "two" fit each other beside the same word alone: charged twice, two charges."""
    if not _fits(one.reading, known.reading):
        return False
    if known.words is not None and one.noun and one.noun not in known.words:
        return False
    return are_alike(one.reading, known.reading) or known.words is None or bool(one.nearest & known.nearest)


def _is_anothers(said: Said, one: Anchored) -> bool:
    """Whether the very word beside it stands beside another of its kind, and beside none that it fits."""
    known = [there for there in _flat(said.groups) if are_alike(one.reading, there.reading)]
    if any(
        _fits(one.reading, there.reading) and (there.words is None or one.nearest & there.words.keys())
        for there in known
    ):
        return False
    fitting = any(_fits(one.reading, there.reading) for there in known)
    return fitting and any(one.nearest & there.nearest for there in known)


def _fits(reading: Reading, known: Reading) -> bool:
    match reading, known:
        case Quantity(), Quantity():
            return holds(reading, known)
        case Day(), Day():
            return reading.is_said_of(known)
        case Clock(), Clock():
            return reading.minutes == known.minutes
    return False


def _is_meant(words: Words, known: Anchored, group: Group, fits: _Fits) -> bool:
    """Whether `words` speak of `known` and not rather of another of its kind: what is swapped has evidence, too."""
    rivals = [one for one in group if are_alike(one.reading, known.reading) and not fits(one)]
    if known.words is None:
        return not any(one.words is not None and shared(words, one.words) for one in rivals)
    if not shared(words, known.words):
        return False
    return not any(
        _weight(words, one.words, known.words) > _weight(words, known.words, one.words) for one in rivals if one.words
    )


def _weight(words: Words, of: Words, without: Words) -> float:
    """What in `words` speaks for the one and not for the other."""
    return sum(weight for stem, weight in of.items() if stem in words and stem not in without)


def _is_a_year_of(said: Said, day: Day, words: Words) -> bool:
    """Whether a text names the day without its year, which is one of the case."""
    if day.year is None or day.month is None:
        return False
    bare = Day(month=day.month, day=day.day)
    years = {one.year for case in said.cases for fact in case.facts for one in fact.readings.days}

    def fits(known: Anchored) -> bool:
        return isinstance(known.reading, Day) and known.reading.year is None and _fits(bare, known.reading)

    named = is_told_of(words, said.groups, fits)
    return named and day.year in years


def _is_of_others(said: Said, quantity: Quantity) -> bool:
    """Whether it is a share of something else than cases: 60 % of refunds."""
    if quantity.kind is not Kind.SHARE:
        return False
    behind = said.tokens_behind(quantity)
    if not behind or behind[0].low not in _AMONG:
        return False
    noun = next((token for token in behind[1:_NEAR] if token.is_word and not is_small(token.low, said.language)), None)
    return noun is not None and noun.low not in COUNTED and bool(content(noun.text, said.language))


def _counts_the_cited(said: Said, quantity: Quantity) -> bool:
    """Whether it is the number of the cases that are cited, each of which says much of the clause."""
    if quantity.sign not in (Sign.EXACT, Sign.AT_LEAST):
        return False
    cited = len(said.ids)
    if quantity.kind is Kind.SHARE:
        wholes = {said.evidence.total, len(said.evidence.cases)}
        if quantity.count != cited or quantity.of not in wholes or speaks_of_some(said):
            return False
    elif quantity.kind is not Kind.PLAIN or quantity.unit or quantity.value != cited:
        return False
    return _counts_cases(said, quantity) and all(map(said.supported_by, said.cases))


def _is_the_total(said: Said, quantity: Quantity) -> bool:
    """Whether it only says how many cases there are: of the five."""
    before = [token.low for token in tokens_of(said.text, said.language) if token.end <= quantity.start][-2:]
    return (
        quantity.value == said.evidence.total
        and _has_counted_noun(said, quantity)
        and bool(_AMONG.intersection(before))
    )


def _counts_cases(said: Said, quantity: Quantity) -> bool:
    """Whether what it counts are cases or customers: the noun behind it, if there is one right there."""
    for token in said.tokens_behind(quantity)[:_NEAR]:
        if token.low in COUNTED:
            return True
        if not token.is_word or (is_small(token.low, said.language) and not _is_link(token)):
            return True
        stems = set(content(token.text, said.language))
        if stems:
            happened = any(
                stems & label_words(name, said.language).keys() for name in ("escalated", "resolved", "reopened")
            )
            return happened or all(stems & said.words_of(case) for case in said.cases)
    return True


def _has_counted_noun(said: Said, quantity: Quantity) -> bool:
    """Whether it counts cases or customers by name."""
    near = said.tokens_behind(quantity)[:2]
    return quantity.kind is Kind.PLAIN and not quantity.unit and any(token.low in COUNTED for token in near)


def _is_link(token: Token) -> bool:
    return token.low in ("of", "the", "these", "those", "other", "more", "der", "des", "de", "los", "las", "van", "dei")


def _is_one_of_it(said: Said, quantity: Quantity) -> bool:
    """Whether it is the one of "one entry", where the evidence has an entry."""
    if quantity.kind is not Kind.PLAIN or not quantity.loose or quantity.value != 1:
        return False
    behind = said.tokens_behind(quantity)[:_NEAR]
    noun = next((token for token in behind if token.is_word and not is_small(token.low, said.language)), None)
    if noun is None:
        return False
    if noun.low in COUNTED:
        return len(said.ids) == 1
    stems = set(content(noun.text, said.language))
    if any(
        isinstance(one.reading, Quantity) and one.reading.kind in _OF_SEVERAL and one.nearest & stems
        for one in _flat(said.groups)
    ):
        return False  # there are more of them
    for passage in said.passages:
        tokens = tokens_of(passage.text, passage.language)
        for at, token in enumerate(tokens):
            if token.low in _ONE_OF_THEM and stems & set(
                content(" ".join(one.text for one in tokens[at + 1 : at + 4]), passage.language)
            ):
                return True
    return False
