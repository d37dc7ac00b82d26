# ruff: noqa: RUF001  # the marks of many scripts are meant as they stand
"""The few words the readers know, as tie-breaks where structure leaves a question open.

Small on purpose: a rule that needs a word for each language fails in the next one. "And" and "by"
are the list patterns and the agent prepositions of Unicode CLDR's most spoken locales.
"""

import re

BY = re.compile(
    r"^(?:by|von|par|por|di|da|van|door|av|af|di|de|przez|od|от|автор|authors?|autor(?:en|in"
    r"|es)?|auteurs?"
    r"|autore|texte?|text|written by|story by|words by|reporting by|posted by|published by"
    r"|escrito por"
    r"|redacción por|redazione di|oleh|yazan|tekst|ein(?:e)? [\w\s-]{3,30} von)\s*[:\s]\s*",
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
