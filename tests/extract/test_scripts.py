# ruff: noqa: RUF001, E501  # the marks of many scripts are meant as they stand; a case is one line
"""What sentences, bylines and standfirsts look like in scripts other than Latin."""

import pytest

from tests.extract.printed import STORY, read

HAN = (
    "<p>老城区与南岸之间的新桥全长三千二百米，工程持续了四年，工人们在冬天的夜里架起了主缆，如今只差路面和路灯。</p>"
    "<p>退休教师刘女士说，她以前进城要坐渡轮，遇上大雾就得等上半天，现在孩子们坐公交车十分钟就能到学校。</p>"
    "<p>市政府说，大桥两边有人行道，桥头的公园也会在秋天开放，预计明年将有六条公交线路经过这里。</p>"
)


def authors(*args, **kwargs):
    return [author.name for author in read(*args, **kwargs).authors]


def paragraphs(found):
    return [text for section in found.body for text in section.paragraphs]


@pytest.mark.parametrize(
    "sentence",
    [
        "记者近日从江州市交通局获悉，连接老城区与南岸的新桥将于今年九月底通车。",
        "記者會上，局長宣布新橋今天起開放，首日有上千名市民前來參觀。",
        "记者在现场看到，桥头的路灯已经亮起。",
        "作者认为，这座桥是老城区与南岸共同的记忆。",
    ],
)
def test_sentence_that_begins_with_a_reporter_is_no_byline(sentence):
    found = read(f"<p>{sentence}</p>", lang="zh", story=HAN)
    assert (found.authors, found.byline) == ((), None)
    assert sentence in (found.standfirst, *paragraphs(found))


def test_sentence_in_arabic_that_begins_with_writing_is_no_byline():
    told = "كتب المحافظ على صفحته أن العمل ينطلق غدا، وأنه يشمل تدريب مئتي شاب وفتاة."
    story = "".join(f"<p>{told} وقال إن الرقم {n} هو الأهم في الخطة كلها.</p>" for n in range(5))
    assert authors(f"<p>{told}</p>", lang="ar", story=story) == []


@pytest.mark.parametrize(
    "line",
    [
        "记者王晓雨",
        "記者林雅婷／台南報導",
        "本报记者 王晓雨",
        "江州日报记者 王晓雨 报道",
        "2026-03-03 08:13 记者：王晓雨",
        "2026-03-03 08:13 本报记者 王晓雨",
    ],
)
def test_reporter_signs_in_chinese(line):
    assert authors(f"<div>{line}</div>", lang="zh-CN", story=HAN) == [
        "林雅婷" if "林" in line else "王晓雨"
    ]


@pytest.mark.parametrize("end", ["（记者 王晓雨）", "〔記者王晓雨／台南報導〕"])
@pytest.mark.parametrize("first", [True, False])
def test_reporter_signs_in_brackets_at_an_end_of_a_paragraph(end, first):
    story = HAN.replace("<p>", f"<p>{end}", 1) if first else HAN.removesuffix("</p>") + end + "</p>"
    assert authors(lang="zh", story=story) == ["王晓雨"]


@pytest.mark.parametrize("begin", ["[서해일보 이민수 기자] ", "(서해=연합) 이민수 기자 = "])
def test_reporter_signs_at_the_head_of_a_long_paragraph_in_korean(begin):
    told = "오래된 다리가 아홉 달 동안의 보수 공사를 마치고 토요일에 다시 열렸으며 많은 사람이 걸어서 건넜다고 시청이 밝혔다. "
    story = f"<p>{begin}{told}</p>" + "".join(f"<p>{n}번째 이야기. {told}</p>" for n in range(4))
    assert authors(lang="ko", story=story) == ["이민수"]


SENTENCES = {
    "hy": "Կամուրջը վերաբացվել է ինը ամիս անց, և հարյուրավոր մարդիկ անցել են դրանով։",
    "am": "ድልድዩ ከዘጠኝ ወር ጥገና በኋላ ቅዳሜ ተከፍቶ ብዙ ሰዎች በእግራቸው ተሻገሩ።",
    "my": "တံတားကို ကိုးလကြာ ပြင်ဆင်ပြီးနောက် စနေနေ့တွင် ပြန်ဖွင့်ခဲ့သည်။",
    "km": "ស្ពានត្រូវបានបើកឡើងវិញកាលពីថ្ងៃសៅរ៍ បន្ទាប់ពីជួសជុលអស់រយៈពេលប្រាំបួនខែ។",
    "ur": "پل نو ماہ کی مرمت کے بعد ہفتے کے روز دوبارہ کھول دیا گیا اور سیکڑوں لوگ اس پر سے گزرے۔",
    "th": "สะพานเก่าข้ามแม่น้ำเปิดให้ใช้อีกครั้งเมื่อวันเสาร์ หลังจากซ่อมแซมนานเก้าเดือน และมีผู้คนนับร้อยเดินข้ามไปยังอีกฝั่งหนึ่ง",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_break_behind_a_sentence_parts_paragraphs(language):
    told = [f"{number} {SENTENCES[language]}" for number in range(5)]
    found = read(lang=language, story=f"<div>{'<br>'.join(told)}</div>")
    assert paragraphs(found) == told


@pytest.mark.parametrize("language", SENTENCES)
def test_sentence_in_bold_is_no_heading(language):
    told = [f"{number} {SENTENCES[language]}" * 2 for number in range(5)]
    bold = f"<p><strong>{SENTENCES[language]}</strong></p>"
    story = "".join(f"<p>{text}</p>" for text in told)
    found = read(lang=language, story=story.replace("</p><p>", f"</p>{bold}<p>", 1))
    assert [section.heading for section in found.body] == [None]


@pytest.mark.parametrize(
    "dek",
    [
        '<p class="standfirst">The first part opens in 2027 and will cost 48 million crowns.</p>',
        '<div class="subtitle">The first trams since 1961 may run to the market in the autumn</div>',
        '<p class="intro">Bridge/Wend. The people of the town crossed it again on foot.</p>',
    ],
)
def test_standfirst_may_name_a_year(dek):
    found = read(dek)
    assert found.standfirst == dek.partition(">")[2].partition("<")[0]


@pytest.mark.parametrize(
    "line", ["Published 14 March 2026", "Ann Lee | 14 March 2026", "Unterwald, 14 March 2026"]
)
def test_dateline_is_no_standfirst_whatever_its_name(line):
    assert read(f'<p class="subtitle">{line}</p>').standfirst is None


def test_link_to_an_authors_page_signs():
    found = read('<div class="x1"><a href="/author/ann-lee/">Ann Lee</a> <b>14 March</b></div>')
    (author,) = found.authors
    assert (author.name, author.url) == ("Ann Lee", "https://www.gazette.example/author/ann-lee/")


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/author/ann-lee/">Politics</a>',
        '<a href="/people/ann-lee/">Ann Lee</a>',
        '<div class="related"><a href="/author/ann-lee/">Ann Lee</a></div>',
        '<a href="https://books.example/authors/ann-lee">Ann Lee</a>',
        '<figure><figcaption>Photo: <a href="/author/ann-lee">Ann Lee</a></figcaption></figure>',
        f'<p>{"The new novel by "} <a href="/authors/ann-lee">Ann Lee</a> {"tells of the bridge. " * 6}</p>',
    ],
)
def test_link_that_names_nobody_or_something_else_does_not_sign(link):
    assert authors(f"<div>{link}</div>") == []


def test_second_link_to_the_same_page_names_no_second_author():
    links = '<a href="/a?id=7">이민수 기자</a> <a href="/a?id=7">다른기사 보기</a>'
    assert authors(f'<div class="author">{links}</div>', lang="ko") == ["이민수"]


def test_stories_in_english_are_read_as_ever():
    assert len(paragraphs(read(story=STORY))) == 9
