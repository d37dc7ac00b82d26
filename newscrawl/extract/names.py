# ruff: noqa: RUF001  # the marks of many scripts are meant as they stand
"""The names in a text that says who signs: without "By", role, place, address or photographer.

The words are data, by language: what a line about its author begins with ("by"), what joins two
names ("and"), what a journalist is called ("reporter"). Short words that are also parts of names
("van", "di", "na") count only on pages of their own language. A language that is not listed loses
the bylines that nothing but such a word marks.
"""

import html
import re
from functools import lru_cache

from newscrawl.extract.credits import OTHERS
from newscrawl.extract.text import fold

_BY = {
    "en": "by", "de": "von", "fr": "par", "es": "por", "pt": "por", "it": "di|a cura di",
    "ca": "per", "gl": "por", "ro": "de", "nl": "door|van", "af": "deur", "sv": "av", "nb": "av",
    "nn": "av", "no": "av", "da": "af", "is": "eftir", "pl": "przez", "cs": "od", "sk": "od",
    "hr": "piše", "sr": "piše|пише", "bs": "piše", "sl": "piše", "bg": "от", "mk": "пишува|од",
    "el": "του|της|από|γράφ(?:ει|ουν) (?:ο|η|οι)", "ar": "كتبت?", "fa": "نوشته(?:‌ی| ی)?|به قلم",
    "he": "מאת", "ur": "از|تحریر", "hi": "द्वारा", "id": "oleh", "ms": "oleh", "th": "โดย",
    "sw": "na", "fil": "ni|nina", "tl": "ni|nina", "vi": "bởi", "eu": "egilea", "ko": "글",
    "zh": r"\w{0,8}(?:记者|記者)|作者",
}  # fmt: skip
"""What stands before a name in datelines; counts only on pages of that language."""

_SIGNED = (
    r"by|von|par|por|written by|words by|story by|(?:reported|reporting|text|posted|published"
    r"|submitted|contributed|report) by|escrito por|publicado por|redacción por|redazione di"
    r"|(?:scritto|pubblicato|articolo) da|(?:geschreven|geplaatst) door|(?:écrit|publié|rédigé) par"
    r"|(?:geschrieben|verfasst|veröffentlicht|erstellt|eingestellt|gepostet|interview|kommentar"
    r"|bericht|beitrag|analyse) von|skrev(?:et|en) av|skrevet af|napisane przez"
    r"|(?:ein|eine|une?) [\w\s-]{3,30} (?:von|par|de)|기자명|作者|撰文|記者|记者|執筆|执笔"
    r"|編譯|编译|بقلم|كتبت?"
)
"""The same in so many words that no name begins with them; counts everywhere."""

_LABEL = (
    r"authors?|autor(?:in)?/autor(?:in)?|autor(?:en|in|es|as?|ka|zy|ius|iai|i)?|auteurs?|autrice|autori?e?|autors|avtor(?:ica)?"
    r"|автор(?:ы|и|ка)?|аўтар|аутор|τοῦ|συντάκτης|συντάκτρια|κείμενο|texte?s?|texto|tekst[yi]?"
    r"|teksti|текст|testo|kirjoittaja|toimittaja|författare|skribent|forfatter|journalist(?:e|in)?"
    r"|reporter|redacción|redacció|redaktor|penulis|reporter|írta|szerző|yazan|yazar|haber|muhabir"
    r"|piše|пише|písal|napsal[aiy]?|raksta|tekstas|parašė|نویسنده|نگارنده|گزارش|الكاتب|الكاتبة|كتابة"
    r"|تحریر|כתב|כתבת|מאת|लेखक|लेखिका|রিপোর্ট|লেখক|எழுதியவர்|tác giả|ผู้เขียน|เรื่อง|mwandishi"
    r"|取材[・･]?文|取材|文|글|글쓴이"
)
"""What such a line begins with where a colon, a slash or a bar follows."""

_JOINS = (
    r"and|And|und|et|y|e|en|og|och|i|ja|ve|dan|и|та|і|και|או|וגם|și|şi|és|oraz|और|एवं|এবং|ও|và|และ"
    r"|و|mit|with|avec|with additional reporting by|sowie|with reporting by|AND|UND|ET|OG|OCH|И"
)
_JOINS_OF = {"cs": "a", "sk": "a", "sl": "in", "sw": "na", "fil": "at", "lt": "ir", "lv": "un"}
"""What joins two names; the list patterns of Unicode CLDR, those of one language on its pages."""
_BARS = r"\s*[;|&•·・、／؛]\s*|\s+/\s+|\s*＆\s*"

_ROLES = (
    r"(?:staff|senior|junior|chief|special|deputy|managing|contributing|political|business|sports?"
    r"|foreign|associate|assistant|digital|news|health|local|national|freelance|former|own"
    r"|freie[rn]?|ehemalige[rn]?|unsere[mrn]?)?\s*"
    r"\b(?:editors?|reporters?|correspondents?|writers?|journalists?|columnists?|contributors?"
    r"|photographers?|presenters?|freelancers?|producers?"
    r"|[\w-]*redakteur(?:in|e)?|[\w-]*korrespondent(?:in)?|[\w-]*journalist(?:in|e|en|ka)?"
    r"|[\w-]*reporter(?:in)?|volontär(?:in)?|[\w-]*expert[ei]n?"
    r"|rédact(?:eur|rice)|journalistes?|correspondante?|envoyée?s? spéciale?s?|grand reporter"
    r"|periodistas?|corresponsal|redactora?|columnista|jornalistas?|repórter"
    r"|correspondente|colunista|giornalista|corrispondente|inviat[oa]"
    r"|redat(?:tore|trice|or)|redacteur|verslaggever|redaktörs?|redaktør"
    r"|toimittaja|kirjeenvaihtaja|dziennikar(?:z|ka)|redaktor(?:ka)?"
    r"|zpravodaj(?:ka)?|novinář(?:ka)?|újságíró|novinar(?:ka)?"
    r"|корреспондент|журналист(?:ка)?|обозреватель|редактор|репорт[её]р|журналістка?"
    r"|muhabiri?|editörü?|wartawan|jurnalis|kontributor"
    r"|συντάκτης|συντάκτρια|مراسل\w*|محرر\w*|صحف[يی]\w*|خبرنگار|संवाददाता|প্রতিনিধি)\b"
    r"|(?:編輯|编辑|編集)委員|特派員|報導$|报道$|报导$"
)
"""What journalists are called."""

_ROOMS = (
    r"\b(?:newsroom|(?:web|news|city|digital|sports) ?desk|bureau|[\w-]*redaktion(?:en)?|rédaction"
    r"|redacción|redacció|redação|redazione|redactie|redaksjonen|toimitus|redakcja|redak[cč]e"
    r"|redakcia|redakció|redakcija|редакци[яи]|редакція|haber merkezi|redaksi|zespół|wire services"
    r"|news services|editorial (?:team|board|staff)|staff (?:report|and agencies)"
    r"|news (?:team|staff)|agencias|agences|agenturen|agenzie|agencies)\b"
    r"|^(?:the )?(?:staff|team|editorial)$|(?:編輯|编辑|編集)(?:部|局)|本报讯|综合报道"
    r"|הדסק|تحریریه|हिंदी डेस्क"
)
"""What a newsroom is called."""

_AGENCIES = (
    r"reuters|bloomberg|xinhua|ansa|efe|lusa|kyodo|jiji|yonhap|tass|interfax|ritzau|belga|anadolu"
    r"|antara|bernama|ukrinform|unian|europress|agerpres|tanjug|hina|fena|keystone|axios|telam"
)
"""News agencies whose names are written as words: one word behind a name is else a place."""

_NOBODY = (
    r"admin(?:istrator|istrador)?|web ?master|root|super ?user|user|guest|null|none|undefined|nan"
    r"|unknown|anonymous|anonym|no author|not specified|n/?a|default|wordpress|wp ?admin|wpadmin"
    r"|wordpressadmin|authors?|by|posts?|redirect|all (?:articles|posts|stories)|more articles"
    r"|(?:alle|mehr|weitere) (?:artikel|beiträge)|tous (?:les|ses) articles|todos (?:los|sus)"
    r" artículos|tutti gli articoli|about the author|über den autor|follow|folgen|e-?mail|twitter"
    r"|facebook|instagram|linkedin|share|teilen|kontakt|contact|profile?|website|homepage|rss"
)
"""Accounts and fillers that sign for nobody, and what stands beside a name to be clicked."""

_LONGEST = 60
"""Letters of the longest name; the longest on the bench has 52."""
_WORDS = 6
"""Words of a name at most."""
_HEARD = 2000
"""Letters of a text that are read: the longest real one has some 300, and a search for an address
takes the square of them."""

_BESIDE = re.compile(r"\s*[\(\[].*?[\)\]]|\s+[-–—|]\s+.*$|\s*<.*$|\s*[=].*$")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|@\w+")
_TAG = re.compile(r"</?[a-zA-Z][^<>@]*>")
_WRAPPED = re.compile(r"\s*[(\[【〔（「](?P<in>[^)\]】〕）」]*)[)\]】〕）」]\s*\Z")
_AHEAD = re.compile(r"\s*[\[【〔（(][^)\]】〕）]*[)\]】〕）]\s*(?=\S)")
_COMMA = re.compile(r"[,،，]")
_SITTING = re.compile(r"\s+(?:in|aus|from|à|im|for|für|pour|para|For|FOR)\s+(?=[^\W\d_]).*$")
"""Where a name ends and the place or the newspaper begins that its owner works for."""
_ROLE = re.compile(_ROLES, re.IGNORECASE)
_ROOM = re.compile(_ROOMS, re.IGNORECASE)
_AGENCY = re.compile(_AGENCIES, re.IGNORECASE)
_NONE = re.compile(_NOBODY, re.IGNORECASE)
_OTHER = re.compile(
    rf"(?:{OTHERS})\b(?:\s+(?:by|von|par|por|di|av|af|door)\b)?\s*[:：/／]?\s*", re.IGNORECASE
)
_OTHER_AHEAD = re.compile(rf"\s+(?=(?:{OTHERS})\s*[:：])", re.IGNORECASE)
_ALSO = re.compile(
    rf"\b({_LABEL})\s*(?:&|\+|/|,|and|und|et|y|e|en|og|och|ja|i|ve|и)\s*(?:{OTHERS})"
    r"(?=\s*(?:[:：]|by\b|von\b|par\b|por\b|di\b|av\b|af\b|door\b))",
    re.IGNORECASE,
)
"""Text and pictures by one hand."""
_ALL_BY = re.compile(
    r"^(?:view all|all|more|alle|alles|zeige|mehr|voir|ver|tous|see|read more|posts|artikel"
    r"|beiträge)\b.*?\b(?:by|von|from|de|par|por|di|door)\s+",
    re.IGNORECASE,
)
"""The words before the name in the title of a link to all that an author wrote."""
_REPORTER = re.compile(
    r"(?:\s*(?:기자|특파원|선임기자)|\s+(?:記者|記者報導|報導|报道|报导|द्वारा)"
    r"|\s+im Gespräch|(?<=[\u4e00-\u9fff])記者)$"
)
"""Reporter, correspondent: Korean and Japanese newspapers print it after the name."""
_PARTICLES = frozenset(
    {"a", "al", "af", "av", "bin", "bint", "d", "da", "dal", "de", "del", "della", "den", "der"}
    | {"des", "di", "do", "dos", "das", "du", "e", "el", "en", "et", "i", "ibn", "la", "las", "le"}
    | {"les", "los", "of", "og", "och", "ou", "ten", "ter", "the", "till", "van", "vom", "von"}
    | {"und", "y", "zu", "zum", "zur", "and", "for"}
)
"""Words of names that are written small."""


def language_of(tag: str | None) -> str:
    """Return the language of a BCP 47 tag as the tables have it."""
    return (tag or "").lower().replace("_", "-").partition("-")[0]


@lru_cache(maxsize=200)
def by(language: str = "") -> re.Pattern[str]:
    """Return what matches the words before a name at the start of a line of ``language``."""
    own = f"|{_BY[language]}" if language in _BY else ""
    own += r"|\w{3,15} by" if language in ("", "en") else ""
    after = rf"(?:\s*[:：/／|｜・･]\s*|\s+|(?<=[\u4e00-\u9fff]){_HAN_NAME})"
    return re.compile(
        rf"(?:(?:{_LABEL})\s*[:：/／|｜・･]\s*|(?:{_SIGNED}{own}){after})", re.IGNORECASE
    )


_HAN_NAME = r"(?=[\u4e00-\u9fff]{2,4}(?:[\s、/／|｜・)）】\]〕]|報導|报道|报导|報道|攝|摄|文|\Z))"
"""A name that follows without a blank: two to four letters and an end, for most of what begins with
"reporter" is a sentence."""


@lru_cache(maxsize=200)
def _dated_by(language: str) -> re.Pattern[str]:
    """Return what matches a date, or the word "posted", and the words before a name behind it."""
    own = "|".join(filter(None, ("by", "von", "par", "por", _BY.get(language, ""))))
    return re.compile(rf"^.{{0,60}}\d\W*\s(?:{own})(?:\s+|\s*[:：]\s*)", re.IGNORECASE)


@lru_cache(maxsize=200)
def _joins(language: str) -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{_joining(language)})\s+|{_BARS}")


def says_by(label: str) -> bool:
    """Return whether a label ends like what stands before a name: "Written by", "Verfasst von"."""
    words = label.strip().rstrip(":：").lower()
    every = "|".join({_LABEL, _SIGNED, "da", *_BY.values()})
    return re.search(rf"(?:^|\s)(?:{every})\Z", words, re.IGNORECASE) is not None


def begins(line: str, language: str) -> bool:
    """Return whether ``line`` begins with what stands before a name, or with a date and that."""
    words = line + " "
    found = by(language).match(words) or _dated_by(language).match(words) or _is_by(line, language)
    return bool(found)


def _is_by(line: str, language: str) -> bool:
    """Return whether ``line`` is what stands before a name, and no more."""
    return bool(by(language).fullmatch(line + " ") or by(language).fullmatch(line + ":"))


def joined(pieces: list[str], language: str) -> str:
    """Return the beginning of ``pieces`` up to the first that no comma, "and" or "by" joins."""
    line = pieces[0]
    for piece in pieces[1:]:
        ends = _ends(language).search(line) or _is_by(line, language)
        if not ends and not _starts(language).match(piece):
            break
        label = by(language).fullmatch(line + ":") and not by(language).fullmatch(line + " ")
        line = f"{line}: {piece}" if label else f"{line} {piece}"
    return line


@lru_cache(maxsize=200)
def _ends(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:[,،，;&·・、/／]|\s(?:{_joining(language)}))\s*\Z|\b(?:by|von|par|por)\Z"
    )


@lru_cache(maxsize=200)
def _starts(language: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[,،，;&·・、/／]|(?:{_joining(language)})(?:\s|\Z))")


def _joining(language: str) -> str:
    return f"{_JOINS}|{_JOINS_OF[language]}" if language in _JOINS_OF else _JOINS


def _ends_like_by(text: str, language: str) -> bool:
    """Return whether no name follows what announces one: "Posted by", "Autor"."""
    last = text.rpartition(" ")[2]
    return _is_by(text, language) or by(language).fullmatch(f"{last} ") is not None


def names(text: str, language: str = "") -> list[str]:
    """Return the names in a text that names authors.

    Args:
        text: A byline, or what a page declares as its author.
        language: The page's, as ``language_of`` gives it.

    >>> names("By Ann Lee, Bo Ek and Cy Poe (Harbour Wire)")
    ['Ann Lee', 'Bo Ek', 'Cy Poe']
    >>> names("Ann Lee, Political Editor, in Berlin")
    ['Ann Lee']
    >>> names("https://example.com/ann")
    []
    """
    found: list[str] = []
    roles: list[str] = []
    writing = True
    for piece in _pieces(_plain(text[:_HEARD]), language):
        other = _OTHER.match(piece)
        if other and len(piece) < _LONGEST:
            writing = False
            continue
        match = by(language).match(piece + " ")
        writing = writing or match is not None
        name = _bare(piece[match.end() :] if match else piece)
        if not writing or not _is_name(name, language) or (found and not is_signature(name)):
            continue
        (roles if is_staff(name) else found).append(name)
    return found or roles


def begins_with_credit(text: str) -> bool:
    """Return whether ``text`` is who edited, translated or took pictures, behind a colon.

    >>> begins_with_credit("(Editing by: Ann Lee)"), begins_with_credit("Photos: see page 3")
    (True, False)
    """
    text = text.strip(" ()（）[]【】")
    found = _OTHER.match(text)
    if found is None or found[0].rstrip()[-1:] not in ":：/／":
        return False
    return is_name(text[found.end() :])


def _plain(text: str) -> str:
    """Return ``text`` without mark-up and addresses."""
    for _ in range(2):
        text = html.unescape(text) if "&" in text else text
    text = _ADDRESS.sub(" ", fold(_TAG.sub(" | ", text)))
    text = _ALSO.sub(r"\1", _OTHER_AHEAD.sub(" | ", text))
    wrapped = _WRAPPED.match(text)
    return (
        wrapped["in"] if wrapped else _AHEAD.sub("", text, count=1) if text[:1] in "[【" else text
    )


def _pieces(text: str, language: str) -> list[str]:
    dated = _dated_by(language).match(text) if len(text) < 2 * _LONGEST else None
    text = text[dated.end() :] if dated else text
    parts = [piece for part in _joins(language).split(text) for piece in _commas(part)]
    parts = [name for part in parts for name in _slashed(part)]
    return [piece for part in parts if (piece := part.strip(" ,:-–—|•/"))]


def _slashed(text: str) -> list[str]:
    """Return the full names between slashes; "srf/hosb" is one signature."""
    parts = text.split("/")
    return parts if all(len(part.split()) > 1 for part in parts) else [text]


def _commas(text: str) -> list[str]:
    """Return the parts between commas; a place or a role behind a full name is none."""
    parts = [part for piece in _COMMA.split(text) if (part := piece.strip())]
    if len(parts) > 1 and len(parts[0].split()) > 1:
        parts = [parts[0], *(part for part in parts[1:] if not _is_beside(part))]
    return parts


def _is_beside(part: str) -> bool:
    place = len(part.split()) == 1 and part.istitle() and not _AGENCY.fullmatch(part)
    return place or _ROLE.search(part) is not None


def _bare(text: str) -> str:
    """Return a name without what stands around it."""
    name = _REPORTER.sub("", fold(_BESIDE.sub("", _ALL_BY.sub("", text))).strip(" ,:-–—|•/(="))
    role = _ROLE.search(name)
    if _ROOM.search(name):
        return name
    behind = name[role.end() :].strip() if role else ""
    if len(behind.split()) > 1 and not behind[0].islower():
        name = behind
    elif role and len(name[: role.start()].split()) > 1:
        name = name[: role.start()].strip()
    short = _SITTING.sub("", name)
    name = short if len(short.split()) > 1 else name
    words = name.strip(" ,:-–—|•/(=©").split()
    half = len(words) // 2
    name = " ".join(words[:half] if half > 1 and words[:half] == words[half:] else words)
    return name.rstrip(".") if not re.search(r"\b\w{1,2}\.$", name) else name


def _is_name(text: str, language: str) -> bool:
    return (
        1 < len(text) <= _LONGEST
        and not any(letter.isdigit() for letter in text)
        and any(letter.isalpha() for letter in text)
        and len(text.split()) <= _WORDS
        and not re.search(r"[{}<>=?!\"„“:…]|//|^/|\s/", text)
        and not _NONE.fullmatch(text)
        and not _ends_like_by(text, language)
    )


def is_name(text: str) -> bool:
    """Return whether ``text`` alone may be the name of somebody: short, and written as names are.

    >>> is_name("Ann Lee"), is_name("see page 3"), is_name("it shows the bridge")
    (True, False, False)
    """
    return _is_name(text, "") and is_proper(text)


def is_proper(name: str) -> bool:
    """Return whether ``name`` is written as names are, each word but particles with a capital.

    A single word may be an agency's in small letters; scripts without capitals always pass.

    >>> is_proper("Ludwig van der Wend"), is_proper("leave a comment"), is_proper("dpa")
    (True, False, True)
    """
    words = [word for word in re.findall(r"[^\W\d_]+", name) if word not in _PARTICLES]
    return len(words) < 2 or not any(word.islower() for word in words)  # noqa: PLR2004


def is_signature(name: str) -> bool:
    """Return whether ``name`` may be what a line signs with: a proper name or a newsroom."""
    return is_proper(name) or is_staff(name)


def is_agency(name: str) -> bool:
    """Return whether ``name`` is that of a news agency, by its capitals or because it is known."""
    return name.isupper() or _AGENCY.fullmatch(name) is not None


def is_staff(name: str) -> bool:
    """Return whether ``name`` is that of a newsroom or a role, which signs for want of a person.

    >>> is_staff("Staff Reporter"), is_staff("Ann Lee")
    (True, False)
    """
    return _ROLE.search(name) is not None or _ROOM.search(name) is not None
