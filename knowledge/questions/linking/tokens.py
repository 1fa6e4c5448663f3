"""The words of a question with where they stand in it, folded so that case and accents do not matter."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = "(?:19|20)[0-9]{2}"
# Numbers joined by - / . stay one word, because "2026-03-01" and "03/04" mean something only as a whole, and so do
# "2026-W42", "5-Oct-2026", "Oct-2026", "FY25/26" and "10 / 2026".
_WORD = re.compile(
    rf"{_YEAR}-[wqh][0-9]{{1,2}}\b|[wqh][0-9]{{1,2}}-{_YEAR}\b|fy[0-9]{{2,4}}[-/][0-9]{{2,4}}\b"
    rf"|[0-9]{{1,4}}[-/.]{_MONTH}[-/.][0-9]{{1,4}}\b|{_MONTH}[-/](?:{_YEAR}|[0-9]{{2}})\b(?![-/])"
    rf"|{_YEAR}(?:\s/\s?|/\s)(?:0?[1-9]|1[0-2])\b|(?:0?[1-9]|1[0-2])(?:\s/\s?|/\s){_YEAR}\b"
    r"|[0-9]+(?:[-/.][0-9]+)+|[^\W_]+(?:['\u2019][^\W_]+)*"
    # a sign that changes a number is a word too: "what % of cases", "teams > 20 escalations"
    r"|%(?:age\b)?|(?<=\s)\+(?=\s)|[<>]=?|[\u2264\u2265]",
    re.IGNORECASE,
)
_DASH = re.compile(r"\.?\s*(?:[-\u2010-\u2015\u2212~]|\.\.\.?|\u2026)\s*")
_DATED = re.compile(
    rf"[0-9].*|[wqh][0-9]{{1,2}}(?:-{_YEAR})?|fy[0-9]{{2,4}}|{_MONTH}|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
    r"|today|yesterday|now"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word: folded, and the characters [start, end) of the text that it comes from."""

    word: str
    start: int
    end: int


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of `text`, in order. Punctuation and emoji are no words; a dash between two dates is the word "to"."""
    return tuple(_tokens(text))


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of `text`: what two spellings of one name have in common."""
    # most declared phrases are written folded, and there are ten thousand of them at each start
    if text.isascii() and text.replace(" ", "").isalnum() and text.islower():
        return tuple(text.split())
    return tuple(token.word for token in _tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    before: Token | None = None
    for found in _WORD.finditer(text):
        token = Token(word="".join(folded(found.group()).split()), start=found.start(), end=found.end())
        if before is not None and token.start > before.end and _joined_by_dash(text, before, token):
            yield Token(word="to", start=before.end, end=token.start)
        yield token
        before = token


def _joined_by_dash(text: str, before: Token, token: Token) -> bool:
    """Whether this is a stretch such as "Jan-Mar" or "5 Oct - 12 Oct"."""
    between = _DASH.fullmatch(text, before.end, token.start)
    return bool(between and _DATED.fullmatch(before.word) and _DATED.fullmatch(token.word))


def folded(word: str) -> str:
    """`word` without case, accents and possessive 's."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return plain.replace("\u2019", "'").casefold().removesuffix("'s")


def singular(word: str) -> str:
    """`word` without a plural ending; the same for "category" and "categories", "box" and "boxes", "P1" and "P1s"."""
    if word.endswith("s") and word[-2:-1].isdigit() and word[0].isalpha():
        return word[:-1]
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word.removesuffix("s")


def singulars(words: Sequence[str]) -> tuple[str, ...]:
    """Each of `words` without a plural ending."""
    return tuple(singular(word) for word in words)
