"""Letters as people see them: without what nobody sees, and those that only look like others as these others."""

import re
import unicodedata

_BLANKS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f ]+")
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks that are drawn as nothing."""
_JOINERS = frozenset("\u200c\u200d")
"""Needed within words of Persian or of India, and within an emoji; of no use beside Latin letters."""
_SELECTORS = re.compile("[\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""They choose the form of the letter before them. Texts are hidden in them."""
_TAGS = re.compile("[\U000e0020-\U000e007e]")
_FIRST_TAG = 0xE0000
"""An unseen copy of every ASCII character lies behind it."""
_MOST_MARKS = re.compile(r"([\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff])[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]{2,}")
_LOOKALIKES = str.maketrans(
    "авекмнорстухіѕјһԁԛԝαβεικνορτυχıɡɑ",
    "abekmhopctyxisjhdqwabeikvoptuxiga",
)
_DIGITS_FOR_LETTERS = str.maketrans("013457@$", "oieastas")
_MIXED = re.compile(r"(?<![\w@$])(?=[\w@$]*[a-z])(?=[\w@$]*[013457@$])[a-z013457@$]{4,}(?![\w@$])")
_SPELLED = re.compile(r"(?<!\w)\w(?:([ .\-_*])\w(?=\1|\W|$)){4,}(?!\w)")
_SPELLED_SHORT = re.compile(r"(?<!\w)\w(?:([ .\-_*])\w(?=\1|\W|$))+(?!\w)")
_WIDE_GAP = re.compile(r"\s{2,}")
_HIDDEN_GAP = "\x1f"


def seen(text: str) -> str:
    """`text` without characters that take no room, with blanks for those that a program would obey; lines stay."""
    if text.isascii():
        return _BLANKS.sub(" ", text)
    bare = _SELECTORS.sub("", text)
    bare = _MOST_MARKS.sub(r"\1", "".join(_seen(bare, at) for at in range(len(bare))))
    return _BLANKS.sub(" ", bare)


def one_line(text: str) -> str:
    """`text` on one line, as it is seen; empty where nothing of it is."""
    return " ".join(seen(text).split())


def _seen(text: str, at: int) -> str:
    one = text[at]
    if one in _FILLERS:
        return ""
    if one.isprintable() or one == "\n":
        return one
    if one in _JOINERS and at and not text[at - 1].isascii() and not text[at + 1 : at + 2].isascii():
        return one
    kind = unicodedata.category(one)
    if kind in ("Zl", "Zp"):
        return "\n"
    return " " if kind in ("Cc", "Zs") else ""


def hidden(text: str) -> str:
    """What `text` says in characters that nobody sees; empty where it hides nothing."""
    return "".join(chr(ord(one) - _FIRST_TAG) for one in _TAGS.findall(text))


def plainest(text: str) -> str:
    """`text` in small Latin letters without accents, however it was written, on one line: to look for words in."""
    bare = seen(text).lower()
    if not bare.isascii():
        wide = unicodedata.normalize("NFKC", bare).casefold().translate(_LOOKALIKES)
        bare = "".join(one for one in unicodedata.normalize("NFKD", wide) if not _is_mark(one))
    together = _together(bare) if _SPELLED.search(bare) else bare
    return " ".join(together.replace("’", "'").split())  # noqa: RUF001  the apostrophe that people type


def without_digits_for_letters(plain: str) -> str:
    """`plain`, which comes from `plainest`, with the letters that digits stand for within words: pr3vious."""
    return _MIXED.sub(lambda word: word[0].translate(_DIGITS_FOR_LETTERS), plain)


def _together(text: str) -> str:
    """Words that are spelled, l e t t e r by letter, as words; wider gaps part them."""
    parted = _WIDE_GAP.sub(f" {_HIDDEN_GAP} ", text)
    joined = _SPELLED_SHORT.sub(lambda word: re.sub(r"[ .\-_*]", "", word[0]), parted)
    return joined.replace(_HIDDEN_GAP, " ")


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) == "Mn"
