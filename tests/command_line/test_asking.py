"""Asking on the command line: stats, ask, receipt and similar, as text and as documents."""

import csv
import io
from pathlib import Path

from knowledge.asking import find_similar
from knowledge.redaction.redactor import Redactor
from tests.world import Here, World, groundswell


def test_stats_prints_a_table_with_the_definition_and_the_end_of_the_data(world: World) -> None:
    ran = groundswell(world.folder, "stats", "escalation_ratio", "--by", "product", "--where", "region=EMEA")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[0].split() == [
        "product",
        "escalation",
        "ratio",
        "n",
        "numerator",
        "low",
        "high",
        "flags",
    ]
    assert "Escalation ratio: of the cases opened in the period" in ran.out
    assert "data as of 13 October 2026 (UTC)" in " ".join(ran.out.split())


def test_stats_as_json_is_one_document_with_every_key(world: World) -> None:
    arguments = ("--by", "product,region", "--every", "month", "--from", "2026-09-01", "--to", "2026-10-01")
    ran = groundswell(world.folder, "stats", "cases", *arguments, "--json")

    assert (ran.status, ran.err) == (0, "")
    document = ran.document
    assert list(document) == [
        *("metric", "definition", "unit", "statistic", "period", "by", "every", "where", "rows", "receipt")
    ]
    assert document["period"] == {"from": "2026-09-01", "to": "2026-10-01"}
    assert list(document["rows"][0]) == [
        *("product", "region", "period", "value", "n", "numerator", "low", "high", "flags")
    ]
    assert {row["period"] for row in document["rows"]} == {"2026-09-01"}
    assert document["receipt"]["queries"][0]["params"] == ["2026-09-01", "2026-10-01"]


def test_stats_as_csv_has_the_numbers_of_the_document(here: Here) -> None:
    as_csv = here("stats", "escalations", "--every", "quarter", "--csv")
    as_json = here("stats", "escalations", "--every", "quarter", "--json")

    rows = list(csv.DictReader(io.StringIO(as_csv.out)))
    assert [(row["period"], int(row["escalations"])) for row in rows] == [
        (row["period"], row["value"]) for row in as_json.document["rows"]
    ]


def test_a_filter_value_that_no_case_has_is_a_remark_beside_the_zero(here: Here) -> None:
    ran = here("stats", "cases", "--where", "product=Biling", "--json")

    assert (ran.status, ran.err) == (0, "No case has product 'Biling'. Did you mean Billing?\n")
    assert ran.document["rows"][0]["value"] == 0


def test_ask_prints_the_answer_and_its_document(world: World) -> None:
    question = "How many escalations last month?"
    as_text, as_json = groundswell(world.folder, "ask", question), groundswell(world.folder, "ask", question, "--json")
    stats = groundswell(world.folder, "stats", "escalations", "--from", "2026-09-01", "--to", "2026-10-01", "--json")

    assert (as_text.status, as_text.err, as_json.status, as_json.err) == (0, "", 0, "")
    document = as_json.document
    told, _, _ = document["answer"].rpartition(" ")  # every answer has a receipt of its own
    assert as_text.out.startswith(told)
    assert document["status"] == "answered"
    assert document["numbers"][0]["value"] == stats.document["rows"][0]["value"]
    assert document["understood"]["period"] == {"from": "2026-09-01", "to": "2026-10-01"}


def test_ask_ends_well_whatever_the_answer_is_and_takes_a_user_and_a_thread(here: Here) -> None:
    ran = here("ask", "What is the weather?", "--json", "--as", "U1", "--thread", "T1")

    assert ran.status == 0
    assert (ran.document["status"], ran.document["understood"]) == ("refused", None)


def test_a_follow_up_is_understood_by_another_process(home: Path) -> None:
    first = groundswell(home, "ask", "cases by region this year", "--thread", "T1", "--json")
    second = groundswell(home, "ask", "and for Billing?", "--thread", "T1", "--json")

    assert (first.status, second.status, second.err) == (0, 0, "")
    understood = second.document["understood"]
    assert understood["where"] == {"product": ["Billing"]}
    assert (understood["metric"], understood["by"]) == ("cases", ["region"])
    assert understood["period"] == first.document["understood"]["period"]


def test_a_receipt_is_replayed_by_the_id_in_the_answer(home: Path) -> None:
    asked = groundswell(home, "ask", "cases by region this year", "--json")
    receipt_id = asked.document["receipt"]["id"]
    as_text, as_json = groundswell(home, "receipt", receipt_id), groundswell(home, "receipt", receipt_id, "--json")

    assert f"receipt {receipt_id}" in " ".join(asked.document["answer"].split())
    assert (as_text.status, as_text.err, as_json.status) == (0, "", 0)
    assert "The same: " in as_text.out
    document = as_json.document
    assert (document["id"], document["question"]) == (receipt_id, "cases by region this year")
    assert (document["same"], document["same_queries"], document["generation_kept"]) == (True, True, True)
    assert [pair["now"]["value"] for pair in document["numbers"]] == [
        number["value"] for number in asked.document["numbers"]
    ]
    assert document["receipt"]["queries"] == asked.document["receipt"]["queries"]


def test_an_answer_that_cannot_be_kept_is_given_all_the_same(world: World, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    nowhere = {"DATABASE_URL": f"sqlite:///{tmp_path / 'file' / 'cases.sqlite3'}"}
    ran = groundswell(world.folder, "ask", "How many cases this year?", "--json", settings=nowhere)

    assert ran.status == 0
    assert ran.document["numbers"][0]["value"] > 0
    assert "id" not in ran.document["receipt"]
    assert "cannot be replayed" in ran.document["caveats"][-1]


def test_similar_by_text_as_json_tells_the_cases_and_what_they_teach(world: World) -> None:
    ran = groundswell(world.folder, "similar", "customer was charged twice", "-k", "3", "--json")

    assert (ran.status, ran.err) == (0, "")
    document = ran.document
    assert list(document) == ["query", "cases", "summary", "common", "contrast", "receipt"]
    assert document["query"] == "customer was charged twice"
    assert len(document["cases"]) == 3
    assert list(document["cases"][0]) == [
        *("case_id", "score", "subject", "escalated", "outcome", "resolution", "why", "same_as", "url"),
        "opened_on",
    ]
    assert document["receipt"]["case_ids"] == [case["case_id"] for case in document["cases"]]


def test_similar_by_case_finds_others_with_filters(world: World) -> None:
    wheres = ("--where", "product=Billing", "--where", "product=Checkout", "--older")
    everything = groundswell(world.folder, "similar", "C-10035", "--json")
    ran = groundswell(world.folder, "similar", "C-10035", "-k", "2", *wheres)

    assert (everything.status, ran.status) == (0, 0)
    assert "C-10035" not in everything.document["receipt"]["case_ids"]
    found = [line.split()[0] for line in ran.out.splitlines() if line.startswith("C-")]
    assert found
    assert all(case_id < "C-10035" for case_id in found)


def test_similar_remarks_on_a_filter_value_that_no_case_has(here: Here) -> None:
    ran = here("similar", "C-10040", "--where", "product=Biling")

    assert (ran.status, ran.out) == (
        0,
        "No past case for product Biling is similar to C-10040: nothing came close enough.\n",
    )
    assert ran.err == "No case has product 'Biling'. Did you mean Billing?\n"


def test_a_case_id_that_there_is_not_is_searched_for_as_a_text_and_said_to_be(world: World) -> None:
    with world.knowledge() as knowledge:
        found = find_similar(knowledge, Redactor(), "C-99999", k=1, where={}, older=False)

    assert found.notes == ["There is no case C-99999; it was searched for as a text."]
