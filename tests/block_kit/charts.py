"""The `data_visualization` block, which Slack's types do not know yet, as a JSON Schema by its reference.

https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
"""

from typing import Any

_POINTS = {
    "type": "array",
    "minItems": 1,
    "maxItems": 20,
    "items": {
        "type": "object",
        "properties": {"label": {"type": "string", "minLength": 1, "maxLength": 20}, "value": {"type": "number"}},
        "required": ["label", "value"],
        "additionalProperties": False,
    },
}
_AXES = {
    "type": "object",
    "properties": {
        "categories": {
            "type": "array",
            "minItems": 1,
            "maxItems": 20,
            "uniqueItems": True,
            "items": {"type": "string", "minLength": 1, "maxLength": 20},
        },
        "x_label": {"type": "string", "maxLength": 50},
        "y_label": {"type": "string", "maxLength": 50},
    },
    "required": ["categories"],
    "additionalProperties": False,
}
_SERIES = {
    "type": "array",
    "minItems": 1,
    "maxItems": 6,
    "items": {
        "type": "object",
        "properties": {"name": {"type": "string", "minLength": 1, "maxLength": 20}, "data": _POINTS},
        "required": ["name", "data"],
        "additionalProperties": False,
    },
}
CHART_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "type": {"const": "data_visualization"},
        "block_id": {"type": "string", "maxLength": 255},
        "title": {"type": "string", "minLength": 1, "maxLength": 50},
        "chart": {
            "type": "object",
            "properties": {"type": {"enum": ["line", "bar", "area"]}, "series": _SERIES, "axis_config": _AXES},
            "required": ["type", "series", "axis_config"],
            "additionalProperties": False,
        },
    },
    "required": ["type", "title", "chart"],
    "additionalProperties": False,
}
