"""users.*, usergroups.*, team.info, bots.info: who is who."""

from bot.playground.methods.calls import Arguments, Body, Method, Methods
from bot.playground.methods.finding import Finder
from bot.playground.state import Workspace
from bot.playground.workspace.ids import TEAM_DOMAIN, TEAM_ID, TEAM_NAME
from bot.playground.workspace.people import Person
from bot.playground.workspace.refusals import Refused


class Users:
    """The methods over one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace, self._find = workspace, Finder(workspace)

    def methods(self) -> Methods:
        groups = ["usergroups:read"]
        return {
            "users.info": Method(do=self._info, scopes=["users:read"], per_minute=100),
            "users.list": Method(do=self._list, scopes=["users:read"], per_minute=20),
            "users.lookupByEmail": Method(do=self._by_email, scopes=["users:read.email"]),
            "users.conversations": Method(do=self._conversations, scopes=["channels:read", "groups:read", "im:read"]),
            "usergroups.list": Method(do=self._groups, scopes=groups, per_minute=20),
            "usergroups.users.list": Method(do=self._group_members, scopes=groups, per_minute=20),
            "team.info": Method(do=self._team, scopes=["team:read"]),
            "bots.info": Method(do=self._bot, scopes=["users:read"], per_minute=100),
        }

    def _info(self, arguments: Arguments) -> Body:
        return {"user": self._told(self._find.person(arguments))}

    def _list(self, arguments: Arguments) -> Body:
        people = [self._told(person) for person in self._workspace.people.values()]
        return {"members": people, "cache_ts": 1_700_000_000, "response_metadata": {"next_cursor": ""}}

    def _by_email(self, arguments: Arguments) -> Body:
        email = arguments.needed("email")
        found = next((person for person in self._workspace.people.values() if person.email == email), None)
        if found is None:
            raise Refused("users_not_found")
        return {"user": self._told(found)}

    def _conversations(self, arguments: Arguments) -> Body:
        user = self._find.person(arguments).id if arguments.text("user") else None
        kinds = {"public_channel": "channel", "private_channel": "group", "im": "im"}
        wanted = {kinds.get(it) for it in arguments.listed("types") or ["public_channel"]}
        channels = [
            channel.as_json()
            for channel in self._workspace.channels.values()
            if channel.has_app and channel.kind in wanted and (user is None or user in channel.members)
        ]
        return {"channels": channels, "response_metadata": {"next_cursor": ""}}

    def _groups(self, arguments: Arguments) -> Body:
        with_users = arguments.flag("include_users")
        return {"usergroups": [group.as_json(with_users=with_users) for group in self._workspace.groups.values()]}

    def _group_members(self, arguments: Arguments) -> Body:
        group = self._workspace.groups.get(arguments.needed("usergroup"))
        if group is None:
            raise Refused("no_such_subteam")
        return {"users": list(group.members)}

    def _team(self, arguments: Arguments) -> Body:
        return {"team": {"id": TEAM_ID, "name": TEAM_NAME, "domain": TEAM_DOMAIN, "email_domain": "example.com"}}

    def _bot(self, arguments: Arguments) -> Body:
        wanted = arguments.needed("bot")
        person = next((it for it in self._workspace.people.values() if it.bot_id == wanted), None)
        if person is None:
            raise Refused("bot_not_found")
        return {
            "bot": {
                "id": wanted,
                "deleted": False,
                "name": person.name,
                "app_id": person.app_id,
                "user_id": person.id,
                "icons": {},
            }
        }

    def _told(self, person: Person) -> Body:
        return person.as_json(with_email="users:read.email" in self._workspace.manifest.scopes)
