"""Whether a clause speaks to its reader: a summary tells of cases, and neither promises, advises nor orders."""

import re
from collections.abc import Iterator

from knowledge.answers.prose.complaint import Complaint, Fault
from knowledge.answers.prose.judging.clause import Said
from knowledge.answers.prose.reading.tables import listed
from knowledge.answers.prose.reading.tokens import tokens_of
from knowledge.answers.prose.reading.words import is_small

_TO_THE_READER = {
    "en": frozenset(listed("you your yours yourself")),
    "de": frozenset(listed("du dich dir dein deine deinen deiner")),
    "fr": frozenset(listed("vous votre vos")),
    "es": frozenset(listed("usted ustedes vosotros")),
    "it": frozenset(listed("voi vostro vostra vostri")),
    "nl": frozenset(listed("u uw jij jouw jullie")),
}
_ADVICE = re.compile(
    r"\b(?:should|shall|must|ought|recommend\w*|advis\w+|suggest\w*|consider(?!ed|able)\w*|make sure|be sure)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"(?:^\W*|\b(?:so|then|and|always|never|just|simply|first|next|please)\s+)(?P<verb>\w+(?<!ed)(?<!ing)(?<!s))\s+"
    r"(?:the|this|that|these|those|a|an|all|any|every|each|them|him|her|your|their)\b",
    re.IGNORECASE,
)
"""Where an imperative stands, before what is to be dealt with: "so refund this customer"."""


def advice_complaints(said: Said) -> Iterator[Complaint]:
    """What of it is said to the reader."""
    for token in tokens_of(said.bare, said.language):
        if token.low in _TO_THE_READER[said.language]:
            yield Complaint(fault=Fault.WORDS, what=token.text)
    if said.language == "en":
        yield from _advised(said)


def _advised(said: Said) -> Iterator[Complaint]:
    for found in _ADVICE.finditer(said.bare):
        if not said.has_the_very(found[0]):
            yield Complaint(fault=Fault.WORDS, what=found[0])
    for found in _ORDER.finditer(said.bare):
        if found["verb"].isalpha() and not is_small(found["verb"].lower(), "en"):
            yield Complaint(fault=Fault.WORDS, what=found[0])
