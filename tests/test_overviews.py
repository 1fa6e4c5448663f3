"""What is going on: the same numbers as answers give, changes that are some, and questions that have an answer."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from knowledge.answers.answer import Status
from knowledge.answers.answerer import Answerer
from knowledge.answers.outlook.slices import latest_slices
from knowledge.answers.outlook.words import freshness_sentence
from knowledge.answers.overview import Overview
from knowledge.answers.overviews import Overviews
from knowledge.answers.seen import EVERYTHING, Seen
from knowledge.answers.served import Knowledge
from knowledge.errors import NoGeneration
from knowledge.metrics.periods import Grain, Period
from tests.apart import apart
from tests.builders import a_case
from tests.changing_world import TODAY, changing_world
from tests.homes import Home
from tests.world import NOW, World

THEN = datetime.combine(TODAY, datetime.min.time(), UTC)
BILLING = Seen.of({"product": ["Billing"]})
LIMITS = [
    EVERYTHING,
    BILLING,
    Seen.of({"product": ["Checkout", "Identity"], "region": ["EMEA"]}),
    Seen.of({"product": ["Billing"]}, hides_small=True),
    Seen.of({}, hides_small=True),
]


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    with changing_world(tmp_path_factory) as opened:
        yield opened


@pytest.fixture(scope="module")
def changed(changing: Knowledge) -> Overview:
    """Of a world in which Checkout got worse in October."""
    return Overviews(changing, lambda: THEN).of()


@pytest.fixture(scope="module")
def overviews(knowledge: Knowledge) -> Overviews:
    return Overviews(knowledge, lambda: NOW)


def questions_of(overview: Overview) -> Sequence[str]:
    return [
        *(one.question for one in overview.headlines),
        *(one.question for one in (*overview.changes, *overview.prompts)),
    ]


@pytest.mark.parametrize("seen", LIMITS)
def test_every_number_is_the_one_that_its_question_gives(overviews: Overviews, answerer: Answerer, seen: Seen) -> None:
    overview = overviews.of(seen)

    assert overview.headlines or seen.hides_small
    for one in overview.headlines:
        answer = answerer.answer(one.question, seen=seen)
        assert answer.status is Status.ANSWERED
        number = answer.numbers[-1]
        assert (one.number.value, one.number.n, one.number.low, one.number.high, one.number.period) == (
            number.value,
            number.n,
            number.low,
            number.high,
            number.period,
        )
        assert [value for value in one.series if value is not None] == [
            each.value for each in answer.numbers if each.value is not None
        ]


@pytest.mark.parametrize("seen", LIMITS)
def test_every_question_offered_has_an_answer(overviews: Overviews, answerer: Answerer, seen: Seen) -> None:
    overview = overviews.of(seen)

    assert 0 < len(overview.prompts) <= 4
    assert len({one.question for one in overview.prompts}) == len(overview.prompts)
    for question in questions_of(overview):
        assert answerer.answer(question, seen=seen).status is Status.ANSWERED, question


def test_a_change_of_one_part_is_told_with_the_question_that_explains_it(
    changed: Overview, changing: Knowledge
) -> None:
    titles = [one.title for one in changed.changes]
    part = next(one for one in changed.changes if "Checkout" in one.title)
    answer = Answerer(changing, now=lambda: THEN, strict=True).answer(part.question)

    assert titles[0] == "Escalations went up in October: why?"
    assert part.title == "Escalations in Checkout went up in October: why?"
    assert part.question == "Why did escalations for product Checkout change in October 2026?"
    assert not any("Billing" in title for title in titles)
    assert list(changed.prompts[: len(titles)]) == list(changed.changes)[:3]
    assert answer.status is Status.ANSWERED
    assert "rose from 3 (September 2026) to 15 (October 2026)" in answer.headline


def test_a_headline_tells_a_change_only_where_it_is_one(changed: Overview) -> None:
    sentences = {one.metric: one.sentence for one in changed.headlines}

    assert sentences["escalations"] == (
        "Escalations: 18 in October 2026, up from 6 the month before: more than the usual variation."
    )
    assert sentences["time_to_resolve"].endswith("in October 2026, as the month before.")


def test_nothing_is_a_change_where_nothing_is_unusual(overviews: Overviews) -> None:
    for one in overviews.of().headlines:
        assert "up from" not in one.sentence
        assert "down from" not in one.sentence


def test_a_ratio_that_can_still_grow_is_not_said_to_have_fallen(knowledge: Knowledge) -> None:
    early = datetime(2026, 10, 14, tzinfo=UTC)

    ratio = next(one for one in Overviews(knowledge, lambda: early).of().headlines if one.metric == "escalation_ratio")

    if "immature" in ratio.number.flags:
        assert ratio.sentence.endswith("too recent to tell, as the number can still grow.")
    assert "down from" not in ratio.sentence


def test_every_sentence_holds_no_number_but_those_of_its_headline(overviews: Overviews) -> None:
    for one in overviews.of().headlines:
        plain = one.sentence.replace("September 2026", "").replace("August 2026", "")
        assert sum(character.isdigit() for character in plain) <= 8


def test_who_may_see_some_cases_gets_the_overview_of_those_alone(
    world: World, overviews: Overviews, tmp_path: Path
) -> None:
    with apart(world, BILLING, tmp_path).knowledge(similarity_floor=0.1) as alone:
        there = Overviews(alone, lambda: NOW).of()

    here = overviews.of(BILLING)

    assert here.headlines == there.headlines
    assert (here.changes, here.prompts, here.freshness) == (there.changes, there.prompts, there.freshness)


def test_numbers_of_few_cases_are_no_headline_and_no_part_of_a_series(overviews: Overviews) -> None:
    for seen in LIMITS:
        if seen.hides_small:
            for one in overviews.of(seen).headlines:
                assert one.number.n >= 5
                assert one.before is None or one.before.n >= 5


def test_who_may_see_no_case_gets_an_empty_overview(overviews: Overviews) -> None:
    overview = overviews.of(Seen.of({"product": []}))

    assert (overview.headlines, overview.changes, overview.prompts) == ([], [], [])
    assert overview.freshness


def test_it_is_computed_once_for_a_generation_a_limit_and_a_day(knowledge: Knowledge) -> None:
    at = NOW
    overviews = Overviews(knowledge, lambda: at)

    first = overviews.of(BILLING)
    assert overviews.of(Seen.of({"product": ["Billing"]})) is first
    assert overviews.of() is not first
    at = datetime(2026, 10, 15, 9, tzinfo=UTC)
    assert overviews.of(BILLING) is not first


def test_without_a_generation_it_says_so(home: Home) -> None:
    with home.knowledge() as knowledge, pytest.raises(NoGeneration):
        Overviews(knowledge, lambda: NOW).of()


def test_a_day_of_data_is_no_complete_week_and_still_can_be_asked_about(tmp_path: Path) -> None:
    with closing(Home(tmp_path)) as home:
        home.save(a_case(opened_at=datetime(2026, 10, 12, 8, tzinfo=UTC)))
        home.refresh(now=NOW)
        with home.knowledge() as knowledge:
            overview = Overviews(knowledge, lambda: NOW).of()

    assert overview.headlines == []
    assert [one.question for one in overview.prompts] == ["How many cases were opened?"]


# Which weeks and months


def months(start: date, end: date) -> tuple[Grain, Period]:
    return Grain.MONTH, Period(start=start, end=end)


@pytest.mark.parametrize(
    ("today", "begins", "ends", "latest"),
    [
        (date(2026, 10, 14), date(2025, 1, 9), date(2026, 10, 13), months(date(2026, 9, 1), date(2026, 10, 1))),
        (date(2026, 10, 1), date(2025, 1, 9), date(2026, 9, 30), months(date(2026, 9, 1), date(2026, 10, 1))),
        (date(2026, 10, 14), date(2025, 1, 9), date(2026, 9, 20), months(date(2026, 8, 1), date(2026, 9, 1))),
        (date(2030, 1, 1), date(2025, 1, 9), date(2026, 9, 30), months(date(2026, 9, 1), date(2026, 10, 1))),
        (
            date(2026, 10, 14),
            date(2026, 8, 20),
            date(2026, 10, 13),
            (Grain.WEEK, Period(start=date(2026, 10, 5), end=date(2026, 10, 12))),
        ),
    ],
)
def test_the_latest_slice_is_over_and_covered(
    today: date, begins: date, ends: date, latest: tuple[Grain, Period]
) -> None:
    slices = latest_slices(today, begins=begins, ends=ends)

    assert slices is not None
    assert (slices.grain, slices.after) == latest
    assert slices.before.end == slices.after.start
    assert slices.whole.end == slices.after.end
    assert slices.whole.start is not None
    assert slices.whole.start >= begins


def test_a_few_days_are_no_slice() -> None:
    assert latest_slices(date(2026, 10, 14), begins=date(2026, 10, 7), ends=date(2026, 10, 13)) is None


def test_freshness_says_when_the_data_is_old() -> None:
    as_of = datetime(2026, 10, 13, 21, 5, tzinfo=UTC)
    zone = ZoneInfo("Europe/Berlin")

    assert freshness_sentence(as_of, date(2026, 10, 14), zone) == "Data as of 13 October 2026, 23:05 (Europe/Berlin)."
    assert freshness_sentence(as_of, date(2026, 10, 20), zone) == (
        "The data ends on 13 October 2026, 7 days ago: later cases are not in it."
    )
