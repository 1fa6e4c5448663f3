"""What people write that asks nothing: signs, thanks and nods."""

import re
import unicodedata

SIGN_CODE = re.compile(r":[a-z0-9_+'\-]+(?:::skin-tone-\d)?:", re.IGNORECASE)
"""An emoji as Slack writes it: `:tada:`."""

NODS = frozenset(
    {
        *(
            "ok",
            "okay",
            "k",
            "kk",
            "yes",
            "yep",
            "yeah",
            "yup",
            "no",
            "nope",
            "right",
            "sure",
            "agreed",
            "done",
            "noted",
        ),
        *(
            "thanks",
            "thank",
            "thx",
            "ty",
            "cheers",
            "danke",
            "merci",
            "gracias",
            "you",
            "very",
            "much",
            "so",
            "a",
            "lot",
        ),
        *("great", "good", "nice", "perfect", "awesome", "cool", "super", "best", "lol", "haha", "wow", "got", "it"),
        *("again", "for", "that", "this", "helps", "help", "all", "many", "the", "team", "everyone", "folks"),
    }
)
MOST_NODS = 6
"""A longer message that is made of such words only says something all the same."""


def without_signs(text: str) -> str:
    """`text`, or nothing where it is made of emoji and punctuation only."""
    return text if any(_is_read(character) for character in SIGN_CODE.sub(" ", text)) else ""


def is_small_talk(text: str) -> bool:
    """Whether the text is empty, emoji, thanks or a nod, and so no question. A question mark makes it one."""
    if "?" in text:
        return False
    words = re.findall(r"[^\W\d_]+", SIGN_CODE.sub(" ", text).casefold())
    if re.search(r"\d", SIGN_CODE.sub(" ", text)):
        return False
    return len(words) <= MOST_NODS and all(word in NODS for word in words)


def _is_read(character: str) -> bool:
    """Letters and digits of any script, and the question mark that asks for help."""
    return unicodedata.category(character)[0] in "LN" or character == "?"
