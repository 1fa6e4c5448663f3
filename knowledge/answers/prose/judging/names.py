"""Whether what a clause names is in the evidence: quoted phrases, codes, names of people, teams and products."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from knowledge.answers.prose.complaint import Complaint, Fault
from knowledge.answers.prose.evidence import plain, stands_in
from knowledge.answers.prose.judging.clause import Said
from knowledge.answers.prose.reading.placed import MASK
from knowledge.answers.prose.reading.quotes import has_open_quote
from knowledge.answers.prose.reading.tables import listed
from knowledge.answers.prose.reading.tokens import Token, tokens_of
from knowledge.answers.prose.reading.words import all_stems, content, is_small

_OPENERS = frozenset(
    listed(
        "however meanwhile additionally furthermore moreover overall similarly likewise consequently eventually"
        " finally initially subsequently afterwards later then thus hence therefore instead besides here there also"
        " both one two three four five six seven eight nine ten half several many most some all none few every each"
        " no another others similar past previous related customers customer cases case users user clients client"
        " agents agent support resolution resolutions resolving escalation escalations common typical recurring"
        " causes cause problems problem issues issue complaints in on at after before when while once"
        " since as because for with without by to from during following among across people teams team alternatively"
        " notably apparently affected according"
    )
)
_TITLES = frozenset(listed("herr herrn frau firma dr prof von"))
_SAME_CASE = 0.5
"""The share of the words beside a name that the case must have which has the name."""


def name_complaints(said: Said) -> Iterator[Complaint]:
    """What `said` names or quotes and the evidence does not hold."""
    yield from _quotes(said)
    yield from _codes(said)
    yield from _loud(said)
    yield from _names(said)
    if said.language == "en" and said.is_comparable:
        yield from _lent_names(said)


def _quotes(said: Said) -> Iterator[Complaint]:
    texts = [plain(" ".join(one.text for one in case.texts)) for case in said.cases]
    for quote in said.quoted:
        if not quote.parts or not any(all(stands_in(part, text) for part in quote.parts) for text in texts):
            yield Complaint(fault=Fault.QUOTE, what=said.text[quote.start : quote.end])
    if has_open_quote(said.text):
        yield Complaint(fault=Fault.QUOTE, what=said.text)


def _codes(said: Said) -> Iterator[Complaint]:
    ids = {one.lower() for one in said.cited}
    for code in said.readings.codes:
        if code.text.lower() not in ids and not said.is_quoted(code) and not said.has_the_very(code.text):
            yield Complaint(fault=Fault.CODE, what=code.text)


def _loud(said: Said) -> Iterator[Complaint]:
    for word in said.readings.loud_words:
        stems = all_stems(word.text, said.language)
        is_known = " " not in word.text and any(
            stems <= passage.stems for passage in said.passages if passage.language == said.language
        )
        if not is_known and not said.is_quoted(word) and not said.has_the_very(word.text):
            yield Complaint(fault=Fault.NUMBER, what=word.text)


def _names(said: Said) -> Iterator[Complaint]:
    tokens = [token for token in tokens_of(said.bare, said.language) if token.text != MASK]
    opened = not said.opens
    unknown: list[Token] = []
    for token in tokens:
        if not token.is_word:
            continue
        is_first, opened = not opened, True
        if not any(map(str.isupper, token.text)) or _is_known(said, token):
            continue
        if is_first and not any(map(str.isupper, token.text[1:])) and (said.language != "en" or token.low in _OPENERS):
            continue
        unknown.append(token)
    yield from _joined_names(said, tokens)
    if said.language == "de":
        unknown = [token for token in unknown if _is_german_name(said, token, unknown)]
    yield from (Complaint(fault=Fault.NAME, what=token.text) for token in unknown)


def _joined_names(said: Said, tokens: Sequence[Token]) -> Iterator[Complaint]:
    """Words with capitals that stand together in the clause and not in the evidence: half a name and half another."""
    for one, other in pairwise(tokens):
        together = other.start - one.end == 1 and said.bare[one.end] == " " and one.is_word and other.is_word
        is_opening = said.opens and one is tokens[0]
        if together and not is_opening and one.text[0].isupper() and other.text[0].isupper() and said.language != "de":
            name = f"{one.text} {other.text}"
            if not is_small(one.low, said.language) and not said.has_the_very(name):
                yield Complaint(fault=Fault.NAME, what=name)


def _is_known(said: Said, token: Token) -> bool:
    word = token.low.removesuffix("'s")
    if is_small(word, said.language) or len(word) == 1:
        return not any(map(str.isupper, token.text[1:])) or said.has_the_very(word)
    stems = all_stems(word, said.language)
    return said.has_the_very(word) or any(stems <= one.stems for one in said.passages if one.language == said.language)


def _is_german_name(said: Said, token: Token, unknown: Sequence[Token]) -> bool:
    """Nouns have capitals, too: a name has more of them, stands beside another or behind a title."""
    if any(map(str.isupper, token.text[1:])):
        return True
    beside = any(
        abs(other.start - token.end) == 1 or abs(token.start - other.end) == 1 for other in unknown if other != token
    )
    before = tokens_of(said.bare[: token.start], said.language)
    return beside or (bool(before) and before[-1].low in _TITLES)


def _lent_names(said: Said) -> Iterator[Complaint]:
    """Names that one case has, or a count, beside what only another says: who did it was somebody else."""
    told = [case.telling for case in said.cases]
    told += [one.telling for one in said.passages if one in said.evidence.computed]
    for part in said.parts:
        names = {token.text: content(token.text, "en") for token in tokens_of(part.text) if token.text[0].isupper()}
        rest = part.telling.difference(*names.values())
        for name, own in names.items():
            having = [words for words in told if words.issuperset(own)]
            if own and rest and not any(len(rest & words) >= _SAME_CASE * len(rest) for words in having):
                yield Complaint(fault=Fault.NAME, what=name)
