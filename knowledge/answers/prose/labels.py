"""What the facts of a case are called in the languages in which prose is checked."""

from collections.abc import Mapping

from knowledge.answers.prose.anchoring import Words
from knowledge.answers.prose.reading.words import content

_MAIN, _BESIDE = 3.0, 1.0

_LABELS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "opened": {
        "en": ("open opened create created raise raised file filed submit submitted arrive arrived", "contact"),
        "de": ("eröffnet geöffnet angelegt gemeldet eingegangen", "begann"),
        "fr": ("ouvert ouverte ouverts créé signalé déposé", "contacté"),
        "es": ("abierto abierta abrió creado reportado", "contactó"),
        "it": ("aperto aperta creato segnalato", "contattato"),
        "nl": ("geopend aangemaakt gemeld ingediend", "contact"),
    },
    "escalated": {
        "en": ("escalate escalated escalation escalations escalating", ""),
        "de": ("eskaliert eskalierte eskalierten eskalieren eskalation eskalationen", ""),
        "fr": ("escaladé escaladée escaladés escalade escalades escalader remonté", ""),
        "es": ("escalado escalada escaló escalaron escalados escalamiento escalación escalados", ""),
        "it": ("escalato escalati escalation scalato scalati", ""),
        "nl": ("geëscaleerd escalatie escaleerde escaleerden escalaties", ""),
    },
    "resolved": {
        "en": (
            "resolve resolved resolution solve solved solution settle settled close closed complete"
            " completed finish finished",
            "end ended take took taken last lasted long duration wait waited later until done",
        ),
        "de": ("gelöst lösung behoben erledigt geschlossen abgeschlossen", "dauerte dauerten dauer später beendet"),
        "fr": ("résolu résolue résolus résolues résolution réglé réglée clos clôturé corrigé", "duré durée pris tard"),
        "es": ("resuelto resuelta resueltos resolvió resolvieron resolución solucionado cerrado", "tardó duró después"),
        "it": ("risolto risolta risolti risoluzione chiuso chiusi", "durato durata richiesto tardi"),
        "nl": ("opgelost oplossing afgesloten gesloten verholpen", "duurde duurden later"),
    },
    "first response": {
        "en": ("respond response responded reply replied answer answered react", "first wait waited hear heard"),
        "de": ("antwort reaktion geantwortet beantwortet", "erste ersten"),
        "fr": ("réponse répondu", "première"),
        "es": ("respuesta respondió respondido", "primera"),
        "it": ("risposta risposto", "prima"),
        "nl": ("antwoord reactie gereageerd", "eerste"),
    },
    "handoffs": {
        "en": ("handoff handoffs hand handed transfer transferred pass passed move moved reassign reassigned", "team"),
        "de": ("übergeben übergaben übergabe weitergegeben weitergeleitet", "teams"),
        "fr": ("transféré transferts transfert transmis", "équipes"),
        "es": ("transferido transferencias traspaso traspasos", "equipos"),
        "it": ("passato passaggi trasferito trasferimenti", "team"),
        "nl": ("overgedragen overdracht overdrachten doorgezet", "teams"),
    },
    "repeat contacts": {
        "en": ("contact contacted contacts chase chased remind reminded return returned repeat repeated", "follow"),
        "de": ("gemeldet nachgefragt nachfragen kontakt kontaktierte", "erneut"),
        "fr": ("recontacté relancé contacté relances", "nouveau"),
        "es": ("contactó recordó insistió contactos", "volvió"),
        "it": ("ricontattato sollecitato contatti", "nuovo"),
        "nl": ("contact nagevraagd herinnerd", "opnieuw"),
    },
    "reopened": {
        "en": ("reopen reopened reopens", ""),
        "de": ("wiedereröffnet wieder", "geöffnet"),
        "fr": ("rouvert rouverte", ""),
        "es": ("reabierto reabierta reabrió", ""),
        "it": ("riaperto riaperta", ""),
        "nl": ("heropend", ""),
    },
    "approvals": {
        "en": ("approve approved approval approvals", "wait waited decision decide decided"),
        "de": ("genehmigt genehmigung freigabe freigegeben", "wartete"),
        "fr": ("approbation approuvé accord", "attendu"),
        "es": ("aprobación aprobado aprobaciones", "esperó"),
        "it": ("approvazione approvato", "atteso"),
        "nl": ("goedkeuring goedgekeurd", "wachtte"),
    },
}


def label_words(name: str, language: str) -> Words:
    """The words by which the fact `name` is told in `language`."""
    main, beside = _LABELS[name][language]
    words = dict.fromkeys(content(beside, language), _BESIDE)
    return {**words, **dict.fromkeys(content(main, language), _MAIN)}


def all_label_words(language: str) -> frozenset[str]:
    """The words of all facts."""
    return frozenset[str]().union(*(label_words(name, language) for name in _LABELS))
