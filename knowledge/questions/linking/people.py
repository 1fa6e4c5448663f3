"""Which names of columns and which words are about individual people, whom nothing here counts or ranks."""

from collections.abc import Mapping
from dataclasses import replace

from knowledge.questions.linking.marks import Refusal
from knowledge.questions.linking.refused_words import REFUSED_WORDS
from knowledge.questions.linking.tokens import singular, words_of
from knowledge.questions.vocabulary import Vocabulary

_PERSON_WORDS = {
    *(word for phrase in REFUSED_WORDS[Refusal.PERSON] for word in [singular(phrase)] if " " not in phrase),
    *words_of("owner user engineer analyst technician handler requester requestor author operator contact manager"),
    *words_of("supervisor advisor specialist consultant creator reporter worker username email login"),
    *words_of("resource resolver"),
}
_PERSON_PHRASES = (
    *(words_of(phrase) for phrase in REFUSED_WORDS[Refusal.PERSON] if " " in phrase),
    *(words_of(f"{which} name") for which in ("first", "last", "full", "given", "family")),
)
_GROUP_WORDS = frozenset(words_of("team group department unit tier role type level function country region domain"))
"""Of "owner team" or "agent group": not one person."""
_PEOPLE = frozenset(
    words_of(
        """
        agent agents agenten agente agenti agentes employee employees people person persons assignee assignees
        wer mitarbeiter mitarbeiterin mitarbeiterinnen mitarbeitern kollege kollegen kollegin sachbearbeiter bearbeiter
        angestellte angestellten employe employes employee employees collegue collegues conseiller conseillers
        quien quienes empleado empleados empleada empleadas colega colegas trabajador trabajadores
        chi dipendente dipendenti collega colleghi operatore operatori
        funcionario funcionarios atendente atendentes quem medewerker medewerkers collegas
        """
    )
)
"""Individual people in languages that the rules do not read; a poor model would rank teams or products instead."""


def is_person(dimension: str) -> bool:
    """Whether a column of this name says which person it was: an assignee, "closed_by", "Owner Name"."""
    words = tuple(singular(word) for word in words_of(_spaced(dimension)))
    if not words or words[-1] in _GROUP_WORDS:
        return False
    phrased = any(
        words[place : place + len(phrase)] == phrase for phrase in _PERSON_PHRASES for place in range(len(words))
    )
    return words[-1] == "by" or phrased or not _PERSON_WORDS.isdisjoint(words)


def without_people(vocabulary: Vocabulary) -> tuple[Vocabulary, Mapping[str, Mapping[str, int]]]:
    """`vocabulary` without the attributes that say which person it was, and those with their values."""
    people = {name for name in (*vocabulary.attributes, *vocabulary.values) if is_person(name)}
    values = {name: counts for name, counts in vocabulary.values.items() if name not in people}
    attributes = [name for name in vocabulary.attributes if name not in people]
    return (
        replace(vocabulary, values=values, attributes=attributes),
        {name: vocabulary.values.get(name, {}) for name in people},
    )


def names_people(question: str) -> bool:
    """Whether `question` asks about individual people, in one of the larger languages."""
    return not _PEOPLE.isdisjoint(words_of(question))


def _spaced(name: str) -> str:
    """A column's name as words: "closedBy" and "closed_by" are both "closed by"."""
    written = "".join(
        f" {c}" if c.isupper() and before.islower() else c for before, c in zip(" " + name, name, strict=False)
    )
    return "".join(c if c.isalnum() else " " for c in written)
