"""Whatever an answer holds, Slack takes what is shown of it, and nothing in it does anything."""

import re
from datetime import date

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.blocks import limits
from bot.blocks.greetings import greeting_message, help_message, turned_away_message
from bot.blocks.home import home_view
from bot.blocks.messages import Message, answer_message, error_message
from bot.blocks.modals import ask_modal, cases_modal, computation_modal, error_modal, feedback_modal
from bot.blocks.payloads import FeedbackForm, Form
from bot.blocks.violations import stream_violations
from bot.charts.choosing import chart_of
from bot.charts.native import native_block
from knowledge.answers.answer import Answer
from knowledge.answers.computation import Computation
from knowledge.answers.overview import Headline, Overview, Prompt
from knowledge.conversations.kept_answer import KeptAnswer
from tests.block_kit.builders import ANSWERS, AS_OF, COMPUTATIONS, DAYS, WORDS, a_count
from tests.block_kit.problems import problems_of_message, problems_of_view

MANY = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
"""Answers are large: to shrink one that failed takes minutes, and says little that its message does not say."""
PLAIN = {"section", "context", "divider", "actions", "header", "image"}
OUR_LINK = re.compile(r"<https?://[^\s<>|]+\|[^<>|]*>")
OUR_SIGN_OR_CODE = re.compile(r"^:warning: |```.*?```", re.DOTALL)
EMOJI = r"(?<![\w:]):[\w+'-]*[a-z][\w+'-]*:(?!:)"
ACTIVE = re.compile(r"<|>|^\s*&gt;|[\x00\x1b\x9b\u202e\u2066\u061c\ud800-\udfff]", re.MULTILINE)
ACTIVE_IN_MARKDOWN = re.compile(
    r"[<>*`|\[\]\\]|~~|://\w|\w@\w|(?<!\S)[@#]\w|^\s*([-+=#]|\d+[.)]\s)|(?<!\w)_\w|[\x00\u202e\u2066\ud800-\udfff]"
    rf"|{EMOJI}"
)


def assert_inert(*texts: str) -> None:
    """No markup of Slack's but our own links to cases."""
    for text in texts:
        bare = OUR_LINK.sub("", text)
        assert not ACTIVE.search(bare), text
        assert not re.search(EMOJI, OUR_SIGN_OR_CODE.sub("", bare)), text


def markup_in(value: object) -> list[str]:
    """The texts of all `mrkdwn` objects."""
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            return [value["text"]]
        return [text for part in value.values() for text in markup_in(part)]
    return [text for part in value for text in markup_in(part)] if isinstance(value, list) else []


def assert_fine(message: Message) -> None:
    for blocks in (message.blocks, message.plain):
        assert problems_of_message(message.text, blocks) == []
        assert_inert(*markup_in(list(blocks)))
    assert_inert(message.text)


@MANY
@given(ANSWERS, st.none() | DAYS, st.booleans(), st.booleans(), st.none() | WORDS)
def test_every_answer_is_taken_by_slack_in_every_form_and_does_nothing(
    answer: Answer, today: date | None, as_tables: bool, private: bool, asked: str | None
) -> None:
    message = answer_message(answer, today=today, as_tables=as_tables, private=private, asked=asked)

    assert_fine(message)
    assert {block["type"] for block in message.plain} <= PLAIN
    assert problems_of_message(message.text, message.below) == []
    assert stream_violations(message.lead) == []
    for line in message.lead.split("\n"):
        assert not ACTIVE_IN_MARKDOWN.search(line.removeprefix("> ")), line
    (message.text + message.lead).encode("utf-8")


@MANY
@given(ANSWERS, st.none() | DAYS)
def test_the_cases_of_every_answer_open_in_a_modal(answer: Answer, today: date | None) -> None:
    view = cases_modal(answer, today)

    assert problems_of_view(view) == []
    assert_inert(*markup_in(view["blocks"]))


@MANY
@given(COMPUTATIONS)
def test_every_computation_opens_in_a_modal(computation: Computation) -> None:
    view = computation_modal(computation)

    assert problems_of_view(view) == []
    assert_inert(*markup_in(view["blocks"]))


@MANY
@given(ANSWERS)
def test_every_chart_keeps_slacks_limits_and_is_told_in_words(answer: Answer) -> None:
    chart = chart_of(answer)
    if chart is None:
        return

    assert problems_of_message("chart", [native_block(chart)]) == []
    assert 0 < len(chart.alt_text) <= limits.ALT_TEXT
    assert len(chart.series) <= limits.CHART_SERIES
    assert all(len(series.values) == len(chart.categories) <= limits.CHART_CATEGORIES for series in chart.series)


PROMPTS = st.lists(st.builds(Prompt, title=WORDS, question=WORDS), max_size=6)
OVERVIEWS = st.builds(
    Overview,
    generation=WORDS,
    as_of=st.just(AS_OF),
    freshness=WORDS,
    headlines=st.lists(
        st.builds(
            Headline,
            metric=WORDS,
            number=st.just(a_count(41)),
            before=st.none(),
            series=st.lists(st.none() | st.integers(0, 99), max_size=60),
            sentence=WORDS,
            question=WORDS,
        ),
        max_size=12,
    ),
    changes=PROMPTS,
    prompts=PROMPTS,
)
RECENT = st.lists(
    st.builds(
        KeptAnswer,
        receipt_id=WORDS,
        asked_at=st.just(AS_OF),
        thread=st.none(),
        question=WORDS,
        plan=WORDS,
        computed=WORDS,
        generation=WORDS,
    ),
    max_size=9,
)


@MANY
@given(st.none() | OVERVIEWS, RECENT, st.sampled_from(Form), WORDS, st.none() | WORDS)
def test_every_home_is_taken_by_slack(
    overview: Overview | None, recent: list[KeptAnswer], prefers: Form, sees: str, problem: str | None
) -> None:
    view = home_view(overview, recent, prefers, sees, problem)

    assert problems_of_view(view) == []
    assert_inert(*markup_in(view["blocks"]))


@MANY
@given(WORDS, st.none() | WORDS, PROMPTS)
def test_what_the_assistant_says_of_itself_is_taken_by_slack(
    text: str, problem: str | None, prompts: list[Prompt]
) -> None:
    form = FeedbackForm(channel="C1", ts="1.2", receipt="b7c3d2k")

    for view in (ask_modal(text, problem), error_modal(text), feedback_modal(form)):
        assert problems_of_view(view) == []
        assert_inert(*markup_in(view["blocks"]))
    for message in (greeting_message(prompts), help_message(prompts), turned_away_message(text), error_message(text)):
        assert_fine(message)
