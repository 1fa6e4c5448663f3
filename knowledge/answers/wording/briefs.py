"""The brief of a case in words: its parts under their headings, and the sentence that answers about one of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answers.cases.told import Brief, Cited
from knowledge.answers.wording.lessons import Cite, bracketed, citation
from knowledge.questions.plan import CaseTopic

_HEADINGS = {
    CaseTopic.WANTS: "What the customer wants",
    CaseTopic.TRIED: "What was tried",
    CaseTopic.PROMISED: "What was promised",
    CaseTopic.WAITS_ON: "What waits on whom",
}
_HAPPENED = "What happened"
_NOTHING = {
    CaseTopic.WANTS: "Nothing says what the customer wants",
    CaseTopic.TRIED: "Nothing says what was tried",
    CaseTopic.PROMISED: "Nothing says that anything was promised",
    CaseTopic.WAITS_ON: "Nothing says what it waits on",
}
_OPEN, _CUT = "Nothing after it says", "not shown."
"""What a promise says that may not have been kept, and what the line ends with that counts what is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPart:
    """A heading and the lines under it; none where the heading says that there is nothing."""

    heading: str
    lines: Sequence[str] = ()


def brief_parts(brief: Brief, cite: Cite = bracketed) -> Sequence[BriefPart]:
    """What is wanted, was tried, was promised, waits, then what nothing says, then what happened.

    A line has its citation behind it, but for those of what happened: all of these are events of the one case.
    """
    said = {
        topic: [f"{one.text} {citation(one.case_ids, cite)}" for one in _lines(brief, topic)] for topic in CaseTopic
    }
    unsaid = " ".join(f"{_NOTHING[topic]}." for topic in CaseTopic if not said[topic])
    return [
        *(BriefPart(heading=f"{_HEADINGS[topic]}:", lines=lines) for topic, lines in said.items() if lines),
        *([BriefPart(heading=unsaid)] if unsaid else []),
        *([BriefPart(heading=f"{_HAPPENED}:", lines=brief.timeline)] if brief.timeline else []),
    ]


def brief_sentences(brief: Brief) -> Sequence[str]:
    """All that a brief says, for what holds sentences against their evidence."""
    return [*brief.timeline, *(one.text for topic in CaseTopic for one in _lines(brief, topic))]


def stopped(sentence: str) -> str:
    """`sentence` with a full stop, unless it ends with a quotation that has its own."""
    return sentence if sentence.rstrip("”")[-1:] in {*".!?…"} else f"{sentence}."


def headline_about(case_id: str, brief: Brief, topic: CaseTopic) -> str:
    """What the brief says of one thing, in a sentence that stands alone: of promises the last that is open."""
    lines = _lines(brief, topic)
    if not lines:
        return f"{_NOTHING[topic]} in {case_id}."
    told = _most_telling(lines, topic)
    sentence = f"{_HEADINGS[topic]} in {case_id}: {told}"
    if topic is CaseTopic.WAITS_ON:
        rest = told.removeprefix("Nothing")
        sentence = f"{case_id} waits on: {told}" if rest == told else f"{case_id} waits on nothing{rest}"
    return f"{stopped(sentence)}{' There is more below.' if len(lines) > 1 else ''}"


def _most_telling(lines: Sequence[Cited], topic: CaseTopic) -> str:
    """The first line; of what was tried or promised the last, of promises one that nothing followed."""
    texts = [one.text for one in lines if not one.text.endswith(_CUT)]
    if topic in (CaseTopic.WANTS, CaseTopic.WAITS_ON):
        return texts[0]
    return next((text for text in reversed(texts) if _OPEN in text), texts[-1])


def _lines(brief: Brief, topic: CaseTopic) -> Sequence[Cited]:
    match topic:
        case CaseTopic.WANTS:
            return brief.wants
        case CaseTopic.TRIED:
            return brief.tried
        case CaseTopic.PROMISED:
            return brief.promised
        case CaseTopic.WAITS_ON:
            return brief.waits_on
