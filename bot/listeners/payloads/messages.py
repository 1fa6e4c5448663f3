"""Messages that people and apps wrote, and whether they ask something."""

import re
from dataclasses import dataclass

from bot.blocks.mrkdwn import question_in
from bot.listeners.payloads.fields import Json, list_at, table_at, text_at
from bot.listeners.payloads.signs import is_small_talk, without_signs
from bot.question import Place, Question, Way, key_of_message

SUBTYPES_WRITTEN = ("", "file_share", "thread_broadcast", "bot_message", "me_message")
"""Other subtypes tell of edits, deletions, joins and topics."""
TO_EVERYBODY = re.compile(r"<!(?:channel|here|everyone)\b|<!subteam\^")
MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message. `markup` is its text as Slack has it; `root` is None of a message that is no reply in a thread.

    `app` is the id of the app that wrote it, empty where a person did. `me` is the assistant's own id as a user.
    """

    team: str
    channel: str
    ts: str
    root: str | None
    user: str
    app: str
    markup: str
    is_direct: bool
    is_broadcast: bool
    has_files: bool
    me: str

    @property
    def text(self) -> str:
        """What was typed, plain and without the mention of the assistant; empty when that was all."""
        return question_in(self.markup, self.me)

    @property
    def has_words(self) -> bool:
        """Whether there is anything to read in it but emoji and punctuation."""
        return bool(without_signs(self.text))

    @property
    def key(self) -> str:
        return key_of_message(self.team, self.channel, self.ts)

    @property
    def mentions_me(self) -> bool:
        return bool(self.me) and self.me in MENTION.findall(self.markup)

    @property
    def is_to_others(self) -> bool:
        """Whether it speaks to everybody or to somebody else, and not to the assistant."""
        others = self.is_broadcast or bool(TO_EVERYBODY.search(self.markup)) or bool(MENTION.search(self.markup))
        return others and not self.mentions_me

    @property
    def may_follow_up(self) -> bool:
        """Whether it could be a question in a thread of a channel, where nobody needs to be mentioned for that."""
        in_thread = not self.is_direct and self.root is not None and self.root != self.ts
        return in_thread and not self.app and not self.is_to_others and not is_small_talk(self.text)


def said_in(event: Json, team: str, me: str) -> Said | None:
    """The message of a `message` or `app_mention` event; None where nobody wrote one, as in a join or an edit."""
    subtype, channel, ts = (text_at(event, name) for name in ("subtype", "channel", "ts"))
    app = text_at(event, "bot_id") or text_at(event, "bot_profile", "id")
    user = text_at(event, "user")
    if not channel or not ts or subtype not in SUBTYPES_WRITTEN or not (user or app):
        return None
    return Said(
        team=team,
        channel=channel,
        ts=ts,
        root=text_at(event, "thread_ts") or None,
        user=user or app,
        app=app,
        markup=text_at(event, "text"),
        is_direct=text_at(event, "channel_type") == "im" or channel.startswith("D"),
        is_broadcast=subtype == "thread_broadcast",
        has_files=bool(list_at(event, "files")),
        me=me,
    )


def question_of(said: Said, way: Way) -> Question:
    """What was said, as a question whose reply goes into its thread."""
    root = said.root or said.ts
    return Question(
        key=said.key,
        team=said.team,
        user=said.user,
        way=way,
        text=said.text,
        place=Place(channel=said.channel, root=root),
        thread=thread_of(said.channel, root),
    )


def thread_of(channel: str, root: str) -> str:
    """What the questions of one thread have in common."""
    return f"{channel}:{root}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A person's message that has other words now. `before` is what it said until then."""

    now: Said
    before: Said


def edited_in(event: Json, team: str, me: str) -> Edited | None:
    """None where no person changed any words: Slack tells of link previews and of the assistant's own updates, too."""
    now, before = (_inner(event, name, team, me) for name in ("message", "previous_message"))
    if now is None or before is None or now.app or now.markup == before.markup:
        return None
    return Edited(now=now, before=before)


def deleted_in(event: Json, team: str) -> str | None:
    """The key of the message that a `message_deleted` is about, or that was deleted with a tombstone in its place."""
    ts = text_at(event, "deleted_ts") or text_at(event, "previous_message", "ts")
    channel = text_at(event, "channel")
    return key_of_message(team, channel, ts) if channel and ts else None


def is_tombstone(event: Json) -> bool:
    """Whether the change is a deletion: a message with replies leaves a mark behind."""
    return text_at(event, "message", "subtype") == "tombstone"


def _inner(event: Json, name: str, team: str, me: str) -> Said | None:
    around = {key: event[key] for key in ("channel", "channel_type") if key in event}
    return said_in({**table_at(event, name), **around}, team, me)
