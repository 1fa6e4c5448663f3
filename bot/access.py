"""What it takes to speak to Slack."""

from dataclasses import dataclass, field

from knowledge.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackAccess:
    """What it takes to be one workspace's assistant; an empty token is as good as None.

    `workers` questions are answered at the same time, the next ones wait. Every `ping_seconds` the socket is looked
    after: a connection that broke without a word is replaced after about six of them.
    """

    bot_token: str | None = field(repr=False)
    app_token: str | None = field(repr=False)
    api_url: str = "https://slack.com/api/"
    workers: int = 20
    ping_seconds: float = 3


def access_from(settings: Settings) -> SlackAccess:
    """The access that the settings describe."""
    return SlackAccess(
        bot_token=settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else None,
        app_token=settings.slack_app_token.get_secret_value() if settings.slack_app_token else None,
        api_url=settings.slack_api_url,
    )
