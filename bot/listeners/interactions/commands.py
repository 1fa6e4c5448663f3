"""The slash command: `ask …`, `similar …`, `help`; what begins with none of these words is a question."""

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.blocks.messages import plain_message
from bot.blocks.payloads import COMMAND
from bot.listeners.parts import Parts
from bot.listeners.payloads.clicks import Command, command_in
from bot.listeners.payloads.fields import Json
from bot.listeners.payloads.messages import thread_of
from bot.listeners.payloads.who import team_in
from bot.listeners.taking import Answering, taking
from bot.listeners.telling import tell
from bot.question import Question, Way, Wish

HELP = (
    f"Only you see what I answer here, until you share it.\n"
    f"• `{COMMAND} ask How many escalations were there last month?` answers a question; `ask` may be left out\n"
    f"• `{COMMAND} similar customer cannot log in after the update` finds similar past cases; a case id works, too\n"
    f"• `{COMMAND} help` shows this"
)
WISHES = {"ask": Wish.ASK, "similar": Wish.SIMILAR}


def register(app: App, parts: Parts) -> None:
    def find(body: Json, context: BoltContext) -> Question | None:
        return question_in_command(command_in(body, team_in(context)))

    answering = Answering(parts.reception)

    @app.command(COMMAND, middleware=[taking(parts.reception, find)])
    def answer_in_private(ack: Ack, context: BoltContext, client: WebClient) -> None:
        ack()
        answering.answer(context, client)

    @app.command(COMMAND)
    def help_in_private(ack: Ack, body: dict[str, object], context: BoltContext, client: WebClient) -> None:
        ack()
        tell(client, command_in(body, team_in(context)).who, plain_message(HELP))


def question_in_command(command: Command) -> Question | None:
    """None where help is what is asked for, or nothing."""
    first, _, rest = command.text.partition(" ")
    wish = WISHES.get(first.casefold())
    text = command.text if wish is None else rest.strip()
    if not text or text.casefold() == "help":
        return None
    who = command.who
    return Question(
        key=f"{who.team}:command:{command.id}",
        team=who.team,
        user=who.user,
        way=Way.COMMAND,
        text=text,
        place=who.place,
        # what somebody asks by commands in one channel hangs together, as nothing else of it does
        thread=thread_of(who.channel, who.user),
        wish=wish or Wish.ASK,
    )
