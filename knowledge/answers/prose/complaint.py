"""What is wrong with a model's prose, for the model to mend it, and for who reads why it was not taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Fault(Enum):
    """A kind of fault; its value completes "it was not taken: it …"."""

    FORM = "was not a few plain sentences"
    LENGTH = "was too long"
    LANGUAGE = "was in another language than the question"
    CITATION = "did not cite one of the cases for each sentence"
    NUMBER = "held a number that the cases it cites do not"
    DATE = "held a date or a time that the cases it cites do not"
    CODE = "held a code or a number of something that the cases it cites do not"
    QUOTE = "quoted what the cases it cites do not say"
    NAME = "held a name that the cases it cites do not"
    REACH = "claimed more of the cases than their counts say"
    WORDS = "said what the cases it cites do not"


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """`what` is the part of the prose that is wrong: unchecked text, which nobody but the model is to see."""

    fault: Fault
    what: str = ""


_SHOWN = 80
_ADVICE = {
    Fault.FORM: "plain sentences only, each complete and with its citation at its end",
    Fault.LENGTH: "write less",
    Fault.LANGUAGE: "write in the language that was asked for",
    Fault.CITATION: "end each sentence with the ids of the cases that say it, in brackets, and name no other id",
    Fault.NUMBER: "the cases cited there do not say this number in this sense; leave it out or cite those that do",
    Fault.DATE: "the cases cited there do not say this date or time",
    Fault.CODE: "the cases cited there do not hold this",
    Fault.QUOTE: "the cases cited there do not say this word for word",
    Fault.NAME: "the cases cited there do not hold this name",
    Fault.REACH: "only say so if the counts do",
    Fault.WORDS: "the cases cited there do not say this; stay close to their words",
}


def advice(complaint: Complaint) -> str:
    """The complaint in a line for the model."""
    what = f'"{complaint.what[:_SHOWN]}": ' if complaint.what else ""
    return f"{what}{_ADVICE[complaint.fault]}"


def main_fault(complaints: Sequence[Complaint]) -> Fault:
    """The fault that is told, of several: the first that is found. Raises IndexError where there is none."""
    return complaints[0].fault
