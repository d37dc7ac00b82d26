# ruff: noqa: RUF001, E501, Q000  # the marks of many scripts are meant as they stand; a case is one line
"""What fetched pages turn out to be, in the words of many systems and languages."""

import pytest

from tests.extract.printed import HEADLINE, STORY, STUB, bare, ld, meta

HOME = "https://www.gazette.example/"
ARTICLE = {"@type": "NewsArticle", "headline": HEADLINE, "datePublished": "2026-03-14"}
CARDS = "".join(
    f'<article><h2><a href="/town/story-number-{n}">Story number {n} about the town and its river</a></h2><p>A line that tells what story number {n} is about, and not more than that.</p></article>'
    for n in range(12)
)
LINKS = "".join(
    f'<li><a href="/town/story-number-{n}">Story number {n} about the town</a></li>'
    for n in range(12)
)
FIGURES = "".join(
    f'<figure><img src="/p/{n}.jpg" width="900"><figcaption>Picture {n}</figcaption></figure>'
    for n in range(12)
)

PICTURED = "".join(
    f'<a href="/town/story-number-{n}"><figure><img src="/p/{n}.jpg" width="900"></figure><h3>Story number {n} about the town</h3></a>'
    for n in range(12)
)


def kind(body, head="", **kwargs):
    return bare(body, head, **kwargs).page_kind


CONSENT = [
    ("Before you continue", "<h1>Before you continue to The Gazette</h1><p>We use cookies and data to deliver our services. Accept all or reject all.</p><button>Accept all</button><button>Reject all</button>", ""),
    ("We value your privacy", "<h1>We value your privacy</h1><p>We and our 842 partners store and access information on a device.</p><button>Accept</button>", ""),
    ("Privacy", "<div id='sp_message_container_1'></div><p>Continue with ads or subscribe.</p>", ""),
    ("The Gazette", '<form method="post" action="https://consent.gazette.example/collectConsent"><p>We and our partners use cookies.</p><button>Accept</button></form>', ""),
    ("The Gazette", "<div id='didomi-host'></div><h2>Choose how we use cookies</h2><p>We and our partners store cookies.</p><button id='didomi-notice-agree-button'>Agree</button>", ""),
    ("Cookies", "<h1>Cookies on The Gazette</h1><p>Please choose.</p>", ""),
    ("Datenschutz", "<h1>Mit Werbung weiterlesen</h1><p>Besuchen Sie uns wie gewohnt mit Werbung und Tracking oder im Pur-Abo.</p><button>Einwilligen und weiter</button>", "de"),
    ("Zustimmung", "<h1>Willkommen</h1><p>Wir und unsere Partner verarbeiten Daten.</p><button>Akzeptieren und weiter</button>", "de"),
    ("Die Zeitung", "<h1>Werbefrei lesen oder mit Werbung weiter</h1><p>Nutzen Sie unsere Seiten mit Tracking und Cookies.</p><button>Einwilligen und weiter</button>", "de"),
    ("Votre vie privée", "<h1>Nous respectons votre vie privée</h1><p>Nous et nos partenaires utilisons des cookies.</p><button>Accepter</button>", "fr"),
    ("Gestion du consentement", "<h1>Vos choix en matière de cookies</h1><button>Accepter et continuer</button>", "fr"),
    ("Valoramos tu privacidad", "<h1>Valoramos tu privacidad</h1><p>Nosotros y nuestros socios usamos cookies.</p><button>Aceptar</button>", "es"),
    ("La tua privacy", "<h1>Rispettiamo la tua privacy</h1><p>Noi e i nostri partner usiamo i cookie.</p><button>Accetta</button>", "it"),
    ("Privacy-instellingen", "<h1>Jouw privacy-instellingen</h1><p>Wij gebruiken cookies.</p><button>Akkoord</button>", "nl"),
    ("Samtykke", "<h1>Vi bruker informasjonskapsler</h1><button>Godta</button>", "nb"),
    ("Dbamy o Twoją prywatność", "<h1>Dbamy o Twoją prywatność</h1><p>My i nasi partnerzy używamy plików cookie.</p><button>Zgadzam się</button>", "pl"),
    ("Valorizamos a sua privacidade", "<h1>Valorizamos a sua privacidade</h1><p>Usamos cookies.</p><button>Aceitar</button>", "pt"),
    ("Evästeet", "<h1>Arvostamme yksityisyyttäsi</h1><p>Käytämme evästeitä.</p><button>Hyväksy</button>", "fi"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "body", "lang"), CONSENT)
def test_consent_wall(title, body, lang):
    assert kind(body, f"<title>{title}</title>", lang=lang) == "consent_wall"


BLOCKED = [
    ("Just a moment...", '<h1>gazette.example</h1><p>Checking if the site connection is secure</p><div id="cf-challenge-running"></div>'),
    ("Attention Required! | Cloudflare", '<div id="cf-wrapper"><h1>Sorry, you have been blocked</h1><h2>You are unable to access gazette.example</h2></div>'),
    ("Access denied | gazette.example used Cloudflare to restrict access", "<h1>Error 1020</h1><p>Access denied</p>"),
    ("Access Denied", "<h1>Access Denied</h1><p>You don't have permission to access this resource. Reference #18.2d1 https://errors.edgesuite.net/18.2d1</p>"),
    ("Access to this page has been denied", '<h1>Press &amp; Hold to confirm you are a human</h1><div id="px-captcha"></div>'),
    ("gazette.example", '<script src="https://geo.captcha-delivery.com/captcha/"></script><p>Please enable JS and disable any ad blocker</p>'),
    ("", '<iframe src="/_Incapsula_Resource?SWUDNSAI=31"></iframe><p>Request unsuccessful. Incapsula incident ID: 1-2</p>'),
    ("", "<p>Request unsuccessful. Incapsula incident ID: 1182-3</p>"),
    ("Pardon Our Interruption", "<h1>Pardon Our Interruption</h1><p>As you were browsing something about your browser made us think you were a bot.</p>"),
    ("Are you a robot?", "<h1>Are you a robot?</h1><p>To continue, please click the box below.</p>"),
    ("Robot or human?", "<h1>Robot or human?</h1><p>Activate and hold the button to confirm that you're human.</p>"),
    ("Human Verification", "<script>awsWafCookieDomainList = []</script><p>JavaScript is disabled</p>"),
    ("", '<script src="https://abc.token.awswaf.com/x/challenge.js"></script><p>JavaScript is disabled</p>'),
    ("Verifying you are human", "<p>gazette.example needs to review the security of your connection before proceeding.</p>"),
    ("403 Forbidden", "<h1>403 Forbidden</h1><hr>nginx"),
    ("403 - Forbidden", "<h1>403</h1>"),
    ("ERROR: The request could not be satisfied", "<h1>403 ERROR</h1><h2>The request could not be satisfied.</h2><p>Request blocked. Generated by cloudfront</p>"),
    ("The request is blocked.", "<p>The request is blocked.</p><p>20260314T0600Z-x</p>"),
    ("Request Rejected", "<p>The requested URL was rejected. Please consult with your administrator. Your support ID is: 123</p>"),
    ("Sucuri WebSite Firewall - Access Denied", "<h1>Access Denied - Sucuri Website Firewall</h1>"),
    ("DDoS-Guard", "<h1>Checking your browser before accessing gazette.example</h1>"),
    ("Blocked", "<h1>Your access to this site has been limited by the site owner</h1><p>Wordfence</p>"),
    ("Client Challenge", "<p>A required part of this site couldn’t load. This may be due to a browser extension.</p>"),
    ("Vercel Security Checkpoint", "<p>We're verifying your browser</p>"),
    ("One moment, please...", "<h1>Please wait while your request is being verified...</h1>"),
    ("429 Too Many Requests", "<h1>Too Many Requests</h1>"),
    ("Bot Verification", "<p>Verifying that you are not a robot...</p>"),
    ("Sicherheitsprüfung", "<h1>Sind Sie ein Mensch?</h1>"),
    ("Zugriff verweigert", "<h1>Zugriff verweigert</h1>"),
    ("Accès refusé", "<h1>Accès refusé</h1>"),
    ("Acceso denegado", "<h1>Acceso denegado</h1>"),
    ("Доступ ограничен", "<h1>Доступ ограничен</h1>"),
    ("安全验证", "<h1>请完成安全验证</h1>"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "body"), BLOCKED)
def test_block_page(title, body):
    assert kind(body, f"<title>{title}</title>") == "block_page"


MISSING = [
    "Page not found", "404 Not Found", "Error 404", "404", "Oops! That page can’t be found.", "Page Not Found | The Gazette",
    "Sorry, this page isn't available", "This page doesn't exist", "Page no longer available", "The page you requested could not be found",
    "We couldn't find that page", "Article not found", "410 Gone",
    "Seite nicht gefunden", "Diese Seite existiert nicht", "Seite nicht verfügbar", "Fehler 404",
    "Page introuvable", "Page non trouvée", "Cette page n'existe pas", "Página no encontrada", "No se ha encontrado la página", "La página no existe",
    "Página não encontrada", "Pagina non trovata", "Pagina niet gevonden", "Sidan hittades inte", "Siden ble ikke funnet", "Siden findes ikke", "Siden blev ikke fundet",
    "Sivua ei löytynyt", "Nie znaleziono strony", "Strona nie istnieje", "Stránka nenalezena", "Stránka neexistuje", "Az oldal nem található",
    "Pagina nu a fost găsită", "Stranica nije pronađena", "Страница не найдена", "Сторінку не знайдено", "Страницата не е намерена", "Η σελίδα δεν βρέθηκε",
    "Sayfa bulunamadı", "الصفحة غير موجودة", "صفحه یافت نشد", "הדף לא נמצא", "पृष्ठ नहीं मिला", "Halaman tidak ditemukan", "Không tìm thấy trang", "ไม่พบหน้า",
    "ページが見つかりません", "お探しのページは見つかりませんでした", "页面不存在", "找不到頁面", "페이지를 찾을 수 없습니다",
]  # fmt: skip


@pytest.mark.parametrize("title", MISSING)
def test_soft_404(title):
    rest = "<p>Perhaps the search helps.</p>"
    assert kind(f"<h1>{title}</h1>{rest}", "<title>The Gazette</title>") == "soft_404"
    assert kind(f"<h1>The Gazette</h1>{rest}", f"<title>{title}</title>") == "soft_404"
    assert (
        kind(f"<h1>{title}</h1>{rest}<h2>Latest</h2>{CARDS}", f"<title>{title}</title>")
        == "soft_404"
    )


TITLES = [
    "How cookie consent failed", "The 404 error turns thirty", "Missing sailor not found after three days", "Access denied: how the port locked out its workers",
    "Just a moment: the town clock stops", "Forbidden fruit is sold again", "Blocked road frees the valley", "Are you human? A test in the town hall",
    "Datenschutz im Rathaus: was sich ändert", "Consent law passes the council", "Police: body not found", "Wreck still not found",
    "Leiche nicht gefunden: Suche geht weiter", "Introuvable depuis lundi, le marin est rentré", "Security check at the airport takes an hour",
    "Too many requests for help, says the mayor", "Page one: how we chose it", "Robot check finds a crack in the bridge", "Cookie recipe of the year",
    "Privacy in the valley", "Gone in an hour: 410 tickets", "Verschwundene Katze nicht verfügbar", "Live music returns to the quay", "Video killed the theatre",
]  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
def test_story_about_such_a_thing_is_an_article(title):
    head = f"<title>{title} | The Gazette</title>" + meta(og__type="article")
    assert kind(f"<article><h1>{title}</h1>{STORY}</article>", head) == "article"
    assert (
        kind(f"<article><h1>{title}</h1>{STORY}</article>", f"<title>{title}</title>") == "article"
    )
    short = f"<article><h1>{title}</h1>{STUB}{STUB}{STUB}{STUB}</article>"
    assert kind(short, head + ld({**ARTICLE, "headline": title})) == "article"
    assert kind(short, head) == "article"


@pytest.mark.parametrize(
    "extra",
    [
        "<div id='onetrust-consent-sdk'><h2>We value your privacy</h2><p>We and our partners use cookies.</p><button>Accept</button></div>",
        "<div class='cmp-container'>Cookies</div>", '<form action="/consent/save"></form>', '<div id="sp_message_container_7"></div>',
        '<script src="https://geo.captcha-delivery.com/tags.js"></script>', '<div id="px-captcha-off"></div>',
        "<div class='paywall-offer hidden'>Subscribe</div>", f"<div class='gallery'>{FIGURES}</div>",
        "<div class='live-ticker'><time>9:00</time></div>", "<video src='/a.mp4'></video>", "<audio src='/a.mp3'></audio>",
        "<div class='error-404 hidden'>Page not found</div>",
    ],
)  # fmt: skip
def test_article_with_such_a_thing_stays_an_article(extra):
    body = f"<article><h1>{HEADLINE}</h1>{STORY}{STORY}</article>{extra}"
    assert kind(body, ld(ARTICLE)) == "article"
    assert kind(body, f"<title>{HEADLINE}</title>") == "article"


MEDIA = [
    ("video", ld({"@type": "VideoObject", "name": HEADLINE, "uploadDate": "2026-03-14"}), ""),
    ("video", meta(og__type="video.other"), ""), ("video", meta(og__type="video"), ""),
    ("video", ld({"@type": "NewsArticle", "headline": HEADLINE, "video": {"@type": "VideoObject"}}) + meta(og__type="video.episode"), ""),
    ("video", ld({"@type": "WebPage", "mainEntity": {"@type": "VideoObject", "name": HEADLINE}}), ""),
    ("audio", ld({"@type": "PodcastEpisode", "name": HEADLINE}), ""), ("audio", ld({"@type": "AudioObject", "name": HEADLINE}), ""),
    ("audio", ld({"@type": "RadioEpisode", "name": HEADLINE}), ""), ("audio", meta(og__type="music.song"), ""),
    ("gallery", ld({"@type": "ImageGallery", "name": HEADLINE}), ""), ("gallery", ld({"@type": "MediaGallery", "name": HEADLINE}), ""),
    ("gallery", "", FIGURES), ("gallery", ld(ARTICLE), FIGURES),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "head", "extra"), MEDIA)
def test_media_page(expected, head, extra):
    assert kind(f"<article><h1>{HEADLINE}</h1>{STUB}{extra}</article>", head) == expected


UPDATES = "".join(
    f'<div class="update"><time datetime="2026-03-14T0{n}:00Z">0{n}:00</time><p>Bus number {n} crosses the bridge, and the mayor waves to it from the window of her office.</p></div>'
    for n in range(1, 9)
)

LIVE = [
    (ld({"@type": "LiveBlogPosting", "headline": HEADLINE, "liveBlogUpdate": []}), UPDATES),
    (ld({"@type": ["NewsArticle", "LiveBlogPosting"], "headline": HEADLINE}), UPDATES),
    (ld({"@graph": [ARTICLE, {"@type": "LiveBlogPosting"}]}), UPDATES),
    ("", f'<div class="live-blog">{UPDATES}</div>'), ("", f'<section id="liveticker">{UPDATES}</section>'),
    ("", f'<div itemscope itemtype="https://schema.org/LiveBlogPosting">{UPDATES}</div>'), ("", f'<amp-live-list>{UPDATES}</amp-live-list>'),
    ("", f'<div class="minute-by-minute liveblog__posts">{UPDATES}</div>'),
]  # fmt: skip


@pytest.mark.parametrize(("head", "body"), LIVE)
def test_live_blog(head, body):
    assert kind(f"<main><h1>{HEADLINE}</h1>{body}</main>", head) == "live_blog"


STUBS = [
    (ld({**ARTICLE, "isAccessibleForFree": False}), ""), (ld({**ARTICLE, "isAccessibleForFree": "False"}), ""),
    (ld({**ARTICLE, "isAccessibleForFree": "http://schema.org/False"}), ""), (ld({**ARTICLE, "isAccessibleForFree": "No"}), ""),
    (ld({**ARTICLE, "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"}}), ""),
    ('<meta property="article:content_tier" content="locked">' + ld(ARTICLE), ""),
    (ld(ARTICLE), '<div class="paywall"><h3>Read on with a subscription</h3></div>'), (ld(ARTICLE), '<div id="paywall-box">Subscribe</div>'),
    (ld(ARTICLE), '<div class="regwall">Register to read on</div>'), (ld(ARTICLE), '<div class="piano-offer">Subscribe</div>'),
    (ld(ARTICLE), '<div class="subscriber-only">Log in</div>'), (ld(ARTICLE), '<div data-paywall="true" class="article__paywall">Abonnez-vous</div>'),
    (ld(ARTICLE), '<div class="o-barrier barrier-page">Subscribe</div>'), (ld(ARTICLE), '<div class="premium-wall">Jetzt weiterlesen mit Plus</div>'),
]  # fmt: skip


@pytest.mark.parametrize(("head", "extra"), STUBS)
def test_paywall_stub(head, extra):
    assert kind(f"<article><h1>{HEADLINE}</h1>{STUB}{extra}</article>", head) == "paywall_stub"


OTHER = [
    ("home page", f"<h1>The Gazette</h1>{CARDS}", "", HOME), ("home page declared as an article", f"<h1>The Gazette</h1>{CARDS}", meta(og__type="article"), HOME),
    ("home page of stories", f"<h1>The Gazette</h1>{STORY}", "", HOME), ("home page of a language", f"<h1>The Gazette</h1>{CARDS}", meta(og__type="website"), f"{HOME}en/"),
    ("section", f"<h1>Town</h1>{CARDS}", meta(og__type="website"), f"{HOME}town/"), ("section without type", f"<h1>Town</h1>{CARDS}", "", f"{HOME}town/"),
    ("section of links", f"<h1>Town</h1><ul>{LINKS}</ul>", "", f"{HOME}town/"),
    ("section with a collection", f"<h1>Town</h1>{CARDS}", ld({"@type": "CollectionPage", "name": "Town"}), f"{HOME}town/"),
    ("section with articles in JSON-LD", f"<h1>Town</h1>{CARDS}", ld({"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "x", "url": "/a"}]}), f"{HOME}town/"),
    ("section of pictures", f"<h1>Town</h1>{PICTURED}", "", f"{HOME}town/"), ("home page of pictures", f"<h1>The Gazette</h1>{FIGURES}", "", HOME),
    ("section of long teasers", f"<main><h1>Town</h1>{CARDS.replace('not more', 'a good deal ' * 20)}</main>", "", f"{HOME}town/"),
    ("section with each article in JSON-LD", f"<h1>Town</h1>{CARDS}", ld([{**ARTICLE, "url": f"{HOME}town/story-number-{n}"} for n in range(9)]), f"{HOME}town/"),
    ("tag page", f'<h1>Bridges</h1>{CARDS}', ld({"@type": "CollectionPage"}) + meta(og__type="website"), f"{HOME}tag/bridges"),
    ("author page", f'<h1>Ann Lee</h1><p>Ann Lee writes about rivers, bridges and what people do on them. She joined the newspaper in the year of the flood.</p>{CARDS}', ld({"@type": "ProfilePage", "mainEntity": {"@type": "Person", "name": "Ann Lee"}}) + meta(og__type="profile"), f"{HOME}author/ann-lee"),
    ("author page without type", f"<h1>Ann Lee</h1>{CARDS}", "", f"{HOME}author/ann-lee"),
    ("search results", f"<h1>Results for bridge</h1>{CARDS}", ld({"@type": "SearchResultsPage"}), f"{HOME}search?q=bridge"),
    ("login page", "<h1>Log in</h1><form><input name='user'><input type='password'></form><p>Forgot your password?</p>", "", f"{HOME}login"),
    ("empty page", "", "", f"{HOME}town/x"), ("frame of scripts", "<div id='root'></div><script>run()</script>", "", f"{HOME}town/x"),
    ("headline alone", f"<h1>{HEADLINE}</h1>", "", f"{HOME}town/x"),
    ("server error", "<h1>500 Internal Server Error</h1><hr>nginx", "<title>500 Internal Server Error</title>", f"{HOME}town/x"),
    ("server busy", "<h1>503 Service Temporarily Unavailable</h1>", "<title>503 Service Temporarily Unavailable</title>", f"{HOME}town/x"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "head", "url"), [case[1:] for case in OTHER], ids=[case[0] for case in OTHER]
)
def test_other_pages(body, head, url):
    assert kind(body, head, url=url) == "other"


ORDINARY = [
    f"<h1>{HEADLINE}</h1>{STORY}", f"<h2>{HEADLINE}</h2>{STORY}", f"<table><tr><td><h1>{HEADLINE}</h1>{STORY}</td></tr></table>",
    f"<h1>{HEADLINE}</h1>" + STORY.replace("<p>", "").replace("</p>", "<br><br>"), f"<article><h1>{HEADLINE}</h1>{STORY}</article><h2>More</h2>{CARDS}",
    f"<h1>{HEADLINE}</h1><p>{STORY}</p><form class='login'><input type='password'></form>", f"<h1>{HEADLINE}</h1>{STORY}{FIGURES}",
]  # fmt: skip


@pytest.mark.parametrize("body", ORDINARY, ids=range(7))
def test_article_that_declares_nothing(body):
    assert kind(body, f"<title>{HEADLINE} | The Gazette</title>") == "article"
    assert kind(body, ld(ARTICLE)) == "article"


@pytest.mark.parametrize("sign", ["- ", "|", "(", "…", ":", "'", "error ", "privacy "])
def test_title_of_any_length_is_read_in_time(sign):
    """A search that took the square of its letters would take minutes."""
    assert kind("<p>Text</p>", f"<title>{sign * 50_000}</title>") == "other"
