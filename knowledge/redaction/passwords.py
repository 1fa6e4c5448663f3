"""Passwords: what stands after the word, in addresses and in configurations."""

import re
from collections.abc import Callable, Iterator, Sequence

from knowledge.redaction.found import Span
from knowledge.redaction.stems import in_small_letters, places

_IN_ADDRESS = re.compile(r"://[^\s/@:]{0,64}:(?P<value>[^\s/@]{1,128})@")

_STEMS = (
    *("pass", "pwd", "kennwort", "contrase", "senha", "wachtwoord", "parola", "lösenord", "losenord", "hasł", "hasl"),
    *("пароль", "密码", "パスワード", "pw", "pin"),
)
_WORD = r"""
    (?:pass(?:word|wd|code|phrase|wort|e)|pwd|kennwort|contrase[ñn]a|senha|wachtwoord|parola
    |l[öo]senord|has[łl]o|пароль|密码|パスワード|(?<![A-Za-z])(?:pw|pin(?:\scode)?))
"""
_OF_WHAT = r"""
    (?:\s\([^)\n]{1,20}\)
    |\s(?:new|old|temp(?:orary)?|current|neu|alt|aktuell|temporal|nueva|actual|provisoire|temporaire|actuel|temporanea|nuova)
    |\s(?:i|we|he|she|they|you)\s\w{1,12}(?:\s\w{1,12})?
    |\s(?:for|für|pour|para|per|voor)\s[^\s:=]{1,40})?
"""
_COLON = r"""
    [\\"'”*_`]{0,4}(?:</\w{1,9}>)?[ \t]{0,3}[:=\uff1a]>?(?:</\w{1,9}>)?[*_]{0,2}[ \t\u00a0]{0,3}\n?[ \t]{0,3}
"""
_QUOTED = r"""
    \\?"(?P<quoted>[^"\n]{1,128}?)\\?" | '(?P<single>[^'\n]{1,128})' | `(?P<ticked>[^`\n]{1,128})`
"""
_UNTIL_BLANK = r"""(?P<value>(?:[^\s"'<>&,;\\]|[,;](?![\w.]+\s?[:=])|&(?!\w+=)){1,128})"""


def _pattern(verbose: str) -> re.Pattern[str]:
    return re.compile(verbose, re.VERBOSE | re.IGNORECASE)


_LABELLED = _pattern(rf"{_WORD}{_OF_WHAT}{_COLON}(?:{_QUOTED}|{_UNTIL_BLANK})")
_SAID = _pattern(
    rf"""{_WORD}{_OF_WHAT}\s+(?:is|was|were|ist|war|lautet|est|était|es|era|è)(?:\snow)?:?\s+
         (?:{_QUOTED}|(?P<value>[^\s"'<>]{{4,64}}))"""
)
_IN_QUOTES = _pattern(rf"{_WORD}\s+(?:{_QUOTED})")
_PASS = _pattern(
    rf"(?<![A-Za-z])pass(?:[\"']?\s?[:=]|\s(?:is|was)\s)[ \t]{{0,3}}(?:{_QUOTED}|(?P<value>[^\s\"'<>&,;]{{6,128}}))"
)
_IN_TAGS = _pattern(
    rf"{_WORD}(?:>|:?</\w{{1,12}}>\s*(?:</\w{{1,12}}>\s*)?(?:<\w[^<>\n]{{0,60}}>\s*){{1,2}})(?P<value>[^<>\n]{{1,128}})</"
)

_OF_SENTENCES = """
a again all already also always an and any are as asked at be because been before blank but by can can't cannot could
default did didn't do does doesn't don't email empty expires fails false field for forgot forgotten from had has
hasn't have he her hidden his how i i'm i've if in incorrect invalid is isn't it it's its keeps length link login mail
mandatory may might minimum missing must my n/a never no none not now null of off ok on once only or our please policy
protected reset rules same secure see she should since so still strong that the their then there these they this to
too true twice unchanged unknown until user was we weak were what when where which who why will with won't works wrong
yes you your
abgelaufen das der die ein eine falsch fehlt funktioniert geht ich ist kein keine mail mein muss nicht niemand nur siehe
unbekannt ungültig vergessen wie wird zurücksetzen
ce expiré incorrect invalide je la le les mon ne obligatoire oublié oubliée pas perdu un une votre
caducada el es incorrecta inválida mi no olvidada olvidé se una
dimenticata errata il la mia non scaduta un
de een het ik is mijn niet onjuist ongeldig vergeten verlopen werkt
"""
_SENTENCE = frozenset(_OF_SENTENCES.split())
"""What stands after "password:" in a sentence about one."""
_PARTICIPLE = re.compile(r"[a-z]{3,}(?:ed|ing|able|ory)")
_VARIABLE = re.compile(r"\$?\{\{?[\w. -]+\}\}?|\$\w+|%\w+%|[A-Za-z_]\w*\.[\w.]+\(.*")


def passwords(text: str) -> Iterator[Span]:
    """Passwords after the word, in addresses and in configurations."""
    for at in places(text, ["://"]):
        if match := _IN_ADDRESS.match(text, at):
            yield match.span("value")
    for at in places(in_small_letters(text), _STEMS):
        if (span := _password_at(text, at)) is not None:
            yield span


def _password_at(text: str, at: int) -> Span | None:
    """What the word for it, which begins at this place, says that a password is."""
    for pattern, is_none, quoted_too in _WAYS:
        if match := pattern.match(text, at):
            start, end = _value_of(match)
            is_quoted = match.lastgroup != "value"
            if (is_quoted and not quoted_too) or not is_none(text[start:end]):
                return start, end
    return None


def _value_of(match: re.Match[str]) -> Span:
    """The place of what was written: within its quotation marks, or else without the sentence's own punctuation."""
    start, end = match.span(match.lastgroup or 0)
    if match.lastgroup != "value":
        return start, end
    return start, start + len(match["value"].rstrip(",;)].?")) or end


def _is_letters(value: str) -> bool:
    return value.replace(" ", "").isalpha()


def _is_of_a_sentence(value: str) -> bool:
    """Whether it is a word of a sentence, stars, the name of a variable or a call of a function."""
    word = value.casefold().strip("([{<*.!?)]}>…-")
    return not word or word in _SENTENCE or bool(_PARTICIPLE.fullmatch(word) or _VARIABLE.fullmatch(value))


_WAYS: Sequence[tuple[re.Pattern[str], Callable[[str], bool], bool]] = (
    (_LABELLED, _is_of_a_sentence, False),
    (_SAID, _is_letters, False),
    (_PASS, _is_letters, True),
    (_IN_QUOTES, _is_letters, True),
    (_IN_TAGS, str.isspace, False),
)
"""How a password is told, what is none, and whether that holds for what stands in quotation marks too."""
