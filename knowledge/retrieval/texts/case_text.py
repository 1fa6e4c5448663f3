"""What a case says, composed in this one place to be embedded and indexed, and the key of an unchanged text."""

from hashlib import blake2b

from knowledge.redaction.marks import without_marks
from knowledge.retrieval.texts.boilerplate import essence

COMPOSITION = "subject-description-resolution/3"
"""Changes when the text of a case is composed differently: vectors and words of another composition are not reused."""


def case_text(subject: str, description: str | None, resolution: str | None) -> str:
    """What subject, description and resolution say of the case, a line each.

    The subject comes first because a model reads only the beginning of a long text.
    """
    return "\n".join(filter(None, map(said_in, (subject, description or "", resolution or ""))))


def said_in(text: str) -> str:
    """What a text says by which it may be found; empty where that is nothing.

    Marks of redaction go last: they show where a signature has an address.
    """
    return without_marks(essence(text)).strip()


def text_key(subject: str, description: str | None, resolution: str | None) -> bytes:
    """16 bytes that are the same for cases that say the same, part by part, and differ for others."""
    parts = (part.encode("utf-8", "surrogatepass") for part in (subject, description or "", resolution or ""))
    key = blake2b(digest_size=16)
    for part in parts:
        key.update(len(part).to_bytes(8) + part)
    return key.digest()
