"""The words of a sentence that say something, without their endings."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from knowledge.answers.prose.reading.languages import NAMES, SMALL_WORDS
from knowledge.answers.prose.reading.tables import by_word
from knowledge.answers.prose.reading.tokens import tokens_of
from knowledge.retrieval.words.stems import stems

_GENERIC_WORDS: Mapping[str, str] = {
    "en": (
        "case cases customer customers client clients user users people person issue issues problem problems ticket"
        " tickets similar related past previous recent agent agents support happen happened occur occurred involve"
        " involved involving concern concerned concerning describe described report reported reporting mention"
        " mentioned note noted state stated say said tell told show shown showed contain contained include included"
        " including relate make made use used using give given take taken took come came go went put see seen find"
        " found want wanted ask asked need needed try tried start started begin began lead led cause caused handle"
        " handled situation example instance time times way ways thing things part result resulted able due also"
        " reason new own good well bit back end median average mean receive received receives appear appears appeared"
    ),
    "de": "fall fälle fällen kunde kunden kundin problem probleme anfrage ähnlich ähnliche ähnlichen nutzer support",
    "fr": "cas client clients cliente problème problèmes demande similaire similaires utilisateur utilisateurs",
    "es": "caso casos cliente clientes problema problemas similar similares usuario usuarios",
    "it": "caso casi cliente clienti problema problemi simile simili utente utenti",
    "nl": "geval gevallen klant klanten probleem problemen vergelijkbare gebruiker gebruikers",
}
_FORMS: Mapping[str, str] = by_word(
    {
        "pay": "paid payment payments",
        "send": "sent",
        "take": "took taken",
        "resolve": "resolution resolutions solved solution",
        "deliver": "delivery deliveries",
        "complain": "complaint complaints",
        "fail": "failure failures",
        "respond": "response responses",
        "decide": "decision decisions",
        "ship": "shipment shipments shipped shipping",
        "lose": "lost loss",
        "buy": "bought",
        "sell": "sold",
        "keep": "kept",
        "break": "broke broken",
        "write": "wrote written",
        "hold": "held",
        "leave": "left",
        "run": "ran",
        "refuse": "refusal",
        "approve": "approval approvals",
        "cancel": "cancellation cancellations cancelled canceled cancelling",
        "expire": "expiry",
        "choose": "chose chosen",
        "grow": "grew growth",
        "slow": "slower slowly slowness",
        "explain": "explanation",
        "correct": "correction",
        "delete": "deletion",
        "assign": "assigned",
        "handoff": "handoffs handed",
        "fix": "fixes fixed",
        "full": "fully",
        "old": "older oldest",
        "sync": "synchronisation synchronization synchronised synchronising synchronized synced",
    }
)
"""English words of one root that a stemmer does not know to be of one."""
_SHORTEST = 3


@lru_cache(maxsize=64)
def _generic(language: str) -> frozenset[str]:
    return frozenset(_stems(_GENERIC_WORDS[language].split(), language))


def is_small(word: str, language: str) -> bool:
    """Whether a word in small letters says nothing by itself."""
    return word in SMALL_WORDS[language]


def content(text: str, language: str) -> Sequence[str]:
    """The words of `text` that say something, stemmed, in their order; neither small nor generic ones."""
    words = [token.low.removesuffix("'s") for token in tokens_of(text, language) if token.is_word]
    telling = [word for word in words if len(word) >= _SHORTEST and not is_small(word, language)]
    return [stem for stem in _stems(telling, language) if stem not in _generic(language)]


def all_stems(text: str, language: str) -> frozenset[str]:
    """All words of `text`, stemmed."""
    words = [token.low.removesuffix("'s") for token in tokens_of(text, language) if token.is_word]
    return frozenset(_stems(words, language))


def _stems(words: Iterable[str], language: str) -> Sequence[str]:
    return stems([_FORMS.get(word, word) if language == "en" else word for word in words], NAMES[language].lower())
