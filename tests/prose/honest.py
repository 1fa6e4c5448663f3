"""Replies that a good model would write of the cases of the desk: all that they say is in the cases that they cite."""

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "close to the words": (
        "The card was charged twice for one order because the payment gateway had retried the request after a time-out"
        " [C-101]. The second charge of 40.00 EUR was refunded on 17 October 2026 [C-101]."
    ),
    "a paraphrase": (
        "The gateway retried a request that had timed out, so the customer's card was charged twice [C-101]. The"
        " duplicate charge was refunded three days later [C-101]."
    ),
    "two cases in a sentence": (
        "In both cases the duplicate payment was refunded [C-101] [C-102]. One webhook was processed twice because the"
        " handler did not check the event id [C-102]."
    ),
    "citations behind the full stop": "The duplicate payment of USD 512.21 was refunded in full. [C-102]",
    "citations with commas": (
        "Duplicate charges were refunded [C-101, C-102]. A credit was granted instead of a refund [C-104]."
    ),
    "shares in words": (
        "Three of the five cases escalated [C-101] [C-103] [C-104]. Two of the five ended in a refund [C-101] [C-102]."
    ),
    "shares in percent": "60 % of the similar cases escalated [C-101] [C-103] [C-104].",
    "shares in tens": "Six in ten cases escalated [C-101] [C-103] [C-104].",
    "about a share": "About 60 percent of the cases escalated, typically within the first day [C-101] [C-104].",
    "most": "Most of the cases escalated [C-101] [C-103] [C-104].",
    "the majority by counts": "The majority of the cases were resolved, after a median of 2.5 days [C-101] [C-102].",
    "hours for days": "The case was resolved after 72 hours [C-101].",
    "days for hours": "It escalated after a bit more than a day and was resolved after five days [C-103].",
    "a bound": "The refund was declined because the invoice was older than 90 days [C-104].",
    "a code and a size": (
        "The export stopped with E-8001 after 37 minutes because it ran into the limit of 5 GB for temporary space"
        " [C-103]."
    ),
    "a fix": "The export is now written in parts, and the full file was delivered [C-103].",
    "a percentage": "A credit of 25 % was granted instead of the refund [C-104].",
    "a percentage in words": "Instead of a refund, a credit of twenty-five percent was granted [C-104].",
    "a quoted phrase": 'The refund was declined and the customer wrote "this is not what we pay for" [C-104].',
    "a curly quotation": "The customer asked to \u201ctreat this as urgent\u201d [C-101].",
    "a date without its year": "The customer noticed the double charge on 12 October [C-101].",
    "a date in another form": "The charge was refunded on October 17, 2026 [C-101].",
    "a month": "The case was opened in November 2026 and nobody has replied for 6 days [C-105].",
    "an ordinal": "The second charge of 40.00 EUR was refunded [C-101].",
    "an amount with its sign": "The duplicate payment of $512.21 was refunded in full [C-102].",
    "a rounded amount": "The duplicate payment of about USD 500 was refunded in full [C-102].",
    "twice and two": "The bank statement shows two charges of 80.00 EUR, and the refund was declined [C-104].",
    "a denial in other words": "Nobody has replied to the customer, who pressed Pay again when the page froze [C-105].",
    "a share of things": "Only 3 of 29 reports were affected since the upgrade to 8.2 [C-103].",
    "people": "29 people in the purchasing department were waiting for the goods [C-101].",
    "a team": "The case was handed to Billing Operations because it needed a specialist [C-101].",
    "clauses with citations of their own": (
        "The duplicate charge was refunded after three days [C-101], while the duplicate invoice payment was refunded"
        " after two days [C-102]."
    ),
    "several": "Several customers were charged twice [C-101] [C-102] [C-105].",
    "a list": "- The second charge was refunded [C-101].\n- The duplicate payment was refunded in full [C-102].",
    "five sentences": (
        "Customers were charged twice for one order or invoice [C-101] [C-102] [C-105]. The cause was a retry of the"
        " payment gateway [C-101] or a webhook that was processed twice [C-102]. Duplicate payments were refunded in"
        " full [C-102]. One refund was declined because the invoice was older than 90 days, and a credit was granted"
        " instead [C-104]. 3 of 5 cases escalated [C-101] [C-103] [C-104]."
    ),
    "a range of days": "Resolving the duplicate charge took two to three days [C-101] [C-102].",
    "a case by its id in the text": "In C-104 the refund was declined, and a credit was granted instead [C-104].",
    "an order number": "The second charge for order SO-314608 was refunded [C-101].",
    "the first response": "The first response came after half an hour [C-102].",
    "it came back": "The customer contacted support twice more and asked for progress [C-101].",
}
AS_MODELS_WRITE: Mapping[str, str] = {
    "a single order": "Customers reported being charged twice for a single order [C-101] [C-105].",
    "in one case": (
        "In one case, the payment gateway retried the request after a 30-second time-out, resulting in a duplicate"
        " charge [C-101]."
    ),
    "within days": "The duplicate charge of 40.00 EUR was refunded within three days [C-101].",
    "another one": (
        "Another duplicate payment of USD 512.21 was caused by a webhook being processed twice, and it was fully"
        " refunded [C-102]."
    ),
    "not refunded": (
        "One case was not refunded because the invoice was more than 90 days old; the customer received a 25 % credit"
        " instead [C-104]."
    ),
    "a code in brackets": "An unrelated export failure (E-8001) was fixed by writing the export in parts [C-103].",
    "still open": "One case is still open, with no reply for 6 days [C-105].",
    "a team of most": "Billing Operations handled most of these cases [C-101] [C-102] [C-104].",
    "with a median": (
        "Three of the five similar cases escalated, with a median of 12 hours to escalation [C-101] [C-103] [C-104]."
    ),
    "between": "Resolution took between 24 hours and five days [C-103] [C-104].",
    "all ends": "Two cases ended in a refund, one in a credit and one in a fix [C-101] [C-102] [C-103] [C-104].",
    "both refunds": "Both refunds were handled by Billing Operations [C-101] [C-102].",
    "two causes": (
        "The root cause was a gateway retry after a time-out [C-101] or a webhook that was processed twice [C-102]."
    ),
    "not resolved yet": "The case has not been resolved yet [C-105].",
    "in one and in another": (
        "Escalation happened after 5 hours in one case [C-101] and after 12 hours in another [C-104]."
    ),
    "followed up": "The customer had to follow up twice before the second charge was refunded [C-101].",
    "in a similar case": "In a similar case, a bank statement showed two charges of 80.00 EUR on 5 November [C-104].",
    "can be": "A refund can be declined if the invoice is older than 90 days [C-104].",
    "came from": "Export problems with E-8001 came from a 5 GB limit on temporary space [C-103].",
    "typically": "These cases were typically resolved within two to three days [C-101] [C-102].",
    "despite": "Despite the retry, the second charge was refunded in full after 72 hours [C-101].",
    "were affected": "The upgrade to 8.2 affected 3 of 29 reports [C-103].",
}
REFUSED: Mapping[str, str] = {
    "working days": "The refund shows on the card within 8 working days [C-101].",
    "a denial": "The webhook handler did not check the event id, so the payment was processed twice [C-102].",
    "up to": "Refunds may take up to 8 working days to appear on the customer's card [C-101].",
    "the limit": "Exports of a whole quarter fail while smaller periods work [C-103].",
}
"""Honest, and refused all the same: they join words of one sentence of a case with those of another."""
OTHERS: Mapping[str, Mapping[str, str]] = {
    "de": {
        "an outcome": "Die zweite Abbuchung über 40,00 EUR wurde am 17. Oktober 2026 erstattet [C-101].",
        "a duration": (
            "Der Fall wurde nach drei Tagen gelöst, nachdem das Gateway die Anfrage wiederholt hatte [C-101]."
        ),
        "a share": "3 von 5 Fällen wurden eskaliert [C-101] [C-103] [C-104].",
        "a share in words": "Sechzig Prozent der Fälle wurden eskaliert [C-101] [C-103] [C-104].",
        "most": "Die meisten Fälle wurden eskaliert [C-101] [C-103] [C-104].",
        "both": "Beide Kunden wurden doppelt belastet und bekamen eine Erstattung [C-101] [C-102].",
        "a bound": "Die Erstattung wurde abgelehnt, weil die Rechnung älter als 90 Tage war [C-104].",
    },
    "fr": {
        "an outcome": "Le deuxième prélèvement de 40,00 EUR a été remboursé le 17 octobre 2026 [C-101].",
        "a duration": "Le cas a été résolu en trois jours [C-101], l'autre en deux jours [C-102].",
        "a share": "Trois cas sur cinq ont été escaladés [C-101] [C-103] [C-104].",
        "a credit": "Un avoir de 25 % a été accordé à la place du remboursement [C-104].",
    },
    "es": {
        "an outcome": "El segundo cargo de 40,00 EUR fue reembolsado el 17 de octubre de 2026 [C-101].",
        "a duration": "El caso se resolvió en 72 horas [C-101].",
        "both": "A ambos clientes se les cobró dos veces y recibieron un reembolso [C-101] [C-102].",
    },
    "it": {
        "an outcome": "Il secondo addebito di 40,00 EUR è stato rimborsato il 17 ottobre 2026 [C-101].",
        "a duration": "Il caso è stato risolto dopo tre giorni [C-101].",
    },
    "nl": {
        "an outcome": "De tweede afschrijving van 40,00 EUR is op 17 oktober 2026 terugbetaald [C-101].",
        "a duration": "De zaak is na drie dagen opgelost [C-101].",
        "a share": "Drie van de vijf gevallen zijn geëscaleerd [C-101] [C-103] [C-104].",
    },
}
OF_GERMAN_CASES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "translated numbers": (
            "The customer was charged twice and had been waiting for three weeks for the refund [D-1]."
        ),
        "a translated amount": "The amount of EUR 1,190.00 was transferred back [D-2].",
        "a translated duration": "The second charge was refunded after four days [D-1].",
    },
    "de": {
        "close to the words": "Die zweite Abbuchung wurde nach vier Tagen erstattet [D-1].",
        "an amount": "Der Betrag von 1.190,00 EUR wurde zurücküberwiesen und die Lastschrift abgeschaltet [D-2].",
        "a wait": "Der Kunde wartete drei Wochen auf die Erstattung und meldete sich zweimal [D-1].",
    },
}
