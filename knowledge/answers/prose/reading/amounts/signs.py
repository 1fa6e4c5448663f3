"""The words that make a number less exact, in six languages."""

from collections.abc import Mapping

from knowledge.answers.prose.reading.amounts.number_words import Phrase
from knowledge.answers.prose.reading.amounts.quantity import Sign

_SIGNS: Mapping[str, Mapping[Sign, str]] = {
    "en": {
        Sign.ABOUT: "about|around|roughly|approximately|approx|circa|some|an estimated|on average|~|≈|ca",
        Sign.NEARLY: "nearly|almost|close to|just under|just below|not quite|approaching",
        Sign.MORE: (
            "more than|over|above|greater than|longer than|older than|later than|higher than|larger than|exceeding"
            "|in excess of|upwards of|beyond|just over|>"
        ),
        Sign.LESS: (
            "less than|under|below|fewer than|shorter than|younger than|newer than|earlier than|lower than|smaller than"
            "|<|faster than"
        ),
        Sign.AT_LEAST: "at least|no less than|no fewer than|not less than|a minimum of|≥|or more than",
        Sign.AT_MOST: "at most|up to|no more than|not more than|within|a maximum of|≤|as many as|no later than",
    },
    "de": {
        Sign.ABOUT: "etwa|ungefähr|rund|circa|ca|zirka|gut und gern|um die|durchschnittlich|im schnitt",
        Sign.NEARLY: "fast|knapp|beinahe|annähernd|nahezu",
        Sign.MORE: "mehr als|über|länger als|älter als|später als|höher als|gut",
        Sign.LESS: "weniger als|unter|kürzer als|jünger als|früher als",
        Sign.AT_LEAST: "mindestens|wenigstens|nicht weniger als",
        Sign.AT_MOST: "höchstens|maximal|bis zu|innerhalb von|binnen|nicht mehr als",
    },
    "fr": {
        Sign.ABOUT: "environ|à peu près|approximativement|autour de|en moyenne",
        Sign.NEARLY: "presque|près de|quasi|quasiment",
        Sign.MORE: "plus de|plus d'|au-delà de",
        Sign.LESS: "moins de|moins d'",
        Sign.AT_LEAST: "au moins|au minimum",
        Sign.AT_MOST: "au plus|au maximum|jusqu'à|en l'espace de|dans les",
    },
    "es": {
        Sign.ABOUT: "aproximadamente|alrededor de|unos|unas|cerca de|en torno a|de media",
        Sign.NEARLY: "casi",
        Sign.MORE: "más de|mas de|por encima de",
        Sign.LESS: "menos de",
        Sign.AT_LEAST: "al menos|por lo menos|como mínimo",
        Sign.AT_MOST: "como máximo|hasta|a lo sumo",
    },
    "it": {
        Sign.ABOUT: "circa|approssimativamente|intorno a|in media",
        Sign.NEARLY: "quasi",
        Sign.MORE: "più di|oltre",
        Sign.LESS: "meno di",
        Sign.AT_LEAST: "almeno|come minimo",
        Sign.AT_MOST: "al massimo|fino a|entro",
    },
    "nl": {
        Sign.ABOUT: "ongeveer|circa|ca|zo'n|rond de|gemiddeld",
        Sign.NEARLY: "bijna|haast",
        Sign.MORE: "meer dan|ruim|langer dan|ouder dan",
        Sign.LESS: "minder dan|korter dan|onder de",
        Sign.AT_LEAST: "minstens|ten minste|minimaal",
        Sign.AT_MOST: "hoogstens|maximaal|tot|binnen|ten hoogste",
    },
}
SIGNS_BEFORE: Mapping[str, Mapping[Phrase, Sign]] = {
    language: {tuple(one.split()): sign for sign, words in signs.items() for one in words.split("|")}
    for language, signs in _SIGNS.items()
}
_OR_MORE = "or more|or longer|and more|and up|oder mehr|ou plus|o más|o più|of meer"
_OR_LESS = "or less|or fewer|oder weniger|ou moins|o menos|o meno|of minder"
SIGNS_BEHIND: Mapping[Phrase, Sign] = {
    tuple(one.split()): sign
    for sign, words in ((Sign.AT_LEAST, _OR_MORE), (Sign.AT_MOST, _OR_LESS))
    for one in words.split("|")
}
