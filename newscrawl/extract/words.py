# ruff: noqa: RUF001  # the marks of many scripts are meant as they stand
"""The few words the readers know, as tie-breaks where structure leaves a question open.

Small on purpose: a rule that needs a word for each language fails in the next one. "And" is the
list pattern of Unicode CLDR in the most spoken locales of Europe, "by" is what datelines of those
languages begin with.
"""

import re

BY = re.compile(
    r"^(?:by|von|par|por|di|da|van|door|av|af|di|de|przez|od|от|автор|authors?|autor(?:en|in"
    r"|es)?|auteurs?"
    r"|autore|texte?|text|written by|story by|words by|reporting by|posted by|published by"
    r"|submitted by"
    r"|escrito por"
    r"|redacción por|redazione di|oleh|yazan|tekst|기자명|作者|撰文|記者|记者"
    r"|ein(?:e)? [\w\s-]{3,30} von)\s*[:：\s]\s*",
    re.IGNORECASE,
)
"""What stands before the name in a line that names an author."""

AND = re.compile(
    r"\s+(?:and|und|et|y|e|en|og|och|i|ja|ve|dan|и|және|וגם|mit|with"
    r"|with additional reporting by|sowie)\s+"
    r"|\s*[;|&•·／、]\s*|\s+/\s+|\s*＆\s*",
    re.IGNORECASE,
)
"""What stands between two names."""


ALL_BY = re.compile(
    r"^(?:view all|all|more|alle|alles|zeige|mehr|voir|ver|tous|see|read more|posts|artikel"
    r"|beiträge)\b"
    r".*?\b(?:by|von|de|par|por|di|door)\s+",
    re.IGNORECASE,
)
"""The words before the name in the title of a link to all that an author wrote."""

REPORTER = re.compile(r"(?:\s+(?:기자|특파원|記者)|\s+im Gespräch|(?<=[\u4e00-\u9fff])記者)$")
"""Reporter, correspondent: Korean and Japanese newspapers print it after the name."""

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
