"""What a command prints: results on standard output, everything else on standard error."""

import json
import sys
from collections.abc import Mapping
from typing import Any


def say(result: str) -> None:
    """Prints a result on standard output. Raises OSError when that cannot be written, a full disk included."""
    text(result)
    sys.stdout.flush()


def text(line: str, *, to_error: bool = False) -> None:
    """Prints a line; `to_error` is for what is no result."""
    print(line, file=sys.stderr if to_error else sys.stdout)


def document(values: Mapping[str, Any]) -> str:
    """One JSON document."""
    return json.dumps(values, ensure_ascii=False, indent=2, default=str)
