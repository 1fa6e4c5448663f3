"""How mails open, quote, sign and excuse themselves, in the languages that support gets most of."""

import re

_NAMES = r"[^\n]{0,200}"
REPLY = re.compile(
    rf"""[ \t]*(?:
        On\b{_NAMES}\bwrote:
      | Am\b{_NAMES}\bschrieb\b{_NAMES}:
      | Le\b{_NAMES}\ba[ ]écrit[ ]?:
      | El\b{_NAMES}\bescribió:
      | Em\b{_NAMES}\bescreveu:
      | Il\b{_NAMES}\bha[ ]scritto:
      | Op\b{_NAMES}\bschreef\b{_NAMES}:
    )[ \t]*$""",
    re.VERBOSE,
)
"""The line above a quoted reply, joined when a mail program broke it."""

REPLY_WORDS = ("On ", "Am ", "Le ", "El ", "Em ", "Il ", "Op ")
"""What that line begins with."""

FORWARDED = re.compile(r"(?i)forward|weitergeleitet|transféré|reenviado|inoltrato|doorgestuurd")
DIVIDERS = re.compile(
    r"""(?ix)[ \t]*(?:
        -{2,}[ ]?(?:original[ ]message|forwarded[ ]message|ursprüngliche[ ]nachricht|weitergeleitete[ ]nachricht
                 |message[ ](?:d'origine|original|transféré)|mensaje[ ](?:original|reenviado)|mensagem[ ]original
                 |messaggio[ ]originale|oorspronkelijk[ ]bericht)[ ]?-{2,}
      | begin[ ]forwarded[ ]message:
      | \#\#-?[ ](?:please[ ]type[ ]your[ ]reply[ ]above[ ]this[ ]line)[ ]-?\#\#
    )"""
)
"""A line below which another mail stands."""

HEADER = re.compile(
    r"""(?ix)[ \t]*\*?(?:
        (?P<subject>subject|betreff|objet|asunto|assunto|oggetto|onderwerp)
      | from|to|cc|bcc|sent|date|reply-to|von|an|gesendet|datum|de|à|envoyé|date|para|enviado|fecha|da|inviato|van|aan
    )[ ]?:\*?[ \t]*(?P<value>.*)"""
)
"""A line of a mail's header; the subject's `value` says what the mail is about."""

VALEDICTION = re.compile(
    r"""(?ix)[ \t]*(?:
        (?:kind(?:est)?|best|warm(?:est)?|many|with[ ](?:kind|best))?[ ]?regards(?:[ ]and[ ]thanks)?
      | (?:yours[ ])?(?:sincerely|faithfully|truly)(?:[ ]yours)? | best[ ]wishes | cheers | sincerely | respectfully
      | (?:many[ ])?thanks(?:[ ](?:and|&)[ ](?:best[ ]|kind[ ])?regards)? | thank[ ]you | thanks[ ]in[ ]advance
      | (?:mit[ ])?(?:freundlichen?|besten?|herzlichen?|viele[n]?|liebe[n]?|schöne[n]?)[ ](?:gr(?:ü|ue)(?:ß|ss)en?|dank)
      | mfg | vg | lg | (?:bien[ ])?cordialement | bien[ ]à[ ]vous | (?:sincères[ ])?salutations(?:[ ]distinguées)?
      | (?:un[ ])?(?:cordial[ ]saludo|saludos(?:[ ]cordiales)?) | atentamente | atenciosamente | cordiali[ ]saluti
      | distinti[ ]saluti | met[ ]vriendelijke[ ]groet(?:en)? | med[ ]vänlig[ ]hälsning
    )[ ]?[,.!]?[ \t]*$"""
)
"""A line that ends a mail and says nothing else."""

SENT_FROM = re.compile(
    r"""(?ix)[ \t]*(?:
        sent[ ]from[ ](?:my|a|yahoo|mail|outlook|proton)\b.{0,60}
      | get[ ]outlook[ ]for[ ].{0,40}
      | von[ ]meinem[ ].{1,40}[ ]gesendet
      | gesendet[ ]von[ ].{0,40}
      | envoyé[ ](?:de|depuis)[ ]mon[ ].{0,40}
      | enviado[ ]desde[ ]mi[ ].{0,40}
      | inviato[ ]da[ ].{0,40}
      | virus-free\..{0,60}
      | (?:please[ ])?consider[ ]the[ ]environment[ ]before[ ]printing.{0,60}
    )$"""
)
"""What a program adds to a mail."""

CONFIDENTIAL = (
    "confidential",
    "privileged",
    "vertraulich",
    "confidentiel",
    "confidencial",
    "riservat",
    "vertrouwelijk",
)
RECIPIENT = (
    "intended recipient",
    "intended solely",
    "intended only",
    "addressee",
    "received this",
    "in error",
    "empfänger",
    "adressat",
    "irrtümlich",
    "destinataire",
    "destinatario",
    "destinatário",
    "geadresseerde",
)
MESSAGE = (
    "mail",
    "message",
    "communication",
    "transmission",
    "nachricht",
    "courriel",
    "mensaje",
    "mensagem",
    "bericht",
)
"""A paragraph that has a word of each of the three is a disclaimer."""

MAIL_SIGNS = (
    "\n>",
    "wrote:",
    "schrieb",
    "a écrit",
    "escribió",
    "escreveu",
    "ha scritto",
    "schreef",
    "original message",
    "forwarded message",
    "nachricht",
    "message d'origine",
    "mensaje",
    "messaggio",
    "bericht",
    "subject:",
    "betreff:",
    "objet",
    "asunto",
    "oggetto",
    "onderwerp",
    "regards",
    "sincerely",
    "faithfully",
    "wishes",
    "cheers",
    "thanks",
    "thank you",
    "grüße",
    "grüsse",
    "gruß",
    "dank",
    "mfg",
    "\nvg",
    "\nlg",
    "cordialement",
    "salutations",
    "bien à vous",
    "saludo",
    "atentamente",
    "atenciosamente",
    "saluti",
    "groet",
    "hälsning",
    "sent from",
    "outlook for",
    "gesendet",
    "envoyé",
    "enviado",
    "inviato",
    "virus-free",
    "environment before",
    "\n--\n",
    "\n-- ",
    "reply above this line",
    *CONFIDENTIAL,
)
"""One of these is in every text that something could be taken out of."""
