"""Names that fit below a chart: short, and each a different one."""

from collections.abc import Sequence

from knowledge.letters import one_line

NAMELESS = "\N{EN DASH}"
_BETWEEN = " / "
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def shortened(text: str, limit: int) -> str:
    """`text` on one line of at most `limit` characters; a dash where there is nothing to read."""
    line = one_line(text) or NAMELESS
    return line if len(line) <= limit else line[: limit - 1].rstrip() + _ELLIPSIS


def joined(names: Sequence[str], limit: int) -> str:
    """Several names as one of at most `limit` characters, of which the longest gives way."""
    kept = [shortened(name, limit) for name in names]
    while len(_BETWEEN.join(kept)) > limit and max(map(len, kept)) > 1:
        longest = max(range(len(kept)), key=lambda at: len(kept[at]))
        kept[longest] = shortened(kept[longest].rstrip(_ELLIPSIS), len(kept[longest]) - 1)
        if not kept[longest].endswith(_ELLIPSIS):
            kept[longest] = kept[longest][:-1] + _ELLIPSIS
    return shortened(_BETWEEN.join(kept), limit)


def distinct(names: Sequence[str], limit: int) -> list[str]:
    """Each of `names` shortened; those that would look the same are numbered."""
    taken: set[str] = set()
    labels = []
    for name in names:
        label, count = shortened(name, limit), 1
        while label in taken:
            count += 1
            number = f" ({count})"
            label = shortened(name, limit - len(number)) + number
        taken.add(label)
        labels.append(label)
    return labels
