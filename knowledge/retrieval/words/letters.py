"""A text in any script as letters, digits and ASCII punctuation, so that what reads the same is the same."""

from unicodedata import category, decimal, normalize

_HYPHENS = range(0x2010, 0x2014)
_MINUS = 0x2212
_SPELLED_OUT = {
    "ß": "ss",
    "ẞ": "SS",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
}
_UNWRITTEN = (range(0x0300, 0x0370), range(0x0591, 0x05C8), (0x0640,), range(0x064B, 0x0660))
"""Marks that people leave out: accents that no letter took, vowels of Hebrew and Arabic, and the Arabic lengthening."""


def folded(text: str) -> str:
    """`text` without accents, with ASCII digits and hyphens, and a space for every other mark outside of ASCII.

    Marks that are vowels, as in Hindi or Thai, stay. Capitals stay too.
    """
    return text if text.isascii() else normalize("NFKC", text).translate(_FOLDED)


class _Folded(dict[int, str | None]):
    """What stands for a character, by its code; None for nothing. Filled as characters occur."""

    def __missing__(self, code: int) -> str | None:
        self[code] = found = _folded(code)
        return found


_FOLDED = _Folded()


def _folded(code: int) -> str | None:
    letter, kind = chr(code), category(chr(code))
    if code < 0x80:
        return letter
    if code in _HYPHENS or code == _MINUS:
        return "-"
    if kind == "Cf" or any(code in marks for marks in _UNWRITTEN):
        return None
    if kind == "Nd":
        return str(decimal(letter))
    if kind[0] not in "LMN":
        return " "
    plain = normalize("NFKD", letter)[0]
    return plain if plain.isascii() else _SPELLED_OUT.get(letter, letter)
