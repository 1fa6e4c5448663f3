"""Whole numbers up to 999, ordinals and scales as words of six languages: what a sentence spells out can be read."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from knowledge.answers.prose.reading.tables import listed

Phrase = tuple[str, ...]
"""Words in small letters, without hyphens."""

_EN_SMALL = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_EN_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_DE_SMALL = listed(
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn"
    " achtzehn neunzehn"
)
_DE_TENS = listed("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
_NL_SMALL = listed(
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien"
    " achttien negentien"
)
_NL_TENS = listed("twintig dertig veertig vijftig zestig zeventig tachtig negentig")
_FR_SMALL = listed(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit"
    " dix-neuf"
)
_FR_TENS = listed("vingt trente quarante cinquante soixante")
_ES_SMALL = listed(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete"
    " dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete"
    " veintiocho veintinueve"
)
_ES_TENS = listed("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_ES_HUNDREDS = listed(
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)
_IT_SMALL = listed(
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici"
    " diciassette diciotto diciannove"
)
_IT_TENS = listed("venti trenta quaranta cinquanta sessanta settanta ottanta novanta")

SCALES: Mapping[str, Mapping[str, int]] = {
    "en": {"hundred": 100, "thousand": 1_000, "k": 1_000, "million": 10**6, "billion": 10**9, "bn": 10**9},
    "de": {"tausend": 1_000, "million": 10**6, "millionen": 10**6, "milliarde": 10**9, "milliarden": 10**9},
    "fr": {"mille": 1_000, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9},
    "es": {"mil": 1_000, "millón": 10**6, "millones": 10**6},
    "it": {"mille": 1_000, "mila": 1_000, "milione": 10**6, "milioni": 10**6, "miliardo": 10**9, "miliardi": 10**9},
    "nl": {"duizend": 1_000, "miljoen": 10**6, "miljard": 10**9},
}
"""What multiplies the number before it."""
_ORDINALS: Mapping[str, Mapping[int, str]] = {
    "de": {
        1: "erste", 2: "zweite", 3: "dritte", 4: "vierte", 5: "fünfte", 6: "sechste", 7: "siebte", 8: "achte",
        9: "neunte", 10: "zehnte", 11: "elfte", 12: "zwölfte",
    },
    "fr": {1: "premier première", 2: "deuxième second seconde", 9: "neuvième", 5: "cinquième", 4: "quatrième",
           11: "onzième", 12: "douzième"},
    "es": {1: "primer primero primera", 2: "segundo segunda", 3: "tercer tercero tercera", 4: "cuarto cuarta",
           5: "quinto quinta", 6: "sexto sexta", 7: "séptimo séptima", 8: "octavo octava", 9: "noveno novena",
           10: "décimo décima"},
    "it": {1: "primo prima", 2: "secondo seconda", 3: "terzo terza", 4: "quarto quarta", 5: "quinto quinta",
           6: "sesto sesta", 7: "settimo settima", 8: "ottavo ottava", 9: "nono nona", 10: "decimo decima"},
    "nl": {1: "eerste", 2: "tweede", 3: "derde", 4: "vierde", 5: "vijfde", 6: "zesde", 7: "zevende", 8: "achtste",
           9: "negende", 10: "tiende", 11: "elfde", 12: "twaalfde"},
}  # fmt: skip
_EN_ODD = dict(
    zip(
        listed("one two three five eight nine twelve"),
        listed("first second third fifth eighth ninth twelfth"),
        strict=True,
    )
)
_ARTICLES: Mapping[str, frozenset[str]] = {
    "de": frozenset({"ein"}),
    "fr": frozenset({"un"}),
    "es": frozenset({"un", "una"}),
    "it": frozenset(),
    "nl": frozenset({"een"}),
}
"""Numbers that are articles as often: they count nothing by themselves."""


@lru_cache(maxsize=8)
def number_phrases(language: str) -> Mapping[Phrase, int]:
    """Every whole number up to 999 in the words of `language`, in the spellings that are usual. Articles are none."""
    builders = {"en": _english, "de": _german, "fr": _french, "es": _spanish, "it": _italian, "nl": _dutch}
    found: dict[Phrase, int] = {}
    for text, number in builders[language]():
        for spelled in _spellings(text):
            found.setdefault(spelled, number)
    for article in _ARTICLES.get(language, ()):
        found.pop((article,), None)
    return found


@lru_cache(maxsize=8)
def longest_phrase(language: str) -> int:
    """Words of the longest number."""
    return max(map(len, number_phrases(language)))


@lru_cache(maxsize=8)
def ordinal_phrases(language: str) -> Mapping[Phrase, int]:
    """Ordinals as words: the first hundred in English, the first ten or more elsewhere."""
    if language == "en":
        phrases = {phrase: number for phrase, number in number_phrases("en").items() if 1 <= number <= 100}
        return {(*phrase[:-1], _english_ordinal(phrase[-1])): number for phrase, number in phrases.items()}
    found = {
        phrase: number
        for number, text in _ORDINALS[language].items()
        for one in text.split()
        for phrase in _spellings(one)
    }
    if language == "de":
        found |= {(f"{phrase[0]}{end}",): number for phrase, number in list(found.items()) for end in "rnsm"}
    if language == "fr":
        counted = {phrase: number for phrase, number in number_phrases("fr").items() if 3 <= number <= 20}
        found |= {(*phrase[:-1], f"{phrase[-1].removesuffix('e')}ième"): number for phrase, number in counted.items()}
    return found


def _spellings(text: str) -> Iterator[Phrase]:
    """`text` as words, also as it is typed without the letters of its language."""
    plain = text.translate(str.maketrans("éèàòëïáíóú", "eeaoeiaiou"))
    typed = text.replace("ü", "ue").replace("ö", "oe").replace("ß", "ss")
    for one in dict.fromkeys((text, plain, typed, typed.replace("ue", "ü").replace("oe", "ö"))):
        yield tuple(one.replace("-", " ").split())


def _english_ordinal(word: str) -> str:
    if word.endswith("y"):
        return f"{word[:-1]}ieth"
    return _EN_ODD.get(word, f"{word}th")


def _english() -> Iterator[tuple[str, int]]:
    below = [*_EN_SMALL]
    for tens in _EN_TENS:
        below += [tens, *(f"{tens} {one}" for one in _EN_SMALL[1:10])]
    yield from zip(below, range(100), strict=True)
    for hundreds, word in enumerate(("a", *_EN_SMALL[1:10])):
        value = 100 * max(1, hundreds)
        yield f"{word} hundred", value
        for number, rest in enumerate(below[1:], start=1):
            yield f"{word} hundred {rest}", value + number
            yield f"{word} hundred and {rest}", value + number


def _compounds(small: Sequence[str], tens: Sequence[str], link: str, hundred: str) -> Iterator[tuple[str, int]]:
    """German and Dutch: the one before the ten, and all of it in one word."""
    below = [*small]
    for ten in tens:
        below += [ten, *(f"{one}{'ën' if one.endswith('e') and link == 'en' else link}{ten}" for one in small[1:10])]
    yield from zip(below, range(100), strict=True)
    for hundreds, word in enumerate(("", *small[1:10])):
        value = 100 * max(1, hundreds)
        yield f"{word}{hundred}", value
        for number, rest in enumerate(below[1:], start=1):
            yield f"{word}{hundred}{rest}", value + number


def _german() -> Iterator[tuple[str, int]]:
    yield "eins", 1
    yield "zwo", 2
    yield from _compounds(_DE_SMALL, _DE_TENS, "und", "hundert")
    yield from (
        (f"{text}s", number) for text, number in _compounds(_DE_SMALL, _DE_TENS, "und", "hundert") if number % 100 == 1
    )


def _dutch() -> Iterator[tuple[str, int]]:
    yield "één", 1
    yield from _compounds(_NL_SMALL, _NL_TENS, "en", "honderd")


def _french_below() -> list[str]:
    below = [*_FR_SMALL]
    for ten in _FR_TENS:
        below += [ten, f"{ten} et un", *(f"{ten}-{one}" for one in _FR_SMALL[2:10])]
    below += ["soixante-dix", "soixante et onze", *(f"soixante-{one}" for one in _FR_SMALL[12:])]
    below += ["quatre-vingts", *(f"quatre-vingt-{one}" for one in _FR_SMALL[1:])]
    return below


def _french() -> Iterator[tuple[str, int]]:
    below = _french_below()
    yield from zip(below, range(100), strict=True)
    yield "quatre-vingt", 80
    for ten, value in (("septante", 70), ("huitante", 80), ("nonante", 90)):
        yield ten, value
        yield f"{ten} et un", value + 1
        yield from ((f"{ten}-{one}", value + number) for number, one in enumerate(_FR_SMALL[2:10], start=2))
    for hundreds, word in enumerate(("", *_FR_SMALL[1:10])):
        value = 100 * max(1, hundreds)
        yield from ((f"{word} {cents}".strip(), value) for cents in ("cent", "cents"))
        yield from ((f"{word} cent {rest}".strip(), value + number) for number, rest in enumerate(below[1:], start=1))


def _spanish() -> Iterator[tuple[str, int]]:
    below = [*_ES_SMALL]
    for ten in _ES_TENS:
        below += [ten, *(f"{ten} y {one}" for one in _ES_SMALL[1:10])]
    yield from zip(below, range(100), strict=True)
    yield "veintiún", 21
    yield "veintiuna", 21
    yield "cien", 100
    for hundreds, word in enumerate(_ES_HUNDREDS, start=1):
        for spelled in (word, word.replace("os", "as")):
            yield spelled, 100 * hundreds
            yield from (
                (f"{spelled} {rest}", 100 * hundreds + number) for number, rest in enumerate(below[1:], start=1)
            )


def _italian() -> Iterator[tuple[str, int]]:
    below = [*_IT_SMALL]
    for ten in _IT_TENS:
        ones = [f"{ten[:-1] if one[0] in 'uo' else ten}{one}" for one in _IT_SMALL[1:10]]
        below += [ten, *(f"{one[:-1]}é" if one.endswith("tre") else one for one in ones)]
    yield from zip(below, range(100), strict=True)
    for hundreds, word in enumerate(("", *_IT_SMALL[1:10])):
        value = 100 * max(1, hundreds)
        yield f"{word}cento", value
        yield from ((f"{word}cento{rest}", value + number) for number, rest in enumerate(below[1:], start=1))
