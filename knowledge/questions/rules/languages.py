"""Whether a question is English, told by its smallest words and its letters."""

import unicodedata
from collections.abc import Sequence

from knowledge.questions.linking.small_words import FILLERS, FUNCTION_WORDS
from knowledge.questions.linking.tokens import words_of

_ENGLISH = FUNCTION_WORDS | {word for word in FILLERS if " " not in word}

_GERMAN_AND_DUTCH = """
    wie viele der das ist sind und nicht ein eine einen letzten letzte letzter woche monat jahr wir gab im von zu den
    dem mit auf welche welches haben hat wurden wurde nach warum zeige alle hoeveel zijn het een van voor welke waarom
    deze maand afgelopen vorige
"""
_FRENCH = """
    le les des du une est sont combien quel quelle quels pour avec dans nous vous avons mois semaine dernier derniere
    pourquoi cas ont ete montre par sur et
"""
_SPANISH_PORTUGUESE_AND_ITALIAN = """
    el los las del una cuantos cuantas hay que por para con semana pasado pasada ultimo ultima fueron cual porque
    quantos quantas quanti quante sono della delle dei nel nella gli mese settimana scorso scorsa foram qual mostre
    o os uma na da
"""
_OTHERS = frozenset(words_of(_GERMAN_AND_DUTCH + _FRENCH + _SPANISH_PORTUGUESE_AND_ITALIAN)) - _ENGLISH


def is_english(words: Sequence[str]) -> bool:
    """False when most letters are not Latin, or when small words of other languages outnumber the English ones.

    A cheap guess: a name or two in another language does not change it.
    """
    letters = [c for word in words for c in word if c.isalpha()]
    latin = sum("LATIN" in unicodedata.name(c, "") for c in letters)
    if latin * 2 < len(letters):
        return False
    foreign = sum(word in _OTHERS for word in words)
    return foreign < 2 or foreign <= sum(word in _ENGLISH for word in words)
