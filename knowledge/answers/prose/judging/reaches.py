"""Whether what a clause claims of all, most or many cases is so."""

from collections.abc import Iterator

from knowledge.answers.prose.anchoring import Anchored, anchors
from knowledge.answers.prose.complaint import Complaint, Fault
from knowledge.answers.prose.judging.clause import Said
from knowledge.answers.prose.judging.figures import is_told_of, speaks_of_some
from knowledge.answers.prose.reading.amounts.quantity import Kind, Quantity
from knowledge.answers.prose.reading.claims import Claim, Reach
from knowledge.answers.prose.reading.tokens import tokens_of
from knowledge.answers.prose.reading.words import all_stems, is_small

_MANY = 3
_MANY_SHARE, _FEW_SHARE = 0.4, 0.34
_OF_A_WHOLE = frozenset({Reach.ALL, Reach.MOST, Reach.FEW})
_OF_THE_CITED = frozenset({"each", "jeweils", "chacun", "chacune", "cada", "ognuno", "elk", "elke"})
"""Words that mean all that are cited rather than all that there are."""
_LINKS = frozenset({"of", "the", "these", "those", "der", "die", "les", "los", "las", "i", "gli", "le", "de"})
_WITHIN = frozenset(
    {"never", "nobody", "no one", "nie", "niemals", "niemand", "jamais", "personne", "nunca", "nadie", "mai", "nooit"}
)
"""Words that deny within a case rather than count cases."""


def reach_complaints(said: Said) -> Iterator[Complaint]:
    """The claims of `said` that nothing bears out."""
    for claim in said.readings.claims:
        if not said.is_quoted(claim) and not _is_before_number(said, claim) and not _is_so(said, claim):
            yield Complaint(fault=Fault.REACH, what=said.text[claim.start : claim.end])


def _is_before_number(said: Said, claim: Claim) -> bool:
    """Whether a number follows, "all three", which is judged itself."""
    starts = {one.start for one in said.readings.quantities if one.kind is Kind.PLAIN}
    for token in tokens_of(said.text, said.language):
        if token.start >= claim.end:
            if token.start in starts:
                return True
            if token.low not in _LINKS:
                return False
    return False


def _is_so(said: Said, claim: Claim) -> bool:
    return _is_said(said, claim) or _is_computed(said, claim.reach) or _is_cited(said, claim)


def _is_said(said: Said, claim: Claim) -> bool:
    """Whether a case that is cited claims the same: in that word of what the clause names, or of the same things."""
    word, noun = said.text[claim.start : claim.end].lower(), _noun(said.text, claim, said.language)
    for passage in said.passages:
        if passage.language != said.language:
            continue
        for known in passage.readings.claims:
            same_word = passage.text[known.start : known.end].lower() == word and said.telling & passage.telling
            same_noun = noun and noun == _noun(passage.text, known, passage.language)
            if known.reach is claim.reach and (same_word or same_noun):
                return True
    return False


def _noun(text: str, claim: Claim, language: str) -> frozenset[str]:
    """The word behind the claim, without its ending."""
    behind = (token for token in tokens_of(text, language) if token.start >= claim.end and token.is_word)
    word = next((token.text for token in behind if not is_small(token.low, language)), "")
    return all_stems(word, language)


def _is_computed(said: Said, reach: Reach) -> bool:
    if speaks_of_some(said):
        return False

    def fits(one: Anchored) -> bool:
        known = one.reading
        if not isinstance(known, Quantity) or known.kind is not Kind.SHARE:
            return False
        match reach:
            case Reach.ALL:
                return known.value == 1
            case Reach.NONE:
                return known.value == 0
            case Reach.MOST:
                return known.value > 1 / 2
            case Reach.MANY:
                return known.value >= _MANY_SHARE and (known.count or 0) >= _MANY
            case Reach.SEVERAL:
                return (known.count or 0) > 1
            case Reach.FEW:
                return known.value <= _FEW_SHARE

    told = [[one for one in group if one.words is not None] for group in said.computed]
    return is_told_of(anchors(said.bare, said.language), told, fits) and all(map(said.is_about, said.cases))


def _is_cited(said: Said, claim: Claim) -> bool:
    """Whether the cases that are cited bear it out by their number, and each of them says much of the clause."""
    cited, total = len(said.ids), max(said.evidence.total, len(said.evidence.cases))
    word = said.text[claim.start : claim.end].lower()
    if claim.reach in _OF_A_WHOLE and word not in _OF_THE_CITED and speaks_of_some(said):
        return False  # how many there are of these, nobody counted
    if claim.reach is Reach.NONE:
        of_all = cited == total or word in _WITHIN or (word == "neither" and cited == 2)
        return of_all and all(_denied(said, place) for place in range(cited))
    enough = {
        Reach.ALL: cited == total or (word in _OF_THE_CITED and cited > 1),
        Reach.MOST: cited * 2 > total,
        Reach.MANY: cited >= _MANY,
        Reach.SEVERAL: cited > 1,
        Reach.FEW: cited <= _FEW_SHARE * total,
    }
    return enough[claim.reach] and all(map(said.supported_by, said.cases))


def _denied(said: Said, place: int) -> bool:
    case = said.cases[place]
    if case.language != said.language:
        return True
    return any(part.may_deny and part.telling & said.telling for one in case.texts for part in one.parts)
