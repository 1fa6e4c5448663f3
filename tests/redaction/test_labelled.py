"""Of what must not leave the case store nearly everything is found, and little else, in texts labelled by hand."""

import pytest

from knowledge.redaction.redactor import Redactor
from tests.redaction.labels import labelled, score_of

KINDS = {"card", "email", "iban", "ip", "password", "phone", "token"}
SECRETS = {"email", "iban", "password", "token"}
RECALL, PRECISION, SURVIVING = 0.98, 0.95, 0.97


@pytest.mark.parametrize("half", ["known", "unseen"])
def test_nearly_everything_is_found_and_little_else(half: str) -> None:
    score = score_of(Redactor(), labelled(half))

    assert score.recall >= RECALL, f"\n{score}"
    assert score.precision >= PRECISION, f"\n{score}"


@pytest.mark.parametrize("half", ["known", "unseen"])
def test_what_only_looks_like_a_secret_survives(half: str) -> None:
    score = score_of(Redactor(), labelled(half))

    assert 1 - len(score.lost) / score.survivors >= SURVIVING, f"\n{score}"


def test_there_is_enough_of_every_kind_to_be_measured_on() -> None:
    texts = [*labelled("known"), *labelled("unseen")]
    labels = [kind for text in texts for kind, _, _ in text.labels]

    assert {kind for kind in KINDS if labels.count(kind) >= 30} == set(labels) == KINDS
    assert len(labels) >= 350
    assert sum(len(text.survivors) for text in texts) >= 250
    assert len(labelled("unseen")) >= 0.35 * len(texts)


def test_no_labelled_text_still_holds_a_secret_that_was_found_in_it() -> None:
    redactor = Redactor()
    for text in labelled("known"):
        found = {text.text[one.start : one.end] for one in redactor.found(text.text) if one.kind in SECRETS}
        shown = redactor.redacted(text.text)

        assert {secret for secret in found if len(secret) > 5 and secret in shown} == set()


def test_an_answer_of_a_redactor_is_scored_place_by_place() -> None:
    class OnlyLetters(Redactor):
        def __init__(self) -> None:
            super().__init__(extra={"name": "Ada"})

    text = "Ada, call 415-555-0132."
    named = labelled("known")[0].__class__(text, [("name", 0, 3), ("card", 10, 22)], [("survivor", 5, 9)])
    score = score_of(OnlyLetters(), [named])

    assert (score.recall, score.precision, score.lost) == (1.0, 1.0, [])
