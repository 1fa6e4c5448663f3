"""Bad input through the real command line: one clear sentence, the promised exit status, and nothing is lost."""

import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.cases.store import StoreCounts
from knowledge.metrics.compiling import Request
from knowledge.metrics.metrics import MetricRow
from tests.homes import Home
from tests.left_out import leave_out
from tests.world import CASES, NOW, REAL_CASES, Ran, World, environment, groundswell, small_real_world

HEAD = "case_id,opened_at,subject\n"
GOOD = "N-1,2026-10-01T09:00:00Z,Login fails\n"
BAR = re.compile(r"\d+/\d+ +[-\d]+:[-\d]+")
EVENTS_HEAD = "case_id,at,kind\n"


@pytest.fixture(scope="module")
def real_world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Commands that embed are run on this one, for `world` is embedded by the fake."""
    return small_real_world(tmp_path_factory)


@pytest.fixture
def home(world: World, tmp_path: Path) -> Path:
    return world.copied(tmp_path / "home").folder


@dataclass(frozen=True)
class Held:
    """What must not be lost: what the database counts, and what is served."""

    database: StoreCounts
    served: Sequence[MetricRow]


def held(folder: Path) -> Held:
    request = Request(metric="escalations", by=("product",))
    with (
        closing(Home(folder)) as home,
        home.store.snapshot() as snapshot,
        home.knowledge() as knowledge,
        knowledge.current() as served,
    ):
        return Held(snapshot.counts(), served.metrics.compute(request).rows)


@pytest.fixture(scope="module")
def before(world: World) -> Held:
    """What every copy of the world holds."""
    return held(world.folder)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    folder = tmp_path / "export"
    folder.mkdir()
    return folder


def assert_refused(ran: Ran, status: int, *words: str) -> None:
    assert (ran.status, ran.out) == (status, "")
    assert "Traceback" not in ran.err
    for word in words:
        assert word in ran.sentence, ran.err
    assert ran.sentence.endswith(".")
    assert [line for line in ran.err.splitlines() if line.strip() and not BAR.search(line)] == [ran.sentence]


# Folders and files that are refused whole


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, ["cases"]),
        (b"", ["cases.csv"]),
        (b"case_id,subject\nN-1,Login fails\n", ["cases.csv", "opened_at"]),
        (b"case_id,opened_at,opened_at,subject\nN-1,2026-10-01,2026-10-02,x\n", ["cases.csv", "opened_at"]),
        ((HEAD + GOOD).encode("utf-16"), ["cases.csv", "UTF-8"]),
    ],
    ids=["no file", "empty file", "missing column", "duplicated header", "utf-16"],
)
def test_a_folder_that_cannot_be_used_is_refused_with_status_2_and_nothing_is_taken_in(
    home: Path, export: Path, before: Held, content: bytes | None, words: list[str]
) -> None:
    if content is not None:
        (export / "cases.csv").write_bytes(content)

    assert_refused(groundswell(home, "import", export), 2, *words)
    assert held(home) == before


def test_a_folder_that_is_not_there_is_refused(home: Path, tmp_path: Path) -> None:
    assert_refused(groundswell(home, "import", tmp_path / "nowhere"), 2, "nowhere")


def test_an_events_file_that_lacks_a_column_keeps_the_cases_out_too(home: Path, export: Path, before: Held) -> None:
    (export / "cases.csv").write_text(HEAD + GOOD)
    (export / "events.csv").write_text("case_id,at\nN-1,2026-10-01\n")

    assert_refused(groundswell(home, "import", export), 2, "events.csv", "kind")
    assert held(home) == before


# Rows that are rejected


def taken(home: Path, export: Path, cases: str, events: str = "") -> tuple[Ran, str]:
    """What importing these files says as a document, and what its rejects file says."""
    (export / "cases.csv").write_text(cases, encoding="utf-8")
    if events:
        (export / "events.csv").write_text(events, encoding="utf-8")
    ran = groundswell(home, "import", export, "--json")
    rejects = ran.document["rejects_file"]
    return ran, Path(rejects).read_text(encoding="utf-8") if rejects else ""


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("N-2,31/02/2026,Login fails", "31/02/2026"),
        (",2026-10-01,Login fails", "case_id"),
        ("N-2,2026-10-01,", "subject"),
    ],
)
def test_a_row_without_a_readable_required_value_is_rejected_with_its_line_and_the_others_are_taken(
    home: Path, export: Path, row: str, reason: str
) -> None:
    ran, rejects = taken(home, export, f"{HEAD}{GOOD}{row}\n")

    assert ran.status == 3
    assert (ran.document["cases"], ran.document["rejected"]) == (1, 1)
    assert reason in rejects
    assert ",3," in rejects


def test_the_year_one_is_a_date_like_another_and_the_world_goes_on(home: Path, export: Path) -> None:
    ran, _ = taken(home, export, f"{HEAD}N-1,0001-01-01,Login fails\n")

    assert ran.status in (0, 3)
    with closing(Home(home)) as there:
        assert there.refresh(now=NOW).cases == CASES + ran.document["cases"]
    stats = groundswell(home, "stats", "cases", "--every", "year", "--json")
    assert sum(row["value"] for row in stats.document["rows"]) == CASES + ran.document["cases"]


def test_an_unknown_event_kind_and_an_event_of_an_unknown_case_are_rejected(home: Path, export: Path) -> None:
    events = (
        "N-1,2026-10-02,exploded\nnobody,2026-10-02,escalated\nN-1,2026-10-02,escalated\nC-10001,2026-10-12,complaint\n"
    )

    ran, rejects = taken(home, export, HEAD + GOOD, EVENTS_HEAD + events)

    assert ran.status == 3
    assert (ran.document["events"], ran.document["rejected"]) == (2, 2)
    assert "exploded" in rejects
    assert "case nobody is neither in the folder nor in the store" in rejects


def test_of_two_cases_with_one_id_the_last_counts(home: Path, export: Path) -> None:
    ran, _ = taken(home, export, f"{HEAD}{GOOD}N-1,2026-10-01,Password was forgotten\n")

    assert (ran.status, ran.document["cases"]) == (0, 2)
    with closing(Home(home)) as there, there.store.snapshot() as snapshot:
        subjects = {history.case.case_id: history.case.subject for history in snapshot.histories()}
    assert subjects["N-1"] == "Password was forgotten"
    assert len(subjects) == CASES + 1


def test_a_row_in_another_encoding_is_rejected_and_the_others_are_taken(home: Path, export: Path) -> None:
    (export / "cases.csv").write_bytes((HEAD + GOOD + "N-2,2026-10-01,Gebühr\n").encode("latin-1"))

    ran = groundswell(home, "import", export, "--json")

    assert ran.status == 3
    assert (ran.document["cases"], ran.document["rejected"]) == (1, 1)
    assert "UTF-8" in Path(ran.document["rejects_file"]).read_text()


@pytest.mark.parametrize("content", [HEAD, "\ufeff" + HEAD + GOOD], ids=["header only", "byte order mark"])
def test_a_header_alone_and_a_byte_order_mark_are_no_mistakes(home: Path, export: Path, content: str) -> None:
    ran, _ = taken(home, export, content)

    assert ran.status == 0
    assert (ran.document["cases"], ran.document["rejected"]) == (content.count("N-1"), 0)


def test_a_cell_of_a_megabyte_is_taken_embedded_and_counted_as_truncated(home: Path, export: Path) -> None:
    log = "line of a log\n" * 80_000
    cases = f'case_id,opened_at,subject,description\nN-1,2026-10-01,Log,"{log}"\n'

    ran, _ = taken(home, export, cases)

    assert (ran.status, ran.document["cases"]) == (0, 1)
    with closing(Home(home)) as there:
        report = there.refresh(now=NOW)
    assert report.embedded == 1
    assert report.truncated >= 1


def test_nul_bytes_are_never_dropped_silently_and_stop_nothing(home: Path, export: Path) -> None:
    ran, rejects = taken(home, export, f"{HEAD}{GOOD}N-2,2026-10-01,Login\x00fails\nN-3,2026-10-01,fine\n")

    assert ran.status in (0, 3)
    assert ran.document["cases"] + ran.document["rejected"] == 3
    assert ran.document["rejected"] == 0 or "NUL" in rejects or "\\x00" in rejects


# A database that does not answer


def test_a_database_that_does_not_answer_is_one_sentence_and_what_is_served_stays(
    home: Path, export: Path, before: Held
) -> None:
    (export / "cases.csv").write_text(HEAD + GOOD)
    nowhere = {"DATABASE_URL": "postgresql://ana:secret@127.0.0.1:9/x"}

    imported = groundswell(home, "import", export, settings=nowhere)
    refreshed = groundswell(home, "refresh", settings=nowhere)
    stats = groundswell(home, "stats", "escalations", settings=nowhere)

    for ran in (imported, refreshed):
        assert_refused(ran, 1, "The case database postgresql", "127.0.0.1:9", "cannot be used")
        assert "secret" not in ran.err
    assert stats.status == 0
    assert held(home) == before


# A generation that somebody deleted or damaged


def damage(generation: Path, what: str) -> None:
    match what:
        case "folder":
            shutil.rmtree(generation)
        case "index":
            shutil.rmtree(generation / "chroma")
        case "index torn":
            (generation / "chroma" / "chroma.sqlite3").write_bytes(b"torn" * 5000)
        case "cut":
            os.truncate(generation / "cases.parquet", 100)
        case "torn":
            file = generation / "cases.parquet"
            file.write_bytes(b"\x00" * file.stat().st_size)
        case name:
            (generation / name).unlink()


@pytest.mark.parametrize("what", ["folder", "cases.parquet", "cut", "torn"])
def test_a_damaged_generation_says_what_to_do_and_a_refresh_repairs_it(home: Path, before: Held, what: str) -> None:
    (generation,) = (home / "generations").glob("0*")
    damage(generation, what)

    assert_refused(groundswell(home, "stats", "escalations"), 1, "is damaged", "`groundswell refresh` builds a new one")
    with closing(Home(home)) as there:
        there.refresh(now=NOW)
    assert held(home) == before


@pytest.mark.parametrize("what", ["index", "index torn"])
def test_a_damaged_index_is_found_by_the_doctor_and_a_refresh_repairs_it(home: Path, before: Held, what: str) -> None:
    (generation,) = (home / "generations").glob("0*")
    damage(generation, what)

    # So few cases are searched without the index.
    assert groundswell(home, "similar", "C-10150").status == 0
    assert "PROBLEM  index parity" in groundswell(home, "doctor").out
    with closing(Home(home)) as there:
        there.refresh(now=NOW)
    assert held(home) == before


@pytest.mark.parametrize("what", ["words.json", "cards.jsonl", "text_keys.npy"])
def test_damaged_words_say_what_to_do_and_a_refresh_repairs_them(home: Path, before: Held, what: str) -> None:
    (generation,) = (home / "generations").glob("0*")
    damage(generation, what)

    assert_refused(groundswell(home, "similar", "C-10150"), 1, "is damaged", "`groundswell refresh` builds")
    with closing(Home(home)) as there:
        there.refresh(now=NOW)
    assert held(home) == before
    assert groundswell(home, "similar", "C-10150").status == 0


@pytest.mark.slow
def test_a_generation_that_was_deleted_is_built_again_by_the_command(real_world: World, tmp_path: Path) -> None:
    home = real_world.copied(tmp_path / "home").folder
    shutil.rmtree(next((home / "generations").glob("0*")))

    assert_refused(groundswell(home, "similar", "charged twice"), 1, "is damaged (its folder is gone)")
    assert groundswell(home, "refresh").status == 0
    assert held(home) == held(real_world.folder)


# A full disk


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    """A disk of `size` at `folder`."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        leave_out("this machine lets no small disk be mounted, which takes root")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def fill(folder: Path, leave: int) -> Path:
    """A file that takes all the room of the disk but `leave` bytes."""
    room = os.statvfs(folder)
    ballast = folder / "ballast"
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(room.f_bavail * room.f_frsize - leave, 1))
    return ballast


@pytest.mark.parametrize("leave", [60_000, 300_000])
def test_a_refresh_on_a_full_disk_ends_with_a_sentence_and_the_old_generation_is_served(
    real_world: World, export: Path, tmp_path: Path, leave: int
) -> None:
    (export / "cases.csv").write_text(HEAD + GOOD)
    with small_disk(tmp_path / "disk", "16m"):
        home = real_world.copied(tmp_path / "disk" / "home").folder
        groundswell(home, "import", export)
        before = held(home)
        ballast = fill(tmp_path / "disk", leave)

        assert_refused(groundswell(home, "refresh"), 1, "no room left on the disk")

        ballast.unlink()
        assert held(home) == before
        assert list((home / "generations").glob("building*")) == []
        with closing(Home(home)) as there:
            assert there.refresh(now=NOW).cases == REAL_CASES + 1


@pytest.mark.parametrize("leave", [40_000, 100_000])
def test_an_import_on_a_full_disk_ends_with_a_sentence_and_can_be_run_again(
    world: World, before: Held, tmp_path: Path, leave: int
) -> None:
    export = tmp_path / "export"
    groundswell(tmp_path / "other", "sample", export, "--cases", "600", "--seed", "8")
    with small_disk(tmp_path / "disk", "16m"):
        home = world.copied(tmp_path / "disk" / "home").folder
        ballast = fill(tmp_path / "disk", leave)

        assert_refused(groundswell(home, "import", export), 1, "no room left on the disk")

        ballast.unlink()
        assert held(home).served == before.served
        assert groundswell(home, "import", export, "--json").status == 0


def test_a_result_that_cannot_be_written_is_no_success(world: World) -> None:
    command = [sys.executable, "-m", "groundswell", "stats", "cases", "--by", "account", "--json"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command,
            cwd=world.folder,
            env=environment(world.folder),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert "no room left on the disk" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_size_limit_is_one_sentence_too(home: Path, before: Held) -> None:
    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    command = [sys.executable, "-m", "groundswell", "refresh", "--full"]
    done = subprocess.run(
        command, cwd=home, env=environment(home), preexec_fn=limited, capture_output=True, text=True, check=False
    )

    assert_refused(Ran(status=done.returncode, out=done.stdout, err=done.stderr), 1)
    assert held(home) == before
