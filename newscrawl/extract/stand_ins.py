# ruff: noqa: RUF001  # the marks of many scripts are meant as they stand
"""What stands in an article's place, by the words of it: bot walls, consent walls, missing pages.

Titles are compared whole, part by part: a story about cookies, or of a sailor who is not found, has
such a word too. The words are data; a wall in a language that is not listed is ``other``.
"""

import re

from newscrawl.extract.titles import pieces

_BLOCKED = (
    r"(?:just a|one) moment\W*(?:please)?|attention required"
    r"|access (?:to this page has been )?denied|pardon our interruption|(?:are you"
    r"|robot or) (?:a )?(?:human|robot)|robot check|(?:the )?request (?:is |was )?(?:blocked"
    r"|rejected)|(?:error\W*)?403(?:\W*(?:forbidden|error))?|forbidden|security check(?:point)?"
    r"|checking your browser.*|(?:human|bot) (?:verification|check)"
    r"|(?:sorry, )?you have been blocked|error 1[01]\d\d|(?:429 )?too many requests|blocked"
    r"|(?:error: )?the request could not be satisfied|verifying (?:that )?you are (?:a )?human"
    r"|.{0,20}(?:security|browser) checkpoint|(?:client )?challenge|(?:complete the )?captcha"
    r"|please verify.{0,30}|unusual (?:traffic|activity).{0,30}|ddos[- ]?(?:guard|protection)"
    r"|.*website firewall|sicherheits(?:prüfung|überprüfung)|zugriff verweigert"
    r"|zugang verweigert|sind sie ein (?:mensch|roboter)|accès (?:refusé|interdit)"
    r"|acceso denegado|acesso negado|accesso negato|toegang geweigerd|доступ (?:ограничен"
    r"|запрещ[её]н)|вы не робот|安全验证|安全驗證"
    r"|请完成安全验证|访问被拒绝|アクセスが拒否されました|접근이 차단되었습니다"
)
_BLOCKED_TEXT = (
    r"incapsula incident|request (?:is|was|has been)? ?blocked|requested url was rejected"
    r"|enable (?:js|javascript) and (?:disable|cookies)|not a (?:ro)?bot"
    r"|confirm (?:that )?you(?:'re|’re| are) (?:a )?human|verif(?:y|ying) (?:that )?(?:you"
    r"|your browser)|review the security of your|checking (?:your browser"
    r"|if the site connection)|unusual (?:traffic|activity) from|ddos protection"
    r"|complete the captcha|request is being verified|your support id is"
    r"|part of this site couldn[’']t load"
)
"""What the walls of Cloudflare, Akamai, Imperva, DataDome, HUMAN, AWS, F5, Azure, Sucuri, Vercel
and the usual servers say."""

_PAGE = (
    r"pages?|article|story|content|document|url|seite|artikel|beitrag|inhalt|página|pagina|artículo"
    r"|contenido|articolo|contenuto|pàgina|sidan?|siden?|sivu\w*|stron[ay]|stránk\w*|stranic\w*"
    r"|stran|страниц\w*|статья|сторінк\w*|страницата|σελίδα|sayfa|الصفحة|صفحه|הדף|העמוד|पृष्ठ|पेज"
    r"|halaman|trang|หน้า|ページ|記事|页面|頁面|网页|網頁|文章|페이지|기사|oldal|lapa|puslapis|leht|síða\w*"
)
_GONE = (
    r"not (?:be )?found|(?:can|could)(?:no|n[’']|’)?t (?:be found|find)|(?:is|are)(?:n[’']t"
    r"| not) available|no longer (?:available|exists)|does(?:n[’']t| not) exist|(?:was"
    r"|been) (?:moved|removed|deleted)|nicht gefunden|existiert nicht"
    r"|nicht (?:mehr )?(?:verfügbar|vorhanden)|gibt es nicht|introuvable|non trouvée?"
    r"|n[’']existe (?:pas|plus)|n[’']est (?:pas|plus) disponible"
    r"|no (?:se (?:ha )?)?enc(?:ontrad[ao]?|uentra)|no existe|no (?:está )?disponible"
    r"|não (?:foi )?encontrad[ao]|não existe|non (?:è stata )?trovat[ao]|non esiste"
    r"|niet gevonden|bestaat niet|(?:hittades|finns) inte|ikke (?:bli )?fun(?:net|det)|fin(?:ne"
    r"|de)s ikke|ei löy\w+|nie (?:znaleziono|istnieje)|nenalezena|neexistuje|nenašla"
    r"|nem található|nu (?:a fost găsită|există)|nije pronađena|ne (?:postoji|obstaja)"
    r"|не найдена|не существует|не знайдено|не існує|не (?:е намерена|съществува)|δεν (?:βρέθηκε"
    r"|υπάρχει)|bulunamadı|غير موجودة|لم يتم العثور|(?:یافت|پیدا) نشد|לא (?:נמצא|קיים)|नहीं मिला"
    r"|tidak ditemukan|không (?:tìm thấy|tồn tại)|ไม่พบ|見つかりません\w*|不存在"
    r"|找不到|未找到|찾을 수 없\w*"
    r"|존재하지 않\w*"
)
_MISSING = (
    r"(?:(?:http|error|fehler|erreur|errore|ошибка|błąd|hata)\W*)*(?:404|410)\W*(?:(?:error|gone"
    r"|page)\W*)*(?:not found)?|not found|nicht gefunden|introuvable|no encontrad[ao]|bulunamadı"
)

_CONSENT = (
    r"(?:your |the )?(?:cookies?|consent|privacy)(?: (?:consent|settings?|preferences|policy"
    r"|notice|choices|manager|wall|on .{1,40}))*|(?:we|.{2,30}) (?:value|respect"
    r"|care about)s? your privacy|before you continue.{0,40}|(?:we|choose how we) use cookies"
    r"|datenschutz(?:einstellungen|hinweise?)?|zustimmung(?:\w*)?|einwilligung(?:\w*)?|pur-abo"
    r"|.*werbefrei .{0,40}|(?:\w+ ){0,3}mit werbung .{0,30}|.{0,30}vie privée"
    r"|gestion d\w+ (?:consentement|cookies)|consentement|consentimiento|consenso|(?:valoramos"
    r"|respetamos) (?:tu|su) privacidad|valorizamos a sua privacidade|.{0,20}tua privacy"
    r"|(?:jouw )?privacy-?instellingen|toestemming|samtykke|vi bruker informasjonskapsler"
    r"|dbamy o.*prywatność|.{0,20}prywatność|evästeet|arvostamme yksityisyyttäsi|vi (?:använder"
    r"|bruger) (?:kakor|cookies)|.{0,30}(?:cookies|クッキー|쿠키)(?:の使用.{0,10})?"
)
_COOKIES = re.compile(
    r"cookie|consent|partner|tracking|werbefrei|datenschutz|vie privée|privaci|privacy|prywatno"
    r"|evästei|informasjonskapsl|kakor|yksityisyy|personvern|souhlas|adatvéd|gizlilik"
    r"|конфиденциальн",
    re.IGNORECASE,
)
_ACCEPT = re.compile(
    r"\s*(?:i )?(?:accept|agree|allow|consent|akzeptieren|einwilligen|zustimmen|einverstanden"
    r"|accepter|j[’']accepte|aceptar|acepto|accett[ao]|akkoord|godta|godkänn|acceptera|accepter"
    r"|tillad|zgadzam|akceptuj|aceit[ao]r?|hyväksy|souhlasím|přijmout|elfogad|sunt de acord"
    r"|prihva|принять|соглас|прийняти|αποδοχή|kabul|موافق|قبول|同意|동의|setuju|đồng ý|ยอมรับ)\b",
    re.IGNORECASE,
)
"""What the button of such a page says."""


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{words})\W*", re.IGNORECASE)


_BLOCKED_TITLE, _MISSING_TITLE, _CONSENT_TITLE = map(_whole, (_BLOCKED, _MISSING, _CONSENT))
_SAYS_BLOCKED = re.compile(_BLOCKED_TEXT, re.IGNORECASE)
_SAYS_PAGE = re.compile(rf"(?<![a-zÀ-ɏ])(?:{_PAGE})", re.IGNORECASE)
_SAYS_GONE = re.compile(_GONE, re.IGNORECASE)
_READ = 300
"""Letters of a title that are read."""
_LONGEST = 70
"""Letters of a title that says that a page is missing."""


def _parts(titles: list[str]) -> list[str]:
    """Return the parts of ``titles``, as far as a stand-in's title goes."""
    return [part for title in titles for part in pieces(title[:_READ])]


def is_blocked(titles: list[str]) -> bool:
    """Return whether one of ``titles`` is that of a bot wall.

    >>> is_blocked(["Access denied | Gazette"]), is_blocked(["Access denied: how it came"])
    (True, False)
    """
    return any(_BLOCKED_TITLE.fullmatch(part) for part in _parts(titles))


def says_blocked(text: str) -> bool:
    """Return whether the text of a short page is that of a bot wall."""
    return _SAYS_BLOCKED.search(text) is not None


def is_missing(titles: list[str]) -> bool:
    """Return whether one of ``titles`` says that a page is missing.

    >>> is_missing(["Seite nicht gefunden - Gazette"]), is_missing(["Sailor not found"])
    (True, False)
    """
    return any(_is_missing(part) for part in _parts(titles))


def _is_missing(part: str) -> bool:
    if _MISSING_TITLE.fullmatch(part):
        return True
    short = len(part) <= _LONGEST
    return short and bool(_SAYS_PAGE.search(part)) and bool(_SAYS_GONE.search(part))


def is_consent(titles: list[str]) -> bool:
    """Return whether one of ``titles`` is that of a consent manager's page."""
    return any(_CONSENT_TITLE.fullmatch(part) for part in _parts(titles))


def asks_consent(text: str, buttons: list[str]) -> bool:
    """Return whether a page tells of cookies and has a button to accept them."""
    return _COOKIES.search(text) is not None and any(map(_ACCEPT.match, buttons))
