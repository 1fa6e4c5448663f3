"""Which files of a folder are imported, which folders are refused, and what the rows of a file are."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from knowledge.errors import UnusableFolder
from pipelines.sources import csv_file, lines
from pipelines.sources.export_folder import ExportFile, files_of, opened
from pipelines.sources.rows import CASES, Flaw, Row

HEADER = "case_id,opened_at,subject"


def folder_with(folder: Path, **files: str | bytes) -> Path:
    """`cases_csv="…"` becomes the file cases.csv."""
    for name, content in files.items():
        path = folder / name.replace("_", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def rows_in(path: Path) -> list[Row | Flaw]:
    file = ExportFile(table=CASES, path=path)
    with opened(file) as reading:
        return list(reading.rows())


def read(folder: Path, **files: str | bytes) -> list[Row | Flaw]:
    """The rows of the only file, a file of cases."""
    [file] = files_of(folder_with(folder, **files))
    return rows_in(file.path)


def cells(rows: list[Row | Flaw]) -> list[dict[str, str]]:
    return [dict(row.cells) for row in rows if isinstance(row, Row)]


def where(rows: list[Row | Flaw]) -> list[tuple[int, str]]:
    """The line of each row, and "row" or why it is none."""
    return [(row.line, "row" if isinstance(row, Row) else row.reason) for row in rows]


def refusal(folder: Path) -> str:
    with pytest.raises(UnusableFolder) as caught:
        files_of(folder)
    return str(caught.value)


def test_teams_come_before_cases_and_cases_before_their_events(tmp_path: Path) -> None:
    folder_with(
        tmp_path, quality_csv="at,team,score", events_csv="case_id,at,kind", cases_csv=HEADER, teams_csv="team,tier"
    )

    assert [file.path.name for file in files_of(tmp_path)] == ["teams.csv", "cases.csv", "events.csv", "quality.csv"]


@pytest.mark.parametrize("name", ["cases.csv", "cases.csv.gz", "Cases.CSV", "cases.jsonl", "cases.jsonl.gz"])
def test_a_table_is_found_in_every_text_form(tmp_path: Path, name: str) -> None:
    text = '{"case_id": "C-1", "opened_at": "2024-01-01", "subject": "Hi"}' if "jsonl" in name else f"{HEADER}\nC-1,,"
    packed = gzip.compress(text.encode()) if name.endswith("gz") else text.encode()
    (tmp_path / name).write_bytes(packed)

    [file] = files_of(tmp_path)

    assert cells(rows_in(file.path))[0]["case_id"] == "C-1"


def test_files_that_are_no_table_are_ignored(tmp_path: Path) -> None:
    folder_with(tmp_path, cases_csv=HEADER, notes_txt="x", accounts_csv="a,b", cases_bak="x")
    (tmp_path / "events").mkdir()

    assert [file.path.name for file in files_of(tmp_path)] == ["cases.csv"]


def test_a_folder_with_events_alone_is_fine(tmp_path: Path) -> None:
    folder_with(tmp_path, events_csv="case_id,at,kind\n")

    assert len(files_of(tmp_path)) == 1


def test_a_missing_folder_a_file_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()

    assert refusal(tmp_path / "nowhere") == f"There is no folder {tmp_path / 'nowhere'}."
    assert refusal(tmp_path / "file") == f"{tmp_path / 'file'} is not a folder."
    assert "has no file of an export" in refusal(tmp_path / "empty")


def test_a_table_that_is_there_twice_is_refused_with_both_names(tmp_path: Path) -> None:
    folder_with(tmp_path, cases_csv=HEADER, cases_jsonl="{}")

    assert "cases.csv and cases.jsonl" in refusal(tmp_path)


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cases.parquet").mkdir()

    assert refusal(tmp_path).startswith("cases.parquet is not a file")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "cases.csv is empty: it lacks the column case_id"),
        (b"\xef\xbb\xbf", "cases.csv is empty: it lacks the column case_id"),
        (b"\n\n", "cases.csv is empty: it lacks the column case_id"),
        (b"case_id,subject\nC-1,Hi\n", "cases.csv lacks the column opened_at"),
        (b"id\n", "cases.csv lacks the column case_id and the column opened_at and the column subject"),
        (b"case_id;opened_at;subject\n", "cases.csv lacks the column case_id"),
        (b"case_id,opened_at,subject,team,Team\n", "cases.csv has the column team twice"),
        (b"case_id,opened_at,subject,Plan,plan \n", "cases.csv has the column plan twice"),
        (f"{HEADER}\nC-1,,\n".encode("utf-16"), "cases.csv has no column case_id that can be read: is it UTF-8 text?"),
        (f"{HEADER}\n".encode("utf-16-le"), "cases.csv has no column case_id that can be read: is it UTF-8 text?"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08", "cases.csv has no column case_id that can be read"),
        (b'"case_id,opened_at,subject\n', "cases.csv has no column case_id that can be read"),
        (b"case_id,opened_at,subject," + b"x" * 600, "cases.csv has a column whose name is longer than 512"),
    ],
)
def test_a_csv_file_without_a_sound_header_is_refused(tmp_path: Path, content: bytes, expected: str) -> None:
    folder_with(tmp_path, cases_csv=content)

    sentence = refusal(tmp_path)

    assert sentence.startswith(expected)
    assert sentence.endswith("nothing of the folder was imported.")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "cases.jsonl is empty: it lacks the column case_id"),
        ("[1, 2]\n", "cases.jsonl has no column case_id that can be read"),
        ('{"case_id": "C-1", "subject": "Hi"}\n', "cases.jsonl lacks the column opened_at"),
        (
            '{"case_id": "C-1", "opened_at": "", "subject": "Hi"}\n'.encode("utf-16"),
            "cases.jsonl has no column case_id",
        ),
    ],
)
def test_a_jsonl_file_whose_first_rows_lack_a_column_is_refused(
    tmp_path: Path, content: str | bytes, expected: str
) -> None:
    assert refusal(folder_with(tmp_path, cases_jsonl=content)).startswith(expected)


def test_a_column_may_appear_in_any_of_the_first_hundred_json_rows(tmp_path: Path) -> None:
    folder_with(tmp_path, cases_jsonl='no json\n{"case_id": "C-1"}\n{"opened_at": ""}\n{"Subject": ""}\n')

    assert len(files_of(tmp_path)) == 1


def cut_off(data: bytes) -> bytes:
    return data[: len(data) // 2]


def with_a_wrong_checksum(data: bytes) -> bytes:
    return data[:-8] + b"12345678"


@pytest.mark.parametrize("damage", [cut_off, with_a_wrong_checksum, lambda data: b"plain text"])
def test_a_damaged_gzip_file_is_refused_before_anything_is_imported(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    whole = gzip.compress("\n".join([HEADER, *(f"C-{n},2024-01-01,Hi {n * n}" for n in range(999))]).encode())
    (tmp_path / "cases.csv.gz").write_bytes(damage(whole))

    sentence = refusal(tmp_path)

    assert sentence.startswith("cases.csv.gz cannot be used: it is damaged or cut off")
    assert sentence.endswith("nothing of the folder was imported.")


def test_a_file_damaged_after_it_was_checked_says_how_far_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv.gz"
    whole = gzip.compress("\n".join([HEADER, *(f"C-{n},2024-01-01,Hi {n * n}" for n in range(99999))]).encode())
    path.write_bytes(cut_off(whole))

    with pytest.raises(
        UnusableFolder, match=r"cases\.csv\.gz cannot be read beyond line \d{5}: .* import the folder again"
    ):
        rows_in(path)


def test_a_file_that_is_no_gzip_file_any_more_was_read_up_to_its_first_line(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv.gz"
    path.write_text("plain text")

    with pytest.raises(UnusableFolder, match="cannot be read beyond line 0: it is damaged or cut off"):
        rows_in(path)


def test_a_file_that_went_away_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnusableFolder, match="cannot be read beyond line 0: it cannot be read: No such file"):
        rows_in(tmp_path / "cases.csv")


def test_a_cut_off_parquet_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cases.parquet"
    pq.write_table(pa.table({"case_id": ["C-1"], "opened_at": [""], "subject": [""]}), path)
    path.write_bytes(cut_off(path.read_bytes()))

    assert refusal(tmp_path).startswith("cases.parquet cannot be used: it is damaged or no Parquet file")


def test_a_parquet_file_with_a_damaged_page_says_so(tmp_path: Path) -> None:
    path = tmp_path / "cases.parquet"
    pq.write_table(pa.table({"case_id": [f"C-{n}" for n in range(5000)]}), path, use_dictionary=False)
    whole = path.read_bytes()
    path.write_bytes(whole[:50] + b"\xff" * 500 + whole[550:])

    with pytest.raises(UnusableFolder, match="cannot be read beyond line 0"):
        rows_in(path)


def test_a_parquet_file_that_lacks_a_column_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"case_id": ["C-1"], "subject": [""]}), tmp_path / "cases.parquet")

    assert refusal(tmp_path).startswith("cases.parquet lacks the column opened_at")


def test_a_byte_order_mark_and_a_file_without_rows_are_fine(tmp_path: Path) -> None:
    assert read(tmp_path, cases_csv=b"\xef\xbb\xbf" + HEADER.encode()) == []


def test_known_columns_are_matched_whatever_their_case_and_others_keep_their_spelling(tmp_path: Path) -> None:
    [row] = cells(read(tmp_path, cases_csv="Case_ID, OPENED_AT ,subject, Plan Name ,\nC-1,a,b,gold,unnamed\n"))

    assert row == {"case_id": "C-1", "opened_at": "a", "subject": "b", "Plan Name": "gold"}


def test_a_row_has_the_number_of_the_line_where_it_starts(tmp_path: Path) -> None:
    rows = read(tmp_path, cases_csv=f'{HEADER}\nC-1,a,"two\nlines"\n\nC-2,a,b\r\nC-3,a,"x\r\ny"\nC-4,a,b')

    assert where(rows) == [(2, "row"), (5, "row"), (6, "row"), (8, "row")]
    assert cells(rows)[0]["subject"] == "two\nlines"


def test_missing_cells_are_empty_and_one_too_many_costs_the_row(tmp_path: Path) -> None:
    rows = read(tmp_path, cases_csv=f"{HEADER}\nC-1\nC-2,a,b,c\nC-3,a,b\n")

    assert where(rows) == [(2, "row"), (3, "has 4 cells, but there are 3 columns"), (4, "row")]
    assert cells(rows)[0] == {"case_id": "C-1", "opened_at": "", "subject": ""}


def test_a_quotation_mark_that_is_never_closed_costs_its_row_alone(tmp_path: Path) -> None:
    rows = read(tmp_path, cases_csv=f'{HEADER}\nC-1,a,"open\nC-2,a,b\nC-3,a,b\n')

    broken = "has a quotation mark that is not closed or not doubled (read up to line 4)"
    assert where(rows) == [(2, broken), (3, "row"), (4, "row")]


def test_a_quotation_mark_closed_by_a_later_row_does_not_swallow_rows(tmp_path: Path) -> None:
    rows = read(tmp_path, cases_csv=f'{HEADER}\nC-1,a,"open\nC-2,a,b\nC-3,a,"whole"\nC-4,a,b\n')

    assert [row.line for row in rows if isinstance(row, Row)] == [3, 4, 5]


def test_text_behind_a_closing_quotation_mark_costs_the_row(tmp_path: Path) -> None:
    rows = read(tmp_path, cases_csv=f'{HEADER}\nC-1,a,"said "no""\nC-2,a,"said ""no"""\n')

    assert where(rows) == [(2, "has a quotation mark that is not closed or not doubled"), (3, "row")]


def test_a_cell_of_a_megabyte_is_taken_whole(tmp_path: Path) -> None:
    [row] = cells(read(tmp_path, cases_csv=f"{HEADER}\nC-1,a,{'x' * 2**20}\n"))

    assert len(row["subject"]) == 2**20


@pytest.mark.parametrize("layout", ["\n{}", '\n"{}"', '\n"{}'])
def test_a_cell_beyond_the_limit_costs_its_row_alone(tmp_path: Path, layout: str) -> None:
    longest = csv_file.LONGEST_CELL
    rows = read(tmp_path, cases_csv=f"{HEADER}{layout.format('x' * (longest + 1))}\nC-2,a,b\n")

    assert [row.line for row in rows] == [2, 3]
    assert "more than 16 MiB" in where(rows)[0][1]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_line_beyond_all_limits_is_skipped_without_being_held(tmp_path: Path, form: str) -> None:
    good = '{"case_id": "C-1", "opened_at": "", "subject": ""}' if form == "jsonl" else "C-1,a,b"
    header = [HEADER] if form == "csv" else [good]
    content = "\n".join([*header, "x" * (2 * lines.LONGEST_LINE + 5), good, good])

    rows = read(tmp_path, **{f"cases_{form}": content})

    assert [row.line for row in rows if isinstance(row, Flaw)] == [2]
    assert [row.line for row in rows if isinstance(row, Row)][-2:] == [3, 4]


def test_undecodable_bytes_cost_their_cell_and_nul_characters_only_themselves(tmp_path: Path) -> None:
    content = HEADER.encode() + b",team\nC-1,a,caf\xe9,z\xc3\xbcrich\nC-2,a,nu\0l,b\0a\xffd\n"

    first, second = read(tmp_path, cases_csv=content)

    assert isinstance(first, Row)
    assert isinstance(second, Row)
    assert dict(first.cells) == {"case_id": "C-1", "opened_at": "a", "subject": "", "team": "zürich"}
    assert dict(first.lost) == {"subject": "is not UTF-8 text"}
    assert dict(second.cells) == {"case_id": "C-2", "opened_at": "a", "subject": "nul", "team": ""}
    assert dict(second.mended) == {"subject": "NUL characters were taken out"}
    assert dict(second.lost) == {"team": "is not UTF-8 text"}


def test_a_json_line_that_is_no_object_is_no_row(tmp_path: Path) -> None:
    good = '{"case_id": "C-1", "opened_at": "", "subject": ""}'
    bad = ["nonsense", "[]", '{"a": 1, "a": 2}', '{"Team": "x", "team": "y"}', "[" * 100_000, "9" * 5000]

    rows = read(tmp_path, cases_jsonl="\n".join([good, "", *bad, good]))

    assert where(rows) == [
        (1, "row"),
        (3, "is no JSON"),
        (4, "is no JSON object"),
        (5, "has a key twice"),
        (6, "has this key twice"),
        (7, "is no JSON"),
        (8, "is no JSON"),
        (9, "row"),
    ]


def test_json_values_become_text_and_nested_ones_stay_json(tmp_path: Path) -> None:
    content = (
        '{"case_id": 7, "opened_at": null, "subject": ["x"], "vip": true, "size": 1.50, "tags": ["a", {"ü": 1}],'
        ' "": "unnamed", "x\\ud800": "y", "csat": NaN}'
    )

    [row] = read(tmp_path, cases_jsonl=content)

    assert isinstance(row, Row)
    assert row.cells == {
        "case_id": "7",
        "opened_at": "",
        "subject": "",
        "vip": "true",
        "size": "1.5",
        "tags": '["a", {"ü": 1}]',
        "csat": "NaN",
    }
    assert row.lost == {"subject": "is no single value", r"'x\ud800'": "has a name that cannot be used"}


def test_every_kind_of_parquet_column_becomes_text(tmp_path: Path) -> None:
    table = pa.table(
        {
            "case_id": pa.array([1, 2], pa.int64()),
            "opened_at": pa.array([1_704_103_200_123_456_789, None], pa.timestamp("ns")),
            "subject": pa.array([b"Gr\xc3\xb6\xc3\x9fe", b"caf\xe9"], pa.binary()),
            "closed_at": pa.array([1_704_103_200, 2**50], pa.timestamp("s", "Europe/Berlin")),
            "resolved_at": pa.array([19_000, None], pa.date32()),
            "csat": pa.array([4.5, float("nan")]),
            "team": pa.array(["a", None]).dictionary_encode(),
            "product": pa.array([["nested"], None]),
            "tags": pa.array([["x"], None]),
            "vip": pa.array([True, None]),
            "": pa.array(["unnamed", None]),
        }
    )
    pq.write_table(table, tmp_path / "cases.parquet")

    first, second = rows_in(tmp_path / "cases.parquet")

    assert isinstance(first, Row)
    assert isinstance(second, Row)
    assert first.cells == {
        "case_id": "1",
        "opened_at": "2024-01-01 10:00:00.123456",
        "subject": "Größe",
        "closed_at": "2024-01-01 10:00:00.000000Z",
        "resolved_at": "2022-01-08",
        "csat": "4.5",
        "team": "a",
        "product": "",
        "tags": '["x"]',
        "vip": "true",
    }
    assert (first.line, second.line) == (1, 2)
    assert first.lost == {"product": "is no single value"}
    assert second.lost == {"subject": "is not UTF-8 text"}
    assert second.cells["opened_at"] == second.cells["team"] == second.cells["tags"] == ""
