"""Words that people shorten, and slips in words that are too short to be recognised by their letters, as data."""

from collections.abc import Iterator, Mapping, Sequence

from knowledge.questions.linking.tokens import words_of

SLIPS: Mapping[str, str] = {
    "wich": "which",
    "whcih": "which",
    "lst": "last",
    "frist": "first",
    "rato": "ratio",
    "mnth": "month",
    "mnay": "many",
    "mayn": "many",
    "hwo": "how",
    "waht": "what",
    "wat": "what",
    "wut": "what",
    "teh": "the",
    "hte": "the",
    "adn": "and",
    "nad": "and",
    "casses": "cases",
    "caes": "cases",
    "csaes": "cases",
    "mny": "many",
    "hw": "how",
    "tht": "that",
    "wht": "what",
    "hav": "have",
    "frm": "from",
    "thru": "through",
    "sinse": "since",
    "sicne": "since",
    "lats": "last",
    **dict.fromkeys(("tis", "ths", "thsi", "tihs", "htis"), "this"),
    **dict.fromkeys(("lat", "las", "lsst", "laast"), "last"),
    **dict.fromkeys(("mont", "moth", "mounth"), "month"),
    **dict.fromkeys(("wek", "weke"), "week"),
    **dict.fromkeys(("pst", "pas"), "past"),
    **dict.fromkeys(("cse", "caze"), "case"),
    **dict.fromkeys(("tem", "taem"), "team"),
    "whta": "what",
    "hom": "how",
    "comparation": "comparison",
    "happend": "happened",
}
"""Common slips in short words. A word that the data or the catalogue knows is none."""

SHORT_WORDS: Mapping[str, str] = {
    "esc": "escalation",
    "escs": "escalations",
    "req": "request",
    "reqs": "requests",
    "cust": "customer",
    "custs": "customers",
    "acct": "account",
    "accts": "accounts",
    "resp": "response",
    "mgmt": "management",
    "mgr": "manager",
    "mgrs": "managers",
    "ppl": "people",
    "num": "number",
    "diff": "difference",
    "incl": "including",
    "approx": "approximately",
    "abt": "about",
    "btwn": "between",
    "bw": "between",
    "til": "till",
    "bc": "because",
    "cuz": "because",
    "coz": "because",
    "b4": "before",
    "rn": "now",
    "w": "with",
    "u": "you",
    "ur": "your",
    "pls": "please",
    "sry": "sorry",
    "q": "question",
    "qs": "questions",
    "n": "and",
    "mth": "month",
    "mths": "months",
    "qtr": "quarter",
    "yr": "year",
    "yrs": "years",
}
"""What is typed in a chat for a whole word."""

_NEGATED = words_of("do does did is are was were have has had ca wo could would should must need")
_JOINED: Mapping[str, Sequence[str]] = {
    "re": words_of("you they"),
    "ve": words_of("i we you they"),
    "m": words_of("i"),
}
_WITH_AN_S = words_of("that how where there here what who when")
"""Of "that's" the word is "that", as everywhere."""


def _joined() -> Iterator[tuple[str, str]]:
    yield from ((f"{verb}nt", f"{verb}n't") for verb in _NEGATED)
    yield from ((f"{word}s", word) for word in _WITH_AN_S)
    for ending, words in _JOINED.items():
        yield from ((f"{word}{ending}", f"{word}'{ending}") for word in words)


CONTRACTIONS: Mapping[str, str] = dict(_joined())
"""Contractions without their apostrophe -> as they are written in full."""

TAKEN_FOR: Mapping[str, str] = {**SLIPS, **SHORT_WORDS, **CONTRACTIONS}
"""All of them."""

_COMPARED = frozenset(words_of("more less fewer other rather worse better longer shorter higher lower greater slower"))
_FASTER = frozenset(words_of("faster quicker sooner later earlier larger smaller bigger older newer busier quieter"))


def fits_beside(said: Sequence[str], place: int) -> bool:
    """Whether the word there can be short for another one: "chat n phone" and no "n > 20", "q" and no "q 3"."""
    word, behind = said[place], said[place + 1] if place + 1 < len(said) else ""
    if word == "n":
        return place > 0 and behind.isalpha() and behind not in ("is", "of")
    return word != "q" or not behind[:1].isdigit()


def is_than(word: str, before: str) -> bool:
    """Whether "then" is meant as in "more then 3 days"."""
    return word == "then" and before in _COMPARED | _FASTER
