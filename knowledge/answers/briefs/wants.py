"""What the customer wants: the trouble and the request in their own words, and what they said last."""

import re
from collections.abc import Sequence

from knowledge.answers.briefs.promised import tells_of_promise
from knowledge.answers.briefs.quoting import cited, excerpt, is_customers, on, quoted, said_with, sentences_in
from knowledge.answers.briefs.tried import was_tried
from knowledge.answers.case_lookup import ToldCase
from knowledge.answers.cases.sameness import telling_stems
from knowledge.answers.cases.telling import is_courtesy
from knowledge.answers.cases.told import Cited
from knowledge.speech.assistants import speaks_to_an_assistant

_READ, _FOR_THE_TROUBLE = 40, 6
"""Sentences of a description that are read for a request, and those that are looked at for the trouble."""
_ENOUGH, _LATER = 2, 0.6
"""Words in common with the subject that count, and what each place further down counts less."""
_FEWEST_WORDS = 4
_LATEST_WORDS = 2
_PREFACE = re.compile(
    r"^(?:(?:call|chat|mail|e-mail|message|anruf) (?:from|von)\b|my name is|some background|"
    r"(?:just )?a (?:quick )?question|"
    r"i have a question|i am writing|this is \w+ from|we are an? |ich habe eine frage|eine frage|"
    r"mon nom est|me llamo)\b",
    re.IGNORECASE,
)
"""What comes before the point."""
_INTRODUCES = re.compile(
    r"^(?:in (?:their|his|her) (?:own )?words|(?:customer|caller|user) (?:says|writes|reports)):\s*", re.I
)
_FORMULA = re.compile(
    r"let me know if|if you (?:have|need)|any (?:further |other |more )?(?:questions|information)|do not hesitate|"
    r"(?:thanks?|thank you) (?:you )?(?:for|in advance)|looking forward|short answer|don't hesitate|"
    r"bei (?:rück)?fragen|zur verfügung|im voraus|n'hésitez|por adelantado|no dude|save us all a round of questions",
    re.IGNORECASE,
)
"""What people write in every case."""
_ASKS = re.compile(
    r"\b(?:please|pls|kindly|we (?:urgently )?(?:need|want|expect|demand|ask|request|require|insist|would like)|"
    r"i (?:urgently )?(?:need|want|expect|demand|ask|request|require|insist|would like|wish)|(?:we|i)'d like|"
    r"(?:can|could|would|will) you|would it be possible|"
    r"refund (?:us|me|the|it)|(?:want|like|request(?:ing)?|demand(?:ing)?) (?:a|our|my|the) refund|requesting|"
    r"bitte|(?:wir|ich) (?:brauchen?|benötigen?|möchten?|erwarten?|verlangen?|fordern?|bitten?)|(?:können|könnten|"
    r"würden) sie|erstatt\w*|veuillez|merci de|s'il vous plaît|(?:pouvez|pourriez)[- ]vous|nous (?:avons besoin|"
    r"demandons|souhaitons|voulons|attendons)|je (?:souhaite|voudrais|demande|veux)|rembours\w+|por favor|(?:necesit|"
    r"quer|solicit|exig)(?:o|amos|emos|imos)|(?:puede|podría)n?\b.*\?|reembols\w+)\b",
    re.IGNORECASE,
)
_PRESSES = re.compile(
    r"\b(?:deadline|blocked until|(?:has|have|needs?|ought) to be|must be|should be|"
    r"by (?:monday|tuesday|wednesday|thursday|friday|tomorrow|tonight|the end of))\b",
    re.IGNORECASE,
)
"""What has to be, by when."""
_ASKS_NOTHING = re.compile(
    r"\b(?:what to do|next steps?|look (?:into|at) (?:this|it)|confirm that you received|(?:can|could) you help|"
    r"what now|please (?:advise|help|assist|check|respond|answer|call|reply|investigate)|"
    r"bitte (?:um )?(?:hilfe|rückmeldung))\b",
    re.IGNORECASE,
)
"""A request that says no more than that there is trouble."""
_TROUBLE = re.compile(
    r"\b(?:cannot|can not|could not|unable|fail\w*|error\w*|wrong\w*|broken?|breaks?|missing|lost|stop(?:s|ped)?|"
    r"crash\w*|not|no longer|never|still|although|instead|twice|double|charged|billed|slow\w*|timed? out|times out|"
    r"disappear\w*|since|refus\w+|reject\w+|block\w*|locked|stuck|(?<!no )problems?|issues?|bug|exception|yet|down|"
    r"nicht|kein\w*|fehler\w*|falsch\w*|nothing|nobody|empty|freez\w*|froze\w*|white|defekt|kaputt|abgest\w+|seit|"
    r"doppelt|gesperrt|obwohl|"
    r"pas|erreurs?|impossible|panne|depuis|bloqu\w*|errores?|fall\w+|desde|bloquead\w*|no funciona)\b|n't\b|"
    r"\b[A-Z]-?\d{3,}\b",
    re.IGNORECASE,
)


def wants_of(case: ToldCase) -> Sequence[Cited]:
    """At most two sentences of the description, else the subject; and what the customer wrote last, where they did."""
    subject = case.values["subject"]
    found = [_INTRODUCES.sub("", one) for one in sentences_in(case.values["description"])[:_READ]]
    sentences = [one for one in found if _is_said(one) and not tells_of_promise(one)]
    request = _request(sentences)
    trouble = _trouble([one for one in sentences if one != request and not was_tried(one)], subject)
    lines = [f"{excerpt(one, _ASKS)} (description)" for one in sentences if one in (trouble, request)]
    named = [] if lines or speaks_to_an_assistant(subject) else [f"{quoted(subject)} (subject)"]
    return [cited(case, line) for line in (*lines, *named, *_latest(case))]


def _is_said(sentence: str) -> bool:
    """Whether it is more than a greeting, a courtesy or a name."""
    is_long_enough = len(sentence.split()) >= _FEWEST_WORDS or "?" in sentence or _ASKS.search(sentence)
    return bool(is_long_enough) and not (
        is_courtesy(sentence) or _FORMULA.search(sentence) or _PREFACE.search(sentence)
    )


def _trouble(sentences: Sequence[str], subject: str) -> str | None:
    """Of the first sentences the one that says most of what the subject says, and of a trouble; early ones lead."""
    first, about = [one for one in sentences if "?" not in one][:_FOR_THE_TROUBLE], telling_stems(subject)
    worth = {
        one: min(_ENOUGH, len(about & telling_stems(one))) + bool(_TROUBLE.search(one)) - _LATER * place
        for place, one in enumerate(first)
    }
    return max(first, key=worth.__getitem__, default=None)


def _request(sentences: Sequence[str]) -> str | None:
    """The sentence that asks for the most definite thing, the first of several; None where nothing is asked for."""
    best = max(sentences, key=_asks, default=None)
    return best if best is not None and _asks(best) else None


def _asks(sentence: str) -> int:
    """How definite a request is: 0 is none."""
    if _ASKS_NOTHING.search(sentence):
        return 0
    if _ASKS.search(sentence):
        return 3
    if _PRESSES.search(sentence):
        return 2
    return int(sentence.rstrip("\"'”").endswith("?"))


def _latest(case: ToldCase) -> Sequence[str]:
    """What the customer said last after the opening, with its day."""
    said = [event for event in case.events if is_customers(event) and event.kind != "opened" and said_with(event)]
    last = said[-1] if said else None
    if last is None or len(said_with(last).split()) < _LATEST_WORDS:
        return []
    return [f"Last said, on {on(last.at)}: {quoted(said_with(last))}"]
