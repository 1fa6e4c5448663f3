"""Cases as cards, as sections, as lines. Everything in a case was written by somebody else: all of it is escaped."""

from collections.abc import Sequence
from datetime import date

from bot.blocks import limits
from bot.blocks.answers.ages import age
from bot.blocks.elements import button, context, mrkdwn, section
from bot.blocks.mrkdwn import escaped, is_web_address, link
from bot.blocks.payloads import OPEN_CASE
from bot.blocks.violations import Block
from knowledge.retrieval.search.similar_case import SimilarCase

CASES_SHOWN = 10
ID_CHARACTERS = 40
SUBJECT_CHARACTERS = 120
OUTCOME_CHARACTERS = 60
RESOLUTION_CHARACTERS = 220
WHY_CHARACTERS = 85
PLACE_CHARACTERS = 45
FOLDED_SHOWN = 3


def case_cards(cases: Sequence[SimilarCase], today: date | None) -> list[Block]:
    """A card a case, the closest first, and a line that says how many more there are."""
    return [*(_card(case, today) for case in cases[:CASES_SHOWN]), *_more(cases)]


def case_sections(cases: Sequence[SimilarCase], today: date | None) -> list[Block]:
    """A section for each of `cases`, for where there are no cards."""
    return [section("\n".join(_lines(case, today))) for case in cases]


def plain_case_blocks(cases: Sequence[SimilarCase], today: date | None) -> list[Block]:
    """As `case_cards`, of sections."""
    return [*case_sections(cases[:CASES_SHOWN], today), *_more(cases)]


def case_lines(cases: Sequence[SimilarCase], today: date | None = None) -> list[str]:
    """One line a case, for those who read the text only."""
    return [f"{_name(case)}: {_subject(case)} ({_ending(case, today)})" for case in cases[:CASES_SHOWN]]


def cut_cases(cases: Sequence[SimilarCase]) -> str:
    """The sentence that says what is not shown, empty if all cases are."""
    return f"{CASES_SHOWN} of {len(cases)} cases are shown." if len(cases) > CASES_SHOWN else ""


def _more(cases: Sequence[SimilarCase]) -> list[Block]:
    cut = cut_cases(cases)
    return [context(cut)] if cut else []


def _card(case: SimilarCase, today: date | None) -> Block:
    name = _name(case)
    return {
        "type": "card",
        "title": mrkdwn(f"{name} · {escaped(case.subject, limits.CARD_TITLE - len(name) - 3) or '(no subject)'}"),
        "subtitle": mrkdwn(_ending(case, today)[: limits.CARD_SUBTITLE]),
        **({"body": mrkdwn(body)} if (body := _body(case)) else {}),
        **({"actions": [_open_button(case.url)]} if is_web_address(case.url) else {}),
    }


def _body(case: SimilarCase) -> str:
    """Why it is similar, slanted to be told from how it was resolved, which follows as far as there is room."""
    why = escaped(_why(case), WHY_CHARACTERS)
    room = limits.CARD_BODY - len(why) - 3
    return "\n".join(filter(None, [why and f"_{why}_", escaped(case.resolution or "", room)]))


def _open_button(url: str | None) -> Block:
    return button("Open case", OPEN_CASE, url=url or "")


def _lines(case: SimilarCase, today: date | None) -> list[str]:
    why = escaped(_why(case), RESOLUTION_CHARACTERS)
    return [
        f"*{link(case.url, _name(case))}* {_subject(case)}",
        _ending(case, today),
        *([f"_Why:_ {why}"] if why else []),
        *([f"_Resolution:_ {escaped(case.resolution, RESOLUTION_CHARACTERS)}"] if case.resolution else []),
    ]


def _why(case: SimilarCase) -> str:
    """Why it is similar to what was asked, and to which others: empty of a case that was only listed."""
    return f"{case.why if case.score is not None else ''}{_folded(case)}".strip(" ·")


def _name(case: SimilarCase) -> str:
    return escaped(case.case_id, ID_CHARACTERS) or "(no id)"


def _subject(case: SimilarCase) -> str:
    return escaped(case.subject, SUBJECT_CHARACTERS) or "(no subject)"


def _ending(case: SimilarCase, today: date | None) -> str:
    """How it ended, and how similar it is; of a case that was only listed, what puts it where it is."""
    outcome = escaped(case.outcome or "", OUTCOME_CHARACTERS) or "no outcome yet"
    opened = f"opened {age(case.opened_on, today)}" if case.opened_on else ""
    escalated = "escalated" if case.escalated else "not escalated"
    if case.score is not None:
        return " · ".join(filter(None, [outcome, opened, escalated, f"{case.score * 100:.0f} % similar"]))
    place = escaped(case.why, PLACE_CHARACTERS)
    # "opened on 5 November" says "opened 2 weeks ago" already, as "escalated on" does "escalated"
    facts = [fact for fact in (opened, escalated) if not place.startswith(f"{fact.partition(' ')[0]} on")]
    return " · ".join(filter(None, [outcome, *facts, place]))


def _folded(case: SimilarCase) -> str:
    if not case.same_as:
        return ""
    ids = ", ".join(case.same_as[:FOLDED_SHOWN])
    more = len(case.same_as) - FOLDED_SHOWN
    return f" · same as {ids}{f' and {more} more' if more > 0 else ''}"
