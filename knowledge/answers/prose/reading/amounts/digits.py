"""Numbers in digits, with the separators of several languages."""

import re
from collections.abc import Sequence

_ENGLISH = {"en"}
_OF_A_CODE = 8
"""Digits in a row that are an order or an account rather than an amount."""


def digit_values(text: str, language: str, *, lenient: bool = False) -> Sequence[tuple[float, float]]:
    """What `text` says, with what its last digit stands for: 1,234.50 is (1234.5, 0.01). Empty: it is no number.

    1.234 means something else in each language: the one of `language`, or `lenient`ly both.
    """
    whole = re.sub(r"(?<=\d)[\u00a0\u202f'\u2019](?=\d)", "", text)
    marks = re.sub(r"\d", "", whole)
    if not marks:
        return [] if _is_code(text) else [(float(whole), 1.0)]
    if len(set(marks)) > 1:
        return _mixed(whole, marks)
    if len(marks) > 1:
        return [_grouped(whole, marks[0])] if _is_grouped(whole, marks[0]) else []
    decimal = _decimal(whole, marks)
    if not _is_grouped(whole, marks):
        return [decimal]
    grouped = _grouped(whole, marks)
    if lenient:
        return [decimal, grouped]
    return [grouped if (marks == ",") == (language in _ENGLISH) else decimal]


def _is_code(text: str) -> bool:
    return (text[0] == "0" and len(text) > 1) or len(text) >= _OF_A_CODE


def _mixed(text: str, marks: str) -> Sequence[tuple[float, float]]:
    """1.234,56 or 1,234.56: the last mark is the decimal one, and occurs once."""
    if marks.count(marks[-1]) > 1 or not _is_grouped(text.rpartition(marks[-1])[0], marks[0]):
        return []
    return [_decimal(text.replace(marks[0], ""), marks[-1])]


def _is_grouped(text: str, mark: str) -> bool:
    first, *others = text.split(mark)
    return 1 <= len(first) <= 3 and first[0] != "0" and bool(others) and all(len(one) == 3 for one in others)


def _grouped(text: str, mark: str) -> tuple[float, float]:
    return float(text.replace(mark, "")), 1.0


def _decimal(text: str, mark: str) -> tuple[float, float]:
    return float(text.replace(mark, ".")), 10.0 ** -len(text.partition(mark)[2])
