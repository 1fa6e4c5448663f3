"""Settings: read from the environment and `.env`, refused in one sentence, silent about secrets."""

import traceback
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dotenv import dotenv_values
from sqlalchemy.engine import make_url

from knowledge.errors import BadSetting
from knowledge.settings import Settings
from tests.builders import utc

EXAMPLE = Path(__file__).parent.parent / ".env.example"
NAMES = [name.upper() for name in Settings.model_fields]
SECRET = "hunter2"


@pytest.fixture(autouse=True)
def no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment without any setting, in a folder without `.env`."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


class Environment:
    """Where this process has its settings from."""

    def __init__(self, folder: Path, variables: pytest.MonkeyPatch) -> None:
        self._folder, self._variables = folder, variables

    def settings(self, **variables: str) -> Settings:
        """What is read with these variables set as well."""
        for name, value in variables.items():
            self._variables.setenv(name, value)
        return Settings.read()

    def write(self, content: bytes) -> None:
        """Makes `.env`."""
        (self._folder / ".env").write_bytes(content)


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    return Environment(tmp_path, monkeypatch)


# .env.example


def test_the_example_names_every_setting_and_no_other() -> None:
    assert sorted(dotenv_values(EXAMPLE)) == sorted(NAMES)


def test_the_example_shows_the_defaults(environment: Environment) -> None:
    defaults = environment.settings()
    environment.write(EXAMPLE.read_bytes())

    assert environment.settings() == defaults


def test_the_example_explains_every_setting_in_one_line() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    explained = {
        line.partition("=")[0]: lines[at - 1].startswith("# ") and not lines[at - 2].startswith("# ")
        for at, line in enumerate(lines)
        if line and not line.startswith("#")
    }

    assert explained == dict.fromkeys(NAMES, True)


# Reading


def test_nothing_has_to_be_set(environment: Environment) -> None:
    settings = environment.settings()

    assert settings.database == "sqlite:///data/cases.sqlite3"
    assert (settings.timezone, settings.keep_generations) == (ZoneInfo("UTC"), 3)
    assert (settings.chat_model, settings.chroma_url, settings.slack_bot_token) == ("", "", None)


@pytest.mark.parametrize("nothing", ["", "  "])
def test_an_empty_value_means_the_default(environment: Environment, nothing: str) -> None:
    defaults = environment.settings()

    assert environment.settings(**dict.fromkeys(NAMES, nothing)) == defaults


def test_the_environment_goes_before_the_file(environment: Environment) -> None:
    environment.write(b"TIMEZONE=Europe/Berlin\nSMALL_CELL=9\nDATABASE_URL=postgresql://desk/cases\n")

    settings = environment.settings(SMALL_CELL="7", DATABASE_URL="")

    assert (settings.timezone, settings.small_cell) == (ZoneInfo("Europe/Berlin"), 7)
    assert settings.database == "sqlite:///data/cases.sqlite3"  # an empty variable takes back what the file says


def test_what_is_no_setting_is_passed_over(environment: Environment) -> None:
    environment.write("# Grüße\nOPENAI_API_KEY=x\nexport SMALL_CELL='7'\n".encode())

    assert environment.settings(GROUNDSWELL_COLOUR="blue").small_cell == 7


def test_targets_are_hours_by_priority(environment: Environment) -> None:
    settings = environment.settings(SLA_FIRST_RESPONSE_HOURS="P1=1, Very high = 0.5 ,")

    assert settings.sla_first_response_hours == {"P1": 1.0, "Very high": 0.5}
    assert settings.sla_resolution_hours == {}


def test_what_else_is_redacted_are_patterns_by_name(environment: Environment) -> None:
    settings = environment.settings(REDACT_EXTRA=r"Badge = B-[0-9]{6}; plate=[A-Z]+=\d\;? ;", REDACT_REGIONS="us, AT,")

    assert settings.redact_extra == {"badge": "B-[0-9]{6}", "plate": r"[A-Z]+=\d\;?"}
    assert settings.redact_regions == ("US", "AT")


@pytest.mark.parametrize(
    ("set_to", "now"),
    [
        ("2026-10-05T12:00:00Z", utc("2026-10-05 12:00")),
        ("2026-10-05 12:00+05:30", utc("2026-10-05 06:30")),
        ("2026-10-05T12:00", utc("2026-10-05 10:00")),
        ("2026-10-05", utc("2026-10-04 22:00")),
    ],
)
def test_now_can_be_fixed_and_is_in_the_reporting_time_zone_unless_it_says_otherwise(
    environment: Environment, set_to: str, now: datetime
) -> None:
    assert environment.settings(GROUNDSWELL_NOW=set_to, TIMEZONE="Europe/Berlin").now() == now


def test_now_is_the_clock_otherwise(environment: Environment) -> None:
    assert abs(environment.settings().now() - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize("home", ["/srv/what? now", "/srv/50%25#é", "below/here"])
def test_the_database_is_a_file_in_the_home_folder_whatever_its_name(environment: Environment, home: str) -> None:
    url = make_url(environment.settings(GROUNDSWELL_HOME=home).database)

    assert (url.database, dict(url.query)) == (f"{home}/cases.sqlite3", {})


def test_settings_cannot_be_changed(environment: Environment) -> None:
    settings = environment.settings()

    with pytest.raises(ValueError, match="frozen"):
        settings.small_cell = 1  # type: ignore[misc]


# Refusing


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("GROUNDSWELL_NOW", "31/02/2026", "datetime"),
        ("GROUNDSWELL_NOW", "yesterday", "datetime"),
        ("TIMEZONE", "Atlantis", "it names no time zone"),
        ("TIMEZONE", "../../etc/passwd", "it names no time zone"),
        ("TIMEZONE", "America", "it names no time zone"),
        ("KEEP_GENERATIONS", "0", "greater than or equal to 1"),
        ("KEEP_GENERATIONS", "three", "valid integer"),
        ("DEFAULT_PERIOD_DAYS", "0", "greater than or equal to 1"),
        ("DEFAULT_PERIOD_DAYS", "1.5", "valid integer"),
        ("EARLY_ESCALATION_HOURS", "-1", "greater than 0"),
        ("EARLY_ESCALATION_HOURS", "nan", "finite"),
        ("AGED_AFTER_DAYS", "inf", "finite"),
        ("SMALL_CELL", "-1", "greater than or equal to 0"),
        ("SIMILARITY_FLOOR", "1.1", "less than or equal to 1"),
        ("SIMILARITY_FLOOR", "nan", "than or equal to"),
        ("SLA_FIRST_RESPONSE_HOURS", "P1", "PRIORITY=HOURS"),
        ("SLA_FIRST_RESPONSE_HOURS", "=4", "PRIORITY=HOURS"),
        ("SLA_FIRST_RESPONSE_HOURS", '{"P1": 4}', "PRIORITY=HOURS"),
        ("SLA_RESOLUTION_HOURS", "P1=soon", "valid number"),
        ("SLA_RESOLUTION_HOURS", "P1=0", "greater than 0"),
        ("REDACT_EXTRA", "B-004711", "write it as NAME=PATTERN"),
        ("REDACT_EXTRA", "=B-[0-9]+", "write it as NAME=PATTERN"),
        ("REDACT_EXTRA", "badge=B-[0-9]+; [plate]=X", "write it as NAME=PATTERN"),
        ("REDACT_EXTRA", "badge=B-([0-9]+", "what stands behind badge is no regular expression"),
        ("REDACT_EXTRA", "badge=[0-9]*", "what stands behind badge finds what is empty"),
        ("REDACT_REGIONS", "Germany", "two letters each"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_the_name_of_its_setting(
    environment: Environment, name: str, value: str, says: str
) -> None:
    with pytest.raises(BadSetting, match=says) as caught:
        environment.settings(**{name: value})

    assert caught.value.name == name
    assert str(caught.value).startswith(f"The setting {name} cannot be used: ")
    assert len(value) < 3 or value not in str(caught.value)  # it may be a secret in the wrong place


def test_a_file_that_is_no_text_is_refused(environment: Environment) -> None:
    environment.write(b"TIMEZONE=\xff\xfe")

    with pytest.raises(BadSetting, match=r"The setting file \.env cannot be used: it is not UTF-8 text"):
        environment.settings()


# Secrets

SECRETS: Mapping[str, str] = {
    "DATABASE_URL": f"postgresql://ada:{SECRET}@desk/cases",
    "SLACK_BOT_TOKEN": f"xoxb-{SECRET}",
    "SLACK_APP_TOKEN": f"xapp-{SECRET}",
    "SLACK_SIGNING_SECRET": SECRET,
}


def test_no_secret_is_shown_with_the_settings(environment: Environment) -> None:
    settings = environment.settings(**SECRETS)

    assert SECRET not in f"{settings} {settings!r} {settings.model_dump()} {settings.model_dump_json()}"


def test_no_secret_is_shown_when_another_setting_cannot_be_used(environment: Environment) -> None:
    with pytest.raises(BadSetting) as caught:
        environment.settings(**SECRETS, SMALL_CELL="many")

    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_secrets_are_there_for_who_needs_them(environment: Environment) -> None:
    settings = environment.settings(**SECRETS)

    assert settings.database == SECRETS["DATABASE_URL"]
    assert settings.slack_bot_token
    assert settings.slack_bot_token.get_secret_value() == SECRETS["SLACK_BOT_TOKEN"]
