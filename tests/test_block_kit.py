"""What Slack would refuse is found where it is, and what it takes passes, by our limits and by Slack's own types."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.blocks.violations import CHECKS, Block, stream_violations, view_violations, violations
from tests.block_kit.problems import problems_of_message, problems_of_view

WORDS = {"type": "plain_text", "text": "words"}
MARKUP = {"type": "mrkdwn", "text": "words"}
BUTTON = {"type": "button", "text": WORDS, "action_id": "a"}
OPTION: Block = {"text": WORDS, "value": "v"}
VOTE = {"text": WORDS, "value": "v"}
NO_VOTE = {"text": WORDS}
FEEDBACK = {"type": "feedback_buttons", "action_id": "f", "positive_button": VOTE, "negative_button": VOTE}
RICH: Block = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}],
}
CELL = {"type": "raw_text", "text": "x"}
AXES = {"categories": ["a", "b"], "x_label": "x", "y_label": "y"}
SERIES = {"name": "one", "data": [{"label": "a", "value": 1}, {"label": "b", "value": 2.5}]}
CHART = {"type": "line", "series": [SERIES], "axis_config": AXES}
CARD = {"type": "card", "title": MARKUP, "subtitle": MARKUP, "body": MARKUP, "actions": [BUTTON]}
FIELD: Block = {"type": "plain_text_input", "action_id": "i", "multiline": True}
INPUT = {"type": "input", "label": WORDS, "element": FIELD}
TASK = {"type": "task_card", "task_id": "t", "title": "Counting", "status": "complete"}
SELECT: Block = {"type": "static_select", "action_id": "s", "options": [OPTION], "initial_option": OPTION}
RADIO: Block = {"type": "radio_buttons", "action_id": "r", "options": [OPTION]}
CONVERSATIONS: Block = {"type": "conversations_select", "action_id": "c", "filter": {"include": ["public"]}}
EVERYBODY = {"type": "conversations_select", "filter": {"include": ["everybody"]}}
MODAL = {"type": "modal", "title": WORDS, "blocks": [{"type": "divider"}]}

GOOD: Mapping[str, Block] = {
    "section": {"type": "section", "text": MARKUP, "fields": [MARKUP], "accessory": BUTTON},
    "header": {"type": "header", "text": WORDS},
    "divider": {"type": "divider"},
    "context": {"type": "context", "elements": [MARKUP]},
    "image": {"type": "image", "image_url": "https://x.example/i.png", "alt_text": "a chart"},
    "rich_text": RICH,
    "actions": {"type": "actions", "elements": [BUTTON, SELECT, RADIO, CONVERSATIONS]},
    "input": INPUT,
    "table": {"type": "table", "rows": [[CELL, {"type": "raw_number", "value": 1, "text": "1"}]]},
    "data_table": {"type": "data_table", "caption": "By area", "rows": [[CELL], [CELL]], "page_size": 10},
    "data_visualization": {"type": "data_visualization", "title": "Cases", "chart": CHART},
    "context_actions": {"type": "context_actions", "elements": [FEEDBACK]},
    "markdown": {"type": "markdown", "text": "**x**"},
    "card": CARD,
    "carousel": {"type": "carousel", "elements": [CARD]},
    "task_card": TASK,
    "plan": {"type": "plan", "title": "Answering", "tasks": [{**TASK, "status": "pending"}]},
}


def _but(kind: str, **changed: Any) -> Block:  # noqa: ANN401  any field
    """The good block of this type with some fields as given; None takes a field away."""
    return {name: value for name, value in {**GOOD[kind], **changed}.items() if value is not None}


def _words(count: int, kind: str = "mrkdwn") -> Block:
    return {"type": kind, "text": "x" * count}


def _chart(**changed: Any) -> Block:  # noqa: ANN401  any field
    return _but("data_visualization", chart={**CHART, **changed})


def _element(**changed: Any) -> Block:  # noqa: ANN401  any field
    return _but("actions", elements=[changed])


def test_a_good_block_of_each_type_passes_both() -> None:
    assert set(GOOD) == set(CHECKS)
    assert {kind: problems_of_message("x", [block]) for kind, block in GOOD.items()} == {kind: [] for kind in GOOD}


IMAGE = {"type": "image", "image_url": "https://x.example/i.png", "alt_text": "a face"}
CONFIRM = {"title": WORDS, "text": MARKUP, "confirm": WORDS, "deny": WORDS}
BOXES = {"type": "checkboxes", "action_id": "b", "options": [OPTION], "initial_options": [OPTION]}
ICON = {"type": "icon_button", "icon": "trash", "text": WORDS, "action_id": "i", "value": "v"}
LIST = {"type": "rich_text_list", "style": "bullet", "elements": [*RICH["elements"]]}
LINK = {"type": "rich_text_section", "elements": [{"type": "link", "url": "https://x.example"}]}
NO_LINK = {"type": "rich_text_section", "elements": [{"type": "link", "url": "x"}]}
SOURCE = {"type": "url", "url": "https://x.example", "text": "a case"}


@pytest.mark.parametrize(
    "block",
    [
        _but("section", accessory=IMAGE),
        _but("context", elements=[IMAGE, WORDS]),
        _but("actions", elements=[{**BUTTON, "confirm": CONFIRM, "style": "danger", "accessibility_label": "stop"}]),
        _but("actions", elements=[BOXES]),
        _but("context_actions", elements=[FEEDBACK, ICON]),
        _but("card", hero_image=IMAGE, icon=IMAGE),
        _but("rich_text", elements=[LIST, LINK]),
        _but("task_card", details=RICH, output=RICH, sources=[SOURCE]),
        _but("input", hint=WORDS, optional=True, element=RADIO),
        _but("table", column_settings=[{"align": "right", "is_wrapped": True}, {}]),
    ],
)
def test_what_a_block_may_hold_besides_passes_both(block: Block) -> None:
    assert problems_of_message("x", [block]) == []


TEN_WORDS = [_words(1)] * 11
MANY_POINTS = [{"label": str(at), "value": at} for at in range(21)]
MANY_LABELS = [str(at) for at in range(21)]


@pytest.mark.parametrize(
    ("block", "pointer"),
    [
        ({"type": "hologram"}, "/type"),
        (_but("section", block_id="x" * 256), "/block_id"),
        (_but("section", text=_words(3001)), "/text/text"),
        (_but("section", text=_words(0)), "/text/text"),
        (_but("section", text={**MARKUP, "emoji": True}), "/text"),
        (_but("section", text=None, fields=None), "/text"),
        (_but("section", fields=TEN_WORDS), "/fields"),
        (_but("section", fields=[_words(2001)]), "/fields/0/text"),
        (_but("section", accessory={**BUTTON, "text": _words(76, "plain_text")}), "/accessory/text/text"),
        (_but("section", accessory={"type": "plain_text_input"}), "/accessory/type"),
        (_but("section", colour="red"), ""),
        (_but("header", text=_words(151, "plain_text")), "/text/text"),
        (_but("header", text=MARKUP), "/text"),
        (_but("context", elements=[]), "/elements"),
        (_but("context", elements=TEN_WORDS), "/elements"),
        (_but("image", alt_text=None), ""),
        (_but("image", image_url=None), ""),
        (_but("image", image_url="javascript:alert(1)"), "/image_url"),
        (_but("markdown", text="x" * 12_001), "/text"),
        (_but("actions", elements=[BUTTON, BUTTON]), "/elements"),
        (_but("actions", elements=[{**BUTTON, "action_id": str(at)} for at in range(26)]), "/elements"),
        (_element(**{**BUTTON, "value": "x" * 2001}), "/elements/0/value"),
        (_element(**{**BUTTON, "url": "https://x.example/" + "x" * 3000}), "/elements/0/url"),
        (_element(**{**BUTTON, "action_id": "x" * 256}), "/elements/0/action_id"),
        (_element(**{**BUTTON, "style": "loud"}), "/elements/0/style"),
        (_element(**{**SELECT, "options": [], "initial_option": OPTION}), "/elements/0/options"),
        (_element(**{**SELECT, "initial_option": {**OPTION, "value": "other"}}), "/elements/0/initial_option"),
        (_element(**{**RADIO, "options": [OPTION, OPTION]}), "/elements/0/options"),
        (_element(**{**RADIO, "options": [{**OPTION, "value": "x" * 151}]}), "/elements/0/options/0/value"),
        (_element(**EVERYBODY), "/elements/0/filter/include"),
        (_but("context_actions", elements=[BUTTON]), "/elements/0/type"),
        (_but("context_actions", elements=[{**FEEDBACK, "positive_button": NO_VOTE}]), "/elements/0/positive_button"),
        (_but("input", element={**FIELD, "max_length": 3001}), "/element/max_length"),
        (_but("input", element={**FIELD, "placeholder": _words(151, "plain_text")}), "/element/placeholder/text"),
        (_but("input", label=None), "/label"),
        (_but("actions", elements=[{**BUTTON, "confirm": {**CONFIRM, "deny": MARKUP}}]), "/elements/0/confirm/deny"),
        (_but("actions", elements=[{**BUTTON, "value": 7}]), "/elements/0/value"),
        (_but("actions", elements=[{**BUTTON, "value": ""}]), "/elements/0/value"),
        (_but("task_card", sources=[{**SOURCE, "url": "x"}]), "/sources/0/url"),
        (_but("rich_text", elements=[NO_LINK]), "/elements/0/elements/0/url"),
        (_but("rich_text", elements=[]), "/elements"),
        (_but("rich_text", elements=[{"type": "image"}]), "/elements/0/type"),
        (_but("card", title=_words(151)), "/title/text"),
        (_but("card", subtitle=_words(151)), "/subtitle/text"),
        (_but("card", body=_words(201)), "/body/text"),
        (_but("card", title=WORDS), "/title"),
        (_but("card", actions=[{**BUTTON, "action_id": str(at)} for at in range(4)]), "/actions/elements"),
        ({"type": "card", "subtitle": MARKUP}, ""),
        (_but("carousel", elements=[CARD] * 11), "/elements"),
        (_but("task_card", status="pending"), "/status"),
        (_but("plan", tasks=[TASK] * 51), "/tasks"),
        (_but("table", rows=[[CELL]] * 101), "/rows"),
        (_but("table", rows=[[CELL] * 21]), "/rows/0"),
        (_but("table", rows=[[CELL], [CELL, CELL]]), "/rows"),
        (_but("table", rows=[[{"type": "raw_number", "text": "1"}]]), "/rows/0/0/value"),
        (_but("table", rows=[[{"type": "raw_text", "text": ""}]]), "/rows/0/0/text"),
        (_but("data_table", rows=[[CELL]]), "/rows"),
        (_but("data_table", caption=None), ""),
        (_but("data_table", page_size=101), "/page_size"),
        (_but("data_visualization", title="x" * 51), "/title"),
        (_chart(type="radar"), "/chart/type"),
        (_chart(series=[{**SERIES, "name": str(at)} for at in range(7)]), "/chart/series"),
        (_chart(series=[SERIES, SERIES]), "/chart/series"),
        (_chart(series=[{**SERIES, "name": "x" * 21}]), "/chart/series/0/name"),
        (_chart(series=[{**SERIES, "data": SERIES["data"][:1]}]), "/chart/series/0/data"),
        (_chart(axis_config={**AXES, "y_label": "x" * 51}), "/chart/axis_config/y_label"),
        (
            _chart(series=[{"name": "one", "data": MANY_POINTS}], axis_config={"categories": MANY_LABELS}),
            "/chart/axis_config/categories",
        ),
        (
            _chart(series=[{"name": "one", "data": [{"label": "a", "value": "3"}]}], axis_config={"categories": ["a"]}),
            "/chart/series/0/data/0/value",
        ),
        (
            _but("data_visualization", chart={"type": "pie", "segments": [{"label": "a", "value": 0}]}),
            "/chart/segments/0/value",
        ),
    ],
)  # fmt: skip
def test_a_broken_limit_is_found_where_it_is(block: Block, pointer: str) -> None:
    found = violations([block], "x")

    assert [one for one in found if one.endswith(f"[json-pointer:/blocks/0{pointer}]")], found


@pytest.mark.parametrize(
    ("blocks", "text", "pointer"),
    [
        ([GOOD["section"]] * 51, "x", "/blocks"),
        ([_but("section", text=_words(2900))] * 5, "x", "/blocks"),
        ([GOOD["table"]] * 2, "x", "/blocks"),
        ([GOOD["data_visualization"]] * 3, "x", "/blocks"),
        ([_but("markdown", text="x" * 6001)] * 2, "x", "/blocks"),
        ([_but("section", block_id="one"), _but("divider", block_id="one")], "x", "/blocks"),
        ([GOOD["divider"]], " ", "/text"),
        ([], "x" * 40_001, "/text"),
    ],
)
def test_what_a_whole_message_breaks_is_found(blocks: list[Block], text: str, pointer: str) -> None:
    [found] = violations(blocks, text)

    assert found.endswith(f"[json-pointer:{pointer}]")


@pytest.mark.parametrize(
    ("view", "pointer"),
    [
        ({**MODAL, "type": "page"}, "/type"),
        ({"type": "modal", "title": WORDS}, ""),
        ({**MODAL, "title": _words(25, "plain_text")}, "/title/text"),
        ({**MODAL, "title": MARKUP}, "/title"),
        ({**MODAL, "close": _words(25, "plain_text")}, "/close/text"),
        ({**MODAL, "blocks": [INPUT]}, ""),
        ({**MODAL, "blocks": [GOOD["divider"]] * 101}, "/blocks"),
        ({**MODAL, "private_metadata": "x" * 3001}, "/private_metadata"),
        ({**MODAL, "callback_id": "x" * 256}, "/callback_id"),
        ({**MODAL, "blocks": [GOOD["context_actions"]]}, "/blocks/0/type"),
        ({**MODAL, "blocks": [GOOD["card"]]}, "/blocks/0/type"),
        ({**MODAL, "blocks": [GOOD["table"]]}, "/blocks/0/type"),
        ({**MODAL, "blocks": [GOOD["markdown"]]}, "/blocks/0/type"),
        ({"type": "home", "title": WORDS, "blocks": []}, ""),
        ({"type": "home", "blocks": [GOOD["markdown"]]}, "/blocks/0/type"),
    ],
)
def test_what_a_view_breaks_is_found(view: Block, pointer: str) -> None:
    [found] = view_violations(view)

    assert found.endswith(f"[json-pointer:{pointer}]")


def test_a_modal_with_a_field_and_a_home_with_a_table_pass_both() -> None:
    assert (
        problems_of_view({**MODAL, "submit": WORDS, "callback_id": "c", "private_metadata": "", "blocks": [INPUT]})
        == []
    )
    assert problems_of_view({"type": "home", "blocks": [GOOD["table"], GOOD["actions"]]}) == []


def test_slacks_types_find_what_no_limit_does() -> None:
    odd = {**GOOD["section"], "text": {**MARKUP, "verbatim": "yes"}}

    assert violations([odd], "x") == []
    assert len(problems_of_message("x", [odd])) == 1


def test_a_stream_takes_twelve_thousand_characters_a_call() -> None:
    assert stream_violations("x" * 12_000) == []
    assert len(stream_violations("x" * 12_001)) == 1
