"""Questions for similar past cases: what is searched by, a case or the person's own words."""

import re
from dataclasses import dataclass

from knowledge.questions.linking.small_words import CHANGE_NOTHING
from knowledge.questions.linking.spoken_dates import number_of
from knowledge.questions.linking.tokens import words_of

LONG_TEXT = 300
"""Characters from which a text that asks for no number is something pasted to search by."""

TOO_LONG_TO_ASK = 1000
"""Characters from which a text is something pasted, whatever it holds."""

_THING = r"(?:cases?|escalations?|tickets?|incidents?|issues?|problems?|situations?|ones?|complaints?)"
_PAST = r"(?:past|previous|earlier|older?|closed|resolved|other|solved|known)"
_ABOUT = (
    r"(?:to|like|about|for|with|where|in\s+which|of|on|regarding|concerning|involving|mentioning|when|that\s+mention)"
)
_COUNT = r"(?:(?P<limit>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)\s+)?(?:most\s+|closest\s+)?"
_BEFORE = r"(?:\s+(?:before|b4|already|ever|in\s+the\s+past|previously|last\s+time|earlier))*"

_SEEN = r"(?:seen|had|met|handled|dealt\s+with|come\s+across|encountered)"
_SOLVE = r"(?:solved?|fix(?:ed)?|resolved?|handled?|dealt?\s+with|deal\s+with|answer(?:ed)?)"
_HAPPENED = r"(?:happened|come\s+up|occurred|been\s+(?:seen|reported))(?:\s+to\s+(?:anyone|others))?"
_IS = r"(?:(?:that|which)\s+)?(?:(?:is|are|were|was|looks?)\s+)?"
_TO_THE_END = r"(?P<topic>.*)"
_THEN = (
    r"(?:\W*\b(?:(?:and|if\s+so|if\s+yes|if\s+it\s+did|so)\W+)*"
    r"(?:what|how(?!\s+(?:many|much|often|long|fast))|which)\s[^?]{0,80})?"
)
"""What was done about it is told anyway: "and what fixed it?"."""
_END = rf"{_BEFORE}{_THEN}\s*[?!.]*\s*$"
_SOMEBODY = (
    r"(?:(?:any|some)(?:one|body)(?:\s+(?:here|else|of\s+(?:us|you)))?|we|you|others?|people"
    r"|(?:the|any|our)\s+(?:other\s+)?teams?)"
)
_LIKE_IT = (
    r"(?:(?:(?:some|any)thing|a\s+case|cases|one|ones|an?\s+issue)\s+like\s+)?(?:that|this|it|these|those)"
    r"(?:\s+one)?(?:\s+kind\s+of\s+thing)?|the\s+like|such\s+(?:a\s+case|cases|a\s+thing)|similar\s+(?:things|ones)"
)
_NO_LIKENESS = (
    r"(?!(?:in|for|by|per|over|since|during|last|today|now|these\s+days|this\s+(?:week|month|quarter|year))\b)"
)

_STRONG = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        rf"\b{_COUNT}similar(?:\s+{_PAST})*\s+{_THING}(?:\s*[:,-]\s*|\s+(?:{_ABOUT}\b\s*:?\s*)?|\W*$){_TO_THE_END}",
        rf"\b{_COUNT}(?:{_PAST}\s+)*(?:{_THING}\s+)?{_IS}similar\s+to\b\s*:?\s*{_TO_THE_END}",
        rf"\b(?:{_THING}|anything|something|more)\s+like\b\s*:?\s*{_TO_THE_END}",
        rf"^(?P<topic>.+?)[,;.?!\u2013-]+\s*(?:and\s+)?how\s+(?:did|was|were|has|have|do)\s+(?:we\s+)?(?:that|this|it|those|these|they|such\s+cases)?\s*"
        rf"(?:end(?:ed|s)?|usually\s+end|get\s+solved|work\s+out|turn\s+out|{_SOLVE})(?:\s+(?:that|this|it|them))?{_END}",
        rf"^(?P<topic>.+?)[,;.?!\u2013-]+\s*(?:(?:have|had|did)\s+we\s+(?:ever\s+)?(?:seen?|had|have)\s+(?:that|this|it)|(?:ever\s+|already\s+)?(?:seen|had|met|got)\s+(?:that|this|it|one\s+like\s+(?:that|this))"
        rf"|(?:(?:has|have|did|does|was)\s+)?{_SOMEBODY}\s+(?:ever\s+|already\s+|else\s+)*(?:seen?|had|have|hit|met|handled?|dealt\s+with|run\s+into"
        rf"|ran\s+into|come\s+across|came\s+across|encountered|know|had\s+to\s+do\s+with)\s+(?:{_LIKE_IT})"
        rf"|ring(?:s)?\s+a\s+bell|sounds?\s+familiar|(?:any)?one\s+else|any\s+precedents?){_END}",
        rf"\b(?:which|what|any|other|find|list|there|show|earlier|past|previous|older)\b(?:(?!\b(?:do|did|does)\b)[^?]){{0,30}}?\b{_THING}\s+"
        rf"(?:(?:that|which)\s+)?(?:(?:look|sound|read|feel)(?:s|ed)?\s+(?:just\s+|exactly\s+|a\s+lot\s+|a\s+bit\s+)?like|resembl(?:e|es|ed|ing))\s+"
        rf"{_NO_LIKENESS}{_TO_THE_END}",
        rf"\bhave\s+(?:we|you|they|others)\s+(?:ever\s+|already\s+|previously\s+)*{_SEEN}\b\s*(?P<topic>.*?){_END}",
        rf"\b(?:has|have|did)\s+{_SOMEBODY}\s+(?:ever\s+|already\s+|previously\s+)*(?:{_SEEN}|see|have)\s+"
        rf"(?P<topic>[^?]*?\b(?:before|b4|previously|already)\b[^?]*?){_END}",
        rf"^\W*(?:any|some)(?:one|body)\s+(?:here\s+|else\s+|ever\s+)*{_SEEN}\s+(?P<topic>(?!(?:that|this|it)\b).+?){_END}",
        r"^\W*(?:had|seen|got)\s+(?:that|this)\s+(?:before|b4|already)\b\W+(?P<topic>.+)$",
        r"^(?P<topic>.+?)[,;.?!\u2013-]+\s*what\s+(?:did|have)\s+we\s+(?:do|done|did)(?:\s+about\s+(?:it|that))?\s+"
        r"(?:the\s+)?last\s+time\W*$",
        rf"\bhas\s+(?P<topic>.*?)\s+{_HAPPENED}\s+(?:before|already|previously)\s*[?!.]*\s*$",
        rf"\bhow\s+(?:did|do|have|had|should)\s+(?:we|others)\s+(?:usually\s+|previously\s+)?{_SOLVE}\s+(?P<topic>.*?){_END}",
        rf"\bhow\s+(?:was|were)\s+(?P<topic>.*?)\s+{_SOLVE}{_END}",
    )
)
_WITH_TOPIC_LAST = 3
_WEAK = re.compile(
    rf"\b(?:any|find|show|search|list|look|there|have|get|give)\b[^?]*?\b{_THING}\s+"
    r"(?:where|in\s+which|about|with|involving|mentioning|regarding|concerning|that\s+mention)\b\s*:?\s*(?P<topic>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ABOUT_A_NUMBER = re.compile(r"\b(?:ratio|rate|share|percentage|trend)s?\b", re.IGNORECASE)
_ASKS_A_NUMBER = re.compile(r"\bhow\s+(?:many|much|often|long)\b|\bnumber\s+of\b", re.IGNORECASE)
_CHANGES = re.compile(
    r"^\W*(?:(?:any|an?|the|some|such\s+an?|much|many)\s+)*(?:more|fewer|less|rise|increase|decrease|drop|fall|change|spike|growth"
    r"|improvement|surge|jump|uptick|decline|trend)s?\b",
    re.IGNORECASE,
)
"""What was seen is no case: "have we seen an increase in …"."""
_NO_TOPIC = CHANGE_NOTHING | frozenset(words_of("case cases escalation escalations before same such"))
_CHUNK = re.compile(
    r"\s*(?:the\s+|case\s+|escalation\s+|ticket\s+|number\s+|no\.?\s+|id\s+)*[#(\"'“]*(\S+)", re.IGNORECASE
)
_LOOKS_LIKE_AN_ID = re.compile(r"(?=.*[0-9])[A-Za-z]{1,12}[-_]?[0-9]+|[0-9]{3,}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What to search similar cases by, in the person's own words; empty when nothing was said."""

    topic: str
    limit: int | None = None


def search_in(question: str) -> Search | None:
    """The search that `question` asks for outright; None when it asks for something else."""
    if len(question) > TOO_LONG_TO_ASK:
        return _pasted(question)
    for pattern in _STRONG:
        found = pattern.search(question)
        if found and not _is_about_a_number(question[: found.start()], found.group("topic"), pattern):
            limit = found.groupdict().get("limit")
            topic = _topic(found.group("topic")) or _topic(question[: found.start()])
            return Search(topic=topic, limit=number_of(limit.casefold()) if limit else None)
    return None


def _is_about_a_number(before: str, topic: str, pattern: re.Pattern[str]) -> bool:
    """Whether the words before it, or what was seen, make it no search: "how many complaints have we had"."""
    outright = pattern in _STRONG[:_WITH_TOPIC_LAST]
    counted = not outright and (_ASKS_A_NUMBER.search(before) or _CHANGES.match(topic))
    return bool(_ABOUT_A_NUMBER.search(before) or counted)


def _pasted(text: str) -> Search:
    for pattern in _STRONG[:_WITH_TOPIC_LAST]:
        found = pattern.search(text[:LONG_TEXT])
        if found:
            return Search(topic=_topic(text[found.start("topic") :]) or _topic(text))
    return Search(topic=_topic(text))


def weak_search_in(question: str) -> str | None:
    """What "any case where …" is about: for a question whose words name no value. None for other wordings."""
    found = None if _ASKS_A_NUMBER.search(question) else _WEAK.search(question)
    return _topic(found.group("topic")) or None if found else None


def leading_chunk(topic: str) -> tuple[str, str]:
    """The first written-together thing of `topic` that can be a case id, and what comes behind it."""
    found = _CHUNK.match(topic)
    if not found:
        return "", ""
    chunk = found.group(1).rstrip("?!.,;:)\"'”")
    return chunk, topic[found.start(1) + len(chunk) :]


def looks_like_an_id(chunk: str) -> bool:
    """Whether `chunk` is written as a case id is: letters and figures, or figures alone."""
    return _LOOKS_LIKE_AN_ID.fullmatch(chunk) is not None


def no_case_but_a_text(chunk: str) -> str:
    """What is assumed of one that looks like the id of a case and is none: an error code, the number of an order."""
    return f"there is no case {chunk}; it was searched for as a text"


def _topic(text: str) -> str:
    topic = text.strip().strip("?!.:;,-\u2013\u2014 \t\n").strip()
    return "" if all(word in _NO_TOPIC for word in words_of(topic)) else topic
