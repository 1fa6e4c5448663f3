"""Who may ask and who sees what, as the operator wrote it down in ACCESS_FILE.

Somebody in several roles has the first of them in the file's order, and that one alone: roles are not added up.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from knowledge.answers.seen import EVERYTHING, Seen
from knowledge.errors import BadSetting

SETTING = "ACCESS_FILE"


def _begins_with(kind: str, *letters: str) -> AfterValidator:
    """Checks for an id of Slack's: names change and can be taken by somebody else, ids cannot."""

    def check(text: str) -> str:
        if not text.startswith(letters) or not text.isascii() or not text.isalnum() or text != text.upper():
            raise ValueError(f"{text!r} is no {kind} id; those begin with {' or '.join(letters)}")
        return text

    return AfterValidator(check)


UserId = Annotated[str, _begins_with("user", "U", "W")]
GroupId = Annotated[str, _begins_with("user group", "S")]
ChannelId = Annotated[str, _begins_with("channel", "C", "G")]
Values = Annotated[list[Annotated[str, Field(min_length=1)]], Field(min_length=1)]


class Limits(BaseModel):
    """Which cases may be seen: `where` names dimensions and the values that may be seen of each; empty: all cases.

    `hides_small`: numbers computed from fewer cases than SMALL_CELL are not shown.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    where: Mapping[str, Values] = Field(default_factory=dict)
    hides_small: bool = False

    @property
    def seen(self) -> Seen:
        return Seen.of(self.where, hides_small=self.hides_small)


class DefaultRole(Limits):
    """What a member of the workspace is who has none of the roles."""

    may_ask: bool = True


class Role(DefaultRole):
    """What some people are: named one by one, or as the members of user groups."""

    users: frozenset[UserId] = frozenset()
    groups: tuple[GroupId, ...] = ()


class Roles(BaseModel):
    """The whole file. Without one: members of the workspace may ask and see everything, others may not ask."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    guests_may_ask: bool = False
    strangers_may_ask: bool = False
    default: DefaultRole = DefaultRole()
    roles: Mapping[str, Role] = Field(default_factory=dict)
    channels: Mapping[ChannelId, Limits] = Field(default_factory=dict)

    @classmethod
    def read(cls, path: Path | None) -> Self:
        """The roles in the TOML file `path`; None: the defaults. Raises BadSetting, naming file, table and key."""
        if path is None:
            return cls()
        # lists become the sets and tuples that are kept, which strict reading would refuse
        return cls._checked(path, _with_sets(_table_in(path)))

    @classmethod
    def _checked(cls, path: Path, table: Mapping[str, Any]) -> Self:
        try:
            return cls.model_validate(table)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            where = _place_of(first["loc"])
            raise BadSetting(SETTING, f"in {path.name}, {where}: {_plainly(first['msg'])}") from None

    def limits_of(self, channel: str) -> Seen:
        """What may be shown in the channel, whoever asks."""
        limits = self.channels.get(channel)
        return limits.seen if limits else EVERYTHING

    def names(self, user: str) -> bool:
        """Whether some role names the person, and not just a group that the person is in."""
        return any(user in role.users for role in self.roles.values())

    def tables(self) -> Iterator[tuple[str, Limits]]:
        """Every table of the file that may limit what is seen, by its name."""
        yield "default", self.default
        yield from ((f"roles.{name}", role) for name, role in self.roles.items())
        yield from ((f"channels.{channel}", limits) for channel, limits in self.channels.items())

    def in_order(self) -> Iterator[Role]:
        """The roles as they stand in the file."""
        yield from self.roles.values()


def _table_in(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadSetting(SETTING, f"there is no file {path}") from None
    except OSError as error:
        raise BadSetting(SETTING, f"{path} cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise BadSetting(SETTING, f"{path} is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise BadSetting(SETTING, f"{path.name} is not TOML: {str(error)[:1].lower()}{str(error)[1:]}") from None


def _with_sets(table: dict[str, Any]) -> dict[str, Any]:
    """The table with what TOML has no types for: `users` as a set, `groups` as a tuple. What is wrong stays so."""
    roles = table.get("roles")
    if not isinstance(roles, dict):
        return table
    return {**table, "roles": {name: _role_with_sets(role) for name, role in roles.items()}}


def _role_with_sets(role: object) -> object:
    if not isinstance(role, dict):
        return role
    kinds: Mapping[str, Any] = {"users": frozenset, "groups": tuple}
    return {key: kinds[key](value) if key in kinds and _all_texts(value) else value for key, value in role.items()}


def _all_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _place_of(location: Sequence[str | int]) -> str:
    """`[roles.leads], users` from the path to the value."""
    names = [str(part) for part in location if part != "[key]"]
    tables = {"roles": 2, "channels": 2, "default": 1}.get(names[0], 0) if names else 0
    table, keys = ".".join(names[:tables]), [name for name in names[tables:] if not name.isdigit()]
    return ", ".join(filter(None, [f"[{table}]" if table else "", " of ".join(reversed(keys))])) or "the file"


def _plainly(message: str) -> str:
    text = message.removeprefix("Value error, ")
    return {
        "Extra inputs are not permitted": "there is no such key",
        "Input should be a valid boolean": "it must be true or false",
        "Input should be a valid dictionary": "it must be a table",
        "Input should be an instance of Mapping": "it must be a table",
        "Input should be a valid list": "it must be a list of texts",
        "Input should be a valid tuple": "it must be a list of ids",
        "Input should be a valid frozenset": "it must be a list of ids",
        "Input should be a valid string": "it must be a text, in quotes",
    }.get(text, text)
