"""What the assistant says of itself: its greeting, and what it says when something went wrong."""

import logging
import traceback
from pathlib import PurePath
from uuid import uuid4

from knowledge.errors import GroundswellError, UnusableInput

logger = logging.getLogger(__name__)

WORKING = "is looking through the cases…"

GREETING = (
    "Hello! I answer questions about escalations from the case database. You can ask me, for example:\n"
    "• How many escalations were there last month?\n"
    "• What is the escalation ratio by product since January?\n"
    "• How did escalations develop week by week?\n"
    "• Which past cases are similar to: customer cannot log in after the update?"
)


def words_for(error: Exception) -> str:
    """A sentence for the person who asked; what the operator needs goes to the log.

    The log gets the error's type and the places it came through, but not the text of an unknown error, which may
    quote the question or a case; a known one tells its own sentence unless that quotes what was handed in.
    """
    if isinstance(error, GroundswellError):
        sentence = None if isinstance(error, UnusableInput) else str(error)
        logger.warning("question not answered", extra={"error": type(error).__name__, "sentence": sentence})
        return str(error)
    reference = uuid4().hex[:8]
    logger.error("listener failed", extra={"reference": reference, "error": chain_of(error), "trail": trail_of(error)})
    return f"Something broke on my side. If it keeps happening, quote {reference} to your operator."


def chain_of(error: BaseException) -> str:
    """The types of `error` and of what caused it, the latest first."""
    causes = [error]
    while (cause := causes[-1].__cause__ or causes[-1].__context__) and cause not in causes:
        causes.append(cause)
    return " from ".join(type(cause).__name__ for cause in causes)


def trail_of(error: BaseException) -> str:
    """Where `error` came from: file, line and function of each call, outermost first, without any value."""
    frames = traceback.extract_tb(error.__traceback__)
    return " > ".join(f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
