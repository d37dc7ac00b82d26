# ruff: noqa: RUF001  # the marks of many scripts are meant as they stand
"""Credits: what announces people who did not write a story, and the lines that end with it."""

import re

OTHERS = (
    r"photos?|photograph(?:s|y|er|ed)?|pictures?|images?|foto(?:s|graf\w*|gr[aá]f[ií]a|grafie)?"
    r"|fotók?|bild(?:er)?(?=\s*[:：])|video|illustrations?|grafik|graphics?|kuvat?|zdjęci[ae]|фото|사진|영상|写真"
    r"|撮影|攝影|摄影|图|圖|edited|editing|additional (?:reporting|editing)|translated|translation"
    r"|übersetzung|aus dem \w+|traduction|traducción|traduzione|編集|编辑|編輯|責任編輯|责任编辑"
    r"|校对|审核|produced|fact-check\w*"
)
"""What announces people who did not write: photographers, editors, translators."""

_CREDIT = re.compile(
    rf"(?:^|[\W_])\w{{0,8}}?(?:{OTHERS})\s*(?:\bby\s|[:：=／/])(?P<name>[^.。!?]{{2,60}})$",
    re.IGNORECASE,
)
_LONGEST = 90
"""Letters of a credit, with what stands before it."""


def credited(text: str) -> str:
    """Return what stands behind a credit at the end of ``text``, as a name does; empty where there
    is none.

    >>> credited("The bridge. (Photo: Ann Lee)"), credited("She took a photo.")
    ('Ann Lee', '')
    """
    found = _CREDIT.search(text[-_LONGEST:])
    return found["name"].strip(" ()（）[]") if found else ""
