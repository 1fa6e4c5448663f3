"""What the doctor looks at in Slack."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from bot.access import SlackAccess, access_from
from knowledge.answers.seen import EVERYTHING, Seen
from knowledge.doctor import Check
from knowledge.errors import NoGeneration, SlackUnavailable, UnknownName
from knowledge.settings import Settings

_ADVICE = {
    "Slack bot token": "install the app and copy its bot token to SLACK_BOT_TOKEN; this machine has to reach Slack",
    "Slack app token": "make an app-level token with connections:write and copy it to SLACK_APP_TOKEN",
}
_ACCESS = "access file"
_SCOPES_ADVICE = "update the app from manifest.json (`groundswell manifest`), then install it again"


class Holds(Protocol):
    """A generation, as far as limits go by it."""

    def values_of(self, dimension: str) -> Sequence[str]: ...


class Opens(Protocol):
    """As Knowledge. Raises NoGeneration, UnknownName for a limit by what is no dimension of the cases."""

    def current(self, seen: Seen = EVERYTHING) -> AbstractContextManager[Holds]: ...


def examine_slack(settings: Settings) -> Sequence[Check]:
    """Whether the tokens are there, Slack takes them, and they may do what is needed."""
    access = access_from(settings)
    by_http = bool(access.signing_secret)
    wanted = {"SLACK_BOT_TOKEN": access.bot_token or access.client_id, "SLACK_APP_TOKEN": access.app_token or by_http}
    if missing := [name for name, is_set in wanted.items() if not is_set]:
        advice = (
            "set them to answer in Slack with `groundswell serve`; the command line and the playground work without"
        )
        return [Check(name="Slack", problem=f"{' and '.join(missing)} not set", advice=advice, optional=True)]
    checks: list[Check] = []
    if access.bot_token:
        checks += _looked("Slack bot token", lambda: _bot_token(access))
    if access.app_token:
        checks += _looked("Slack app token", lambda: _app_token(access))
    return [*checks, _signing_secret(access)]


def examine_slack_store(settings: Settings) -> Sequence[Check]:
    """Whether what the assistant has to remember can be kept. Raises DatabaseUnavailable, BadSetting, DiskFull."""
    access = access_from(settings)
    if not (access.bot_token or access.client_id):
        return []
    from bot.inbox.database import Database, inbox_address  # SQLAlchemy is loaded only when there is something to open

    database = Database(inbox_address(settings))
    with database.writing():
        pass
    database.close()
    return [Check(name="Slack store", state="questions and feedback can be kept")]


def examine_access_file(settings: Settings, knowledge: Opens) -> Sequence[Check]:
    """Whether it can be read who may ask and who sees what, and names what there is. Raises BadSetting."""
    from bot.people.roles import Roles

    roles = Roles.read(settings.access_file)
    if settings.access_file is None:
        return [Check(name=_ACCESS, state="none; members of the workspace may ask about all cases")]
    state = f"{len(roles.roles)} roles, {len(roles.channels)} channels with limits"
    try:
        wrong = [check for table, limits in roles.tables() for check in _misnamed(table, limits.seen, knowledge)]
    except NoGeneration:
        return [Check(name=_ACCESS, state=f"{state}; what they name is checked once something has been computed")]
    return wrong or [Check(name=_ACCESS, state=state)]


def _misnamed(table: str, seen: Seen, knowledge: Opens) -> Sequence[Check]:
    """What the limit of one table names that there is not. Raises NoGeneration."""
    try:
        with knowledge.current(Seen(segments=seen.segments)):
            pass
    except UnknownName as error:
        problem = f"[{table}]: {str(error).rstrip('.')}"
        return [Check(name=_ACCESS, problem=problem, advice="until it is mended, nobody there gets an answer")]
    with knowledge.current() as served:
        unused = [
            f"{name} = {value}" for name, values in seen.segments for value in values
            if value not in served.values_of(name)
        ]  # fmt: skip
    if not unused:
        return []
    problem = f"[{table}]: no case has {' or '.join(unused)}"
    return [Check(name=_ACCESS, problem=problem, advice="check how it is written", optional=True)]


def _looked(name: str, look: Callable[[], Sequence[Check]]) -> Sequence[Check]:
    try:
        return look()
    except SlackUnavailable as error:
        return [Check(name=name, problem=error.problem, advice=_ADVICE[name])]


def _bot_token(access: SlackAccess) -> Sequence[Check]:
    from bot.serving.identity import identify  # Slack's SDK is loaded only when there is somebody to ask

    identity = identify(access)
    checks = [Check(name="Slack bot token", state=f"{identity.assistant} in {identity.workspace}")]
    if identity.scopes is None:
        return checks
    if identity.lacks:
        return [*checks, Check(name="Slack scopes", problem=identity.lacks.rstrip("."), advice=_SCOPES_ADVICE)]
    return [*checks, Check(name="Slack scopes", state="everything that the manifest asks for")]


def _app_token(access: SlackAccess) -> Sequence[Check]:
    from bot.serving.identity import check_app_token

    check_app_token(access)
    return [Check(name="Slack app token", state="sockets may be opened")]


def _signing_secret(access: SlackAccess) -> Check:
    if access.signing_secret:
        return Check(name="Slack signing secret", state="set, for `groundswell serve --http`")
    return Check(name="Slack signing secret", state="none is set; only `groundswell serve --http` needs one")
