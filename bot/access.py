"""What it takes to speak to Slack."""

from dataclasses import dataclass, field
from urllib.parse import urljoin

from pydantic import SecretStr

from knowledge.errors import BadSetting
from knowledge.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackAccess:
    """The tokens and secrets of one Slack app; an empty one is as good as None.

    With `client_id`, other workspaces install the app by OAuth. Every `ping_seconds` the socket is looked after: a
    connection that broke without a word is replaced after about six of them.
    """

    bot_token: str | None = field(default=None, repr=False)
    app_token: str | None = field(default=None, repr=False)
    signing_secret: str | None = field(default=None, repr=False)
    client_id: str | None = None
    client_secret: str | None = field(default=None, repr=False)
    api_url: str = "https://slack.com/api/"
    ping_seconds: float = 3

    @property
    def authorize_url(self) -> str:
        """Where a workspace is asked whether it wants the app; beside the Web API, wherever that is."""
        return urljoin(self.api_url, "../oauth/v2/authorize")


def access_from(settings: Settings) -> SlackAccess:
    """The access that the settings describe. Raises BadSetting."""
    if not settings.slack_api_url.startswith(("https://", "http://")):
        raise BadSetting("SLACK_API_URL", "it must be an address such as https://slack.com/api/")
    return SlackAccess(
        bot_token=_plain(settings.slack_bot_token),
        app_token=_plain(settings.slack_app_token),
        signing_secret=_plain(settings.slack_signing_secret),
        client_id=settings.slack_client_id or None,
        client_secret=_plain(settings.slack_client_secret),
        api_url=settings.slack_api_url.rstrip("/") + "/",
    )


def _plain(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None
