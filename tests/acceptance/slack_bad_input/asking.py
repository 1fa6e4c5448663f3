"""What these tests ask, the beginning of its answer, and a text full of markup."""

from bot.playground.local_slack import SUPPORT
from bot.playground.state import Message
from tests.acceptance.slack_served import Office

CASES = "How many cases were opened this year?"
ANSWER = "There were 34 cases opened"
NASTY = "Payroll <!channel> <https://evil.example|click> & *bold* <@U1ANA>\n> quoted\n```code```"


def answered(here: Office, question: str = CASES) -> Message:
    return here.reply(here.slack.mention(SUPPORT, question))
