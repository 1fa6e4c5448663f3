"""The door to DuckDB: files with any name, damage in our words, mistakes in their own, answers a few at a time."""

from contextlib import closing
from pathlib import Path

import pytest

from knowledge.errors import DamagedGeneration
from knowledge.metrics.compiling import Request
from knowledge.metrics.engine import Engine, Limit
from knowledge.metrics.fact_files import CASES, EVENTS
from tests.builders import a_case
from tests.generated import a_history, engine_over, metrics_over, write_facts


def everything_read(file: Path) -> None:
    """Reads every value of a file, and keeps nothing open."""
    with closing(Engine({"cases": file}, name="000001-abcdef")) as engine:
        engine.write("SELECT * FROM cases", (), file.parent / "copy")


@pytest.mark.parametrize("name", ["a'b", "a[b]c", "a*c", "a?c", "größe", 'a"b', "a b"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    write_facts(tmp_path / "axc", [a_history(a_case("C-0"))])
    with metrics_over(tmp_path / name, [a_history(a_case("C-1")), a_history(a_case("C-2"))]) as metrics:
        assert metrics.compute(Request(metric="cases")).rows[0].value == 2


@pytest.mark.parametrize("hole", [slice(4, 400), slice(-400, -8), slice(-4, None), slice(0, None)])
def test_a_file_with_a_hole_is_damaged_and_not_a_riddle(tmp_path: Path, hole: slice) -> None:
    folder = write_facts(tmp_path, [a_history(a_case(f"C-{n}", subject=f"{n} {n * n}")) for n in range(2000)])
    file = folder / "cases.parquet"
    content = bytearray(file.read_bytes())
    content[hole] = b"\xee" * len(content[hole])
    file.write_bytes(content)

    with pytest.raises(DamagedGeneration, match="cannot be read"):
        everything_read(file)


def test_a_file_that_is_gone_is_damage(tmp_path: Path) -> None:
    with pytest.raises(DamagedGeneration):
        Engine({"cases": tmp_path / "cases.parquet"}, name="000001-abcdef")


def test_a_mistake_in_a_query_is_not_called_damage(tmp_path: Path) -> None:
    folder = write_facts(tmp_path, [])

    with engine_over(folder) as engine, pytest.raises(Exception, match="nothing_of_ours") as raised:
        engine.rows("SELECT nothing_of_ours FROM cases")
    assert not isinstance(raised.value, DamagedGeneration)


def test_rows_come_in_batches_of_the_size_asked_for(tmp_path: Path) -> None:
    folder = write_facts(tmp_path, [a_history(a_case(f"C-{n}")) for n in range(7)])
    sql = "SELECT case_id FROM cases WHERE subject = ?"

    with engine_over(folder) as engine:
        sizes = [len(batch) for batch in engine.batches(sql, ["Login fails"], 3)]

    assert sizes == [3, 3, 1]


def test_a_limited_view_holds_the_rows_of_its_limit_and_no_others(tmp_path: Path) -> None:
    folder = write_facts(tmp_path, [a_history(a_case(f"C-{n}", product="ab"[n % 2])) for n in range(6)])
    limits = {
        "cases": Limit(condition="product IN (?)", params=("a",)),
        "events": Limit(condition="case_id IN (SELECT case_id FROM cases)"),
    }

    with closing(
        Engine({"cases": folder / CASES, "events": folder / EVENTS}, name="000001-abcdef", limits=limits)
    ) as engine:
        ids = [case_id for (case_id,) in engine.rows("SELECT case_id FROM cases ORDER BY ALL")]
        columns = [name for name, *_ in engine.rows("DESCRIBE cases")]
        events = {case_id for (case_id,) in engine.rows("SELECT case_id FROM events")}

    assert ids == ["C-0", "C-2", "C-4"]
    assert "file_row_number" not in columns
    assert events <= set(ids)


def test_what_a_limit_is_given_is_a_value_and_never_a_query(tmp_path: Path) -> None:
    folder = write_facts(tmp_path, [a_history(a_case("C-1", product="a"))])
    limits = {"cases": Limit(condition="product IN (?)", params=("a') OR TRUE --",))}

    with closing(Engine({"cases": folder / CASES}, name="000001-abcdef", limits=limits)) as engine:
        assert engine.rows("SELECT case_id FROM cases") == []
