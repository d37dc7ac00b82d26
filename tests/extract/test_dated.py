# ruff: noqa: RUF001, E501  # the marks of many scripts are meant as they stand; a case is one line
"""Times as editorial systems declare them and as newspapers of many languages print them."""

import pytest

from tests.extract.printed import HEADLINE, STORY, bare, ld, read

ARTICLE = {"@type": "NewsArticle", "headline": "Old bridge"}

DECLARED = [
    ("2026-03-14T06:00:00+01:00", "2026-03-14T06:00:00+01:00"),
    ("2026-03-14T06:00:00Z", "2026-03-14T06:00:00Z"),
    ("2026-03-14T06:00:00.000Z", "2026-03-14T06:00:00Z"),
    ("2026-03-14T06:00:00.123456789Z", "2026-03-14T06:00:00.123456789Z"),
    ("2026-03-14T06:00:00+0100", "2026-03-14T06:00:00+01:00"),
    ("2026-03-14T06:00:00+01", "2026-03-14T06:00:00+01:00"),
    ("2026-03-14T06:00:00 +01:00", "2026-03-14T06:00:00+01:00"),
    ("2026-03-14T06:00:00−05:00", "2026-03-14T06:00:00-05:00"),
    ("2026-03-14 06:00:00", "2026-03-14T06:00:00"),
    ("2026-03-14 06:00:00 UTC", "2026-03-14T06:00:00Z"),
    ("2026-03-14 06:00:00.0", "2026-03-14T06:00:00"),
    ("2026-03-14 06:00:00 EST", "2026-03-14T06:00:00-05:00"),
    ("2026-03-14T06:00:00CET", "2026-03-14T06:00:00+01:00"),
    ("2026-03-14T06:00", "2026-03-14T06:00:00"),
    ("2026-03-14T06:00+05:30", "2026-03-14T06:00:00+05:30"),
    ("2026-03-14T6:00:00", "2026-03-14T06:00:00"),
    ("2026-03-14T24:00:00Z", "2026-03-15T00:00:00Z"),
    ("2026-03-14", "2026-03-14"),
    ("2026/03/14", "2026-03-14"),
    ("2026/03/14 06:00:00", "2026-03-14T06:00:00"),
    ("2026.03.14 06:00", "2026-03-14T06:00:00"),
    ("20260314T060000Z", "2026-03-14T06:00:00Z"),
    ("20260314060000", "2026-03-14T06:00:00"),
    ("1773468007", "2026-03-14T06:00:07Z"),
    ("1773468007000", "2026-03-14T06:00:07Z"),
    (1773468007000, "2026-03-14T06:00:07Z"),
    (1773468007, "2026-03-14T06:00:07Z"),
    ("Sat, 14 Mar 2026 06:00:07 GMT", "2026-03-14T06:00:07Z"),
    ("Sat, 14 Mar 2026 06:00:07 +0100", "2026-03-14T06:00:07+01:00"),
    ("Sat, 14 Mar 2026 06:00 EST", "2026-03-14T06:00:00-05:00"),
    ("Sat Mar 14 06:00:07 UTC 2026", "2026-03-14T06:00:07Z"),
    ("Sat Mar 14 06:00:07 CET 2026", "2026-03-14T06:00:07+01:00"),
    ("Sat Mar 14 2026 06:00:07 GMT+0100 (Central European Standard Time)", "2026-03-14T06:00:07+01:00"),
    ("March 14, 2026", "2026-03-14"),
    ("14 March 2026", "2026-03-14"),
    ("Mar 14, 2026 6:00 PM", "2026-03-14T18:00:00"),
    ("14.03.2026 06:00", "2026-03-14T06:00:00"),
    ("14/03/2026", "2026-03-14"),
    (["2026-03-14T06:00:00Z"], "2026-03-14T06:00:00Z"),
    ({"@value": "2026-03-14T06:00:00Z"}, "2026-03-14T06:00:00Z"),
    (" 2026-03-14T06:00:00Z ", "2026-03-14T06:00:00Z"),
    ("2026-03-14T06:00:00&#43;01:00", "2026-03-14T06:00:00+01:00"),
    ("", None), (None, None), ("null", None), ("0000-00-00 00:00:00", None), ("1970-01-01T00:00:00Z", None),
    ("0001-01-01T00:00:00", None), ("-62135596800", None), ("{{date}}", None), ("today", None),
    ("2026-13-45", None), ("Invalid date", None), (0, None), (True, None),
]  # fmt: skip


@pytest.mark.parametrize(("value", "expected"), DECLARED, ids=lambda v: str(v)[:30])
def test_time_in_json_ld(value, expected):
    assert read(head=ld({**ARTICLE, "datePublished": value})).published_at == expected


@pytest.mark.parametrize(
    "name",
    ["article:published_time", "article:published", "og:published_time", "og:article:published_time",
     "datePublished", "date", "pubdate", "publishdate", "publish-date", "DC.date.issued", "DC.Date",
     "dcterms.created", "dcterms.date", "parsely-pub-date", "sailthru.date", "cXenseParse:recs:publishtime",
     "cXenseParse:publishtime", "citation_publication_date", "citation_online_date", "article_date_original",
     "originalpublicationdate", "bt:pubDate", "vr:published_time", "rnews:datePublished",
     "dable:published", "article:publish_date", "publication_date", "published_time", "publishedDate",
     "displaydate", "releaseDate", "prism.publicationDate", "ptime", "article.created", "Creation_date",
     "firstpublished", "pdate", "weibo:article:create_at", "apub:time", "bytedance:published_time"],
)  # fmt: skip
def test_time_in_meta_of_many_names(name):
    for attribute in ("name", "property", "itemprop"):
        head = f'<meta {attribute}="{name}" content="2026-03-14T06:00:00+01:00">'
        assert read(head=head).published_at == "2026-03-14T06:00:00+01:00"


@pytest.mark.parametrize(
    "name",
    ["article:modified_time", "og:updated_time", "article:modified", "last-modified", "dateModified",
     "dcterms.modified", "DC.date.modified", "revised", "lastmod", "bytedance:updated_time",
     "cXenseParse:recs:mod", "dateUpdated", "updated", "apub:updated_time"],
)  # fmt: skip
def test_time_of_a_change_in_meta_is_none_of_publication(name):
    found = read(head=f'<meta name="{name}" content="2026-03-15T06:00:00Z">')
    assert (found.published_at, found.modified_at) == (None, "2026-03-15T06:00:00Z")


PRINTED = [
    ("en", "March 14, 2026", "2026-03-14"),
    ("en", "Saturday, March 14, 2026", "2026-03-14"),
    ("en", "Sat 14 Mar 2026 06.05 GMT", "2026-03-14T06:05:00Z"),
    ("en", "14th March 2026", "2026-03-14"),
    ("en", "Mar. 14, 2026, 3:05 p.m. ET", "2026-03-14T15:05:00-04:00"),
    ("en", "March 14, 2026 at 3:05 PM EDT", "2026-03-14T15:05:00-04:00"),
    ("en", "3:05 PM EST, Sat March 14, 2026", "2026-03-14T15:05:00-05:00"),
    ("en", "March 14, 2026 12:05 a.m.", "2026-03-14T00:05:00"),
    ("en", "14/03/2026 06:05", "2026-03-14T06:05:00"),
    ("en-GB", "04/03/2026", "2026-03-04"),
    ("en-US", "03/04/2026", "2026-03-04"),
    ("en-IN", "04-03-2026", "2026-03-04"), ("en", "04.03.2026", "2026-03-04"),
    ("en-IN", "Mar 14, 2026 06:05 IST", "2026-03-14T06:05:00+05:30"),
    ("en", "2026-03-14 06:05", "2026-03-14T06:05:00"),
    ("de", "14. März 2026, 6:05 Uhr", "2026-03-14T06:05:00"),
    ("de", "Samstag, 14.03.2026 - 06:05", "2026-03-14T06:05:00"),
    ("de", "14.3.26, 6.05 Uhr", "2026-03-14T06:05:00"),
    ("de-AT", "14. Jänner 2026", "2026-01-14"),
    ("de", "14. Mrz. 2026", "2026-03-14"),
    ("fr", "Publié le 14 mars 2026 à 06h05", "2026-03-14T06:05:00"),
    ("fr", "Le 1er août 2026 à 6 h 05", "2026-08-01T06:05:00"),
    ("fr", "14/03/2026 à 06:05", "2026-03-14T06:05:00"),
    ("fr", "14 févr. 2026", "2026-02-14"),
    ("es", "14 de marzo de 2026 a las 6:05", "2026-03-14T06:05:00"),
    ("es", "14 mar 2026 - 06:05 CET", "2026-03-14T06:05:00+01:00"),
    ("es", "14 SEP 2026", "2026-09-14"),
    ("es", "14/03/2026 06:05h", "2026-03-14T06:05:00"),
    ("es-MX", "marzo 14, 2026", "2026-03-14"),
    ("pt", "14 de março de 2026 às 06h05", "2026-03-14T06:05:00"),
    ("pt-BR", "14/03/2026 06h05", "2026-03-14T06:05:00"),
    ("pt-BR", "Em 14 de fev. de 2026", "2026-02-14"),
    ("it", "14 marzo 2026 alle 06:05", "2026-03-14T06:05:00"),
    ("it", "14 gen 2026", "2026-01-14"),
    ("ca", "14 de març de 2026", "2026-03-14"),
    ("ca", "14 d'abril del 2026", "2026-04-14"),
    ("ro", "14 martie 2026, 06:05", "2026-03-14T06:05:00"),
    ("nl", "14 maart 2026 om 06:05", "2026-03-14T06:05:00"),
    ("sv", "14 mars 2026 kl. 06.05", "2026-03-14T06:05:00"),
    ("nb", "14. mars 2026 kl. 06:05", "2026-03-14T06:05:00"),
    ("no", "14. desember 2026", "2026-12-14"),
    ("da", "14. marts 2026 kl. 06.05", "2026-03-14T06:05:00"),
    ("fi", "14.3.2026 klo 6.05", "2026-03-14T06:05:00"),
    ("fi", "14. maaliskuuta 2026", "2026-03-14"),
    ("is", "14. mars 2026", "2026-03-14"),
    ("et", "14. märts 2026", "2026-03-14"),
    ("lt", "2026 m. kovo 14 d.", "2026-03-14"),
    ("lv", "2026. gada 14. marts", "2026-03-14"),
    ("pl", "14 marca 2026, 06:05", "2026-03-14T06:05:00"),
    ("cs", "14. března 2026 6:05", "2026-03-14T06:05:00"),
    ("sk", "14. marca 2026 o 6:05", "2026-03-14T06:05:00"),
    ("hu", "2026. március 14., szombat 06:05", "2026-03-14T06:05:00"),
    ("hu", "2026.03.14. 06:05", "2026-03-14T06:05:00"),
    ("hr", "14. ožujka 2026. u 06:05", "2026-03-14T06:05:00"),
    ("hr", "14.03.2026. u 06:05", "2026-03-14T06:05:00"),
    ("sr", "14. март 2026. 06:05", "2026-03-14T06:05:00"),
    ("sl", "14. marec 2026 ob 6.05", "2026-03-14T06:05:00"),
    ("ru", "14 марта 2026, 06:05", "2026-03-14T06:05:00"),
    ("ru", "06:05, 14.03.2026", "2026-03-14T06:05:00"),
    ("uk", "14 березня 2026, 06:05", "2026-03-14T06:05:00"),
    ("bg", "14 март 2026 г. 06:05 ч.", "2026-03-14T06:05:00"),
    ("el", "14 Μαρτίου 2026 06:05", "2026-03-14T06:05:00"),
    ("el", "14 Μαΐου 2026", "2026-05-14"),
    ("tr", "14 Mart 2026 Cumartesi 06:05", "2026-03-14T06:05:00"),
    ("tr", "14 Ağustos 2026", "2026-08-14"),
    ("ar", "14 مارس 2026", "2026-03-14"),
    ("ar", "١٤ آذار ٢٠٢٦", "2026-03-14"),
    ("ar", "السبت 14 مارس 2026 - 06:05", "2026-03-14T06:05:00"),
    ("ar", "14 مارس/آذار 2026", "2026-03-14"),
    ("ar", "14 مارس، 2026", "2026-03-14"), ("ar", "١٤ آب، ٢٠٢٦", "2026-08-14"),
    ("ur", "۱۴ مارچ ، ۲۰۲۶", "2026-03-14"),
    ("en", "Mar 14,2026 06:05", "2026-03-14T06:05:00"), ("en", "March 14 , 2026", "2026-03-14"),
    ("ta", "மார்ச் 14,2026", "2026-03-14"),
    ("en-GB", "03/04/26", "2026-04-03"), ("en-US", "03/04/26 06:05", "2026-03-04T06:05:00"),
    ("he", "14/03/26 06:05", "2026-03-14T06:05:00"),
    ("", "03/04/26", None), ("ja", "26/03/14", None), ("fa", "04/12/23", None),
    ("ne", "2082-11-30", None), ("ne", "2026-03-14", "2026-03-14"),
    ("tr", "14 ha 2026", None),
    ("fa", "۱۴ مارس ۲۰۲۶", "2026-03-14"),
    ("fa", "۲۳ اسفند ۱۴۰۴ ساعت ۰۶:۰۵", "2026-03-14T06:05:00"),
    ("fa", "1404/12/23", "2026-03-14"),
    ("fa", "1404/13/23", None),
    ("en", "1404/12/23", None),
    ("he", "14 במרץ 2026, 06:05", "2026-03-14T06:05:00"),
    ("he", "14.03.2026 | 06:05", "2026-03-14T06:05:00"),
    ("ur", "14 مارچ 2026", "2026-03-14"),
    ("hi", "14 मार्च 2026, 06:05 IST", "2026-03-14T06:05:00+05:30"),
    ("hi", "१४ मार्च २०२६", "2026-03-14"),
    ("bn", "১৪ মার্চ ২০২৬, ০৬:০৫", "2026-03-14T06:05:00"),
    ("ta", "14 மார்ச் 2026", "2026-03-14"),
    ("id", "Sabtu, 14 Maret 2026 06:05 WIB", "2026-03-14T06:05:00+07:00"),
    ("id", "14 Agustus 2026", "2026-08-14"),
    ("ms", "14 Mac 2026", "2026-03-14"),
    ("vi", "Thứ bảy, 14/3/2026, 06:05 (GMT+7)", "2026-03-14T06:05:00+07:00"),
    ("vi", "14 tháng 3, 2026", "2026-03-14"),
    ("vi", "14 tháng 3 năm 2026", "2026-03-14"),
    ("th", "14 มีนาคม 2569 เวลา 06:05 น.", "2026-03-14T06:05:00"),
    ("th", "14 มี.ค. 2569 06:05 น.", "2026-03-14T06:05:00"),
    ("th", "14 มี.ค. 69", "2026-03-14"), ("th", "14 มี.ค. 69 06:05 น.", "2026-03-14T06:05:00"),
    ("th", "14 มี.ค. 06:05 น.", None), ("th", "๑๔ มีนาคม พ.ศ. ๒๕๖๙", "2026-03-14"),
    ("th", "14 มีนาคม ค.ศ. 2026", "2026-03-14"),
    ("lo", "14 ມີນາ 2026", "2026-03-14"), ("lo", "14 ມ.ນ. 2026", "2026-03-14"),
    ("my", "၁၄ မတ် ၂၀၂၆", "2026-03-14"), ("my", "မေ ၁၄၊ ၂၀၂၆", "2026-05-14"),
    ("my", "မတ်လ ၁၄ ရက်၊ ၂၀၂၆", "2026-03-14"),
    ("km", "14 មីនា 2026", "2026-03-14"), ("km", "ថ្ងៃសៅរ៍ ទី១៤ ខែមីនា ឆ្នាំ២០២៦ ម៉ោង ០៦:០៥", "2026-03-14T06:05:00"),
    ("si", "මාර්තු 14, 2026", "2026-03-14"), ("si", "2026 මාර්තු 14", "2026-03-14"),
    ("th", "14 พ.ย. 2569", "2026-11-14"),
    ("sw", "14 Machi 2026", "2026-03-14"),
    ("fil", "Marso 14, 2026", "2026-03-14"),
    ("mn", "2026 оны 3 сарын 14", "2026-03-14"), ("mn", "2026 оны 3-р сарын 14, 06:05", "2026-03-14T06:05:00"),
    ("uz", "2026-yil 14-mart", "2026-03-14"), ("kk", "2026 ж. 14 наурыз", "2026-03-14"),
    ("zh", "2026年3月14日 06:05", "2026-03-14T06:05:00"),
    ("zh", "二〇二六年三月十四日", "2026-03-14"), ("zh", "２０２６年１２月２日　１８：０５", "2026-12-02T18:05:00"),
    ("zh", "二〇二六年十月二十一日", "2026-10-21"), ("zh-TW", "中華民國一一五年三月三十日", "2026-03-30"),
    ("ja", "2026年（令和8年）3月14日", "2026-03-14"), ("ja", "令和８年（２０２６年）３月１４日", "2026-03-14"),
    ("zh", "2026-03-14 06:05:07", "2026-03-14T06:05:07"),
    ("zh-TW", "2026/03/14 06:05", "2026-03-14T06:05:00"),
    ("zh-TW", "民國115年3月14日", "2026-03-14"),
    ("ja", "2026年3月14日(土) 6時5分", "2026-03-14T06:05:00"),
    ("ja", "2026年03月14日 06時05分", "2026-03-14T06:05:00"),
    ("ja", "令和8年3月14日", "2026-03-14"),
    ("ja", "2026/3/14 6:05", "2026-03-14T06:05:00"),
    ("ko", "2026년 3월 14일 06:05", "2026-03-14T06:05:00"),
    ("ko", "입력 2026.03.14 06:05", "2026-03-14T06:05:00"),
    ("ko", "2026-03-14 오후 6:05", "2026-03-14T18:05:00"),
    ("ko", "2026.03.14. 오전 6:05", "2026-03-14T06:05:00"),
    ("el", "14/03/2026 06:05 μμ", "2026-03-14T18:05:00"),
    ("en", "3 hours ago", None), ("en", "Yesterday at 6:05", None), ("en", "Just now", None),
    ("de", "vor 3 Stunden", None), ("fr", "il y a 3 heures", None), ("es", "hace 3 horas", None),
    ("en", "14 March", None), ("en", "March 2026", None), ("en", "Read in 2026 minutes", None),
    ("en", "© 2026 The Gazette", None), ("en", "Room 12, 2026 Main Street", None),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "expected"), PRINTED)
def test_time_as_printed(lang, text, expected):
    assert read(f'<p class="date">{text}</p>', lang=lang).published_at == expected


@pytest.mark.parametrize("template", ["<p>{}</p>", "<time>{}</time>", '<div class="meta"><span>By Ann Lee</span><span>{}</span></div>',
                                      '<span itemprop="datePublished">{}</span>'])  # fmt: skip
def test_time_in_every_place(template):
    found = read(template.format("14 March 2026, 06:05"))
    assert found.published_at == "2026-03-14T06:05:00"
    assert found.published_zone_assumed is False


@pytest.mark.parametrize(
    ("lang", "headline", "text", "expected"),
    [
        ("en", "Old bridge opens again", "14 March 2026, 06:05", "2026-03-14T06:05:00"),
        ("bn", "পুরোনো সেতু আবার খুলল", "৩০ ফাল্গুন ১৪৩২</span> <span>১৪ মার্চ ২০২৬", "2026-03-14"),
        ("fa", "پل کهنه دوباره باز شد", "۲۳ اسفند ۱۴۰۴ ساعت ۰۶:۰۵", "2026-03-14T06:05:00"),
        ("ar", "الجسر القديم يفتح من جديد", "١٤ مارس، ٢٠٢٦", "2026-03-14"),
        ("th", "สะพานเก่าเปิดอีกครั้ง", "๑๔ มีนาคม พ.ศ. ๒๕๖๙", "2026-03-14"),
        ("th", "สะพานเก่าเปิดอีกครั้ง", "14 มี.ค. 69 06:05 น.", "2026-03-14T06:05:00"),
        ("my", "တံတားဟောင်း ပြန်ဖွင့်", "၁၄ မတ် ၂၀၂၆", "2026-03-14"),
        ("ja", "古い橋がまた開く", "令和８年３月１４日", "2026-03-14"),
        ("zh", "老桥重新开放", "二〇二六年三月十四日", "2026-03-14"),
        ("zh", "老桥重新开放", "2024年3月14日，老桥关闭。", None),
        ("hi", "पुराना पुल फिर खुला", "१४ मार्च २०२४ को पुल बंद हुआ।", None),
    ],
)
def test_dateline_that_nothing_names(lang, headline, text, expected):
    found = bare(f"<h1>{headline}</h1><div><span>{text}</span></div><p>{headline}</p>", lang=lang)
    assert found.published_at == expected


def test_first_dateline_counts_where_no_heading_is_found():
    head = "<title>古い橋がまた開く</title>"
    lines = "<p>2026年3月14日</p><p>橋が開いた。</p><p>2019年1月1日</p>"
    assert bare(lines, head, lang="ja").published_at == "2026-03-14"


PAIRS = [
    ("Published: March 14, 2026 6:05 AM | Updated: March 15, 2026 7:30 AM", "en"),
    ("Updated March 15, 2026 7:30 AM. Published March 14, 2026 6:05 AM", "en"),
    ("Updated: March 15, 2026 7:30 AM First published: March 14, 2026 6:05 AM", "en"),
    ("Aktualisiert am 15.03.2026 um 07:30 Uhr, veröffentlicht am 14.03.2026 um 06:05 Uhr", "de"),
    ("Veröffentlicht: 14.03.2026, 06:05 Uhr Aktualisiert: 15.03.2026, 07:30 Uhr", "de"),
    ("Stand: 15.03.2026, 07:30 Uhr | Erstellt: 14.03.2026, 06:05 Uhr", "de"),
    ("Publié le 14/03/2026 à 06:05, mis à jour le 15/03/2026 à 07:30", "fr"),
    ("Mis à jour le 15/03/2026 à 07:30 - Publié le 14/03/2026 à 06:05", "fr"),
    ("Actualizado el 15/03/2026 a las 07:30. Publicado el 14/03/2026 a las 06:05", "es"),
    ("Atualizado em 15/03/2026 07h30 - Publicado em 14/03/2026 06h05", "pt"),
    ("Aggiornato il 15/03/2026 07:30 Pubblicato il 14/03/2026 06:05", "it"),
    ("Bijgewerkt 15 maart 2026 07:30, gepubliceerd 14 maart 2026 06:05", "nl"),
    ("Oppdatert 15.03.2026 kl. 07:30 Publisert 14.03.2026 kl. 06:05", "nb"),
    ("Uppdaterad 15 mars 2026 07:30 Publicerad 14 mars 2026 06:05", "sv"),
    ("Aktualizacja: 15.03.2026 07:30 Publikacja: 14.03.2026 06:05", "pl"),
    ("Обновлено: 15.03.2026 07:30 Опубликовано: 14.03.2026 06:05", "ru"),
    ("06:05 14.03.2026 (обновлено: 07:30 15.03.2026)", "ru"),
    ("Güncelleme: 15.03.2026 07:30 Giriş: 14.03.2026 06:05", "tr"),
    ("입력 2026.03.14 06:05 수정 2026.03.15 07:30", "ko"),
    ("수정 2026.03.15 07:30 입력 2026.03.14 06:05", "ko"),
    ("更新 2026/03/15 07:30 公開 2026/03/14 06:05", "ja"),
    ("Diperbarui 15/03/2026 07:30 Diterbitkan 14/03/2026 06:05", "id"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lang"), PAIRS)
def test_of_two_printed_times_each_is_what_it_says(text, lang):
    found = read(f'<p class="date">{text}</p>', lang=lang)
    assert found.published_at == "2026-03-14T06:05:00"
    assert found.modified_at == "2026-03-15T07:30:00"


def test_the_only_time_is_that_of_publication_whatever_it_is_called():
    found = read('<time class="updated" datetime="2026-03-14T06:05Z">x</time>')
    assert (found.published_at, found.modified_at) == ("2026-03-14T06:05:00Z", None)


def test_update_alone_is_no_publication_where_a_time_element_says_so():
    body = '<time class="updated" datetime="2026-03-15T07:30Z">x</time><time class="published" datetime="2026-03-14T06:05Z">x</time>'
    found = read(body)
    assert (found.published_at, found.modified_at) == (
        "2026-03-14T06:05:00Z",
        "2026-03-15T07:30:00Z",
    )


@pytest.mark.parametrize(
    "label", ["Updated <!-- -->", "<!-- --> Updated ", "<b>Updated</b><!-- -->"]
)
def test_comments_of_a_program_stand_between_a_label_and_its_time(label):
    body = f'<p>{label}<time datetime="2026-03-15T07:30Z">x</time> Published <!-- --><time datetime="2026-03-14T06:05Z">x</time></p>'
    assert read(body).published_at == "2026-03-14T06:05:00Z"


@pytest.mark.parametrize(
    "body",
    [
        '<div class="comments"><time datetime="2026-03-16">x</time></div>',
        '<aside><time datetime="2026-03-16">x</time></aside>',
        '<div class="related"><h3>Other</h3><span class="date">16.03.2026</span></div>',
        "<p>On 16 March 2024 the bridge was closed, and nobody knew for how long it would be. It was a cold day.</p>",
    ],
)  # fmt: skip
def test_times_of_other_things_are_not_taken(body):
    assert read(story="<p>The bridge is open.</p>" * 9 + body).published_at is None


def test_date_of_the_page_s_head_is_not_the_story_s():
    body = f'<header><div class="today">Friday, March 20, 2026</div></header><article><h1>Old bridge</h1><p class="date">March 14, 2026</p>{"<p>It is open again.</p>" * 9}</article>'
    assert bare(body).published_at == "2026-03-14"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/2026/03/14/bridge", "2026-03-14"), ("/news/2026-03-14/bridge", "2026-03-14"),
        ("/20260314/bridge", "2026-03-14"), ("/news/bridge-20260314", "2026-03-14"),
        ("/2026/mar/14/bridge", "2026-03-14"), ("/2026/03/bridge", None), ("/story/20261314", None),
        ("/story/1203202614", None),
    ],
)  # fmt: skip
def test_day_in_the_address(path, expected):
    assert read(url=f"https://gazette.example{path}").published_at == expected


TITLE = "<title>Old bridge | 14.03.2026</title>"


@pytest.mark.parametrize(
    ("body", "head", "expected", "modified"),
    [
        ("<p>14 March 2026 06:05</p>", "", "2026-03-14T06:05:00", None),
        ('<p class="date">14 March 2026 06:05</p>', TITLE, "2026-03-14T06:05:00", None),
        ("<p>15 March 2026 06:05</p>", "", "2026-03-14", None),
        ("<p>14 March 2026</p>", "", "2026-03-14", None),
        ("<p>Updated 14 March 2026 07:30</p>", "", "2026-03-14", None),
        ('<p class="date">Updated 14 March 2026 07:30</p>', TITLE, "2026-03-14", "2026-03-14T07:30:00"),
        ("<p>14 March 2026 06:05</p>", ld({**ARTICLE, "datePublished": "2026-03-14"}), "2026-03-14T06:05:00", None),
    ],
)  # fmt: skip
def test_clock_of_a_known_day_is_that_of_the_dateline(body, head, expected, modified):
    found = bare(
        f"<h1>Old bridge</h1><div>{body}</div><p>It is open.</p>",
        head,
        url="https://gazette.example/2026/03/14/bridge",
    )
    assert (found.published_at, found.modified_at) == (expected, modified)
    rule = next(mark.rule for mark in found.provenance if mark.field == "published_at")
    assert ("near the headline" in rule or "class" in rule) == ("T" in expected)


def test_time_beside_a_link_as_long_as_a_title_is_another_storys():
    """A list of the latest stories, each with its hour, on a page that prints its own in words."""
    item = '<div class="x{0}"><a href="/2026/03/another-story-of-its-own-{0}">Another story with a title of its own, number {0}</a><time datetime="2026-03-0{0}T09:00:00Z">1h</time></div>'
    items = "".join(item.format(n) for n in range(6, 9))
    found = bare(
        f"<article><h1>{HEADLINE}</h1><p class=w>4 March 2026, 18:12</p>{STORY}</article>{items}"
    )
    assert found.published_at == "2026-03-04T18:12:00"


def test_time_in_the_link_to_the_page_itself_is_its_own():
    stamp = '<time datetime="2026-03-04T18:12:00Z">4 March 2026, at twelve past six in the evening</time>'
    found = read(f'<p><a href="/a">{stamp}</a> <a href="#reply">Say what you think of this one</a>')
    assert found.published_at == "2026-03-04T18:12:00Z"


@pytest.mark.parametrize(
    "event",
    [
        "14 March 2026, 20:00, Town Hall",
        "Kick-off: 14 March 2026, 20:45",
        "Concert 14 March 2026, 20:00",
    ],
)
def test_hour_of_an_event_on_the_day_is_not_that_of_publication(event):
    found = read(f"<p>{event}</p>", head='<meta name="date" content="2026-03-14">')
    assert (found.published_at, found.published_precision) == ("2026-03-14", "day")
