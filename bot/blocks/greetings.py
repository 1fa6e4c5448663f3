"""What the assistant says of itself, with questions to begin with as buttons."""

from collections.abc import Sequence

from bot.blocks.buttons import asking_button
from bot.blocks.elements import actions, context, section
from bot.blocks.examples import EXAMPLES
from bot.blocks.messages import Message
from bot.blocks.mrkdwn import NOTHING, escaped
from bot.blocks.payloads import CHOOSE, COMMAND
from bot.blocks.violations import Block
from knowledge.answers.overview import Prompt

_HELLO = "Hello! I answer questions about escalations from the case database, and I find similar past cases."
_HELP = (
    "I answer questions about escalations from the case database: how many, since when, where, why, and what similar"
    " past cases there are."
)
_WAYS = (
    "*Ask* in a channel by mentioning me, here in a direct message, or privately with"
    f" `{COMMAND} ask …`. In a thread I go on from what was asked: “and by product?”, “why?”\n"
    f"*Similar cases:* `{COMMAND} similar …`, or *Find similar past cases* in the menu of any message.\n"
    "*Check me:* below each answer, *How was this computed?* shows its definition, its filters and its query."
)
_AUTOMATED = "I am automated. Every number is computed from the cases; what is not in them I cannot know."
_OFFERED = 4
_PROMPT = 300
_SENTENCE = 2000


def greeting_message(prompts: Sequence[Prompt] = ()) -> Message:
    """The first words, with `prompts` to begin with; without any, questions that anybody can ask."""
    return _introduction(_HELLO, prompts, [])


def help_message(prompts: Sequence[Prompt] = ()) -> Message:
    """What can be asked, and how."""
    return _introduction(_HELP, prompts, [section(_WAYS)])


def queue_message(waiting: int) -> Message:
    """Said at once when everybody who answers is busy; `waiting` questions are to be answered before."""
    before = "1 question is" if waiting == 1 else f"{waiting:,} questions are"
    queue = f" {before} before yours." if waiting > 0 else ""
    sentence = f"I am answering other questions just now.{queue} Yours is in the queue: its answer will come here."
    blocks = [section(f":hourglass_flowing_sand: {sentence}")]
    return Message(text=sentence, blocks=blocks, plain=blocks)


def turned_away_message(sentence: str) -> Message:
    """Why somebody may not ask, politely; the sentence may hold names, so it is escaped."""
    words = escaped(sentence, _SENTENCE) or NOTHING
    blocks = [section(words)]
    return Message(text=words, blocks=blocks, plain=blocks)


def _introduction(sentence: str, prompts: Sequence[Prompt], ways: Sequence[Block]) -> Message:
    offered = [(prompt.title, prompt.question) for prompt in prompts] or [(example, example) for example in EXAMPLES]
    offered = offered[:_OFFERED]
    buttons = [asking_button(title, f"{CHOOSE}:{at}", question) for at, (title, question) in enumerate(offered)]
    blocks = [section(sentence), *ways, *actions([one for one in buttons if one]), context(_AUTOMATED)]
    asks = [f"- {escaped(title, _PROMPT)}" for title, _ in offered]
    return Message(text="\n".join([sentence, "For example:", *asks]), blocks=blocks, plain=blocks)
