"""What went wrong with a chat model, in words without anything that the error quotes."""

import re
from typing import Final

_TO_INSTALL: Final = re.compile(r"pip install [\w-]+")


def asking_problem(error: Exception) -> str:
    """Why a question put to a model came to nothing."""
    status = getattr(error, "status_code", None)
    if status in (401, 403):
        return f"it does not accept the key (status {status})"
    if status == 404:
        return "the address or the model is not known there (status 404)"
    if isinstance(status, int):
        return f"it answered with status {status}"
    names = [one.__name__ for one in type(error).__mro__]
    if any("Timeout" in name for name in names):
        return "it did not answer in time"
    if any("Connect" in name for name in names):
        return "it cannot be reached"
    if any("Refus" in name for name in names):
        return "it refused to answer"
    if any("LengthFinishReason" in name for name in names):
        return "its answer did not come to an end"
    if any("Validation" in name or "Parser" in name or "JSON" in name for name in names):
        return "its answer is not the form that was asked for"
    if isinstance(error, ValueError) and "No generation" in str(error):
        return "it said nothing"
    return f"it failed ({names[0]})"


def building_problem(error: Exception) -> str:
    """Why a model could not be set up."""
    if isinstance(error, ImportError):
        found = _TO_INSTALL.search(str(error))
        return f"its package is not installed: {found.group()}" if found else "a package that it needs is not installed"
    if isinstance(error, ValueError) and "Unsupported provider" in str(error):
        return "LangChain knows no such provider; CHAT_MODEL has to be written as provider:model"
    if "api_key" in str(error):
        return "it needs a key: set CHAT_API_KEY"
    return f"it cannot be set up ({type(error).__name__})"
