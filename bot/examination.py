"""What the doctor looks at in Slack."""

from collections.abc import Sequence

from bot.access import access_from
from knowledge.doctor import Check
from knowledge.settings import Settings


def examine_slack(settings: Settings) -> Sequence[Check]:
    """Whether the tokens are there and Slack takes the bot's."""
    missing = [
        name
        for name, token in (
            ("SLACK_BOT_TOKEN", settings.slack_bot_token),
            ("SLACK_APP_TOKEN", settings.slack_app_token),
        )
        if token is None
    ]
    if missing:
        advice = "set them to answer in Slack with `groundswell serve`; the command line works without"
        return [Check(name="Slack", problem=f"{' and '.join(missing)} not set", advice=advice, optional=True)]
    from bot.app import who_speaks  # slack-bolt is loaded only when there is somebody to ask

    connected = who_speaks(access_from(settings))
    return [Check(name="Slack", state=f"{connected.assistant} in {connected.workspace}")]
