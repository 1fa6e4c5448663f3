"""Everything that can go wrong for a reason we know, each with a sentence fit for the person who asked.

GroundswellError                 exit status 1
├── UnusableInput                exit status 2: what was handed in cannot be used as it is
│   ├── UnusableFolder           an export folder or a file of it
│   ├── UnknownName              a metric, dimension, grain … that the catalogue does not have
│   └── BadSetting               a setting that cannot be read
├── DatabaseUnavailable          the case database does not answer, is locked or is of another version
├── NoGeneration                 nothing has been published yet
├── DamagedGeneration            a published generation that is incomplete
├── RefreshRunning               somebody else is building
├── ModelUnavailable             the embedding model cannot be loaded or is not what it should be
├── ChatModelUnavailable         the chat model cannot be opened, does not answer in time or answers nothing usable
├── IndexUnavailable             the vector index cannot be opened or asked
├── CaseNotFound                 a case id that the served generation does not have
├── NotSeen                      an answer about cases that whoever asks for it again may not see
├── SlackUnavailable             Slack refuses the token or does not answer
└── DiskFull                     no room to write
"""

import errno
from collections.abc import Sequence


class GroundswellError(Exception):
    """An error we understand. `str(error)` is one sentence for the person who asked."""


class UnusableInput(GroundswellError):
    """What was handed in cannot be used as it is; `sentence` says what and where."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class UnusableFolder(UnusableInput):
    """An export folder, or a file of it, that cannot be imported; nothing of it was."""


class UnknownName(UnusableInput):
    """A `name` that is none of the known `kind`s; `near` holds the closest known ones, the closest first."""

    def __init__(self, kind: str, name: str, near: Sequence[str], known: Sequence[str] = ()) -> None:
        self.kind, self.name, self.near, self.known = kind, name, tuple(near), tuple(known)
        if near:
            hint = f" Did you mean {' or '.join(near)}?"
        elif known:
            hint = f" There are: {', '.join(known)}."
        else:
            hint = ""
        super().__init__(f"There is no {kind} '{name}'.{hint}")


class BadSetting(UnusableInput):
    """A setting that cannot be read. The value is left out: it may be a secret."""

    def __init__(self, name: str, problem: str) -> None:
        self.name, self.problem = name, problem
        super().__init__(f"The setting {name} cannot be used: {problem}.")


class DatabaseUnavailable(GroundswellError):
    """The case database at `where` (without its password) could not be used."""

    def __init__(self, where: str, problem: str) -> None:
        self.where, self.problem = where, problem
        super().__init__(f"The case database {where} cannot be used: {problem}.")


class NoGeneration(GroundswellError):
    """Nothing has been published yet, so there is nothing to answer from. `building`: the first refresh is running."""

    def __init__(self, *, building: bool = False) -> None:
        self.building = building
        what = (
            "the first refresh is still running; ask again when it is done."
            if building
            else "import an export folder, then run `groundswell refresh`."
        )
        super().__init__(f"Nothing has been computed yet: {what}")


class DamagedGeneration(GroundswellError):
    """The generation `generation` lacks something it was published with."""

    def __init__(self, generation: str, problem: str) -> None:
        self.generation, self.problem = generation, problem
        super().__init__(
            f"Generation {generation} is damaged ({problem}): `groundswell refresh` builds a new one from the database,"
            " `groundswell rollback` serves the one before."
        )


class RefreshRunning(GroundswellError):
    """Another process is building a generation."""

    def __init__(self) -> None:
        super().__init__("Another refresh is running; this one did nothing.")


class ModelUnavailable(GroundswellError):
    """The embedding model `model`, or another `kind` of model that reads texts, cannot be used."""

    def __init__(self, model: str, problem: str, *, kind: str = "embedding model") -> None:
        self.model, self.problem = model, problem
        super().__init__(f"The {kind} {model} cannot be used: {problem}.")


class ChatModelUnavailable(GroundswellError):
    """The chat model `model` gave nothing that can be used. Neither holds a key, nor anything of a question."""

    def __init__(self, model: str, problem: str) -> None:
        self.model, self.problem = model, problem
        super().__init__(f"The chat model {model} cannot be used: {problem}.")


class IndexUnavailable(GroundswellError):
    """The vector index at `where` cannot be opened or asked."""

    def __init__(self, where: str, problem: str) -> None:
        self.where, self.problem = where, problem
        super().__init__(f"The vector index {where} cannot be used: {problem}.")


class CaseNotFound(GroundswellError):
    """The served generation has no case `case_id`."""

    def __init__(self, case_id: str) -> None:
        self.case_id = case_id
        super().__init__(f"There is no case {case_id} in what is being served.")


class NotSeen(GroundswellError):
    """The answer with the receipt `receipt_id` is about cases that whoever asks for it again may not see."""

    def __init__(self, receipt_id: str) -> None:
        self.receipt_id = receipt_id
        super().__init__("That answer is about cases that you may not see here.")


class SlackUnavailable(GroundswellError):
    """Slack cannot be used; `problem` says what is missing or what it answered."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(f"Slack cannot be used: {problem}.")


class DiskFull(GroundswellError):
    """There is no room left to write `what`."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"There is no room left on the disk for {what}; what was there before is untouched.")


_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_ROOM_SAID = ("No space left", "disk is full", "could not extend file")


def means_no_room(error: BaseException) -> bool:
    """Whether `error` says that the disk is full: by its number, or in the words of a library that keeps only those."""
    by_number = isinstance(error, OSError) and error.errno in _NO_ROOM
    return by_number or any(words in str(error) for words in _NO_ROOM_SAID)
