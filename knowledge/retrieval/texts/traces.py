"""Stack traces and logs, shortened to what tells one failure from another."""

import re
from collections.abc import Iterator, Sequence

_FRAMES_KEPT = 4
"""Of each exception; further down every trace of a system is the same."""
_QUIET_KEPT = 3
"""Of the lines of a log that report no failure, in each stretch of it."""

_FRAME_SIGNS = (
    ".java:",
    "\tat ",
    "\nat ",
    "\n at ",
    "   at ",
    ' File "',
    ":in `",
    "\n#0 ",
    "(Native Method)",
    "more\n",
)
_FRAME = re.compile(
    r"""[ \t]*(?:
        at[ ][\w.$<>/@`\[\],+-]+[ ]?\(.*        # Java, .NET, JavaScript
      | at[ ]\S+:\d+:\d+$                       # JavaScript without a name
      | File[ ]"[^"]+",[ ]line[ ]\d+.*          # Python
      | (?:from[ ])?\S+\.rb:\d+:in[ ].*         # Ruby
      | \#\d+[ ]\S+\(\d+\):[ ].*                # PHP
      | \.\.\.[ ]\d+[ ](?:more|common[ ]frames[ ]omitted).*
    )""",
    re.VERBOSE,
)
_LEVELS = ("INFO", "DEBUG", "TRACE", "WARN", "ERROR", "FATAL", "SEVERE", "VERBOSE")
_LOGGED = re.compile(
    r"[ \t]*\[?(?:\S{0,40}[ ]\[?)?(?:\d{2,4}[-/.]\d\d[-/.]\d{2,4}[T ,]+)?\d\d:\d\d:\d\d\S{0,12}[ \]|-]*(?P<rest>.*)"
)
_LOUD = re.compile(
    r"ERROR|FATAL|SEVERE|WARN|[Ee]xception|[Ff]ail|[Dd]enied|[Rr]efused|[Tt]ime(?:d )?out|[Uu]nable|[Cc]annot"
)
_CODE = re.compile(r"\b(?:[A-Z][A-Z_]{1,15}-?\d{2,}[A-Z0-9]{0,8}|[A-Z]-\d{3,}|0x[0-9A-Fa-f]{4,16})\b")
_CHANGING = re.compile(r"\b\w*\d\w*")
"""Times, counters and ids, by which the lines of one message differ."""


def may_hold_traces(text: str) -> bool:
    """Whether it is worth looking at the lines of `text`: quick, and wrong in one direction only."""
    return any(map(text.__contains__, (*_FRAME_SIGNS, *_LEVELS)))


def shortened(lines: Sequence[str]) -> list[str]:
    """`lines` with the first frames of each exception, and of a log what failed, each message once.

    The codes in what is left out stand in a line of their own at the end.
    """
    kept, dropped = list[str](), list[str]()
    for line, is_kept in _judged(lines):
        (kept if is_kept else dropped).append(line)
    if not dropped:
        return kept
    known = set(_codes(kept))
    codes = dict.fromkeys(code for code in _codes(dropped) if code not in known)
    return [*kept, " ".join(codes)] if codes else kept


def _judged(lines: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it stays."""
    frames = quiet = 0
    seen = set[str]()
    for line in lines:
        if _FRAME.match(line):
            frames += 1
            yield line, frames <= _FRAMES_KEPT and not line.lstrip().startswith("...")
            continue
        message = _message(line)
        if message is None:
            # Below a frame of Python stands its source line, which goes with the frame.
            yield line, frames <= _FRAMES_KEPT or not line.startswith("    ")
            if line.strip() and not line.startswith("    "):
                frames = quiet = 0
            continue
        masked = _CHANGING.sub("0", message)
        is_loud = _LOUD.search(message) is not None
        quiet += not is_loud
        frames = 0
        yield line, masked not in seen and (is_loud or quiet <= _QUIET_KEPT)
        seen.add(masked)


def _message(line: str) -> str | None:
    """What a line of a log says after its time; None for a line that is of no log."""
    if not any(map(line.__contains__, _LEVELS)):
        return None
    found = _LOGGED.match(line)
    return found["rest"] if found else None


def _codes(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield from _CODE.findall(line)
