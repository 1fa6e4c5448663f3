"""Which of a few languages a text is in, told by its smallest words."""

from collections import defaultdict
from collections.abc import Mapping

from knowledge.answers.prose.reading.tokens import tokens_of

NAMES: Mapping[str, str] = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "nl": "Dutch",
}
"""The languages in which prose can be checked."""

SMALL_WORDS: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": (
            "a an the and or but nor if of in on at to for from by with without as is are was were be been being am"
            " it its this that these those there here we our us you your they their them he his him she her i my me"
            " has have had having do does did doing done will would can could should shall may might must so than"
            " then too also again into onto out up down off over under above below between among through during after"
            " before until since while when where which who whom whose what why how because although though however"
            " whereas both each every all any some no not only own same such more most other another about against"
            " once upon per via both either neither because just even still yet already later meanwhile instead"
            " otherwise therefore thus overall rather very never always often get got gets getting didn't doesn't"
            " don't wasn't weren't isn't aren't couldn't wouldn't can't cannot hadn't hasn't haven't won't it's"
            " that's whether towards toward within along across behind beside besides except despite unless"
        ),
        "de": (
            "der die das des dem den ein eine einer eines einem einen und oder aber denn wenn ob dass daß als wie von"
            " vom zu zum zur im in ins am an ans auf aus bei beim mit nach seit für über unter vor durch um ohne"
            " gegen bis ist sind war waren wird werden wurde wurden worden sein hat haben hatte hatten habe kann"
            " konnte können konnten nicht kein keine keinen keiner er sie es wir ihr ihre ihren ihrem sein seine"
            " seinen uns unser unsere man sich auch noch nur schon sehr mehr dann dort hier da so sowie doch jedoch"
            " während nachdem bevor weil damit dabei dafür danach daher dieser diese dieses diesem diesen jeder jede"
            " jedes alle allen allem beide beiden beim sowohl welche welcher welches wer was wo warum jeweils wieder"
            " zwischen sondern mir mich ich bitte soll sollte"
        ),
        "fr": (
            "le la les l' un une des du de d' et ou mais si que qu' qui quoi dont où au aux à en dans sur sous par"
            " pour avec sans chez vers entre depuis pendant après avant est sont était étaient été être a ont avait"
            " avaient avoir il elle ils elles on nous vous je j' me m' se s' ce cet cette ces c' son sa ses leur"
            " leurs notre nos votre vos mon ma mes ne n' pas plus moins très aussi alors donc car lorsque quand comme"
            " tout tous toute toutes même puis ensuite y lui fait faire deux lors afin ainsi chaque"
        ),
        "es": (
            "el la los las un una unos unas de del al a y e o u pero si que qué quien cual cuando donde como en con"
            " sin por para sobre entre hasta desde durante tras ante es son era eran fue fueron ser sido está están"
            " estaba ha han había habían haber hay se le les lo nos su sus mi mis nuestro nuestra este esta estos"
            " estas ese esa eso esto no ni más menos muy también ya todo todos toda todas cada porque pues después"
            " antes mientras yo ambos ambas"
        ),
        "it": (
            "il lo la i gli le l' un uno una di d' del dello della dei degli delle al allo alla ai agli alle dal"
            " dalla dai nel nella nei nelle sul sulla con senza per tra fra da in su e ed o ma se che chi cui come"
            " quando dove non è sono era erano stato stata stati state essere ha hanno aveva avevano avere si ci vi"
            " mi suo sua suoi sue loro nostro nostra questo questa questi queste quello quella più meno molto anche"
            " già tutto tutti tutte ogni perché dopo prima mentre ancora entrambi entrambe dell' all' nell' un' sull'"
            " dall'"
        ),
        "nl": (
            "de het een en of maar als dat die dit deze van voor met zonder op in aan uit bij naar door over onder"
            " tot tussen sinds tijdens na is zijn was waren wordt worden werd werden geworden heeft hebben had hadden"
            " kan kon kunnen konden niet geen er hij zij ze het we wij u ik mij hun haar zijn ons onze ook nog al"
            " alleen meer dan toen daar hier om te omdat zodat wanneer wie wat waar welke beide elke elk alle niet"
            " nadat voordat zowel"
        ),
        "pt": (
            "o a os as um uma uns de do da dos das em no na nos nas ao aos à às e ou mas se que quem como quando onde"
            " com sem por para pelo pela sobre entre até desde foi foram é são era eram ser sido está estão tem têm"
            " tinha há não nem mais menos muito também já seu sua seus suas este esta isso isto pelo após antes ele"
            " ela eles você nosso"
        ),
    }.items()
}
_FEW, _SHARE = 6, 0.12
"""A sentence of so many words has that share of small ones."""
_LETTERS: Mapping[str, str] = {"ß": "de", "ñ": "es", "¿": "es", "¡": "es", "œ": "fr", "ã": "pt", "õ": "pt"}
_ONE_LETTER = 1.0
_CLEARLY, _BY = 1.2, 1.2
_FIRST_NOT_LATIN = "\u0250"


def language_of(text: str) -> str | None:
    """The language of `text` as its code, None where its words do not tell, or tell of none that is known."""
    scores = _scores(text)
    ranked = sorted(((score, one) for one, score in scores.items() if score), reverse=True)
    if not ranked:
        return None
    if len(ranked) > 1 and ranked[0][0] < _CLEARLY * ranked[1][0]:
        return None
    return ranked[0][1] if ranked[0][0] >= 1 else None


def is_latin(text: str) -> bool:
    """Whether most letters of `text` are Latin ones."""
    letters = [character for character in text if character.isalpha()]
    return 2 * sum(character < _FIRST_NOT_LATIN for character in letters) >= len(letters)


def is_foreign(text: str, language: str) -> bool:
    """Whether `text` is hardly in `language`: another fits it clearly better, or its small words are missing."""
    words = _words(text)
    scores = _scores(text)
    own, best = scores.get(language, 0), max(scores.values(), default=0)
    if best > own * _CLEARLY and best - own >= _BY:
        return True
    return len(words) >= _FEW and sum(word in SMALL_WORDS[language] for word in words) < _SHARE * len(words)


def _words(text: str) -> list[str]:
    # as French is: its small words stick to others, and English ones with an apostrophe tell as much apart
    return [token.low for token in tokens_of(text, "fr") if token.is_word]


def _scores(text: str) -> Mapping[str, float]:
    """How much in `text` speaks for each language; a small word of several languages speaks for each a little less."""
    scores = defaultdict[str, float](float)
    for word in _words(text):
        for language in _WORDS_OF.get(word, ()):
            scores[language] += 1 / len(_WORDS_OF[word]) ** 0.5
    for letter, language in _LETTERS.items():
        scores[language] += _ONE_LETTER * (letter in text.lower())
    return scores


_WORDS_OF: Mapping[str, tuple[str, ...]] = {
    word: tuple(language for language, words in SMALL_WORDS.items() if word in words)
    for word in {word for words in SMALL_WORDS.values() for word in words}
}
