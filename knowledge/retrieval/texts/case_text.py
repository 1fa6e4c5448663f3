"""What of a case is embedded, composed in this one place, and the key by which an unchanged text is known."""

from hashlib import blake2b

COMPOSITION = "subject-description-resolution/1"
"""Changes when the text of a case is composed differently: vectors of another composition are not reused."""


def case_text(subject: str, description: str | None, resolution: str | None) -> str:
    """Subject, description, resolution, a line each.

    The subject comes first because a model reads only the beginning of a long text. On real issue reports that finds
    as many duplicates as the mean over all parts does, for less (README, "Long texts").
    """
    return "\n".join(part for part in (subject, description, resolution) if part)


def text_key(text: str) -> bytes:
    """16 bytes that are the same for equal texts and differ for others."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
