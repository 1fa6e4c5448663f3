"""The App Home: what is going on, what changed, what was asked, and how to ask."""

from collections.abc import Sequence

from bot.blocks import limits
from bot.blocks.buttons import asking_button
from bot.blocks.elements import actions, context, divider, header, option, plain_text, section
from bot.blocks.mrkdwn import NOTHING, escaped
from bot.blocks.payloads import ASK, PREFER, Form
from bot.blocks.violations import Block
from knowledge.answers.overview import Headline, Overview, Prompt
from knowledge.answers.wording.figures import sparkline
from knowledge.conversations.kept_answer import KeptAnswer

View = Block

HEADLINES, CHANGES, RECENT = 8, 5, 5
_SENTENCE = 600
_QUESTION = 300
_SERIES = 26
_FORMS = {Form.CHARTS: "Charts, where they say more", Form.TABLES: "Tables"}
_HOW_TO = (
    "*How to ask*\n"
    "• Mention me in a channel, write to me here, or type `/escalations ask …`\n"
    "• Go on in the thread: “and by product?”, “why?”\n"
    "• Message menu → *Find similar past cases* shows how such cases ended\n"
    "• *How was this computed?* below an answer shows its definition and its query"
)


def home_view(
    overview: Overview | None,
    recent: Sequence[KeptAnswer],
    prefers: Form = Form.CHARTS,
    sees: str = "",
    problem: str | None = None,
) -> View:
    """The view to publish. `overview` is None when nothing can be told, `problem` then says why.

    `sees` says in words what the person may see, empty: all. `recent` are their latest questions.
    """
    asked = _Asked()
    return {
        "type": "home",
        "blocks": [
            *([section(f":warning: {escaped(problem, _SENTENCE)}")] if problem else []),
            *(_going_on(overview, asked) if overview else []),
            *_recent(recent, asked),
            divider(),
            *_settings(prefers, sees, overview),
            section(_HOW_TO),
            context("I am automated: I compute every number from the cases, and I can be wrong about what you meant."),
        ][: limits.VIEW_BLOCKS],
    }


class _Asked:
    """Buttons that ask, each with an action id of its own."""

    def __init__(self) -> None:
        self._count = 0

    def button(self, words: str, question: str) -> Block | None:
        """None for a question that is too long to travel with a button."""
        self._count += 1
        return asking_button(words, f"{ASK}:{self._count - 1}", question)


def _going_on(overview: Overview, asked: _Asked) -> list[Block]:
    changes = [_change(change, asked) for change in overview.changes[:CHANGES]]
    return [
        header("What is going on"),
        context(escaped(overview.freshness, _SENTENCE) or f"Data as of {overview.as_of:%-d %B %Y}"),
        *(_headline(headline, asked) for headline in overview.headlines[:HEADLINES]),
        *_offered([one for one in overview.prompts if one not in overview.changes[:CHANGES]], asked),
        header("What changed"),
        *(changes or [section("Nothing became more or less than it usually does by chance.")]),
    ]


def _headline(headline: Headline, asked: _Asked) -> Block:
    line = sparkline(headline.series[-_SERIES:]).replace(" ", "\N{EN SPACE}")
    sentence = escaped(headline.sentence, _SENTENCE) or NOTHING
    return section(
        f"{line}  {sentence}" if line.strip() else sentence, accessory=asked.button("Ask", headline.question)
    )


def _change(change: Prompt, asked: _Asked) -> Block:
    return section(escaped(change.title, _SENTENCE) or NOTHING, accessory=asked.button("Why?", change.question))


def _offered(prompts: Sequence[Prompt], asked: _Asked) -> list[Block]:
    buttons = [asked.button(prompt.title, prompt.question) for prompt in prompts]
    return actions([one for one in buttons if one])


def _recent(recent: Sequence[KeptAnswer], asked: _Asked) -> list[Block]:
    if not recent:
        return []
    return [
        header("My recent questions"),
        *(
            section(
                f"{escaped(kept.question, _QUESTION) or NOTHING}  _{kept.asked_at:%-d %b, %H:%M}_",
                accessory=asked.button("Ask again", kept.question),
            )
            for kept in recent[:RECENT]
        ),
    ]


def _settings(prefers: Form, sees: str, overview: Overview | None) -> list[Block]:
    chosen = Form(prefers)
    select = {
        "type": "static_select",
        "action_id": PREFER,
        "placeholder": plain_text("Charts or tables", limits.PLACEHOLDER),
        "options": [option(words, form.value) for form, words in _FORMS.items()],
        "initial_option": option(_FORMS[chosen], chosen.value),
    }
    zone = f" · times are in {overview.as_of.tzname()}" if overview and overview.as_of.tzname() else ""
    return [
        header("Settings"),
        section("*Answers with numbers come as*", accessory=select),
        context(f"You see {escaped(sees, _SENTENCE) or 'all cases'}{zone}"),
    ]
