"""The few kinds of block that answers are made of. Texts handed in are markup: what others wrote is escaped before."""

from bot.blocks.violations import Block


def section(markup: str) -> Block:
    return {"type": "section", "text": _mrkdwn(markup)}


def context(markup: str) -> Block:
    return {"type": "context", "elements": [_mrkdwn(markup)]}


def divider() -> Block:
    return {"type": "divider"}


def _mrkdwn(markup: str) -> Block:
    # verbatim: otherwise Slack makes links and channel names of what only looks like one
    return {"type": "mrkdwn", "text": markup, "verbatim": True}
