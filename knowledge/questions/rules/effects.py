"""Questions for what a change of the system has brought."""

import re
from dataclasses import dataclass

_HELP = (
    r"(?:help(?:ed|ing)?(?!\s*-?\s*desk)|work(?:ed|ing)?(?:\s+out)?|pay(?:ing)?\s+off|paid\s+off|ma[dk]e\s+(?:a|any)\s+difference"
    r"|change[d]?\s+(?:anything|something|much)|(?:a\s+success|successful|effective|worth\s+(?:it|the\s+effort))|ha(?:ve|d|s)\s+(?:an?|any|the\s+desired)\s+(?:effect|impact|influence))"
)
_MOVE = (
    r"(?:reduced?|lower(?:ed)?|cut|improved?|increased?|decreased?|raised?|br(?:ing|ought)\s+down|affect(?:ed)?"
    r"|influenced?|shorten(?:ed)?|speed\s+up|sped\s+up|slow(?:ed)?\s+down|worsen(?:ed)?|help(?:ed)?\s+with)"
)
_ASKS = r"\b(?:did|has|have|had|is|are|was|were|does|do)\s+"
_NAMED = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        r"\b(?:effects?|impacts?|influence|consequences?)\s+(?:of|from)\s+(?P<topic>.+?)(?:\s+(?:on|for)\s+(?P<rest>.+))?$",
        r"\b(?:effects?|impacts?|influence)\s+(?:did|does|has|have)\s+(?P<topic>.+?)\s+(?:have|had)(?:\s+on\s+(?P<rest>.+))?$",
        r"\bbefore\s+(?:and|vs\.?|versus)\s+after\s+(?P<topic>.+)$",
    )
)
_PERHAPS = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        rf"{_ASKS}(?P<topic>.+?)\s+{_HELP}\b(?:\s+(?:on|with|in|for|to\s+\w+)?\s*(?P<rest>.+))?$",
        rf"{_ASKS}(?P<topic>.+?)\s+{_MOVE}\s+(?P<rest>.+)$",
        r"\bwhat\s+(?:did|has|have)\s+(?P<topic>.+?)\s+(?:do|done|change[d]?|br(?:ing|ought))(?:\s+(?:for|to|about)\s+(?P<rest>.+))?$",
    )
)
_ALL = re.compile(r"(?:the\s+|our\s+|all\s+)*interventions?", re.IGNORECASE)
_NOTHING = re.compile(r"(?:it|that|this|they|those|these|we|us|you|i|the\s+change|the\s+changes)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """`topic` is the change in the person's own words, `rest` what it may have changed; empty when nothing was said.

    `outright`: it is an effect that is asked for, and nothing else. Otherwise only where `topic` is no metric or value.
    """

    topic: str
    rest: str = ""
    outright: bool = False


def effect_in(question: str) -> Effect | None:
    """The effect that `question` asks for; None when it asks for something else."""
    asked = question.strip().rstrip("?!. ")
    for patterns, outright in ((_NAMED, True), (_PERHAPS, False)):
        for pattern in patterns:
            found = pattern.search(asked)
            if found and not _ALL.fullmatch(found.group("topic").strip()):
                topic = re.sub(r"^(?:the|our|a|an)\s+", "", found.group("topic").strip(), flags=re.IGNORECASE)
                named = "" if _NOTHING.fullmatch(topic) else topic
                return Effect(topic=named, rest=(found.groupdict().get("rest") or "").strip(), outright=outright)
    return None
