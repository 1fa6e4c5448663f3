"""A JSON Schema without what only people read, from standard input to standard output, a definition a line."""

import json
import sys

_FOR_PEOPLE = ("description", "$comment", "deprecated")


def stripped(schema: object, *, names: bool = False) -> object:
    """`schema` without descriptions; `names`: it maps names of our own choosing, which may be called so."""
    if isinstance(schema, dict):
        return {
            name: stripped(part, names=name in ("properties", "definitions") and not names)
            for name, part in schema.items()
            if names or name not in _FOR_PEOPLE
        }
    return [stripped(part) for part in schema] if isinstance(schema, list) else schema


def _written(schema: object) -> str:
    if not isinstance(schema, dict):
        return json.dumps(schema)
    definitions = schema.pop("definitions", {})
    lines = [f"  {json.dumps(name)}: {json.dumps(definition)}" for name, definition in sorted(definitions.items())]
    head = json.dumps(schema)[1:-1]
    return "{" + head + ',\n"definitions": {\n' + ",\n".join(lines) + "\n}}\n"


if __name__ == "__main__":
    sys.stdout.write(_written(stripped(json.load(sys.stdin))))
