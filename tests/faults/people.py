"""People who ask in every way, and who edit, take back and stop what they asked."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.blocks.payloads import COMMAND, SIMILAR_SHORTCUT
from bot.playground.local_slack import ANA, BEN, BILLING, SUPPORT, LocalSlack
from bot.playground.state import Message
from bot.playground.workspace.ids import MENTION
from bot.playground.workspace.refusals import Refused

MARK = "zebrafinch"
"""A word of most questions, which nobody's log may hold."""
ASKED = (
    "How many escalations were there last month?",
    "escalation ratio by product since June",
    "How did cases develop by month since July?",
    "which team had the most escalations last quarter",
    "median time to resolve by priority",
    "escalations by region vs the month before",
    "who is the worst agent?",
    "what does escalation ratio mean",
    "escalations in Wumpus last month",
    "help",
)
REWORDED, ANSWERS_REWORDED = "help", "I answer questions"
"""What an edit asks instead, and what a reply to that says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question. `least` and `most` are how many replies it may have: one, but for what was taken back, or was said
    not to have been taken. `says` is what the reply must say. `mark` or `root` is what a private one is known by."""

    channel: str
    root: str = ""
    user: str = ANA
    mark: str = ""
    is_private: bool = False
    least: int = 1
    most: int = 1
    says: str = ""


@dataclass(kw_only=True)
class People:
    """Ana and Ben, who do the same for the same `seed`."""

    slack: LocalSlack
    seed: int
    asked: list[Asked] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._looked_at: set[str] = set()

    def ask(self) -> Asked:
        """The next question, asked in one of the ways."""
        self.asked.append(self._one(len(self.asked)))
        return self.asked[-1]

    def _one(self, at: int) -> Asked:
        chance, user = self._chance, self._chance.choice([ANA, BEN])
        mark = f"[{MARK} {at}]"
        text = f"{ASKED[at % len(ASKED)]} {mark}" if at % 3 else ASKED[at % len(ASKED)]
        way = chance.random()
        if way < 0.15 and (thread := self._answered_thread()):
            self.slack.say(thread.channel, "and by team?", user, thread=thread.root)
            return Asked(channel=thread.channel, root=thread.root, user=user)
        if way < 0.22 and (thread := self._answered_thread(is_new=True)):
            return self._looks_for_similar(thread, user)
        if way < 0.37:
            line = f"{COMMAND} {ASKED[at % len(ASKED)]} {mark}"
            is_taken = self.slack.command(SUPPORT, line, user)
            return Asked(channel=SUPPORT, user=user, mark=mark, is_private=True, least=int(is_taken))
        if way < 0.57:
            ts = self.slack.direct_message(text, user)
            return self._has_second_thoughts(Asked(channel=self.slack.direct_channel(user), root=ts, user=user), "")
        channel = chance.choice([SUPPORT, BILLING])
        ts = self.slack.mention(channel, text, user)
        return self._has_second_thoughts(Asked(channel=channel, root=ts, user=user), f"{MENTION} ")

    def _looks_for_similar(self, thread: Asked, user: str) -> Asked:
        """By the shortcut, on the assistant's own reply."""
        self._looked_at.add(thread.root)
        [reply, *_] = replies_in(self.slack, thread)
        is_taken = self.slack.message_shortcut(SIMILAR_SHORTCUT, thread.channel, reply.ts, user)
        return Asked(channel=thread.channel, root=thread.root, user=user, is_private=True, least=int(is_taken))

    def _has_second_thoughts(self, asked: Asked, mention: str) -> Asked:
        """Sometimes, while the answer is on its way."""
        thought = self._chance.random()
        if thought < 0.08:
            self.slack.edit(asked.channel, asked.root, f"{mention}{REWORDED}", asked.user)
            return replace(asked, says=ANSWERS_REWORDED)
        if thought < 0.12:
            self.slack.delete(asked.channel, asked.root, asked.user)
            return replace(asked, least=0)
        if thought < 0.2:
            self._stop_one()
        return asked

    def _stop_one(self) -> None:
        for (channel, root), session in self.slack.sessions().items():
            if session.status == "processing":
                try:
                    self.slack.stop_answer(channel, root, BEN if channel == self.slack.direct_channel(BEN) else ANA)
                except Refused:  # it has just been answered
                    continue
                return

    def _answered_thread(self, *, is_new: bool = False) -> Asked | None:
        """One of the latest; `is_new`: that nobody has looked for similar cases in."""
        some = [
            one
            for one in self.asked[-40:]
            if not one.is_private
            and one.least
            and not one.says
            and one.channel in (SUPPORT, BILLING)
            and not (is_new and one.root in self._looked_at)
        ]
        self._chance.shuffle(some)
        return next((one for one in some if replies_in(self.slack, one)), None)


def replies_in(slack: LocalSlack, asked: Asked) -> Sequence[Message]:
    """The replies that all see in the thread of a question."""
    return slack.replies(asked.root, asked.channel)
