"""The benchmark of reranking with a model that is hardly one: what is printed can be read."""

from tests.benchmarks.reranking import Report, Size, costs, table
from tests.homes import Home


def test_searches_with_and_without_a_reranking_model_are_timed(home: Home) -> None:
    reports = [Report(heading=f"page {at} does not open", text=f"it says {at * at}") for at in range(40)]

    found = list(costs(home, reports, [Size(name="one layer of 24", layers=1, width=24)], questions=2))

    assert [one.name for one in found] == ["none", "one layer of 24"]
    assert all(len(one.headings) == len(one.reports) == 2 for one in found)
    assert "one layer of 24" in table(found)
