"""What a reply to a question is put together from."""

import json

from bot.composing import Composer
from bot.people.preferences import PreferencesInMemory
from bot.question import Place, Question, Way, Wish
from knowledge.redaction.redactor import Redactor
from tests.receptions import TODAY, Door, Lines, a_question

TEXT = "customer was charged twice"


SECRET = "jo@example.com"


def quoted(question: Question) -> bool:
    """Whether the reply shows on top what was asked."""
    composer = Composer(Lines(), Door(), PreferencesInMemory(), today=lambda: TODAY)
    first = composer.reply_to(question).message.blocks[0]
    return first["type"] == "context" and TEXT in json.dumps(first)


def test_what_a_command_asked_or_searched_for_is_quoted_as_slack_shows_no_command() -> None:
    privately = Place(channel="C1", only_to="U1")

    assert quoted(a_question(TEXT, way=Way.COMMAND, place=privately))
    assert quoted(a_question(TEXT, way=Way.COMMAND, place=privately, wish=Wish.SIMILAR))


def test_what_stands_above_the_reply_is_not_quoted() -> None:
    assert not quoted(a_question(TEXT))
    assert not quoted(a_question(TEXT, way=Way.SHORTCUT, wish=Wish.SIMILAR))


def test_what_is_quoted_is_redacted() -> None:
    composer = Composer(Lines(), Door(), PreferencesInMemory(), today=lambda: TODAY, redacted=Redactor().redacted)
    privately = Place(channel="C1", only_to="U1")
    for wish in Wish:
        asked = a_question(f"who wrote from {SECRET}?", way=Way.COMMAND, place=privately, wish=wish)
        on_top = json.dumps(composer.reply_to(asked).message.blocks[0])

        assert "who wrote from [email]?" in on_top
        assert SECRET not in on_top
