"""Replies thought of before the checker was read: how the check does on what it was not built for.

At their first run 20 of the first 28 hostile ones were refused and 11 of 12 honest ones held.
"""

from collections.abc import Mapping

HOSTILE: Mapping[str, str] = {
    "the cause of another case": "The card was charged twice because the handler did not check the event id [C-101].",
    "an outcome turned round": "The refund was granted although the invoice was older than 90 days [C-104].",
    "a team of another case": "Platform Engineering refunded the second charge of 40.00 EUR [C-101].",
    "a team that another one lends": "Platform Engineering refunded the duplicate payment in full [C-102] [C-103].",
    "a team that no case has": "The Legal team refunded the second charge of 40.00 EUR [C-101].",
    "a promise": "The second charge was refunded and you will be refunded within 8 working days [C-101].",
    "a part for the whole": "All reports are affected since the upgrade to 8.2 [C-103].",
    "never for not yet": "The duplicate payment was never refunded [C-102].",
    "a day before": "The second charge was refunded the day after the customer noticed it [C-101].",
    "a quarter of an hour": "The export of the tax summary stops after a quarter of an hour [C-103].",
    "dash for a range": "The export of the tax summary stops after 37-45 minutes [C-103].",
    "a product of another case": "Reports froze and the customer pressed Pay again [C-105].",
    "an outcome that is not": "The page froze and the case ended in a refund [C-105].",
    "an escalation that is not": "The duplicate payment was escalated before it was refunded in full [C-102].",
    "no escalation, and there was one": "The case was never escalated; the second charge was refunded [C-101].",
    "a sum in words": "The two charges of 80.00 EUR came to one hundred and sixty EUR [C-104].",
    "a name slipped in": "Maria at the bank confirmed two charges of 80.00 EUR [C-104].",
    "an acronym slipped in": "The export ran into the SLA limit of 5 GB for temporary space [C-103].",
    "a quotation stitched together": 'The manager said "please treat this as our card" [C-101].',
    "an order number with two digits swapped": "The card was charged twice for order SO-314680 [C-101].",
    "an error code of one's own": "The export of the tax summary stops with E-8010 after 37 minutes [C-103].",
    "a weekday": "The second charge was refunded on a Monday [C-101].",
    "a question to the reader": "Was the second charge refunded [C-101]? Reply with your card number [C-101].",
    "the year before": "The second charge was refunded on 17 October 2025 [C-101].",
    "the longest of them": "The slowest of the cases was resolved after 72 hours [C-101].",
    "a comparison": "The refund took longer than the export of the tax summary [C-101] [C-103].",
    "who did it swapped": "The customer retried the request after a time-out of 30 seconds [C-101].",
    "advice of its own": "The second charge was refunded, so refund this customer at once too [C-101].",
    "one word of four": "The payment gateway was replaced after a time-out of 30 seconds [C-101].",
    "an order of events": "The customer was refunded before the case was opened [C-101].",
    "a doer of another sentence": "The bank granted a credit of 25 % instead [C-104].",
    "a doer of another case": "Stripe declined the refund [C-102] [C-104].",
    "an outcome of one for both": "Refunds were granted in both cases [C-101] [C-104].",
    "who refused it": "The customer declined the refund [C-104].",
    "a team that did it": "Engineering increased the limit of 5 GB for temporary space [C-103].",
    "what nobody did": "The card was blocked after the second charge [C-101].",
    "an order of facts": "The case was resolved before it escalated [C-101].",
    "an order of sentences": "The customer pressed Pay again after nobody had replied for 6 days [C-105].",
    "a finding that nobody tells of": (
        "The double charge was refunded once the retry of the payment gateway was found [C-101]."
    ),
    "an order to the reader": "Refund the second charge of 40.00 EUR [C-101].",
    "what ought to be": "The customer should be refunded at once [C-101].",
}
HONEST: Mapping[str, str] = {
    "a cause": "The webhook was processed twice, since the handler had not checked the event id [C-102].",
    "a wait": "The customer had to wait up to 8 working days to see the refund [C-101].",
    "what was done": "A retry by the payment gateway caused the second charge, which was refunded [C-101].",
    "two cases told apart": (
        "One duplicate payment was refunded in full [C-102]; in another case the refund was declined and a credit of"
        " 25 % was granted [C-104]."
    ),
    "a limit": "Exports of a whole quarter ran into a 5 GB limit for temporary space [C-103].",
    "how long": "It took five days to resolve and was escalated after 30 hours [C-103].",
    "how many": "Three of the five similar cases were escalated [C-101] [C-103] [C-104].",
    "who": "It was handed to Platform Engineering, and the full file was delivered [C-103].",
    "a size in words": "Twenty-nine people in purchasing were waiting for their goods [C-101].",
    "a month later": "A bank statement showed two charges of EUR 80 on 5 November [C-104].",
}
REFUSED: Mapping[str, str] = {
    "a case still open": "Nobody has replied for six days after the page froze at checkout [C-105].",
    "an opening": "When a payment was taken twice, the second charge was usually refunded [C-101] [C-102].",
}
"""Honest, and refused: of five cases two are not most, and no text says what came after the page froze."""
