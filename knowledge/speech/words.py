"""The words by which people tell programs what to do, in groups, so that an order is a row of groups.

The words of all languages stand side by side, small and without accents; a star stands for any ending.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from string import ascii_letters

GROUPS: Mapping[str, str] = {
    # to ignore, to follow, not to
    "ignore": (
        "overlook ignore ignoring disregard disregarding forget neglect override overriding bypass overrule discard "
        "abandon skip ignoriere ignorieren missachte missachten vergiss vergesst vergessen ubergehe uberschreibe "
        "umgehe ignorez ignorer oublie oubliez oublier contourne ignora ignorar olvida olvidate olvide olvidar "
        "descarta ignorare dimentica dimenticate dimenticare trascura negeer vergeet esqueca"
    ),
    "follow": "follow following obey obeying befolge befolgen sigas siga seguir seguire considerare",
    "not": (
        "not no never don't stop without longer nicht keine keinen ohne ne pas plus aucune sans nunca sin ningun "
        "non senza geen"
    ),
    # rules, and what holds those of a program
    "rules": (
        "instruction instructions guideline guidelines directive directives directions rule rules guidance "
        "restrictions programming training orders prompts guardrails anweisung* instruktion* vorgabe* regeln "
        "richtlinien befehle consigne* regles ordres instruccion* indicacion* reglas ordenes istruzion* "
        "indicazion* regole ordini instructies opdrachten regels"
    ),
    "prompt": "prompt systemprompt system-prompt",
    "hidden": (
        "conversation system hidden secret internal developer initial systeme sistema context configuration "
        "versteckten cachees"
    ),
    "earlier": (
        "ci-dessus previous prior above earlier preceding before foregoing former existing vorherig* bisherig* "
        "vorher zuvor davor oben bisher precedent* dessus avant haut anterior* previas previos antes prima vorige "
        "eerdere"
    ),
    "all": (
        "all any every everything anything whatever what each alle alles allen jeder jede was tout toute* tous ce "
        "todo todas todos lo tutto tutte tutti quello quanto ogni"
    ),
    "given": (
        "given told instructed said received learned gegeben gesagt gesagte weisst donnees donne dit dieron "
        "dijeron dicho date detto"
    ),
    "void": "void revoked cancelled obsolete invalid overridden superseded null disabled ungultig aufgehoben",
    # new ones, and whose
    "new": "sole new real true actual neue neuer nouveau nouvelle nouvelles nueva nuevas nuevo nuova nuove nuovo",
    "task": "task goal objective role mission purpose identity persona aufgabe rolle tarea papel compito ruolo",
    "your": "your yours ihrer votre vos",
    "dein": "dein deine deinen deinem deiner ton ta tes tu tus tuo tua tuoi tue jouw",
    "you": "you yourself du dir te vous usted ti",
    # who is meant
    "ai": "ai llm llms gpt* chatgpt* summariser* summarizer* ki ki-* ia sprachmodell*",
    "bot": (
        "assistant assistants chatbot chatbots bot bots model models assistent* asistente assistente claude "
        "copilot gemini"
    ),
    "persona": "dan pirate pirat pirata hacker unrestricted unbounded uncensored jailbroken jailbreak godmode",
    "hello": (
        "dear hey hello attention attn note notes message liebe hinweis achtung nachricht nota messaggio mensaje"
    ),
    "to": "to for an fur a pour para per all' alla",
    # what these do
    "reads": "reading reads read processing processes process parsing parses",
    "summarise": (
        "summarise summarize summarising summarizing summarises summarizes condense condenses condensing "
        "generating digesting"
    ),
    # what comes of it
    "summary": "summary summaries digest zusammenfassung resumen riassunto riepilogo samenvatting resume",
    "output": "output outputs",
    "reply": "answers replies response responses antwort reponse reponses respuesta respuestas risposta risposte",
    # to answer, to say, to show
    "answer": (
        "antwortest answer reply respond speak talk antworte antworten sprich rede reponds repondez reponde "
        "responde contesta rispondi rispondere antwoord parle habla parla"
    ),
    "say": (
        "say state claim write report announce mention tell print add include append insert put cite recommend "
        "rate rank describe treat use replace contain place embed hide"
    ),
    "sag": (
        "schreib schreibe sag sage nenne erwahne behaupte fuge ecris dis ajoute inclus mets mentionne escribe di "
        "anade agrega incluye pon menciona scrivi di' aggiungi includi inserisci metti menziona schrijf zeg noem "
        "fasse escreva diga"
    ),
    "reveal": (
        "reveal show repeat leak disclose dump display expose list recite translate ubersetze zeige zeig gib "
        "wiederhole verrate affiche revele montre repete recopie muestra revela repite imprime mostra rivela ripeti "
        "stampa"
    ),
    "begin": "begin start end finish prefix preface conclude close",
    # only this, by all means
    "only": (
        "only exactly solely exclusively nothing just strictly verbatim nur ausschliesslich genau seulement "
        "uniquement exactement solo solamente unicamente soltanto exactamente esattamente exclusivamente alleen"
    ),
    "must": "must should shall has have musst muss sollst dois devez doit debes debe devi deve moet obliged",
    "with": "with mit par avec con",
    "word": "word words phrase string wort mot palabra parola sentence",
    "manner": "klingon haiku poem limerick rhyme morse rot13 emojis",
    "format": "json yaml xml base64",
    # what it is about
    "case": (
        "case cases ticket customer customers customer's account accounts falle fall kunden clients clientes "
        "casos clienti casi records"
    ),
    "escalation": "escalation escalations ratio eskalationen escaladas escalaciones escalation* escalazioni",
    "other": "other others anderen autres otros altri",
    "mail": (
        "e-mail e-mails email emails mail mails messages invoice invoices letter letters call calls comment comments"
    ),
}
_IN_SEVERAL_WORDS = ("you_are", "if_you_are", "from_now_on", "as_ai", "pretend", "link", "ping")
"""Groups of what is said in several words or in none; `@` and the name stand for it in a text."""
_PHRASES: Mapping[str, str] = {
    r"(?:large )?language models?|modelo de lenguaje|modele de langage|modello linguistico": "llm",
    r"intelligence artificielle|inteligencia artificial|intelligenza artificiale": "ai",
    r"pay no attention to|set aside|haz caso omiso de|ne (?:tiens|tenez) pas compte d\w+|non tene?re? conto|"
    r"fais abstraction d\w+": "ignore",
    r"(?:no longer|do not|don't|does not) (?:apply|count|hold)": "void",
    r"(?:god|dan|sudo|jailbreak|unrestricted|developer|entwickler)[- ]?mod(?:e|us)|do anything now": "jailbreak",
    r"(?:since|because|if|when|wenn|falls|da|si|se) (?:you(?:'re| are)|du|tu es|vous etes|eres|sei)": "@if_you_are",
    r"from (?:now|here|this point|today) on(?:wards?)?|ab (?:jetzt|sofort|nun)|von nun an|a partir de maintenant|"
    r"desormais|dorenavant|a partir de ahora|de ahora en adelante|d'ora in poi|da ora in poi": "@from_now_on",
    r"(?:as|als|en tant qu(?:'|e )|comme|como|come)(?: an?| une?| una)? ?(?:ai|llm|ki|ia)": "@as_ai",
    r"you(?:'re| are| were| have)|du bist|tu es|vous etes|eres|(?:ora|adesso) sei|sei ora": "@you_are",
    r"pretend|role-?play|(?:act|behave) (?:as|like)|"
    r"(?:respond|answer|reply|speak|talk) (?:as if|as though)": "@pretend",
}
_SIGNS: Mapping[str, str] = {
    r"(?:<|&lt;)?[!@](?:here|channel|everyone)\b": " @ping ",
    r"https?:\S*|www\.\S*|\[link\]|!\[|<[@#]": " @link ",
}
_TOKEN = re.compile(r"@[a-z_]+|[^\W_](?:[\w'-]*\w)?'?|[:\",]|[.;!?]")
_END, _OTHER, _NUMBER = ";", ".", "0"
_LETTER_OF = dict(zip((*GROUPS, *_IN_SEVERAL_WORDS), ascii_letters, strict=False))  # there are letters to spare
"""Of each group, so that a row is a string."""
_BESIDES = {"end": _END, "unknown": re.escape(_OTHER), "number": _NUMBER}
_NAME = re.compile(r"<(\w+)>")


def row_pattern(named: str) -> str:
    """The pattern of rows for one that names its groups as `<ignore>`.

    `<end>` ends a sentence; `<unknown>` is a word of no group, `<number>` a number. Raises KeyError for another name.
    """
    letters = _LETTER_OF | _BESIDES
    return _NAME.sub(lambda name: letters[name[1]], named)


def row_of(plain: str) -> str:
    """A letter for each word of `plain`, which comes from `letters.plainest`: its group, 0 for a number, else a dot.

    Colons, commas and quotation marks stand for themselves, a semicolon for what ends a sentence.
    """
    for pattern, instead in _MARKS:
        plain = pattern.sub(instead, plain)
    return "".join(map(_group, _TOKEN.findall(plain)))


_MARKS = [
    *((re.compile(rf"\b(?:{phrase})(?!\w)"), instead) for phrase, instead in _PHRASES.items()),
    *((re.compile(sign), instead) for sign, instead in _SIGNS.items()),
]
_LETTERS = {word: _LETTER_OF[name] for name, words in GROUPS.items() for word in words.split()} | {
    f"@{name}": _LETTER_OF[name] for name in _IN_SEVERAL_WORDS
}
_BEGINNINGS = {word[:-1]: letter for word, letter in _LETTERS.items() if word.endswith("*")}


@lru_cache(maxsize=16_384)
def _group(token: str) -> str:
    if token in ':",':
        return token
    if token in ".;!?":
        return _END
    if token[0].isdigit():
        return _NUMBER
    beginnings = (_BEGINNINGS.get(token[:length]) for length in range(len(token), 1, -1))
    return _LETTERS.get(token) or next(filter(None, beginnings), _OTHER)
