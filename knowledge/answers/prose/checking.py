"""The check that a model's prose passes before anybody reads it: pure, and in doubt against the prose.

Of our own sentences knowledge/answers/grounding.py only asks whether their numbers and ids are in the evidence, as we
write them; what a model writes has to be said of the right thing, too, in whatever form.
"""

import re
from collections.abc import Iterator, Sequence

from knowledge.answers.prose.cited import Sentence, has_strange_letters, sentences_in
from knowledge.answers.prose.complaint import Complaint, Fault
from knowledge.answers.prose.evidence import ProseEvidence
from knowledge.answers.prose.judging.advice import advice_complaints
from knowledge.answers.prose.judging.clause import Said
from knowledge.answers.prose.judging.doers import doer_complaints
from knowledge.answers.prose.judging.figures import figure_complaints
from knowledge.answers.prose.judging.forms import MOST_SENTENCES, form_complaints, tidied
from knowledge.answers.prose.judging.names import name_complaints
from knowledge.answers.prose.judging.orders import order_complaints
from knowledge.answers.prose.judging.reaches import reach_complaints
from knowledge.answers.prose.judging.wordings import says_something, wording_complaints
from knowledge.answers.prose.reading.codes import codes
from knowledge.answers.prose.reading.languages import is_foreign
from knowledge.answers.prose.reading.placed import masked
from knowledge.answers.prose.reading.quotes import quotes
from knowledge.speech.assistants import speaks_to_an_assistant

_END = re.compile(r"[.!][\"'\u201d\u2019\u00bb)]*$")
_LETTERS = re.compile(r"\w")
_PREAMBLE = re.compile(
    r"(?:here(?:'s| is| are)|sure|certainly|of course|okay|summary|in summary|i hope|let me|note that|as an"
    r"|hier (?:ist|sind)|zusammenfassung|voici|résumé|aquí|resumen|ecco|riassunto|hierbij|samenvatting)\b",
    re.IGNORECASE,
)
"""How a model speaks of what it does."""
_OPENING = "\"'\u201c\u201e\u00ab\u2018("


def check_prose(prose: str, evidence: ProseEvidence) -> Sequence[Complaint]:
    """What is wrong with `prose`, each fault with the words that have it. Empty: it holds, all of it.

    Every sentence has to be plain, complete, in the language of the evidence, and end with the ids of cases that are
    offered. Every number, date, duration, quantifier, quoted phrase, code and name in it has to be in the evidence of
    those cases, or in what was computed, in the same sense; most of its words, too, where they can be compared.
    """
    tidy = tidied(prose)
    complaints = list(form_complaints(tidy))
    if has_strange_letters(tidy):
        complaints.append(Complaint(fault=Fault.FORM))
    if complaints:
        return complaints
    sentences = sentences_in(tidy)
    if len(sentences) > MOST_SENTENCES:
        return [Complaint(fault=Fault.LENGTH)]
    return [complaint for sentence in sentences for complaint in _of_sentence(sentence, evidence)]


def _of_sentence(sentence: Sentence, evidence: ProseEvidence) -> Sequence[Complaint]:
    formal = [*_formal(sentence, evidence), *_citations(sentence, evidence)]
    if formal:
        return formal
    return [complaint for said in _clauses(sentence, evidence) for complaint in _of_clause(said)]


def _formal(sentence: Sentence, evidence: ProseEvidence) -> Iterator[Complaint]:
    text = sentence.text
    opening = text.lstrip(_OPENING)[:1]
    if not _END.search(text) or opening.islower() or not says_something(text, evidence.language):
        yield Complaint(fault=Fault.FORM, what=text)
    if _PREAMBLE.match(text):
        yield Complaint(fault=Fault.FORM, what=text)
    if speaks_to_an_assistant(text):
        yield Complaint(fault=Fault.WORDS, what=text)
    if is_foreign(masked(text, [*quotes(text), *codes(text)]), evidence.language):
        yield Complaint(fault=Fault.LANGUAGE, what=text)


def _citations(sentence: Sentence, evidence: ProseEvidence) -> Iterator[Complaint]:
    if not sentence.cited or _LETTERS.search(sentence.rest) or "[" in sentence.text or "]" in sentence.text:
        yield Complaint(fault=Fault.CITATION, what=sentence.text)
    for one in sentence.cited:
        if one not in evidence.cases:
            yield Complaint(fault=Fault.CITATION, what=one)
    shapes = {_shape(one) for one in evidence.cases if any(map(str.isalpha, one))}
    for code in codes(sentence.text):
        if _shape(code.text) in shapes and code.text not in sentence.cited:
            yield Complaint(fault=Fault.CITATION, what=code.text)


def _shape(case_id: str) -> str:
    """What ids have in common: C-17 and c-4 are alike."""
    return re.sub(r"\d+", "0", case_id).lower()


def _clauses(sentence: Sentence, evidence: ProseEvidence) -> Iterator[Said]:
    opens = True
    for clause in sentence.clauses:
        if _LETTERS.search(clause.text):
            yield Said(
                text=clause.text,
                sentence=sentence.text,
                ids=clause.cited,
                cited=sentence.cited,
                evidence=evidence,
                opens=opens,
            )
            opens = False


def _of_clause(said: Said) -> Iterator[Complaint]:
    yield from figure_complaints(said)
    yield from reach_complaints(said)
    yield from name_complaints(said)
    yield from advice_complaints(said)
    yield from wording_complaints(said)
    if said.language == "en" and said.is_comparable:
        yield from doer_complaints(said)
        yield from order_complaints(said)
