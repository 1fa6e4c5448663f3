"""oauth.v2.access: an app that is installed by OAuth changes the code that somebody's browser brought for a token."""

from uuid import uuid4

from bot.playground.methods.calls import Arguments, Body, Method, Methods
from bot.playground.state import Workspace
from bot.playground.workspace.ids import APP_ID, BOT_USER_ID, TEAM_ID, TEAM_NAME
from bot.playground.workspace.refusals import Refused

CLIENT_ID = "1000.2000"
CLIENT_SECRET = "local-client-secret"
EXCHANGE = "oauth.v2.access"


class Installing:
    """The method over one workspace, which gives `bot_token`."""

    def __init__(self, workspace: Workspace, bot_token: str) -> None:
        self._workspace, self._bot_token = workspace, bot_token
        self._codes: dict[str, str] = {}

    def methods(self) -> Methods:
        return {EXCHANGE: Method(do=self._exchange)}

    def allow(self, user: str) -> str:
        """The code for what `user` allows; it can be exchanged once."""
        code = uuid4().hex
        self._codes[code] = user
        return code

    def _exchange(self, arguments: Arguments) -> Body:
        if arguments.text("client_id") != CLIENT_ID:
            raise Refused("invalid_client_id")
        if arguments.text("client_secret") != CLIENT_SECRET:
            raise Refused("bad_client_secret")
        user = self._codes.pop(arguments.text("code"), None)
        if user is None:
            raise Refused("invalid_code")
        return {
            "access_token": self._bot_token,
            "token_type": "bot",
            "scope": ",".join(self._workspace.manifest.scopes),
            "bot_user_id": BOT_USER_ID,
            "app_id": APP_ID,
            "team": {"id": TEAM_ID, "name": TEAM_NAME},
            "enterprise": None,
            "is_enterprise_install": False,
            "authed_user": {"id": user},
        }
