"""English words that turn into their opposite what is said with them."""

from collections.abc import Mapping

from knowledge.answers.prose.reading.tables import phrases

_PAIRS = (
    "ahead behind|old new|old latest|early late|earlier later|increase decrease|increased decreased|rise fall"
    "|rose fell|higher lower|faster slower|longer shorter|more less|more fewer|add remove|added removed"
    "|install uninstall|enable disable|enabled disabled|activated deactivated|accept reject|accepted rejected"
    "|accepted declined|approved declined|approved rejected|granted declined|granted denied|granted refused"
    "|valid invalid|correct incorrect|correct wrong|same different|internal external|manual automatic"
    "|manually automatically|incoming outgoing|online offline|upgrade downgrade|upgraded downgraded|lock unlock"
    "|locked unlocked|open closed|opened closed|start stop|started stopped|connected disconnected|won lost"
    "|full empty|full partial|paid unpaid|solved unsolved|resolved unresolved|expired renewed|created deleted"
    "|sent received|bought sold|inside outside|above below|large small|best worst|better worse"
    "|satisfied dissatisfied|happy unhappy|present absent|allowed forbidden|public private|temporary permanent"
)


def _both_ways() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in phrases(_PAIRS):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


OPPOSITES: Mapping[str, frozenset[str]] = _both_ways()
"""Each word with those that say the opposite."""
