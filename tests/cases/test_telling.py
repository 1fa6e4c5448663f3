"""Sentences that say something of their case."""

import pytest

from knowledge.answers.cases.telling import is_telling


@pytest.mark.parametrize(
    "sentence",
    [
        "The gateway timed out and the payment was sent a second time under req-10d2d9.",
        "Full refund of EUR 119.02 booked against INV-2025-22475.",
        "History of the page was lost on Monday.",
        "The cache was cleared",
        "セッションを再起動しました。",
        "Die Sitzung wurde beendet und neu begonnen.",
    ],
)
def test_what_was_found_and_done_is_telling(sentence: str) -> None:
    assert is_telling(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Hello Ann, I hope you are well today.",
        "Kind regards from all of us here",
        "The customer had no further questions.",
        "Customer confirmed by a short note.",
        "The customer had opened this twice; it was merged with the other case.",
        "Could you please look into this?",
        "Steps that we took to see it:",
        "Fixed it.",
        "The cache was cleared but",
        "2020-04-23 11:09:48,198 ERROR the node failed to start now",
        "at org.apache.Thing.run(Thing.java:17) and so on it goes",
        "Error in org.apache.hadoop.metrics2.impl.MetricsConfigException when it starts",
        "+----+----+ 12 | 13 | 14 || 15 - 16 = 17 one two three four",
        "My name is XXXX XXXX and I live in XXXX",
        "word " * 80,
        "",
    ],
)
def test_formulas_questions_and_what_programs_wrote_are_not(sentence: str) -> None:
    assert not is_telling(sentence)
