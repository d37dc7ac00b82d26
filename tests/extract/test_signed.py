# ruff: noqa: RUF001, E501, Q000  # the marks of many scripts are meant as they stand; a case is one line
"""Authors as editorial systems declare them and as newspapers of many languages print them."""

import pytest

from tests.extract.printed import STORY, ld, meta, read

A, B, C = "Ann Lee", "Bo Ek", "Cy Poe"
ARTICLE = {"@type": "NewsArticle", "headline": "Old bridge", "datePublished": "2026-03-14"}
PAPER = {"@type": "Organization", "name": "The Gazette"}


def authors(*args, **kwargs):
    return [author.name for author in read(*args, **kwargs).authors]


DECLARED = [
    ("Ann Lee", [A]),
    ({"name": "Ann Lee"}, [A]),
    (["Ann Lee", "Bo Ek"], [A, B]),
    ([[{"name": "Ann Lee"}], [{"name": "Bo Ek"}]], [A, B]),
    ([{"name": "Ann Lee"}, {"name": "ANN LEE"}], [A]),
    ({"@list": [{"name": "Ann Lee"}]}, [A]),
    ({"name": {"@value": "Ann Lee"}}, [A]),
    ({"givenName": "Ann", "familyName": "Lee"}, [A]),
    ("Ann Lee and Bo Ek", [A, B]),
    ("Ann Lee, Bo Ek and Cy Poe", [A, B, C]),
    ("Ann Lee, Bo Ek, and Cy Poe", [A, B, C]),
    ({"name": "Ann Lee und Bo Ek"}, [A, B]),
    ({"name": "Ann Lee et Bo Ek"}, [A, B]),
    ({"name": "Ann Lee; Bo Ek"}, [A, B]),
    ({"name": "Ann Lee | Bo Ek"}, [A, B]),
    ({"name": "Ann Lee / Bo Ek"}, [A, B]),
    ("By Ann Lee, Staff Writer", [A]),
    ("By Ann Lee Staff Writer", [A]),
    ("Ann Lee, Political Editor", [A]),
    ("Ann Lee, Senior Correspondent, and Bo Ek, Chief Reporter", [A, B]),
    ("Ann Lee (Political Editor)", [A]),
    ("Ann Lee - Reporter", [A]),
    ("Ann Lee, freie Journalistin", [A]),
    ("Ann Lee, Redakteurin", [A]),
    ("Ann Lee in Berlin", [A]),
    ("Ann Lee, Berlin", [A]),
    ("Ann Lee for The Gazette", [A]),
    ("Ann Lee (ann@gazette.example)", [A]),
    ("ann@gazette.example (Ann Lee)", [A]),
    ("Ann Lee <ann@gazette.example>", [A]),
    ("Ann Lee, @annlee", [A]),
    ("Ann Lee &amp; Bo Ek", [A, B]),
    ("Ann Lee &amp;amp; Bo Ek", [A, B]),
    ("Jos&eacute; Ruiz", ["José Ruiz"]),
    ("Jos&amp;eacute; Ruiz", ["José Ruiz"]),
    ("<a href='/ann'>Ann Lee</a>", [A]),
    ("Pat O&#039;Dea", ["Pat O'Dea"]),
    ("María de la Cruz y Luis Ortega", ["María de la Cruz", "Luis Ortega"]),
    ("Jan van der Meer", ["Jan van der Meer"]),
    ("Ludwig von Ems", ["Ludwig von Ems"]),
    ("Dr. Ann Lee", ["Dr. Ann Lee"]),
    ("Ann Lee Jr.", ["Ann Lee Jr."]),
    ("J. R. Poe", ["J. R. Poe"]),
    ("Reuters", ["Reuters"]),
    ("dpa", ["dpa"]),
    (["AFP", "Reuters"], ["AFP", "Reuters"]),
    ("Ann Lee, AFP", [A, "AFP"]),
    ("Ann Lee and Reuters", [A, "Reuters"]),
    ("Associated Press", ["Associated Press"]),
    ({"@type": "Organization", "name": "Agencia EFE"}, ["Agencia EFE"]),
    ([{"name": "The Gazette"}, {"name": "Ann Lee"}], [A]),
    ({"name": "The Gazette"}, ["The Gazette"]),
    ("Ann Lee, The Gazette", [A]),
    ("admin", []),
    ({"name": "Administrator"}, []),
    ("https://www.gazette.example/author/ann-lee", []),
    ("ann@gazette.example", []),
    ({"@type": "Person", "url": "/ann"}, []),
    ({"name": ""}, []),
    ({"name": None}, []),
    (["", None, {}], []),
    ("null", []),
    ("undefined", []),
    ("No Author", []),
    ("Unknown", []),
    (42, []),
    ("王小明", ["王小明"]),
    ("記者王小明", ["王小明"]),
    ("김민수 기자", ["김민수"]),
    ("김민수 기자, 이영희 기자", ["김민수", "이영희"]),
    ("山田太郎、鈴木花子", ["山田太郎", "鈴木花子"]),
    ("Анна Ли и Борис Эк", ["Анна Ли", "Борис Эк"]),
    ("أحمد علي و سارة حسن", ["أحمد علي", "سارة حسن"]),
    ("ANN LEE", ["ANN LEE"]),
]


@pytest.mark.parametrize(("value", "expected"), DECLARED, ids=lambda v: str(v)[:40])
def test_author_in_json_ld(value, expected):
    assert authors(head=ld({**ARTICLE, "publisher": PAPER, "author": value})) == expected


@pytest.mark.parametrize(
    "value", ["admin", "https://gazette.example/a", {"url": "/x"}, "The Gazette", "Redaktion",
              "Staff", "Newsroom", "Web Desk", "Staff Reporter", "Redacción", "La rédaction"],
)  # fmt: skip
def test_byline_goes_before_a_declared_author_who_is_nobody(value):
    head = ld({**ARTICLE, "publisher": PAPER, "author": value})
    assert authors('<p class="byline">By <a href="/author/ann-lee">Ann Lee</a></p>', head) == [A]
    assert authors("<p>By Ann Lee</p>", head) == [A]


@pytest.mark.parametrize(
    "nodes",
    [
        [{"@graph": [{**ARTICLE, "author": {"@id": "#a"}}, {"@type": "Person", "@id": "#a", "name": A}]}],
        [{"@graph": [{**ARTICLE, "author": [{"@id": "#a"}]}, {"@type": ["Person"], "@id": "#a", "name": A}]}],
        [{**ARTICLE, "author": {"@id": "#a"}}, {"@type": "Person", "@id": "#a", "name": A}],
        [{**ARTICLE, "@type": "ReportageNewsArticle", "author": A}],
        [{**ARTICLE, "@type": ["Article", "NewsArticle"], "author": A}],
        [{**ARTICLE, "@type": "http://schema.org/OpinionNewsArticle", "author": A}],
        [{"@type": "WebPage", "mainEntity": {**ARTICLE, "author": A}}],
        [{"@type": "WebPage", "author": {"name": "Ed Web"}}, {**ARTICLE, "author": A}],
        [{**ARTICLE, "creator": [A]}],
        [{**ARTICLE, "author": "", "creator": A}],
        [{**ARTICLE, "author": {"@type": "Thing"}, "creator": A}],
        [{**ARTICLE, "author": A, "contributor": {"name": "Vi Snap"}, "editor": {"name": "Ed Red"}}],
        [[{**ARTICLE, "author": A}], {"@type": "VideoObject", "author": {"name": "Vi Snap"}}],
        [{**ARTICLE, "author": A, "review": {"author": {"name": "Re View"}}}],
        [{**ARTICLE, "author": A, "comment": [{"@type": "Comment", "author": {"name": "Troll"}}]}],
        [{"@type": "LiveBlogPosting", "headline": "x", "author": A,
          "liveBlogUpdate": [{"@type": "BlogPosting", "author": {"name": "Other"}}]}],
    ],
    ids=range(16),
)  # fmt: skip
def test_author_in_json_ld_of_every_shape(nodes):
    assert authors(head="".join(ld(node) for node in nodes)) == [A]


METAS = [
    ('<meta name="author" content="Ann Lee">', [A]),
    ('<meta name="Author" content="By Ann Lee">', [A]),
    ('<meta name="author" content="Ann Lee"><meta name="author" content="Bo Ek">', [A, B]),
    ('<meta property="article:author" content="Ann Lee">', [A]),
    ('<meta property="article:author" content="https://www.facebook.com/thegazette">', []),
    ('<meta property="article:author" content="https://www.facebook.com/ann.lee"><meta name="author" content="Ann Lee">', [A]),
    ('<meta name="parsely-author" content="Ann Lee"><meta name="parsely-author" content="Bo Ek">', [A, B]),
    ('<meta name="sailthru.author" content="Ann Lee, Bo Ek">', [A, B]),
    ('<meta name="byl" content="By Ann Lee and Bo Ek">', [A, B]),
    ('<meta name="DC.creator" content="Ann Lee">', [A]),
    ('<meta name="dcterms.creator" content="Ann Lee">', [A]),
    ('<meta name="citation_author" content="Lee, Ann"><meta name="citation_author" content="Ek, Bo">', [A, B]),
    ('<meta name="cXenseParse:author" content="Ann Lee">', [A]),
    ('<meta name="cXenseParse:gaz-author" content="Ann Lee">', [A]),
    ('<meta name="vr:author" content="Ann Lee">', [A]),
    ('<meta name="dable:author" content="Ann Lee">', [A]),
    ('<meta property="dable:author" content="김민수">', ["김민수"]),
    ('<meta name="author" content="admin">', []),
    ('<meta name="author" content="Gazette"><meta property="og:site_name" content="Gazette">', ["Gazette"]),
    ('<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ann Lee">', [A]),
    ('<meta name="twitter:label1" content="Verfasst von"><meta name="twitter:data1" content="Ann Lee">', [A]),
    ('<meta name="twitter:label1" content="Écrit par"><meta name="twitter:data1" content="Ann Lee">', [A]),
    ('<meta name="twitter:label1" content="Escrito por"><meta name="twitter:data1" content="Ann Lee">', [A]),
    ('<meta name="twitter:label1" content="Est. reading time"><meta name="twitter:data1" content="Four minutes">', []),
    ('<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="Four minutes">', []),
    ('<meta name="twitter:label1" content="Price"><meta name="twitter:data1" content="Free Trial">', []),
    ('<meta name="twitter:label1" content="Tempo di lettura"><meta name="twitter:data1" content="Quattro minuti">', []),
    ('<meta name="twitter:label1" content="Filed under"><meta name="twitter:data1" content="Town Hall">', []),
    ('<meta name="twitter:label2" content="Written by"><meta name="twitter:data2" content="Ann Lee">', [A]),
    ('<meta name="twitter:creator" content="@annlee">', []),
    ('<meta name="generator" content="WordPress"><meta name="copyright" content="The Gazette">', []),
    ('<meta name="author" content="Ann Lee - The Gazette"><meta property="og:site_name" content="The Gazette">', [A]),
    ('<meta name="author" content="The Gazette"><meta name="parsely-author" content="Ann Lee"><meta property="og:site_name" content="The Gazette">', [A]),
]  # fmt: skip


@pytest.mark.parametrize(("head", "expected"), METAS)
def test_author_in_meta(head, expected):
    assert authors(head=head) == expected


PRINTED = [
    ("en", '<div class="byline">By <a href="/author/ann-lee/">Ann Lee</a></div>', [A]),
    ("en", '<div class="byline">BY ANN LEE</div>', ["ANN LEE"]),
    ("en", '<div class="byline">By <a href="/a">Ann Lee</a>, <a href="/b">Bo Ek</a> and <a href="/c">Cy Poe</a></div>', [A, B, C]),
    ("en", '<div class="byline"><span>Ann Lee</span><span class="role">Political correspondent</span></div>', [A]),
    ("en", '<div class="byline"><span class="name">Ann Lee</span><span class="location">Hill Valley</span></div>', [A]),
    ("en", '<div class="byline">Ann Lee, Staff Writer <time>March 14, 2026</time></div>', [A]),
    ("en", '<div class="author"><img src="/ann.jpg" alt="Ann Lee"><span>Ann Lee</span></div>', [A]),
    ("en", '<div class="author"><img src="/ann.jpg" alt="Ann Lee headshot"><a href="/ann">Ann Lee</a><p class="author-bio">Ann Lee covers rivers. She lives by one.</p></div>', [A]),
    ("en", '<div class="author-card"><a href="/ann">Ann Lee</a> <a href="mailto:a@b.example">Email</a> <a href="/x">Follow</a></div>', [A]),
    ("en", '<div class="authors"><a href="/author/ann">Ann Lee</a><a href="https://twitter.com/annlee">Twitter</a></div>', [A]),
    ("en", '<div class="author-info"><a href="/author/ann">Ann Lee</a><a href="/author/ann">More from Ann Lee</a></div>', [A]),
    ("en", '<div class="author-info"><a href="/author/ann">Ann Lee</a><a href="/author/ann">See all articles</a></div>', [A]),
    ("en", '<div class="meta"><span class="author vcard"><a class="url fn n" href="/author/ann">Ann Lee</a></span> <a href="#respond">Leave a comment</a></div>', [A]),
    ("en", '<div class="entry-meta"><span class="posted-on">Posted on March 14, 2026</span><span class="byline"> by <span class="author vcard">Ann Lee</span></span></div>', [A]),
    ("en", '<div class="h-entry"><a class="p-author h-card" href="/ann">Ann Lee</a></div>', [A]),
    ("en", '<address class="author">By <a rel="author" href="/ann">Ann Lee</a></address>', [A]),
    ("en", '<p>By Ann Lee and Bo Ek</p>', [A, B]),
    ("en", '<p>Reporting by Ann Lee; Editing by Ed Red</p>', [A]),
    ("en", '<p>By Ann Lee | Staff writer | March 14, 2026</p>', [A]),
    ("en", '<p>By Ann Lee, Harbour Wire</p>', [A, "Harbour Wire"]),
    ("en", '<p>By Ann Lee / Reuters</p>', [A, "Reuters"]),
    ("en", '<p>By <b>Ann Lee</b> <i>in Hill Valley</i></p>', [A]),
    ("en", '<p>By Reuters</p>', ["Reuters"]),
    ("en", '<p>By popular demand</p>', []),
    ("en", '<h2>By the numbers</h2>', []),
    ("en", '<h2>By The River</h2><p>It was cold.</p>', []),
    ("en", '<span itemprop="author" itemscope itemtype="https://schema.org/Person"><meta itemprop="name" content="Ann Lee"></span>', [A]),
    ("en", '<span itemprop="author" itemscope><a itemprop="url" href="/ann"><span itemprop="name">Ann Lee</span></a></span>', [A]),
    ("en", '<span itemprop="author">By Ann Lee</span>', [A]),
    ("en", '<span itemprop="author creator" itemscope><span itemprop="name">Ann Lee</span><span itemprop="jobTitle">River Editor</span></span>', [A]),
    ("en", '<div class="comments"><span class="author">Troll Face</span></div>', []),
    ("en", '<div class="byline"><span>Photo by</span> <span>Vi Snap</span></div>', []),
    ("en", '<div class="byline"><span>Text and photos by</span> <span>Ann Lee</span></div>', [A]),
    ("en", '<div class="article-author">Updated three days ago</div>', []),
    ("en", '<div class="article-author">Share this article</div>', []),
    ("en", '<div class="info"><strong>Author</strong> <span>Ann Lee</span></div>', [A]),
    ("de", '<ul><li><strong>Datum</strong> 14.03.2026</li><li><strong>Autorin/Autor</strong> Ann Lee</li></ul>', [A]),
    ("de", '<p class="autor">Von Ann Lee und Bo Ek</p>', [A, B]),
    ("de", '<div class="autor">Von <a href="/autor/ann">Ann Lee</a>, Berlin</div>', [A]),
    ("de", '<div class="author">Von unserer Redakteurin Ann Lee</div>', [A]),
    ("de", '<div class="author">Ein Gastbeitrag von Ann Lee</div>', [A]),
    ("de", '<div class="author">Eine Analyse von Ann Lee</div>', [A]),
    ("de", '<p>Ein Kommentar von Ann Lee</p>', [A]),
    ("de", '<p>Text: Ann Lee, Fotos: Vi Snap</p>', [A]),
    ("de", '<p>Von Ann Lee, dpa</p>', [A, "dpa"]),
    ("de", '<p>Von Montag an</p>', []),
    ("de", '<h3>Von Zimmerpflanzen</h3>', []),
    ("de", '<p>Von Reuters</p>', ["Reuters"]),
    ("de", '<p class="author">Erstellt von Ann Lee</p>', [A]),
    ("de", '<div class="author"><a href="/autor/ann">Ann Lee</a><a href="/autor/ann">Alle Artikel</a></div>', [A]),
    ("fr", '<div class="author"><a href="/auteur/ann"><span>Ann Lee</span> <span>Ann Lee</span></a></div>', [A]),
    ("de", '<div class="byline"><a href="/kommentare">Hinterlasse einen Kommentar</a><span class="author"><a href="/author/ann">Ann Lee</a></span></div>', [A]),
    ("fr", '<p class="auteur">Par Ann Lee et Bo Ek</p>', [A, B]),
    ("fr", '<p>Par Ann Lee (avec AFP)</p>', [A]),
    ("fr", '<p>Par Ann Lee, à Lyon</p>', [A]),
    ("fr", '<p>Publié le 14 mars 2026 par Ann Lee</p>', [A]),
    ("fr", '<p>Par ailleurs</p>', []),
    ("es", '<p>Por Ann Lee y Bo Ek</p>', [A, B]),
    ("es", '<p>Por: Ann Lee</p>', [A]),
    ("es", '<p>Texto: Ann Lee</p>', [A]),
    ("es", '<p>Redacción: Ann Lee</p>', [A]),
    ("pt", '<p>Por Ann Lee e Bo Ek</p>', [A, B]),
    ("pt", '<p>Da Redação</p>', []),
    ("it", '<p>di Ann Lee e Bo Ek</p>', [A, B]),
    ("it", '<p>Di Ann Lee</p>', [A]),
    ("it", '<p>a cura di Ann Lee</p>', [A]),
    ("ca", '<p>Per Ann Lee i Bo Ek</p>', [A, B]),
    ("ro", '<p>de Ann Lee și Bo Ek</p>', [A, B]),
    ("ro", '<p>Autor: Ann Lee</p>', [A]),
    ("nl", '<p>Door Ann Lee en Bo Ek</p>', [A, B]),
    ("nl", '<h2>De Burgemeester Spreekt</h2>', []),
    ("sv", '<p>Av Ann Lee och Bo Ek</p>', [A, B]),
    ("sv", '<p>Text: Ann Lee</p>', [A]),
    ("nb", '<p>Av Ann Lee og Bo Ek</p>', [A, B]),
    ("nb", '<p>Tekst: Ann Lee Foto: Vi Snap</p>', [A]),
    ("da", '<p>Af Ann Lee og Bo Ek</p>', [A, B]),
    ("fi", '<p>Teksti: Ann Lee ja Bo Ek</p>', [A, B]),
    ("fi", '<p>Kirjoittaja: Ann Lee</p>', [A]),
    ("is", '<p>Eftir Ann Lee og Bo Ek</p>', [A, B]),
    ("et", '<p>Autor: Ann Lee</p>', [A]),
    ("lt", '<p>Autorius: Ann Lee ir Bo Ek</p>', [A, B]),
    ("lv", '<p>Autors: Ann Lee un Bo Ek</p>', [A, B]),
    ("pl", '<p>Autor: Ann Lee i Bo Ek</p>', [A, B]),
    ("pl", '<p>Tekst: Ann Lee oraz Bo Ek</p>', [A, B]),
    ("cs", '<p>Autor: Ann Lee a Bo Ek</p>', [A, B]),
    ("sk", '<p>Autorka: Ann Lee</p>', [A]),
    ("hu", '<p>Írta: Ann Lee és Bo Ek</p>', [A, B]),
    ("hu", '<p>Szerző: Ann Lee</p>', [A]),
    ("hr", '<p>Piše: Ann Lee</p>', [A]),
    ("sr", '<p>Аутор: Ана Ли</p>', ["Ана Ли"]),
    ("sl", '<p>Avtor: Ann Lee in Bo Ek</p>', [A, B]),
    ("ru", '<p>Автор: Анна Ли</p>', ["Анна Ли"]),
    ("ru", '<p>Текст: Анна Ли и Борис Эк</p>', ["Анна Ли", "Борис Эк"]),
    ("uk", '<p>Автор: Анна Лі та Борис Ек</p>', ["Анна Лі", "Борис Ек"]),
    ("bg", '<p>Автор: Анна Ли</p>', ["Анна Ли"]),
    ("el", '<p>Γράφει η Άννα Λη</p>', ["Άννα Λη"]),
    ("el", '<p>Του Νίκου Πέτρου και της Άννας Λη</p>', ["Νίκου Πέτρου", "Άννας Λη"]),
    ("tr", '<p>Yazan: Ayşe Kaya</p>', ["Ayşe Kaya"]),
    ("tr", '<p>Haber: Ayşe Kaya ve Can Ak</p>', ["Ayşe Kaya", "Can Ak"]),
    ("ar", '<p>كتب أحمد علي</p>', ["أحمد علي"]),
    ("ar", '<p>بقلم: أحمد علي</p>', ["أحمد علي"]),
    ("ar", '<p>كتبت: سارة حسن و أحمد علي</p>', ["سارة حسن", "أحمد علي"]),
    ("fa", '<p>نویسنده: سارا احمدی</p>', ["سارا احمدی"]),
    ("fa", '<p>نوشته سارا احمدی</p>', ["سارا احمدی"]),
    ("he", '<p>מאת: דנה לוי</p>', ["דנה לוי"]),
    ("ur", '<p>تحریر: احمد علی</p>', ["احمد علی"]),
    ("hi", '<p>लेखक: अनिता राव</p>', ["अनिता राव"]),
    ("hi", '<p>द्वारा अनिता राव</p>', ["अनिता राव"]),
    ("hi", '<p class="author">अनिता राव द्वारा</p>', ["अनिता राव"]),
    ("id", '<p>Oleh: Sari Dewi dan Budi Eka</p>', ["Sari Dewi", "Budi Eka"]),
    ("id", '<p>Penulis: Sari Dewi</p>', ["Sari Dewi"]),
    ("ms", '<p>Oleh Sari Dewi</p>', ["Sari Dewi"]),
    ("vi", '<p>Tác giả: Nguyễn An</p>', ["Nguyễn An"]),
    ("th", '<p>โดย สมชาย ใจดี</p>', ["สมชาย ใจดี"]),
    ("sw", '<p>Na Juma Ali</p>', ["Juma Ali"]),
    ("fil", '<p>Ni Ana Reyes</p>', ["Ana Reyes"]),
    ("zh", '<p>作者：王小明</p>', ["王小明"]),
    ("zh", '<p>文/王小明</p>', ["王小明"]),
    ("zh", '<p>文｜王小明</p>', ["王小明"]),
    ("zh", '<p>来源：河谷日报 责任编辑：李四</p>', []),
    ("zh-TW", '<p>記者王小明／台北報導</p>', ["王小明"]),
    ("zh-TW", '<p>記者 王小明 報導</p>', ["王小明"]),
    ("zh-TW", '<p>撰文：王小明、李四</p>', ["王小明", "李四"]),
    ("ja", '<p>文・山田太郎</p>', ["山田太郎"]),
    ("ja", '<p>取材・文：山田太郎</p>', ["山田太郎"]),
    ("ja", '<p class="author">山田太郎、鈴木花子</p>', ["山田太郎", "鈴木花子"]),
    ("ja", '<p class="byline">【山田太郎】</p>', ["山田太郎"]),
    ("ko", '<div class="byline">김민수 기자 kim@gazette.example</div>', ["김민수"]),
    ("ko", '<p>김민수 기자 kim@gazette.example</p>', ["김민수"]),
    ("ko", '<p>[서울=뉴스와이어] 김민수 기자 =</p>', ["김민수"]),
    ("ko", '<p>글 김민수 · 사진 이영희</p>', ["김민수"]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "body", "expected"), PRINTED)
def test_author_as_printed(lang, body, expected):
    assert authors(body, lang=lang) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p><strong>Anna Lee/Bob Eck</strong></p>", ["Anna Lee", "Bob Eck"]),
        ("<p><b>Anna Lee</b></p>", ["Anna Lee"]),
        ("<p><b>What the council says</b></p>", ["The Gazette"]),
        ("<p><b>Anna Lee</b> crossed the bridge first.</p>", ["The Gazette"]),
    ],
)
def test_name_alone_in_bold_signs_where_only_the_newspaper_does(body, expected):
    head = ld({**ARTICLE, "publisher": PAPER, "author": PAPER})
    assert authors(body, head) == expected
    assert authors(body) == []


@pytest.mark.parametrize(
    "after",
    [
        '<aside class="related"><p class="byline">By Ot Her</p></aside>',
        '<div class="related"><article><h3>Other story</h3><span class="author">Ot Her</span></article></div>',
        '<section class="comments"><div class="comment-author">Ot Her</div></section>',
        '<footer><p class="author">Ot Her</p></footer>',
        '<figure><img src="/a.jpg" width="600"><figcaption>The bridge <span class="credit">Photo: Ot Her</span></figcaption></figure>',
        "<blockquote><p>Nobody believed it.</p><cite>Ot Her</cite></blockquote>",
        "<p>By Saturday Ot Her had crossed the bridge three times, she said.</p>",
        "<p>Par Ot Her, Od Der.</p>",
    ],
)  # fmt: skip
def test_people_of_the_page_who_did_not_write_it_are_no_authors(after):
    assert authors(story=STORY + after) == []


def test_author_at_the_end_of_a_korean_story():
    assert authors(story=STORY + "<p>김민수 기자 kim@gazette.example</p>", lang="ko") == ["김민수"]


def test_url_of_an_author_is_kept_where_one_link_is_one_name():
    (author,) = read('<p class="byline">By <a href="/author/ann">Ann Lee</a></p>').authors
    assert author.url == "https://www.gazette.example/author/ann"
    head = ld({**ARTICLE, "author": {"name": A, "url": ["/ann", "https://social.example/a"]}})
    assert read(head=head + meta(og__type="article")).authors[0].url.endswith("/ann")


@pytest.mark.parametrize("name", ["Gazette", "The Gazette", "the gazette"])
def test_newspaper_with_an_article_before_its_name_is_no_second_author(name):
    node = {**ARTICLE, "author": [{"name": "Ann Lee"}, {"name": name}]}
    assert authors(head=ld(node) + meta(og__site_name="Gazette")) == [A]
