"""How a problem is said, and the few checks that all others are made of. A problem names its place as Slack does."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from bot.blocks import limits

Value: TypeAlias = Mapping[str, Any]
Problems: TypeAlias = Iterator[str]

WEB_ADDRESS = re.compile(r"https?://[^\s<>|]+")
PLAIN = ("plain_text",)
MARKUP = ("mrkdwn",)
ANY_TEXT = ("mrkdwn", "plain_text")
_TEXT_FIELDS = {"plain_text": {"type", "text", "emoji"}, "mrkdwn": {"type", "text", "verbatim"}}


def found(problem: str, pointer: str) -> str:
    """`problem` as Slack says it, with a JSON pointer."""
    return f"{problem} [json-pointer:{pointer}]"


def too_many(count: int, limit: int, what: str, pointer: str) -> Problems:
    if count > limit:
        yield found(f"no more than {limit} {what} allowed, got {count}", pointer)


def as_mapping(value: object) -> Value:
    """`value` where it is an object; an empty one otherwise, so that what it lacks is what is said."""
    return value if isinstance(value, Mapping) else {}


def as_list(value: object) -> Sequence[Any]:
    """`value` where it is a list; an empty one otherwise."""
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def fields(value: Value, known: str, needed: str, pointer: str) -> Problems:
    """Fields that are not known, and those that are `needed` and not there. Both are names with blanks between."""
    for name in value:
        if name not in known.split() + needed.split():
            yield found(f"invalid additional property: {name}", pointer)
    for name in needed.split():
        if value.get(name) is None:
            yield found(f"missing required field: {name}", pointer)


def string(value: object, limit: int, pointer: str) -> Problems:
    """A string of 1 to `limit` characters; None is a field that is not there."""
    if value is None:
        return
    if not isinstance(value, str):
        yield found("must be a string", pointer)
    elif not value:
        yield found("must be more than 0 characters", pointer)
    else:
        yield from too_many(len(value), limit, "characters", pointer)


def text(value: object, limit: int, pointer: str, kinds: Sequence[str] = ANY_TEXT) -> Problems:
    """The problems of one text object, which must be there."""
    if not isinstance(value, Mapping) or value.get("type") not in kinds or not isinstance(value.get("text"), str):
        yield found(f"a text object of type {' or '.join(kinds)} is needed", pointer)
        return
    for name in value:
        if name not in _TEXT_FIELDS[value["type"]]:
            yield found(f"invalid additional property: {name}", pointer)
    if not value["text"].strip():
        yield found("must be more than 0 characters", f"{pointer}/text")
    yield from too_many(len(value["text"]), limit, "characters", f"{pointer}/text")


def optional_text(value: Value, name: str, limit: int, pointer: str, kinds: Sequence[str] = ANY_TEXT) -> Problems:
    """The problems of the text object that `value` may have under `name`."""
    if name in value:
        yield from text(value[name], limit, f"{pointer}/{name}", kinds)


def counted(items: Sequence[object], limit: int, pointer: str) -> Problems:
    """At least one item, and at most `limit`."""
    if not items:
        yield found("no fewer than 1 items allowed", pointer)
    yield from too_many(len(items), limit, "items", pointer)


def one_of(value: object, known: Sequence[str], pointer: str) -> Problems:
    """One of the values that are known; None is a field that is not there."""
    if value is not None and value not in known:
        yield found(f"must be one of {', '.join(known)}", pointer)


def whole_number(value: object, least: int, most: int, pointer: str) -> Problems:
    """A whole number in [least, most]; None is a field that is not there."""
    if value is None:
        return
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        yield found(f"must be a whole number from {least} to {most}", pointer)


def web_address(value: object, limit: int, pointer: str) -> Problems:
    """An http or https address; None is a field that is not there."""
    yield from string(value, limit, pointer)
    if isinstance(value, str) and value and not WEB_ADDRESS.fullmatch(value):
        yield found("must be a valid web address", pointer)


def image(value: Value, pointer: str, known: str = "type") -> Problems:
    """What shows a picture: an address or a file of Slack's, and always the words for it."""
    yield from fields(value, f"{known} image_url slack_file", "alt_text", pointer)
    yield from string(value.get("alt_text"), limits.ALT_TEXT, f"{pointer}/alt_text")
    yield from web_address(value.get("image_url"), limits.IMAGE_URL, f"{pointer}/image_url")
    if ("image_url" in value) == ("slack_file" in value):
        yield found("one of image_url and slack_file is needed", pointer)


def repeated(names: Sequence[object], what: str, pointer: str) -> Problems:
    """Whether two of `names` are the same."""
    given = [name for name in names if name is not None]
    if len(set(given)) < len(given):
        yield found(f"{what} must be unique", pointer)
