"""What the words before a number say of it: that it is that of a telephone, of an order, or of a version."""

import re

_CHARACTERS_BEFORE = 40
_MOST_SIGNS, _LONGEST_WORD = 8, 20

_THINGS = """
id order case ticket invoice rma tracking shipment parcel serial part model sku ref reference error exception build job
request transaction policy contract incident bug issue claim meter lot batch charge asset booking folio imei isbn ean
gtin s/n sn po article deal quote lead delivery material notification document doc voucher coupon receipt
bestell* rechnung* auftrag* vorgang* artikel* chargen* liefer* sendung* paket* vertrag* serien* zähler* beleg*
aktenzeichen az fall verwendungszweck gerät* teil*
commande facture dossier contrat série référence réf colis suivi
pedido factura expediente albarán serie referencia seguimiento contrato
ordine fattura pratica matricola causale contratto spedizione rif
bestelling factuur* dossier kenmerk mededeling zending meter* polis*
zamówienie faktura nota ordre tilaus
"""
"""What has a number that customers write to us about; a word that ends in a star may go on."""
_OWNERS = "customer client account acct member user employee kunde kunden kd klant klanten cliente customer's vat tax"
"""Who may have a number of ours, and a telephone as well: these are followed by the word `number`."""
_NUMBER = r"(?:[\s_./-]{0,3}(?:numbers?|nummern?|num(?:ero|éro|ber)?|número|numéro|no|nos|nr|n°|nº))"
_NUMBER_OR_ID = rf"(?:{_NUMBER}|[\s_./-]{{0,3}}(?:ids?|code|key|n))"

_KINDS = """
tel tels telephone telefon telefono teléfono téléphone tél tlf tfno phone fon fono mobile mob mobil mobiel móvil movil
portable cell cellphone cellulare cel gsm handy fax telefax landline festnetz fixe fisso fijo whatsapp signal sms
contact callback hotline voicemail telefonnummer handynummer rufnummer mobilnummer faxnummer telefoonnummer
"""
_CALLS = (
    r"(?:call|ring|text|reach|phone|dial|txt|contact)(?:ed|ing)?(?:\s(?:me|us|him|her|them|back)){0,2}"
    r"(?:\s(?:at|on|under))?"
    r"|(?:rückruf|anruf|erreichbar|anrufen|erreichen)\s(?:unter|auf)|(?:joindre|joignable|r?appeler|rappelez)\sau"
    r"|ll[aá]m\w*\sal|chiama\w*\sal|(?:bereikbaar|bereiken|bel me)\sop|(?:my|new|his|her|our|their)\s(?:number|no)"
)
_LAST = """
phone number numbers nummer num numero numéro número no nr s at on under unter auf au al op back me us him her them call
ring text reach dial txt called ringing texting calling is was ist est es è el le il the das contacto
"""
_LAST_WORDS = frozenset((_KINDS + _LAST).split())
"""What can stand last before a number of a telephone: that is found out more quickly than what stands before it."""


def _any_of(words: str) -> str:
    return "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words.split())


_OF_A_PHONE = re.compile(
    rf"(?<![^\W_])(?:(?:{_any_of(_KINDS)}){_NUMBER}?(?:\sde\scontacto)?|{_CALLS})(?:['\u2019]s)?"
    r"(?:\s(?:is|was|ist|est|es|è))?(?:\s(?:el|le|il|the|das))?[.\"']{0,2}"
    r"(?:[ \t\u00a0]{0,3}[:=#]\s{0,3}|[ \t\u00a0]{0,3})[\"'(]?\Z",
    re.IGNORECASE,
)
_OF_A_THING = re.compile(
    rf"(?<![^\W_])(?:(?:{_any_of(_THINGS)}){_NUMBER_OR_ID}?|(?:{_any_of(_OWNERS)}){_NUMBER_OR_ID})"
    r"[.\s:=#\"']{0,4}(?:(?:is|was|ist|lautet|est|es|è)\s)?#?\Z",
    re.IGNORECASE,
)
_OF_A_VERSION = re.compile(
    r"(?<![^\W_])(?:v|ver|versions?|versie|versione|release notes|releases?|rel|build|firmware|fw|software|sw|driver"
    r"|patch|hotfix|update|revision|rev|section|chapter|paragraph|clause|oid|§"
    r"|(?:upgrad|updat|bump|mov|migrat|switch)\w*\s(?:[\w.:-]+\s){0,3}?(?:from|to))"
    r"(?:\s?(?:number|is|no))?[.\s:=/(\"']{0,4}\Z",
    re.IGNORECASE,
)


def names_a_phone(text: str, start: int) -> bool:
    """Whether what stands before `start` says that the number of a telephone follows."""
    word = _last_word(text, start)
    return word in _LAST_WORDS and _OF_A_PHONE.search(text, max(0, start - _CHARACTERS_BEFORE), start) is not None


def names_another_number(text: str, start: int) -> bool:
    """Whether what stands before `start` says that a number of an order, a contract or the like follows."""
    return _OF_A_THING.search(text, max(0, start - _CHARACTERS_BEFORE), start) is not None


def names_a_version(text: str, start: int) -> bool:
    """Whether what stands before `start` says that a number of a version, or of a section, follows."""
    return _OF_A_VERSION.search(text, max(0, start - _CHARACTERS_BEFORE), start) is not None


def _last_word(text: str, end: int) -> str:
    """The word before `end`, in small letters, with a few signs between them; empty when there is none so near."""
    last = max(0, end - _MOST_SIGNS)
    while end > last and not text[end - 1].isalnum():
        end -= 1
    start = end
    while start > 0 and end - start < _LONGEST_WORD and text[start - 1].isalpha():
        start -= 1
    return text[start:end].casefold()
