"""What a command prints: results on standard output, everything else on standard error."""

import json
import re
import sys
from collections.abc import Mapping
from typing import Any

_OBEYED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""What a terminal obeys, but for line breaks and tabs: what steers it, hides, or turns the reading direction."""


def say(result: str) -> None:
    """Prints a result on standard output. Raises OSError when that cannot be written, a full disk included."""
    text(result)
    sys.stdout.flush()


def text(line: str, *, to_error: bool = False) -> None:
    """Prints a line, with blanks for what a terminal would obey; `to_error` is for what is no result."""
    print(_OBEYED.sub(" ", line), file=sys.stderr if to_error else sys.stdout)


def document(values: Mapping[str, Any]) -> str:
    """One JSON document."""
    shown = json.dumps(values, ensure_ascii=False, indent=2, default=str)
    return _OBEYED.sub(lambda found: json.dumps(found[0])[1:-1], shown)
