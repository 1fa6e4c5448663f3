"""The file that says who may ask and who sees what."""

from pathlib import Path

import pytest

from bot.people.roles import Roles
from knowledge.answers.seen import EVERYTHING, Seen
from knowledge.errors import BadSetting

EXAMPLE = Path(__file__).parent.parent / "access.example.toml"


def _read(folder: Path, text: str) -> Roles:
    path = folder / "access.toml"
    path.write_text(text, encoding="utf-8")
    return Roles.read(path)


def _problem(folder: Path, text: str) -> str:
    with pytest.raises(BadSetting) as refusal:
        _read(folder, text)
    return str(refusal.value)


def test_without_a_file_members_see_everything_and_others_may_not_ask() -> None:
    roles = Roles.read(None)

    assert roles.default.may_ask
    assert roles.default.seen == EVERYTHING
    assert not roles.guests_may_ask
    assert not roles.strangers_may_ask


def test_the_example_can_be_read_and_uses_everything_there_is() -> None:
    roles = Roles.read(EXAMPLE)

    assert list(roles.roles) == ["heads_of_support", "billing", "emea_partners", "contractors"]
    assert roles.roles["emea_partners"].seen == Seen.of(
        {"region": ["EMEA"], "account_tier": ["Gold", "Platinum"]}, hides_small=True
    )
    assert not roles.roles["contractors"].may_ask
    assert roles.limits_of("C0BILLING01") == Seen.of({"product": ["Billing", "Payments"]})
    assert roles.limits_of("C0ANYOTHER1") == EVERYTHING


def test_an_empty_file_is_as_good_as_none(tmp_path: Path) -> None:
    assert _read(tmp_path, "") == Roles.read(None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[roles.leads]\nusers = ['ana']", "[roles.leads], users: 'ana' is no user id; those begin with U or W"),
        ("[roles.leads]\ngroups = ['@leads']", "[roles.leads], groups: '@leads' is no user group id"),
        ("[channels.billing]\nhides_small = true", "[channels.billing]: 'billing' is no channel id"),
        ("[roles.leads]\nmay_aks = true", "[roles.leads], may_aks: there is no such key"),
        ("[roles.leads]\nmay_ask = 'no'", "[roles.leads], may_ask: it must be true or false"),
        ("[roles.leads]\nwhere = { region = 'EMEA' }", "[roles.leads], region of where: it must be a list of texts"),
        ("[roles.leads]\nwhere = { region = [] }", "[roles.leads], region of where: "),
        ("[roles.leads]\nwhere = { region = [1] }", "[roles.leads], region of where: it must be a text, in quotes"),
        ("[roles.leads]\nusers = 'U1'", "[roles.leads], users: it must be a list of ids"),
        ("[default]\nusers = ['U1']", "[default], users: there is no such key"),
        ("guest_may_ask = true", "guest_may_ask: there is no such key"),
        ("roles = 3", "[roles]: it must be a table"),
        ("[roles.leads\n", "is not TOML: "),
    ],
)
def test_a_file_that_cannot_be_used_names_file_table_and_key(tmp_path: Path, text: str, told: str) -> None:
    problem = _problem(tmp_path, text)

    assert problem.startswith("The setting ACCESS_FILE cannot be used: ")
    assert "access.toml" in problem
    assert told in problem
    assert "\n" not in problem


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=r"there is no file .*nowhere\.toml"):
        Roles.read(tmp_path / "nowhere.toml")
    with pytest.raises(BadSetting, match="cannot be read"):
        Roles.read(tmp_path)
    (tmp_path / "access.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BadSetting, match="not UTF-8"):
        Roles.read(tmp_path / "access.toml")
