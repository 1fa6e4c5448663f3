"""The words beside a number that make it a duration, an amount of money or a share, in six languages."""

from collections.abc import Mapping

from knowledge.answers.prose.reading.amounts.number_words import Phrase
from knowledge.answers.prose.reading.tables import by_word, listed, phrases

_HOURS = {
    "s": 1 / 3600,
    "min": 1 / 60,
    "h": 1.0,
    "d": 24.0,
    "w": 168.0,
    "fortnight": 336.0,
    "month": 730.5,
    "y": 8766.0,
}


def _table(rows: Mapping[str, str]) -> Mapping[str, float]:
    return {word: _HOURS[unit] for word, unit in by_word(rows).items()}


DURATIONS: Mapping[str, Mapping[str, float]] = {
    "en": _table(
        {
            "s": "second seconds sec secs s",
            "min": "minute minutes min mins",
            "h": "hour hours hr hrs h",
            "d": "day days d",
            "w": "week weeks wk wks",
            "fortnight": "fortnight fortnights",
            "month": "month months",
            "y": "year years yr yrs",
        }
    ),
    "de": _table(
        {
            "s": "sekunde sekunden sek s",
            "min": "minute minuten min",
            "h": "stunde stunden std h",
            "d": "tag tage tagen d",
            "w": "woche wochen",
            "month": "monat monate monaten monats",
            "y": "jahr jahre jahren",
        }
    ),
    "fr": _table(
        {
            "s": "seconde secondes s",
            "min": "minute minutes min",
            "h": "heure heures h",
            "d": "jour jours journée journées j d",
            "w": "semaine semaines",
            "month": "mois",
            "y": "an ans année années",
        }
    ),
    "es": _table(
        {
            "s": "segundo segundos s",
            "min": "minuto minutos min",
            "h": "hora horas h",
            "d": "día días dia dias d",
            "w": "semana semanas",
            "month": "mes meses",
            "y": "año años",
        }
    ),
    "it": _table(
        {
            "s": "secondo secondi s",
            "min": "minuto minuti min",
            "h": "ora ore h",
            "d": "giorno giorni giornata d",
            "w": "settimana settimane",
            "month": "mese mesi",
            "y": "anno anni",
        }
    ),
    "nl": _table(
        {
            "s": "seconde seconden s",
            "min": "minuut minuten min",
            "h": "uur uren h u",
            "d": "dag dagen d",
            "w": "week weken",
            "month": "maand maanden",
            "y": "jaar jaren",
        }
    ),
}
"""Hours of each unit of time; a month and a year are mean ones."""

WORKING: frozenset[str] = frozenset(
    listed("working business work arbeits werk ouvrés ouvrables ouvré laborables hábiles lavorativi werkdagen")
)
"""Beside a unit of time: not all of that time counts."""
WORKING_DAYS: Mapping[str, frozenset[str]] = {
    "en": frozenset({"workday", "workdays"}),
    "de": frozenset({"arbeitstag", "arbeitstage", "arbeitstagen", "werktag", "werktage", "werktagen"}),
    "fr": frozenset(),
    "es": frozenset(),
    "it": frozenset(),
    "nl": frozenset({"werkdag", "werkdagen"}),
}
WORKING_UNIT = "working"
BETWEEN: frozenset[str] = frozenset(
    listed(
        "full whole more further additional calendar consecutive entire long ganze ganzen volle vollen weitere weiteren"
        " volle pleins autres otros altri volle extra"
    )
)
"""Words that stand between a number and its unit and change neither."""

ONE_OF_IT: Mapping[str, frozenset[str]] = {
    "en": frozenset({"a", "an"}),
    "de": frozenset({"ein", "eine", "einen", "einem", "einer", "eines"}),
    "fr": frozenset({"un", "une"}),
    "es": frozenset({"un", "una"}),
    "it": frozenset({"un", "una", "un'"}),
    "nl": frozenset({"een"}),
}
"""Articles, which before a unit of time are a number."""

_CODES = listed("EUR USD GBP JPY CHF AUD CAD NZD SEK NOK DKK PLN CZK HUF INR CNY BRL MXN SGD HKD ZAR TRY KRW")
CURRENCIES: Mapping[str, str] = {
    **{code.lower(): code for code in _CODES},
    **by_word(
        {
            "EUR": "€ euro euros",
            "USD": "$ dollar dollars dólares dollari",
            "GBP": "£ pound pounds sterling pfund livres",
            "JPY": "¥ yen yens",
            "CHF": "franken francs franchi francos",
            "CENT": "cent cents",
        }
    ),
}
PERCENT: frozenset[str] = frozenset(listed("% percent pct prozent pourcent procent"))
PERCENT_PHRASES: frozenset[Phrase] = frozenset(phrases("per cent|pour cent|por ciento|per cento|v h"))
POINTS: frozenset[str] = frozenset(listed("points point prozentpunkte prozentpunkten punti puntos punten"))
TIMES: frozenset[str] = frozenset(listed("times time x fold mal fois veces vez volte volta keer maal"))
_SIZES = listed("kb mb gb tb kib mib gib mbit gbit px dpi kg km cm mm ml kw kwh mhz ghz")
MEASURES: Mapping[str, str] = {
    **{name: name.upper() for name in _SIZES},
    **by_word(
        {
            "KB": "kilobyte kilobytes",
            "MB": "megabyte megabytes",
            "GB": "gigabyte gigabytes",
            "TB": "terabyte terabytes",
            "MS": "ms millisecond milliseconds millisekunden millisecondes",
            "KG": "kilo kilos kilograms kilogramm",
            "KM": "kilometres kilometers",
        }
    ),
}
TWICE: Mapping[str, Mapping[str, float]] = {
    "en": by_word(
        {
            2.0: "twice double doubled doubles doubling twofold duplicate duplicated duplicates duplicating",
            3.0: "thrice triple tripled triples tripling threefold",
            4.0: "quadruple quadrupled quadruples quadrupling fourfold",
            5.0: "quintupled fivefold",
            10.0: "tenfold",
            0.5: "halved halving halves",
        }
    ),
    "de": by_word(
        {
            2.0: "doppelt doppelte doppelten doppelter doppeltes zweifach verdoppelt zweimal",
            3.0: "dreifach verdreifacht dreimal",
            4.0: "vierfach viermal",
            5.0: "fünfmal",
            6.0: "sechsmal",
            10.0: "zehnmal",
            0.5: "halbiert",
        }
    ),
    "fr": by_word({2.0: "double doublé doublée doubles doublement", 3.0: "triple triplé"}),
    "es": by_word({2.0: "doble dobles duplicado duplicada duplicó doblemente", 3.0: "triple triplicó"}),
    "it": by_word({2.0: "doppio doppia doppi raddoppiato raddoppiata doppiamente", 3.0: "triplo"}),
    "nl": by_word({2.0: "dubbel dubbele verdubbeld tweemaal", 3.0: "driemaal drievoudig", 10.0: "tienvoudig"}),
}
"""Words that multiply by themselves."""
HALVES: Mapping[str, Mapping[str, float]] = {
    "en": by_word(
        {
            1 / 2: "half",
            1 / 3: "third thirds",
            1 / 4: "quarter quarters fourth fourths",
            1 / 5: "fifth fifths",
            1 / 6: "sixth sixths",
            1 / 7: "seventh sevenths",
            1 / 8: "eighth eighths",
            1 / 9: "ninth ninths",
            1 / 10: "tenth tenths",
        }
    ),
    "de": by_word(
        {
            1 / 2: "hälfte halb halbe halben halber halbes",
            1 / 3: "drittel",
            1 / 4: "viertel",
            1 / 5: "fünftel",
            1 / 6: "sechstel",
            1 / 10: "zehntel",
        }
    ),
    "fr": by_word(
        {
            1 / 2: "moitié demi demie",
            1 / 3: "tiers",
            1 / 4: "quart quarts",
            1 / 5: "cinquième cinquièmes",
            1 / 10: "dixième dixièmes",
        }
    ),
    "es": by_word(
        {
            1 / 2: "mitad medio media",
            1 / 3: "tercio tercios",
            1 / 4: "cuarto cuartos",
            1 / 5: "quinto quintos",
            1 / 10: "décimo",
        }
    ),
    "it": by_word(
        {
            1 / 2: "metà mezzo mezza",
            1 / 3: "terzo terzi",
            1 / 4: "quarto quarti",
            1 / 5: "quinto quinti",
            1 / 10: "decimo",
        }
    ),
    "nl": by_word({1 / 2: "helft half halve", 1 / 3: "derde", 1 / 4: "kwart", 1 / 5: "vijfde", 1 / 10: "tiende"}),
}
"""Words for parts, most of which are ordinals, too."""
ALONE: Mapping[str, Mapping[str, float]] = {
    "en": by_word({1: "single sole", 2: "both pair couple duo", 3: "trio", 4: "quartet", 12: "dozen"}),
    "de": by_word({1: "einzige einzigen einziger", 2: "beide beiden beides beider", 12: "dutzend"}),
    "fr": by_word({2: "paire", 10: "dizaine", 12: "douzaine", 15: "quinzaine", 20: "vingtaine", 100: "centaine"}),
    "es": by_word({2: "ambos ambas par", 10: "decena", 12: "docena", 100: "centenar"}),
    "it": by_word({2: "entrambi entrambe paio", 10: "decina", 12: "dozzina", 100: "centinaio"}),
    "nl": by_word({2: "beide", 10: "tiental", 12: "dozijn"}),
}
"""Words that are numbers, though they do not count."""

RATIOS: Mapping[str, frozenset[Phrase]] = {
    language: frozenset(tuple(one.split()) for one in words.split("|"))
    for language, words in {
        "en": "of|out of|in|of the|out of the|of these|of all|of those",
        "de": "von|von den|der|aus",
        "fr": "sur|des|sur les",
        "es": "de|de los|de las|de cada",
        "it": "su|dei|delle|dei casi",
        "nl": "van|van de|op de|uit",
    }.items()
}
"""What stands between the two numbers of a share: three of five."""
LOOSE_RATIOS: frozenset[Phrase] = frozenset({("in",), ("op", "de"), ("de", "cada"), ("out", "of")})
RANGE: frozenset[str] = frozenset(listed("- – — to and or bis und oder à et ou a y o e tot en of"))  # noqa: RUF001  dashes
"""What stands between the two ends of a range, or two numbers of one unit."""
HALF_MORE: Mapping[str, Phrase] = {
    "en": ("and", "a", "half"),
    "de": ("einhalb",),
    "fr": ("et", "demi"),
    "es": ("y", "medio"),
    "it": ("e", "mezzo"),
    "nl": ("en", "een", "half"),
}
COUNTED: frozenset[str] = frozenset(
    listed(
        "case cases customer customers client clients user users account accounts fall fälle fällen kunde kunden kundin"
        " nutzer cas casos caso clientes cliente clienti casi gevallen geval klanten klant gebruikers ticket tickets"
        " utilisateurs usuarios utenti konten comptes cuentas report reports"
    )
)
"""Nouns that count cases, or who opened them."""
