"""Sentences that ask for the brief of one case, or for one thing of it, however they are put."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from knowledge.questions.plan import CaseTopic
from knowledge.questions.rules.similar import looks_like_an_id

_ID = re.compile(
    r"(?:\b(?P<noun>case|ticket|incident|issue|escalation|request)s?\s+(?:(?:number|no\.?|id)\s+)?)?(?P<mark>#?)"
    r"(?<![\w#-])(?P<id>#?[^\s,;?!()\"'\u201c\u201d]*\d[^\s,;?!()\"'\u201c\u201d]*)",
    re.IGNORECASE,
)
_CASE = "@"
"""What stands for the case in the patterns."""
_IT = re.compile(r"\b(?:it|this case|that case|the case|this one|that one|this|that|there)\b", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:(?:please|pls|kindly|can you|could you|would you|i need|i want|give me|get me|show me|let me have|send me|"
    r"write|"
    r"make|prepare|draft|create|me|a|an|the|quick|short|brief(?= summary| overview)|quickly|briefly|so|ok|okay|and|"
    r"now)\s+)+"
)
_ENDING = re.compile(
    r"(?:\s+(?:please|pls|thanks|thank you|for me|for us|so far|now|right now|today|at the moment|quickly|briefly|"
    r"again|next|for (?:the|a|my) (?:next )?(?:colleague|handover|handoff|shift)|to (?:a|my|the next) colleague))+$"
)
_WRITTEN = (
    r"(?:(?:hand ?off|hand ?over|case|customer|status|short|brief) )?(?:summary|brief|briefing|recap|timeline|story|"
    r"history|overview|notes?|hand ?over|hand ?off)"
)
_CUSTOMER = r"(?:the |this |our |that )?(?:customer|client|user|caller|account|requester|they|he|she)"
_IN = r"(?:in|on|for|with|about|of|from|at)"
_SO_FAR = r"(?: already| so far| yet| before| until now)?"
_ACT = r"(?:act|do something|move|reply|answer|respond|decide|take over|do the next step)"
_WHOLE = (
    r"(?:summari[sz]e|sum up|recap|brief|hand ?over|hand ?off|take over|explain|describe) @",
    r"(?:summary|recap|tl ?dr|brief) @",
    r"(?:brief|update|catch) (?:me|us) (?:up )?(?:on|about) @|(?:fill|bring|get) (?:me|us) (?:in|up to speed|"
    r"up to date) (?:on|with|about) @|walk (?:me|us) through @|catch up on @",
    r"(?:i am|im|i will be|i) (?:taking|take) over @(?: what do i (?:need|have) to know)?",
    rf"{_WRITTEN} (?:of|for|on|about|to|in) @|@ {_WRITTEN}|tl ?dr (?:of|for|on) @",
    r"what (?:has )?happened (?:so far |next |then |since )?(?:with|in|to|on) @|what (?:is|has been) going on (?:with|"
    r"in) @",
    r"what (?:is|was) the (?:story|history) (?:of|with|behind|in) @|what do i (?:need|have) to know about @",
)
_TOPICS = {
    CaseTopic.WANTS: (
        rf"what (?:does|did|do) {_CUSTOMER} (?:actually |really |still )?(?:want|need|ask|expect|request|demand|"
        rf"complain)(?: (?:for|about|from us|of us|us to do))? {_IN} @",
        rf"what (?:is|was) (?:asked|wanted|requested|needed)(?: for)? {_IN} @|what (?:is|was) @ about",
        rf"what (?:is|was) {_CUSTOMER} (?:asking|waiting|complaining)(?: (?:for|about))? {_IN} @",
        rf"what (?:is|was) the (?:problem|issue|request|trouble|complaint|ask) {_IN} @",
    ),
    CaseTopic.TRIED: (
        rf"what (?:was|has been|had been|have we|did we|have they|did they|has anybody|did anybody|has support|"
        rf"did support)(?: already| been)? (?:tried|try|done|do|attempted){_SO_FAR} {_IN} @{_SO_FAR}",
        rf"what did (?:we|they|support|the team) already (?:try|do) {_IN} @|attempts {_IN} @",
    ),
    CaseTopic.PROMISED: (
        rf"what (?:was|were|has been|have been|did we|have we|did (?:somebody|someone|anybody|anyone|the agent|"
        rf"support|they))"
        rf"(?: already)? (?:promised?|agreed|commit(?:ted)?)(?: to| with)?(?: {_CUSTOMER}| them| him|"
        rf" her)?{_SO_FAR} {_IN} @",
        rf"(?:what |which |any |all |list (?:the )?|are there (?:any )?)?(?:open |our )?(?:promises?|commitments?)"
        rf"(?: (?:did we make|have we made|were made|was made|made|are there|are open|to {_CUSTOMER}))* {_IN} @",
        rf"(?:did we promise|(?:was|were|has) (?:anything|something)(?: been)? promised|have we promised)"
        rf"(?: anything| something)?(?: to {_CUSTOMER}| {_CUSTOMER})? {_IN} @",
    ),
    CaseTopic.WAITS_ON: (
        r"(?:(?:on|for) )?(?:who|whom|what|who or what) (?:is|does|do) @ (?:still )?(?:waiting|wait|blocked|stuck|"
        r"stand)(?: (?:for|on|by|with|at))?",
        rf"(?:who|whom|what) (?:is|are) (?:we|it|they|everybody) (?:still )?waiting (?:for|on) {_IN} @",
        rf"(?:what|who|whom) (?:waits|is waiting|are waiting)(?: (?:for|on) (?:who|whom|what))? {_IN} @",
        rf"whose (?:turn|move) is it {_IN} @|whose court is @ in|who has the ball {_IN} @",
        rf"who (?:has|owns) the (?:next step|next move|action) {_IN} @",
        rf"who (?:has to|must|should|needs to|is to|ought to) {_ACT}(?: next| now)? (?:in|on|for|with|to|about) @",
        rf"(?:what (?:is|are) (?:the |our )?)?next (?:steps?|actions?|moves?) {_IN} @|what (?:is|comes) next {_IN} @",
        r"what (?:holds|is holding|blocks|is blocking|keeps) @(?: up| back| open)?",
        r"why is @ (?:still )?(?:stuck|blocked|waiting|open|not moving|on hold|unresolved|not resolved)",
        r"is @ (?:still )?(?:stuck|blocked|waiting|on hold)(?: (?:for|on|by) (?:anything|anybody|anyone|somebody|"
        r"someone))?",
    ),
}
_ASKED: Mapping[CaseTopic | None, re.Pattern[str]] = {
    None: re.compile("|".join(_WHOLE)),
    **{topic: re.compile("|".join(patterns)) for topic, patterns in _TOPICS.items()},
}
_IS = re.compile(r"\b(what|who|that|it|there)'s\b")
_MARKS = re.compile(rf"[^\w\s{_CASE}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOfCase:
    """What of a case is asked for: its `topic`, None for all that happened."""

    topic: CaseTopic | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryAsked(AskedOfCase):
    """The case that is asked about, too, as it is stored where it is `known`."""

    case_id: str
    known: bool


def story_asked(question: str, existing: Callable[[str], str | None]) -> StoryAsked | None:
    """What of which case `question` asks for; None where it says anything else, too, or names more than one case.

    `existing` finds an id as it is stored. An id that does not exist is taken for one where a word says that it is a
    case, or where it looks like nothing else.
    """
    found = list(_ID.finditer(question))
    if len(found) != 1:
        return None
    written = found[0]["id"].strip(".:#")
    stored = existing(written)
    if stored is None and not (looks_like_an_id(written) and (found[0]["noun"] or not written.isdigit())):
        return None
    asked = _asked(f"{question[: found[0].start()]} {_CASE} {question[found[0].end() :]}")
    return StoryAsked(case_id=stored or written, known=stored is not None, topic=asked.topic) if asked else None


def topic_of_it(message: str) -> AskedOfCase | None:
    """What is asked of a case that is called "it", or not named at all: "what was promised?"; None: something else."""
    plain = _IT.sub(_CASE, message)
    forms = (plain, *(f"{form.rstrip(' ?.!')} in {_CASE}" for form in (plain, message)))
    return next(filter(None, map(_asked, forms)), None)


def _asked(sentence: str) -> AskedOfCase | None:
    spoken = sentence.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    spoken = _IS.sub(r"\1 is", spoken).replace("'", "")
    plain = " ".join(_MARKS.sub(" ", spoken).split())
    bare = _ENDING.sub("", _OPENING.sub("", plain))
    fits = (topic for form in (plain, bare) for topic, asked in _ASKED.items() if asked.fullmatch(form))
    return next((AskedOfCase(topic=topic) for topic in fits), None)
