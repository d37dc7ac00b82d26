# ruff: noqa: RUF001  # the marks of many scripts are meant as they stand
"""The few words the readers know, as tie-breaks where structure leaves a question open.

Small on purpose: a rule that needs a word for each language fails in the next one. "And" is the
list pattern of Unicode CLDR in the most spoken locales of Europe, "by" is what datelines of those
languages begin with.
"""

import re

BLOCKED = re.compile(
    r"^(?:just a moment|attention required|access (?:to this page has been )?denied"
    r"|pardon our interruption"
    r"|are you (?:a )?(?:human|robot)|robot check|request (?:blocked|rejected)|403 forbidden"
    r"|forbidden"
    r"|security check|checking your browser|human verification|you have been blocked|error 10\d\d"
    r"|429 too many requests|too many requests|blocked)",
    re.IGNORECASE,
)
ADVERTISEMENT = re.compile(
    r"[\W_]*(?:advertis(?:e)?ment|advertising|sponsored|anzeige|werbung|publicité|publicidade?"
    r"|anuncio|pubblicità|advertentie|annons|annonse|annonce|reklame?|reklama|реклама|διαφήμιση"
    r"|إعلان|اعلان|تبلیغات|विज्ञापन|โฆษณา|广告|廣告|広告|광고)[\W_]*(?:- .{1,30}|.{0,20}below\W*)?",
    re.IGNORECASE,
)
"""What the law of many countries has printed above what was paid for."""

MISSING = re.compile(
    r"\b404\b|not found|page (?:doesn.t|does not) exist|nicht gefunden|introuvable|no encontrad[ao]"
    r"|non trovata|não encontrad[ao]|nie znaleziono|niet gevonden|не найдена|見つかりません"
    r"|ikke funnet"
    r"|hittades inte|ikke fundet|bulunamadı|찾을 수 없",
    re.IGNORECASE,
)
CONSENT = re.compile(
    r"consent|cookie|privacy (?:settings|preferences)|datenschutz|zustimmung|einwilligung"
    r"|werbefrei|pur-abo"
    r"|consentement|consentimiento|consenso|samtykke|toestemming|we value your privacy",
    re.IGNORECASE,
)
"""Titles of what bot walls, servers and consent managers put in the place of an article."""
