"""What `stats` prints of any metric: as text that is read, as rows for a script."""

import csv
import io

import pytest

from knowledge.asking import Printed, compute, requested
from knowledge.metrics.catalogue import METRICS, Measure
from tests.world import World


def printed(world: World, metric: str, *, by: str = "", every: str = "", statistic: str = "", end: str = "") -> Printed:
    request = requested(metric, by=by, every=every, where={}, days=("2026-06-01", end), statistic=statistic)
    with world.knowledge() as knowledge:
        return compute(knowledge, request)


@pytest.mark.parametrize("name", METRICS)
def test_every_metric_in_every_statistic_is_told_with_its_definition(world: World, name: str) -> None:
    for statistic in ("", *METRICS[name].statistics):
        for split in ({"by": "product"}, {"every": "month"}):
            shown = printed(world, name, statistic=statistic, **split)

            wanted = METRICS[name].asked_for(statistic or None, None)
            assert wanted.definition[1:] in " ".join(shown.text.split())  # the first letter may be a capital
            assert shown.document["definition"] == wanted.definition
            assert len(list(csv.DictReader(io.StringIO(shown.csv)))) == len(shown.document["rows"])


def test_a_count_is_not_told_twice(world: World) -> None:
    for name, metric in METRICS.items():
        head = printed(world, name, by="product").text.splitlines()[0].split()
        assert ("n" in head) == (metric.measure in (Measure.SHARE, Measure.AMOUNT))


def test_the_text_says_when(world: World) -> None:
    assert "· in June 2026 ·" in " ".join(printed(world, "cases", end="2026-07-01").text.split())
    assert "· at the end of 30 June 2026 ·" in " ".join(printed(world, "backlog", end="2026-07-01").text.split())


def test_what_the_data_cannot_tell_is_a_note_beside_the_number(world: World) -> None:
    with world.knowledge() as knowledge, knowledge.current() as served:
        lacking = [name for name, metric in METRICS.items() if served.metrics.missing(metric)]
    for name in METRICS:
        assert any("says nothing" in note for note in printed(world, name).notes) == (name in lacking)
