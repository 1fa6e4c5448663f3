"""Verbs, adverbs and nouns of everyday talk that say nothing about which cases are meant, as data."""

from collections.abc import Iterator, Sequence

from knowledge.questions.linking.tokens import words_of

_VERBS = words_of("""
receive face encounter experience register record note observe notice capture display present provide compile calculate
compute determine discuss mention learn suppose wonder want need wish love prepare recall happen occur appear seem tend
relate concern involve arise originate pull summarize summarise plot visualise visualize graph contain include show
attribute ascribe belong
""")
"""In all their forms: what may be asked of what was received may be asked of what we receive.

Not here are those whose past form picks out some of the cases: flagged, confirmed, known, managed, preferred.
"""

_DOUBLED = frozenset(words_of("occur plot"))

_UNLIKE_OTHERS = words_of("""
gotten see sees saw find finds found say says said saying tells told telling gives gave given giving brings brought
knows knew thinks think thought become becomes became makes make check checking confirm verify try trying
""")

_DEGREES = words_of("""
lot lots much far way bit slightly somewhat considerably significantly substantially noticeably markedly drastically
dramatically sharply steeply strongly massively hugely quite rather pretty fairly extremely particularly especially
mostly mainly largely primarily generally simply truly specifically respectively apparently obviously probably possibly
hopefully honestly frankly literally definitely certainly gradually steadily finally essentially even yet
""")

_NOUNS = words_of("because kind kinds sort sorts state info information detail details facts fact sense")


def _forms(verb: str) -> Iterator[str]:
    """The forms of a regular verb."""
    yield verb
    if verb.endswith("y") and verb[-2] not in "aeiou":
        yield from (f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
        return
    stem = verb.removesuffix("e") if verb.endswith("e") else verb + verb[-1] * (verb in _DOUBLED)
    yield from (f"{verb}{'es' if verb.endswith(('s', 'sh', 'ch')) else 's'}", f"{stem}ed", f"{stem}ing")


EVERYDAY_WORDS: Sequence[str] = (
    *(form for verb in _VERBS for form in _forms(verb)),
    *_UNLIKE_OTHERS,
    *_DEGREES,
    *_NOUNS,
)
