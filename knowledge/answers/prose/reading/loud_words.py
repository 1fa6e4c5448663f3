"""Words that stand for a number or a time without naming it, or that look like a number which nobody can read."""

import re
from collections.abc import Mapping, Sequence

from knowledge.answers.prose.reading.placed import Written
from knowledge.answers.prose.reading.tables import listed
from knowledge.answers.prose.reading.tokens import Token, tokens_of

_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag"
    " sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes"
    " sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica maandag dinsdag woensdag donderdag"
    " vrijdag zaterdag zondag mondays tuesdays wednesdays thursdays fridays saturdays sundays"
)
_LOUD: Mapping[str, frozenset[str]] = {
    language: frozenset(listed(f"{words} {_WEEKDAYS}"))
    for language, words in {
        "en": (
            "dozens scores hundreds thousands millions billions tens hundred thousand million billion umpteen zillion"
            " zillions gazillion myriad quintet century decade decades trillion trillions today yesterday tomorrow"
            " tonight overnight weekend weekends daily weekly monthly quarterly yearly annually annual hourly"
            " biweekly fortnightly nightly morning afternoon evening midnight noon midday day week month year hour"
            " minute days weeks months hours minutes seconds years quarter quarters immediately instantly"
            " simultaneously percent percentage everywhere"
        ),
        "de": (
            "dutzende dutzenden hunderte hunderten tausende tausenden millionen heute gestern morgen vorgestern"
            " übermorgen täglich wöchentlich monatlich jährlich stündlich stunden tagelang wochenlang stundenlang"
            " sofort wochenende mehrfaches hundertfach vielfaches prozent"
        ),
        "fr": (
            "dizaines douzaines centaines milliers millions aujourd'hui hier demain quotidien hebdomadaire mensuel"
            " week-end immédiatement pourcentage jours semaines heures"
        ),
        "es": (
            "decenas docenas cientos centenares miles millones hoy ayer mañana diario diariamente semanal mensual"
            " inmediatamente porcentaje días semanas horas"
        ),
        "it": (
            "decine dozzine centinaia migliaia milioni oggi ieri domani giornaliero settimanale mensile immediatamente"
            " percentuale giorni settimane ore"
        ),
        "nl": (
            "tientallen honderden duizenden miljoenen vandaag gisteren morgen dagelijks wekelijks maandelijks weekend"
            " onmiddellijk procent dagen weken uren"
        ),
    }.items()
}
_NUMBER_LIKE: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(
        r"\w*illions?|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty\w*|hundred\w*|thousand\w*|\w+fold|\w+tuples?"
    ),
    "de": re.compile(
        r"\w*(?:hundert|tausend|million|milliard)\w*|\w*(?:zwan|vier|fünf|fuenf|sech|sieb|acht|neun)zig\w*"
        r"|\w*drei(?:ß|ss)ig\w*|\w*(?:drei|vier|fünf|fuenf|sech|sieb|acht|neun)zehn\w*"
        r"|\w*(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|viel)\w*(?:mal|fach)\w*"
        r"|\w*(?:drit|vier|fünf|sechs|sieb|ach|neun|zehn)tel\w*"
    ),
    "fr": re.compile(
        r"\w*(?:millions?|milliards?)|(?:tre|quara|cinqua|soixa|septa|octa|huita|nona)nt\w*|\w{3,}uples?"
        r"|(?:di|dou|quin|ving|cen)[tz]aines?|\w{3,}ièmes?"
    ),
    "es": re.compile(
        r"(?:treint|cuarent|cincuent|sesent|setent|ochent|novent|veinti)\w*|\w*(?:cient[oa]s|mill[oó]n|millones)"
        r"|\w+ésim[oa]s?|\w{3,}uple"
    ),
    "it": re.compile(
        r"(?:trent|quarant|cinquant|sessant|settant|ottant|novant|venti)\w*|\w*(?:milion[ei]|miliard[oi])"
        r"|(?:due|tre|quattro|cinque|sei|sette|otto|nove|dieci|\w+ci|\w+anta)?(?:cento|mila)\w*|\w+esim[oaie]|\w{3,}uplo"
    ),
    "nl": re.compile(
        r"\w*(?:honderd|duizend|miljoen|miljard)\w*|\w*(?:twin|der|veer|vijf|zes|zeven|tach|negen)tig\w*"
        r"|\w*(?:der|veer|vijf|zes|zeven|acht|negen)tien\w*|\w*(?:twee|drie|vier|vijf|zes|tien|veel)(?:voud\w*|maal)"
    ),
}
_HARMLESS = frozenset(listed("canteen manifold scaffold scaffolds unfold vielfach"))
"""Words that only look like numbers."""
_RELATIVE = re.compile(
    r"\b(?:last|next|this|past|previous|following|same|coming|every other)"
    r" (?:day|week|weekend|month|quarter|year|night|morning|afternoon|evening|hour|minute|sprint|summer|winter|spring"
    r"|autumn|fall)s?\b"
    r"|\b(?:the|that) (?:day|week|month|hour|year)s? (?:after|before|later|earlier)\b"
    r"|\b(?:letzte|letzten|nächste|nächsten|vergangene|vergangenen|selben|gleichen)"
    r" (?:tag|woche|monat|quartal|jahr)\w*\b"
    r"|\b(?:semaine|mois|année|jour) (?:dernière?|prochaine?|suivante?|passée?)\b"
    r"|\b(?:semana|mes|año|día) (?:pasad[oa]|próxim[oa]|siguiente)\b"
    r"|\b(?:settimana|mese|anno|giorno) (?:scors[oa]|prossim[oa]|seguente)\b"
    r"|\b(?:vorige|volgende|afgelopen) (?:week|maand|dag|jaar)\b",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"(?=[IVXLCDM]{2})M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})|[ivx]{2,}")


def loud_words(text: str, language: str) -> Sequence[Written]:
    """Words and phrases of `text` that stand for a number or a time and are read as neither."""
    found = [Written(text=match[0], start=match.start(), end=match.end()) for match in _RELATIVE.finditer(text)]
    words = [token for token in tokens_of(text, language) if token.is_word and _is_loud(token, language)]
    return [*found, *(Written(text=token.text, start=token.start, end=token.end) for token in words)]


def _is_loud(token: Token, language: str) -> bool:
    if token.low in _LOUD[language] or _ROMAN.fullmatch(token.text):
        return True
    return token.low not in _HARMLESS and bool(_NUMBER_LIKE[language].fullmatch(token.low))
