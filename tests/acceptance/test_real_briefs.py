"""The briefs of real cases: every one fits on a screen, and every sentence of it stands in the case."""

from collections.abc import Callable

import pytest

from knowledge.answers.answer import Answer, Status
from knowledge.answers.briefs.brief import brief_of
from knowledge.answers.briefs.timeline import MOST_LINES
from knowledge.answers.grounding import Said, check_grounded
from knowledge.answers.wording.briefs import brief_sentences
from tests.acceptance.real_logs import RealWorld

MOST_SENTENCES = 40
AT_MOST = 400
"""Cases that are told of each log, spread over it."""


@pytest.mark.slow  # the logs are exported, imported and refreshed
@pytest.mark.parametrize("log", ["volvo", "uci", "helpdesk", "sample"])
def test_every_brief_of_a_log_is_short_and_stands_in_the_case(real_world: Callable[[str], RealWorld], log: str) -> None:
    world = real_world(log).world
    with world.knowledge() as knowledge, knowledge.current() as served:
        ids = [row[0] for row in served._engine.rows("SELECT case_id FROM cases ORDER BY case_id")]
        for case_id in ids[:: max(1, len(ids) // AT_MOST)]:
            case = served.cases.told(case_id)
            assert case is not None
            written = brief_of(case)
            brief = written.brief
            said = Said(beside=written.beside, computed=written.computed, words=written.words)
            check_grounded(Answer(question="", status=Status.ANSWERED, headline="", text="", brief=brief), said)
            assert brief.wants
            assert brief.waits_on
            assert len(brief.timeline) <= MOST_LINES
            assert len(brief_sentences(brief)) <= MOST_SENTENCES
