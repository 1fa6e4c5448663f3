"""Who is let in, and what is shown to them where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.people.admission import Admitted, NotLetIn, TurnedAway, let_in
from bot.people.directory import Kind
from bot.people.doorkeeper import NOT_AMONG, REFUSALS, Doorkeeper, sees_in_words
from bot.people.roles import Roles
from knowledge.answers.seen import EVERYTHING, Seen
from knowledge.errors import SlackUnavailable

EMEA = Seen.of({"region": ["EMEA"]})
BILLING = Seen.of({"product": ["Billing"]})

FILE = """
[roles.heads]
users = ["U1HEAD"]

[roles.emea]
users = ["U2EMEA", "U1HEAD", "W9GUEST"]
groups = ["S1EMEA"]
where = { region = ["EMEA"] }

[roles.out]
groups = ["S2OUT"]
may_ask = false

[channels.C1BILLING]
where = { product = ["Billing"] }

[channels.C2HALL]
hides_small = true
"""


@dataclass
class Known:
    """People as Slack knows them: members, unless something else is said."""

    kinds: Mapping[str, Kind] = field(default_factory=dict)
    groups: Mapping[str, set[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def kind_of(self, team: str, user: str) -> Kind:
        return self.kinds.get(user, Kind.MEMBER)

    def is_in(self, team: str, user: str, group: str) -> bool:
        self.asked.append(group)
        return user in self.groups.get(group, set())


def _roles(folder: Path, text: str = FILE) -> Roles:
    path = folder / "access.toml"
    path.write_text(text, encoding="utf-8")
    return Roles.read(path)


def _admit(roles: Roles, known: Known, user: str, channel: str | None = None) -> Admitted | TurnedAway:
    return Doorkeeper(roles, known).admit(team="T1", user=user, channel=channel)


def test_a_member_without_a_role_sees_everything_where_nothing_else_is_said() -> None:
    assert _admit(Roles.read(None), Known(), "U7", "C7") == Admitted(here=EVERYTHING)


@pytest.mark.parametrize("kind", [Kind.GUEST, Kind.STRANGER, Kind.APP, Kind.GONE])
def test_who_is_no_member_is_turned_away_with_the_reason(kind: Kind) -> None:
    turned_away = _admit(Roles.read(None), Known({"U7": kind}), "U7")

    assert turned_away == TurnedAway(sentence=REFUSALS[kind])


def test_guests_and_strangers_may_ask_where_the_file_lets_them(tmp_path: Path) -> None:
    roles = _roles(tmp_path, "guests_may_ask = true")

    assert _admit(roles, Known({"U7": Kind.GUEST}), "U7") == Admitted(here=EVERYTHING)
    assert isinstance(_admit(roles, Known({"U7": Kind.STRANGER}), "U7"), TurnedAway)


def test_a_guest_who_is_named_in_a_role_may_ask_but_one_in_its_group_may_not(tmp_path: Path) -> None:
    known = Known({"W9GUEST": Kind.GUEST, "U8": Kind.GUEST}, {"S1EMEA": {"U8"}})

    assert _admit(_roles(tmp_path), known, "W9GUEST") == Admitted(here=EMEA)
    assert isinstance(_admit(_roles(tmp_path), known, "U8"), TurnedAway)


def test_another_app_is_turned_away_even_if_a_role_names_it(tmp_path: Path) -> None:
    assert isinstance(_admit(_roles(tmp_path), Known({"U1HEAD": Kind.APP}), "U1HEAD"), TurnedAway)


def test_of_several_roles_the_first_in_the_file_counts_alone(tmp_path: Path) -> None:
    known = Known(groups={"S2OUT": {"U2EMEA"}})

    assert _admit(_roles(tmp_path), known, "U1HEAD") == Admitted(here=EVERYTHING)
    assert _admit(_roles(tmp_path), known, "U2EMEA") == Admitted(here=EMEA)


def test_a_role_is_given_to_the_members_of_its_groups(tmp_path: Path) -> None:
    known = Known(groups={"S1EMEA": {"U7"}, "S2OUT": {"U8"}})

    assert _admit(_roles(tmp_path), known, "U7") == Admitted(here=EMEA)
    assert _admit(_roles(tmp_path), known, "U8") == TurnedAway(sentence=NOT_AMONG)


def test_without_groups_in_the_file_slack_is_not_asked_for_any(tmp_path: Path) -> None:
    known = Known()

    _admit(_roles(tmp_path, "[roles.a]\nusers = ['U1']"), known, "U7")

    assert known.asked == []


def test_only_those_in_a_role_may_ask_where_the_default_is_no(tmp_path: Path) -> None:
    roles = _roles(tmp_path, "[default]\nmay_ask = false\n[roles.a]\nusers = ['U1']")

    assert _admit(roles, Known(), "U1") == Admitted(here=EVERYTHING)
    assert _admit(roles, Known(), "U2") == TurnedAway(sentence=NOT_AMONG)


def test_a_channel_shows_what_it_may_see_and_the_rest_goes_to_the_asker_alone(tmp_path: Path) -> None:
    assert _admit(_roles(tmp_path), Known(), "U7", "C1BILLING") == Admitted(here=BILLING, alone=EVERYTHING)


def test_a_person_who_sees_less_than_the_channel_is_not_shown_more_in_it(tmp_path: Path) -> None:
    both = Seen.of({"region": ["EMEA"], "product": ["Billing"]})

    assert _admit(_roles(tmp_path), Known(), "U2EMEA", "C7") == Admitted(here=EMEA)
    assert _admit(_roles(tmp_path), Known(), "U2EMEA", "C1BILLING") == Admitted(here=both, alone=EMEA)


def test_a_channel_that_hides_small_numbers_hides_them_from_everybody_in_it(tmp_path: Path) -> None:
    assert _admit(_roles(tmp_path), Known(), "U7", "C2HALL") == Admitted(here=Seen(hides_small=True), alone=EVERYTHING)


@pytest.mark.parametrize("channel", [None, "D1", "U2EMEA"])
def test_in_private_the_person_sees_what_the_person_may_see(tmp_path: Path, channel: str | None) -> None:
    assert _admit(_roles(tmp_path), Known(), "U2EMEA", channel) == Admitted(here=EMEA)


def test_when_slack_does_not_say_who_somebody_is_nobody_is_let_in(tmp_path: Path) -> None:
    class Silent(Known):
        def kind_of(self, team: str, user: str) -> Kind:
            raise SlackUnavailable("it does not say who is asking (ratelimited)")

    with pytest.raises(SlackUnavailable):
        _admit(_roles(tmp_path), Silent(), "U1HEAD")


def test_whoever_is_turned_away_is_not_let_in() -> None:
    with pytest.raises(NotLetIn, match="guest"):
        let_in(Doorkeeper(Roles.read(None), Known({"U7": Kind.GUEST})), team="T1", user="U7")


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        (EVERYTHING, "all cases"),
        (Seen.of({"region": ["EMEA", "APAC"]}), "the cases with region APAC or EMEA"),
        (
            Seen.of({"region": ["EMEA"], "product": ["Billing"]}, hides_small=True),
            "the cases with product Billing and region EMEA, without numbers that rest on a few cases only",
        ),
    ],
)
def test_what_somebody_sees_is_said_in_words(seen: Seen, words: str) -> None:
    assert sees_in_words(seen) == words
