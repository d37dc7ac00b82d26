# the marks of many scripts are meant as they stand
"""The few words the readers know, as tie-breaks where structure leaves a question open.

Small on purpose: a rule that needs a word for each language fails in the next one.
"""

import re

ADVERTISEMENT = re.compile(
    r"[\W_]*(?:advertis(?:e)?ment|advertising|sponsored|anzeige|werbung|publicité|publicidade?"
    r"|anuncio|pubblicità|advertentie|annons|annonse|annonce|reklame?|reklama|реклама|διαφήμιση"
    r"|إعلان|اعلان|تبلیغات|विज्ञापन|โฆษณา|广告|廣告|広告|광고)[\W_]*(?:- .{1,30}|.{0,20}below\W*)?",
    re.IGNORECASE,
)
"""What the law of many countries has printed above what was paid for."""
