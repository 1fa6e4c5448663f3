"""Cases as compact sections. Everything in a case was written by somebody else: all of it is escaped."""

from collections.abc import Sequence

from bot.blocks.elements import context, section
from bot.blocks.mrkdwn import escaped, link
from bot.blocks.violations import Block
from knowledge.retrieval.similar_case import SimilarCase

CASES_SHOWN = 8
ID_CHARACTERS = 80
SUBJECT_CHARACTERS = 120
OUTCOME_CHARACTERS = 60
RESOLUTION_CHARACTERS = 220
WHY_CHARACTERS = 120
FOLDED_SHOWN = 3


def case_blocks(cases: Sequence[SimilarCase]) -> list[Block]:
    """A section a case, the closest first, and a line that says how many more there are."""
    shown = [section("\n".join(_lines(case))) for case in cases[:CASES_SHOWN]]
    cut = cut_cases(cases)
    return [*shown, context(cut)] if cut else shown


def case_lines(cases: Sequence[SimilarCase]) -> list[str]:
    """One line a case, for those who read the text only."""
    return [
        f"{escaped(case.case_id, ID_CHARACTERS)}: {_subject(case)} ({_ending(case)})" for case in cases[:CASES_SHOWN]
    ]


def cut_cases(cases: Sequence[SimilarCase]) -> str:
    """The sentence that says what is not shown, empty if all cases are."""
    return f"{CASES_SHOWN} of {len(cases)} cases are shown." if len(cases) > CASES_SHOWN else ""


def _lines(case: SimilarCase) -> list[str]:
    name = link(case.url, escaped(case.case_id, ID_CHARACTERS))
    return [
        f"*{name}* {_subject(case)}",
        f"{_ending(case)}{_similarity(case)}{_folded(case)}",
        *([f"Resolution: {escaped(case.resolution, RESOLUTION_CHARACTERS)}"] if case.resolution else []),
        *([f"Why: {escaped(case.why, WHY_CHARACTERS)}"] if case.why else []),
    ]


def _subject(case: SimilarCase) -> str:
    return escaped(case.subject, SUBJECT_CHARACTERS) or "(no subject)"


def _ending(case: SimilarCase) -> str:
    outcome = escaped(case.outcome or "", OUTCOME_CHARACTERS) or "no outcome yet"
    return f"{outcome}, escalated" if case.escalated else outcome


def _similarity(case: SimilarCase) -> str:
    return "" if case.score is None else f" · {case.score * 100:.0f} % similar"


def _folded(case: SimilarCase) -> str:
    if not case.same_as:
        return ""
    ids = ", ".join(escaped(case_id, ID_CHARACTERS) for case_id in case.same_as[:FOLDED_SHOWN])
    more = len(case.same_as) - FOLDED_SHOWN
    return f" · same as {ids}{f' and {more} more' if more > 0 else ''}"
