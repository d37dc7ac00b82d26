"""In what language a newspaper is written, and whether its pages say so."""

from collections import Counter

from newscrawl.items import Article
from newscrawl.survey.seen import Finding, Seen

NAMES = {
    "af": "Afrikaans", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian",
    "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh",
    "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "ga": "Irish", "gl": "Galician", "gu": "Gujarati", "ha": "Hausa", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian",
    "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh",
    "km": "Khmer", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian",
    "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi", "ms": "Malay", "mt": "Maltese",
    "nb": "Norwegian", "ne": "Nepali", "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian",
    "pa": "Punjabi", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian", "so": "Somali",
    "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil",
    "te": "Telugu", "th": "Thai", "tl": "Filipino", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip
"""ISO 639's two letters, for the first line of a module."""


def language_finding(seen: Seen) -> Finding:
    """Return the language to declare: none where the pages do."""
    heard = Counter(article.language for article in seen.articles if article.language)
    silent = [article for article in seen.articles if not declares(article)]
    if not heard:
        doubt = 'no article says its language: write language = "en" or so, if you know it'
        return Finding(field="language", value=None, rule="nothing", doubt=doubt)
    most = heard.most_common(1)[0][0]
    if not silent:
        said = " and ".join(sorted(heard))
        return Finding(field="language", value=None, rule=f"not needed: pages declare {said}")
    return Finding(
        field="language",
        value=most,
        rule=f"heard in the text; {len(silent)} of {len(seen.articles)} articles declare none",
        doubt="told from the words alone: is it right?",
    )


def declares(article: Article) -> bool:
    """Return whether the page itself says its language."""
    return any(found.field == "language" for found in article.provenance)


def in_words(seen: Seen) -> str | None:
    """Return the languages of the articles in English, the most frequent first."""
    heard = Counter(article.language for article in seen.articles if article.language)
    named = [NAMES.get(tag.partition("-")[0], tag) for tag, _ in heard.most_common()]
    return " and ".join(dict.fromkeys(named)) or None
