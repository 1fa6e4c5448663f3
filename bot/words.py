"""What the assistant says of itself: its greeting, and what it says when something went wrong."""

import logging
import traceback
from pathlib import PurePath
from uuid import uuid4

from knowledge.errors import GroundswellError, UnusableInput

logger = logging.getLogger(__name__)

WORKING = "is looking through the cases…"
LOADING = (
    "Reading the question…",
    "Looking through the cases…",
    "Counting, with every definition in mind…",
    "Checking each number against the cases…",
)
"""Slack shows one after the other while it waits."""

TOO_MANY = "I am being asked too many questions at once. Please ask again in a minute."
STOPPED = "Stopped."
ONLY_SIGNS = "I can only read words. Ask me, for example, how many escalations there were last month."
CUT = "Only the first {:,} characters were read, the rest was not."
FOR_YOU_ALONE = "You may see more than this channel does: the following is shown to you alone."
MAYBE_AGAIN = "I was interrupted while answering, so this may be the second time that you read this."

_WHY_ELSEWHERE = {
    "is_archived": "is archived",
    "not_in_channel": "does not have me as a member: invite me to get answers there",
    "channel_not_found": "is one that I cannot see: invite me to get answers there",
    "user_not_in_channel": "does not have you as a member",
    "restricted_action": "only lets some people post",
}


def waiting_words(ahead: int) -> str:
    """The status of a question before which `ahead` others are to be answered."""
    return f"has {ahead:,} {'question' if ahead == 1 else 'questions'} to answer before yours…"


def why_elsewhere(channel: str, error: str) -> str:
    """Why an answer comes by another way than the question; `error` is what Slack said of `channel`."""
    why = _WHY_ELSEWHERE.get(error, "did not take my answer")
    return f"You asked me in <#{channel}>, which {why}. So here is the answer."


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
