"""Questions for what a metric means."""

import re

_CASE = r"(?:an?\s+|the\s+|our\s+)?(?:cases?|tickets?|incidents?|issues?|escalations?|something|it)"
_OUTRIGHT = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bwhat\s+(?:exactly\s+)?do\s+you\s+(?:exactly\s+)?mean\s+by\s+(?P<what>.+)",
        r"\bwhat\s+(?:exactly\s+)?(?:does|do)\s+(?P<what>.+?)\s+(?:exactly\s+|actually\s+)?(?:mean|stand\s+for)\b",
        r"\b(?:definition|meaning)\s+of\s+(?P<what>.+)",
        r"^\W*(?:please\s+|can\s+you\s+|could\s+you\s+)?(?:define|explain\s+the\s+(?:term|word|metric))\s+(?P<what>.+)",
        r"\bhow\s+(?:exactly\s+)?(?:is|are)\s+(?P<what>.+?)\s+(?:exactly\s+)?(?:calculated|computed|defined|measured|counted)\b",
        r"\bhow\s+(?:exactly\s+)?(?:do|did|would|should)\s+(?:you|we|i|they)\s+(?:exactly\s+|actually\s+)?(?:calculate|compute|define|measure|count)\s+(?P<what>.+)",
        r"\bwhat\s+(?:exactly\s+|actually\s+)?counts\s+as\s+(?P<what>.+)",
        r"\bhow\s+(?:exactly\s+)?do\s+(?:you|we)\s+(?:exactly\s+|actually\s+)?(?:work\s+out|arrive\s+at|come\s+up\s+with|get\s+to|figure\s+out)\s+(?P<what>.+)",
        r"\bhow\s+(?:is|are)\s+(?P<what>.+?)\s+(?:worked\s+out|arrived\s+at|figured\s+out)\b",
        rf"\bwhen\s+(?:exactly\s+)?(?:is|are|does|do)\s+(?P<what>{_CASE}\s+(?:(?:be|get|become|exactly|actually)\s+)*"
        r"(?:count(?:ed)?\s+as|considered|called|deemed|regarded\s+as|treated\s+as|said\s+to\s+be|qualify\s+as)\s+.+)",
        r"\bwhen\s+(?:exactly\s+)?do(?:es)?\s+(?:you|we|one|support|the\s+team)\s+(?:call|consider|deem|regard|treat)\s+"
        rf"(?P<what>{_CASE}\s+.+)",
        r"^\W*when\s+(?:exactly\s+)?is\s+an?\s+(?:case|ticket|incident|issue)\s+(?:exactly\s+)?(?P<what>\W*[\w-]+\W*)$",
        r"\bwhat\s+(?:do\s+we\s+mean\s+by|is\s+meant\s+by|do\s+you\s+call|qualifies\s+as|goes\s+into)\s+(?P<what>.+)",
    )
)
# "what is the escalation ratio" asks for a number: the word is defined only without an article of that kind
_BY_THE_WAY = re.compile(
    r"^\W*what(?:\s+exactly)?(?:\s+is|\s+are|['\u2019]?s)(?:\s+exactly)?\s+"
    r"(?:an?\s+)?(?!the\b|our\b|my\b|your\b)(?P<what>[^?]+)\W*$",
    re.IGNORECASE,
)
_STRESSED = re.compile(r"\b(?:exactly|precisely|actually|really)\s+", re.IGNORECASE)
_DIFFERENCE = re.compile(
    r"\b(?:difference\s+between|distinguish|(?:tell|keep)\s+apart)\s+(?:an?\s+|the\s+)?(?P<one>[^?]+?)\s+(?:and|from)\s+(?:an?\s+|the\s+)?"
    r"(?P<other>[^?]+)\W*$"
    r"|\bhow\s+(?:is|are|do|does)\s+(?:an?\s+)?(?P<this>[^?]+?)\s+(?:different|differ)\s+from\s+(?:an?\s+)?(?P<that>[^?]+)\W*$",
    re.IGNORECASE,
)


def defined_in(question: str) -> str | None:
    """What `question` asks the meaning of, outright; None when it asks for something else."""
    plain = _STRESSED.sub("", question)
    found = next((match for pattern in _OUTRIGHT if (match := pattern.search(plain))), None)
    return found.group("what") if found else None


def perhaps_defined_in(question: str) -> str | None:
    """What "what is …" is about: a definition is meant if that is a metric and nothing else."""
    found = _BY_THE_WAY.match(question)
    return found.group("what") if found else None


def told_apart_in(question: str) -> tuple[str, str] | None:
    """The two things whose difference `question` asks for as such; None for a difference of two numbers."""
    found = _DIFFERENCE.search(question)
    if not found:
        return None
    return found.group("one") or found.group("this"), found.group("other") or found.group("that")
