"""Which sentences say something of their case, whatever they say: no formula, no question, nothing a program wrote."""

import re

from knowledge.answers.cases.sameness import words_in
from knowledge.speech.assistants import speaks_to_an_assistant

_FEWEST_WORDS, _LONGEST = 4, 260
_LETTERS = 0.65
"""The share of letters and blanks in a sentence that is no table, trace or address."""
_WORDS_A_MASK = 8
"""So many words must come on each that was taken out, for the rest to be understood."""
_COURTESIES = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|to whom|(?:many )?thanks|thank you|thx|"
    r"cheers|sincerely|(?:kind |best |warm )?regards|best wishes|with (?:best|kind)|sent from|hallo|guten (?:tag|"
    r"morgen|abend)|sehr geehrte|liebe[rs]?|danke|vielen dank|mit freundlichen|viele grüße|bonjour|bonsoir|"
    r"merci d'avance|cordialement|hola|buenos|buenas|gracias|saludos|un saludo)\b",
    re.IGNORECASE,
)
_OPENINGS = re.compile(
    r"(?:let me know|i would be grateful|looking forward|please (?:let|call|tell|find|do not hesitate|advise|help)|"
    r"this (?:e-?mail|message))\b|(?:from|to|cc|subject|sent|phone|e-?mail|tel)[:.] ",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(
    r"no further questions|customer (?:has )?confirmed|help article was|will (?:check|look) (?:at it )?again|"
    r"thank you (?:for|in advance)|thanks for|(?:get|come) back to you|any (?:further |other )?questions|"
    r"\bunsubscribe\b|(?:was|is|are|were) merged with|duplicate of an? |confidential|"
    r"closing (?:this|the) (?:case|ticket|issue)",
    re.IGNORECASE,
)
"""What people write in every case."""
_LOGGED = re.compile(r"\W*\d{2,4}[-/.]\d{1,2}[-/.]\d{1,4}[ T]\d{1,2}:|at [\w.$]+\(")
"""A line that a program wrote, with its time or of a stack."""
_NAMES_OF_PROGRAMS = re.compile(r"[!-~]{41,}")
_UNFINISHED = re.compile(r"(?:,|\b(?:and|but|or|the|an?|of|to|with|for|because|that|und|oder|et|y))$", re.IGNORECASE)
_MASK = re.compile(r"\bX{2,}\b|\[[a-z]+\]")
_CLOSING = "\"'”’)"  # noqa: RUF001  quotation marks


def is_telling(sentence: str) -> bool:
    """Whether it says something of its case, in so many words that it is understood alone, and to people."""
    words = words_in(sentence)
    if words < _FEWEST_WORDS or len(sentence) > _LONGEST:
        return False
    if sentence.rstrip(_CLOSING)[-1:] in "?:？：" or _UNFINISHED.search(sentence):  # noqa: RUF001  as Chinese has them
        return False
    if is_courtesy(sentence) or _OPENINGS.match(sentence):
        return False
    if _ANYWHERE.search(sentence) or len(_MASK.findall(sentence)) * _WORDS_A_MASK > words:
        return False
    return _is_prose(sentence) and not speaks_to_an_assistant(sentence)


def is_courtesy(sentence: str) -> bool:
    """Whether it greets, thanks or takes leave."""
    return _COURTESIES.match(sentence) is not None


def _is_prose(sentence: str) -> bool:
    if _LOGGED.match(sentence) or _NAMES_OF_PROGRAMS.search(sentence):
        return False
    return sum(character.isalpha() or character == " " for character in sentence) >= _LETTERS * len(sentence)
