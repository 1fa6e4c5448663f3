"""What a generation says of itself."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Self

SCHEMA_VERSION = 2
"""Changes when the files of a generation change their meaning; a build never starts from another version's files."""

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddingStamp:
    """Which model made the vectors. Vectors of two fingerprints cannot be compared.

    `fingerprint` covers the weights, the precision and how a text is cut.
    """

    model: str
    fingerprint: str
    precision: str
    dimensions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One generation in figures. It is written last, so a folder that has one is complete.

    `as_of` is the latest instant that the data speaks of; `watermark` the store's revision it was read at.
    `facts_key` changes when unchanged cases would get other facts (time zone, teams, targets, what is redacted).
    `files` are sizes in bytes by name, `maturity_hours` the 90th percentile of the hours to an event by column.
    `churn` counts the index entries replaced or removed since the index was last built from nothing.
    """

    id: str
    as_of: datetime
    created_at: datetime
    watermark: int
    timezone: str
    facts_key: str
    counts: Mapping[str, int]
    attributes: tuple[str, ...] = ()
    embedding: EmbeddingStamp
    maturity_hours: Mapping[str, float] = field(default_factory=dict)
    churn: int = 0
    files: Mapping[str, int] = field(default_factory=dict)
    schema_version: int = SCHEMA_VERSION

    def write(self, folder: Path) -> None:
        """Writes it into `folder`."""
        document = asdict(self) | {"as_of": self.as_of.isoformat(), "created_at": self.created_at.isoformat()}
        (folder / MANIFEST).write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The manifest in `folder`. Raises OSError when there is none, ValueError when it is not one of ours."""
        document: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        try:
            if document["schema_version"] != SCHEMA_VERSION:
                raise ValueError(f"its files have version {document['schema_version']}, this is {SCHEMA_VERSION}")
            return cls(
                **document
                | {
                    "as_of": datetime.fromisoformat(document["as_of"]),
                    "created_at": datetime.fromisoformat(document["created_at"]),
                    "attributes": tuple(document["attributes"]),
                    **{name: dict(document[name]) for name in ("counts", "maturity_hours", "files")},
                    "embedding": EmbeddingStamp(**document["embedding"]),
                }
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"its manifest lacks {error}") from error
