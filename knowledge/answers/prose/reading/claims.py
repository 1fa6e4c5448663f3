"""Words that claim something of all, most or many without a number."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from knowledge.answers.prose.reading.tables import phrases
from knowledge.answers.prose.reading.tokens import tokens_of


class Reach(Enum):
    """Of how many something is claimed."""

    ALL = "all"
    NONE = "none"
    MOST = "most"
    MANY = "many"
    SEVERAL = "several"
    FEW = "few"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim of `reach`, said from `start` to `end`."""

    reach: Reach
    start: int
    end: int


_REACH: Mapping[str, Mapping[Reach, str]] = {
    "en": {
        Reach.ALL: "all|every|each|always|everyone|everybody|invariably|universally|consistently|without exception",
        Reach.NONE: "none|never|nobody|no one|not one|neither|no customers|no cases|no case|no customer|not a single",
        Reach.MOST: (
            "most|majority|mostly|mainly|largely|predominantly|usually|typically|generally|normally|commonly"
            "|frequently|often|primarily|in general|as a rule|tend to|tends to|common|typical|frequent|usual"
            "|widespread|prevalent|dominant"
        ),
        Reach.MANY: "many|numerous|a lot of|lots of|plenty of|countless|a large number of|a host of|a wave of|much of",
        Reach.SEVERAL: (
            "several|multiple|various|a few|a number of|a handful|repeatedly|recurring|recurrent|recurs|recurred"
            "|again and again|a string of|a series of|repeated"
        ),
        Reach.FEW: "few|minority|rarely|seldom|hardly any|rare|infrequent|infrequently",
    },
    "de": {
        Reach.ALL: "alle|allen|aller|jeder|jede|jedes|jedem|jeden|immer|stets|ausnahmslos|sämtliche|durchweg",
        Reach.NONE: "keiner|keinem|niemand|nie|niemals|weder|nirgends",
        Reach.MOST: (
            "meisten|meist|meistens|mehrheit|überwiegend|häufig|oft|üblicherweise|normalerweise|typischerweise"
            "|hauptsächlich|großteil|in der regel"
        ),
        Reach.MANY: "viele|vielen|zahlreiche|zahlreichen|etliche|unzählige",
        Reach.SEVERAL: "mehrere|mehreren|verschiedene|einige|einigen|ein paar|mehrfach|mehrmals|wiederholt",
        Reach.FEW: "wenige|wenigen|minderheit|selten|kaum",
    },
    "fr": {
        Reach.ALL: "tous|toutes|chaque|chacun|chacune|toujours|systématiquement",
        Reach.NONE: "aucun|aucune|jamais|personne|ni",
        Reach.MOST: "plupart|majorité|souvent|fréquemment|généralement|habituellement|principalement|surtout",
        Reach.MANY: "beaucoup|nombreux|nombreuses|de nombreux",
        Reach.SEVERAL: "plusieurs|divers|diverses|quelques|à plusieurs reprises",
        Reach.FEW: "peu|rarement|minorité",
    },
    "es": {
        Reach.ALL: "todos|todas|cada|siempre|sistemáticamente",
        Reach.NONE: "ninguno|ninguna|ningún|nunca|jamás|nadie",
        Reach.MOST: (
            "mayoría|mayor parte|a menudo|frecuentemente|generalmente|normalmente|habitualmente|principalmente|suelen"
            "|suele"
        ),
        Reach.MANY: "muchos|muchas|numerosos|numerosas",
        Reach.SEVERAL: "varios|varias|algunos|algunas|repetidamente",
        Reach.FEW: "pocos|pocas|minoría|raramente|rara vez",
    },
    "it": {
        Reach.ALL: "tutti|tutte|ogni|ognuno|sempre|sistematicamente",
        Reach.NONE: "nessuno|nessuna|nessun|mai|né",
        Reach.MOST: "maggior parte|maggioranza|spesso|frequentemente|generalmente|solitamente|di solito|principalmente",
        Reach.MANY: "molti|molte|numerosi|numerose",
        Reach.SEVERAL: "diversi|diverse|alcuni|alcune|parecchi|ripetutamente",
        Reach.FEW: "pochi|poche|minoranza|raramente",
    },
    "nl": {
        Reach.ALL: "alle|allemaal|elke|elk|ieder|iedere|iedereen|altijd|steeds",
        Reach.NONE: "geen enkele|niemand|nooit|noch",
        Reach.MOST: "meeste|meestal|meerderheid|vaak|doorgaans|gewoonlijk|voornamelijk|vooral|grootste deel",
        Reach.MANY: "veel|vele|talrijke",
        Reach.SEVERAL: "meerdere|verschillende|enkele|een paar|herhaaldelijk|diverse",
        Reach.FEW: "weinig|zelden|minderheid",
    },
}
_PHRASES: Mapping[str, Mapping[tuple[str, ...], Reach]] = {
    language: {phrase: reach for reach, words in table.items() for phrase in phrases(words)}
    for language, table in _REACH.items()
}
_LONGEST = 4
_NO_CLAIM = frozenset(
    phrases(
        "at most|most recent|most recently|at all|after all|above all|first of all|in all|all right|each other|all"
        " day|quite a few|in common|en tous cas|immer noch|une personne|la personne|cette personne|tous les deux"
        ""
    )
)
"""Idioms in which the words claim nothing."""


def claims(text: str, language: str) -> Iterator[Claim]:
    """What `text` claims of all, most, several …, idioms left out."""
    tokens = tokens_of(text, language)
    low = [token.low for token in tokens]
    at = 0
    while at < len(tokens):
        idiom = max((len(one) for one in _NO_CLAIM if tuple(low[at : at + len(one)]) == one), default=0)
        length = 0 if idiom else _length_at(low, at, language)
        if length:
            reach = _PHRASES[language][tuple(low[at : at + length])]
            yield Claim(reach=reach, start=tokens[at].start, end=tokens[at + length - 1].end)
        at += max(1, idiom, length)


def _length_at(low: Sequence[str], at: int, language: str) -> int:
    """Words of the claim that begins there, 0 where none does."""
    lengths = range(min(_LONGEST, len(low) - at), 0, -1)
    return next((length for length in lengths if tuple(low[at : at + length]) in _PHRASES[language]), 0)
