# ruff: noqa: E501, RUF001  # a page in one line is read best; marks of many scripts
"""The page of many newspapers: a menu, a short story in sections, then six teasers with excerpts.

The teasers hold more text than the story. Wherever the box stands, whatever its parts are made of
and called, and in any script, the body is the story and each teaser is read once, with its excerpt.
"""

import pytest

from newscrawl import extract_article

URL = "https://www.gazette.example/2026/bridge-reopens/"

LANGUAGES = {
    "en": {
        "language": "en",
        "headline": "Bridge reopens after nine months",
        "lead": "The old bridge over the Wend opened again on Saturday after nine months of repairs, to music.",
        "sections": [
            ("What was done", ["Masons took out every stone of the two middle arches, numbered it and put it back again.", "The river was led round the piers for five months, and the ferry made the crossing instead."]),
            ("What it cost", ["Nine million were planned and eight and a half were spent, which the council noted gladly."]),
            ("Who may cross", ["People on foot and on bicycles may cross at any hour; buses only between six and midnight."]),
            ("What comes next", ["In the autumn the lamps will be changed, and the toll house becomes a museum of bridges."]),
        ],
        "box": "THE LATEST NEWS",
        "title": "Dairy of Unterwald wins prize number {}",
        "excerpt": "The judges praised the long ripening in a cave that belonged to the salt mine until recently, and {} wheels of it were sold to visitors on the first day alone.",
        "more": "Read More",
        "menu": "Connect with us",
    },
    "ru": {
        "language": "ru",
        "headline": "Мост снова открыт после ремонта",
        "lead": "Старый мост через реку снова открылся в субботу после девяти месяцев ремонта, играла музыка.",
        "sections": [
            ("Что сделано", ["Каменщики вынули каждый камень двух средних арок, пронумеровали его и вернули на место.", "Реку пять месяцев отводили вокруг опор, и людей перевозил через неё старый паром."]),
            ("Сколько стоило", ["Планировали девять миллионов, потратили восемь с половиной, что совет отметил с радостью."]),
            ("Кому можно", ["Пешеходы и велосипедисты могут ходить в любое время, автобусы только днём и вечером."]),
            ("Что дальше", ["Осенью сменят фонари, а дом сборщика пошлины станет небольшим музеем мостов."]),
        ],
        "box": "ПОСЛЕДНИЕ НОВОСТИ",
        "title": "Сыроварня снова получила приз номер {}",
        "excerpt": "Судьи похвалили долгое созревание в пещере, которая до недавнего времени принадлежала соляной шахте, и продали {} голов сыра.",
        "more": "Читать далее",
        "menu": "Мы в соцсетях",
    },
    "zh": {
        "language": "zh",
        "headline": "老桥维修九个月后重新开放",
        "lead": "经过九个月的维修，横跨温德河的老桥于星期六在音乐声中重新开放，数百人前来参加仪式。",
        "sections": [
            ("做了什么", ["石匠们把中间两个拱的每一块石头都取出来，编上号码，然后再放回原来的位置。", "河水绕着桥墩引流了五个月，这段时间里人们只能乘坐渡船过河。"]),
            ("花了多少", ["原计划花费九百万，实际花费八百五十万，市议会对此表示非常满意。"]),
            ("谁可以过", ["行人和自行车随时可以过桥，公共汽车只能在早上六点到午夜之间通行。"]),
            ("接下来", ["秋天将更换路灯，收费站的房子将变成一个小型的桥梁博物馆。"]),
        ],
        "box": "最新消息",
        "title": "乌林根奶酪厂第{}次获得最佳奶酪奖",
        "excerpt": "评委们称赞了奶酪在盐矿洞穴中的长时间熟成，第一天就向游客卖出了{}个奶酪轮，镇长也到场祝贺。",
        "more": "阅读更多",
        "menu": "关注我们",
    },
    "ar": {
        "language": "ar",
        "headline": "الجسر يفتح أبوابه بعد تسعة أشهر",
        "lead": "أعيد افتتاح الجسر القديم فوق النهر يوم السبت بعد تسعة أشهر من الإصلاحات على أنغام الموسيقى.",
        "sections": [
            ("ما الذي تم", ["أخرج البناؤون كل حجر من القوسين الأوسطين ورقموه ثم أعادوه إلى مكانه مرة أخرى بعناية.", "تم تحويل مجرى النهر حول الدعائم لمدة خمسة أشهر، وكانت العبارة تنقل الناس بدلا من ذلك."]),
            ("كم كلف", ["كان من المقرر إنفاق تسعة ملايين وأنفق ثمانية ملايين ونصف، وهو ما أسعد المجلس."]),
            ("من يعبر", ["يمكن للمشاة وراكبي الدراجات العبور في أي ساعة، أما الحافلات فبين السادسة ومنتصف الليل."]),
            ("ماذا بعد", ["في الخريف سيتم تغيير المصابيح، وسيصبح بيت الرسوم متحفا صغيرا للجسور القديمة."]),
        ],
        "box": "آخر الأخبار",
        "title": "مصنع الألبان يفوز بالجائزة رقم {}",
        "excerpt": "أشاد الحكام بالنضج الطويل في كهف كان تابعا لمنجم الملح حتى وقت قريب، وبيعت {} قطعة منه للزوار في اليوم الأول.",
        "more": "اقرأ المزيد",
        "menu": "تواصل معنا",
    },
}  # fmt: skip

PICTURE = '<img src="/i.jpg" alt="{t}">'
LINKED = f'<a href="{{u}}">{PICTURE}</a>'
ITEMS = {
    "list items": f'<li{{c}}>{LINKED}<h3><a href="{{u}}">{{t}}</a></h3><p>{{x}}</p><a href="{{u}}">{{m}}</a></li>',
    "divs with headings": f'<div{{c}}><div>{LINKED}</div><div><h4><a href="{{u}}">{{t}}</a></h4><div>{{x}}</div><div><a href="{{u}}">{{m}}</a></div></div></div>',
    "articles": f'<article{{c}}>{LINKED}<h2><a href="{{u}}">{{t}}</a></h2><p>{{x}} <a href="{{u}}">{{m}}</a></p></article>',
    "divs alone": f'<div>{LINKED}<div><a href="{{u}}">{{t}}</a></div><div>{{x}}</div><div><a href="{{u}}">{{m}}</a></div></div>',
    "paragraphs": f'<div><p>{LINKED}</p><p><strong><a href="{{u}}">{{t}}</a></strong></p><p>{{x}}</p><p><a href="{{u}}">{{m}}</a></p></div>',
    "one link, headed": f'<a{{c}} href="{{u}}">{PICTURE}<h3>{{t}}</h3><p>{{x}}</p><span>{{m}}</span></a>',
    "one link of divs": f'<div><a{{c}} href="{{u}}">{PICTURE}<div>{{t}}</div><div>{{x}}</div><span>{{m}}</span></a></div>',
    "heading without link": f'<div{{c}}>{PICTURE}<h3>{{t}}</h3><p>{{x}}</p><a href="{{u}}">{{m}}</a></div>',
    "title like the picture": f'<div>{PICTURE}<div>{{t}}</div><div>{{x}}</div><a href="{{u}}">{{m}}</a></div>',
    "no element of its own": f'{LINKED}<h3><a href="{{u}}">{{t}}</a></h3><p>{{x}}</p><p><a href="{{u}}">{{m}}</a></p>',
    "rows": f'<tr><td>{LINKED}</td><td><b><a href="{{u}}">{{t}}</a></b><br>{{x}}<br><a href="{{u}}">{{m}}</a></td></tr>',
}
PLACES = ("below the story", "in the story", "loose in the story", "in its middle", "above it")
AROUND = {"list items": "ul", "rows": "table"}


def latest(words, item, name):
    around = AROUND.get(item, "div")
    each = "".join(
        ITEMS[item].format(
            c=name("item"),
            u=f"/2026/story-about-the-cheese-{number}/",
            t=words["title"].format(number),
            x=words["excerpt"].format(7 * number),
            m=words["more"],
        )
        for number in range(1, 7)
    )
    return f"<h2>{words['box']}</h2><{around}>{each}</{around}>"


def page(words, item, place, *, named, bold):
    def name(text):
        return f' class="{text}"' if named else ""

    heading = "<p><strong>{}</strong></p>" if bold else "<h2>{}</h2>"
    parts = [f"<p>{words['lead']}</p>"] + [
        heading.format(title) + "".join(f"<p>{text}</p>" for text in texts)
        for title, texts in words["sections"]
    ]
    loose = latest(words, item, name)
    box = f"<div{name('box')}>{loose}</div>"
    if place == "in its middle":
        parts.insert(3, box)
    elif place in {"in the story", "loose in the story"}:
        parts.append(box if place == "in the story" else loose)
    trending = "".join(
        f'<li><a href="/2026/lake-frozen-over-{number}/">{words["title"].format(20 + number)}</a></li>'
        for number in range(5)
    )
    return (
        f"<html lang='{words['language']}'><head><title>{words['headline']} - The Gazette</title><meta "
        f"property='article:published_time' content='2026-03-14'></head><body><div{name('menu')}>"
        f"<ul><li><a href='/'>Home</a></li></ul><span>{words['menu']}</span><ul><li><a "
        f"href='https://x.example'>X</a></li></ul></div><div>{box if place == 'above it' else ''}"
        f"<div{name('post')}><h1>{words['headline']}</h1><div{name('meta')}>Published 2 months ago on "
        f"March 14, 2026</div><div{name('content')}>{''.join(parts)}</div></div>"
        f"{box if place == 'below the story' else ''}<div><h4>Trending</h4><ul>{trending}</ul></div>"
        "</div><div>Copyright The Gazette, all rights reserved by its owners</div></body></html>"
    ).encode()


@pytest.mark.parametrize("item", ITEMS)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_body_is_the_story_and_each_teaser_is_read_once(language, place, item):
    words = LANGUAGES[language]
    for named in (True, False):
        found = extract_article(page(words, item, place, named=named, bold=not named), URL)
        read = [(section.heading, list(section.paragraphs)) for section in found.body]
        assert read == [(None, [words["lead"]]), *words["sections"]]
        assert found.headline == words["headline"]
        cheese = [teaser for teaser in found.teasers if "cheese" in teaser.url]
        numbers = range(1, 7)
        assert [teaser.title for teaser in cheese] == [words["title"].format(n) for n in numbers]
        excerpts = [teaser.excerpt.removesuffix(f" {words['more']}") for teaser in cheese]
        assert excerpts == [words["excerpt"].format(7 * n) for n in numbers]
