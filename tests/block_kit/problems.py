"""What is wrong with a payload, by the limits that `bot` knows and by the types that Slack publishes."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

from bot.blocks.violations import view_violations, violations
from tests.block_kit.charts import CHART_SCHEMA

Payload = Mapping[str, Any]

_UNTYPED = {"data_visualization": CHART_SCHEMA}
_VIEWS = {"modal": "Modal", "home": "Home"}


def problems_of_message(text: str, blocks: Sequence[Payload]) -> list[str]:
    """What Slack would refuse in a message, each problem as a sentence; an empty list for a message that is sent."""
    json.dumps(blocks, allow_nan=False)
    return [*violations(blocks, text), *_problems_of_blocks(blocks)]


def problems_of_view(view: Payload) -> list[str]:
    """What Slack would refuse in a modal or an App Home."""
    json.dumps(view, allow_nan=False)
    name = _VIEWS.get(str(view.get("type")), "Modal")
    around = {key: part for key, part in view.items() if key != "blocks"}
    found = [error.message for error in _validator(name).iter_errors({**around, "blocks": []})]
    return [*view_violations(view), *found, *_problems_of_blocks(view.get("blocks", []))]


def _problems_of_blocks(blocks: Sequence[Payload]) -> list[str]:
    """Each block is held against the type that it names: of a union, nobody can say which was meant."""
    return [
        f"{error.json_path[1:]}: {error.message} (/blocks/{at})"
        for at, block in enumerate(blocks)
        for error in _validator_of_type(str(block.get("type"))).iter_errors(block)
    ]


@cache
def _schema() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8"))
    return read


@cache
def _validator(definition: str) -> Draft7Validator:
    return Draft7Validator({**_schema(), "$ref": f"#/definitions/{definition}"})


@cache
def _validator_of_type(kind: str) -> Draft7Validator:
    """The validator of the blocks of this type; of an unknown one, that nothing passes."""
    if kind in _UNTYPED:
        return Draft7Validator(_UNTYPED[kind])
    definitions = _schema()["definitions"]
    names = [name for name, one in definitions.items() if _type_of(one) == kind and name.endswith("Block")]
    return _validator(names[0]) if names else Draft7Validator({"not": {}})


def _type_of(definition: Mapping[str, Any]) -> str | None:
    """The value of `type` that a definition wants, if it wants a certain one."""
    for one in [definition, *definition.get("anyOf", [])]:
        wanted = one.get("properties", {}).get("type", {}).get("const")
        if wanted:
            return str(wanted)
    return None
