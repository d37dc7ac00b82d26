# ruff: noqa: E501, RUF001  # a page in one line is read best; the marks of many scripts
"""The body as editorial systems, page builders and portals set it, with what stands around it."""

from dataclasses import replace

import pytest

from newscrawl import extract_article
from tests.extract.story_pages import FIRST, NEXT, STANDFIRST, StoryPage, Telling, hashed

URL = "https://gazette.example/2026/03/14/bridge-reopens-after-repairs/"
OWN = Telling()
PLAIN = Telling(heading=None)

LINK = '<a href="/2026/03/12/ferry-sinks-in-harbour">Ferry sinks in the harbour of the old town</a>'
OTHER_LINK = (
    '<a href="/2026/03/11/mayor-leaves-the-council">Mayor leaves the council of the old town</a>'
)
DAIRY = "The dairy has won the prize for the best mountain cheese for the third time in a row."
CARDS = "".join(
    f'<article class="card"><a href="/2026/03/1{n}/cheese-wins-prize-again-{n}"><img src="/{n}.jpg"><h3>Cheese of Unterwald wins prize number {n}</h3></a><p>{DAIRY}</p></article>'
    for n in range(3)
)
ROWS = "".join(
    f'<li><a href="/2026/03/1{n}/cheese-wins-prize-again-{n}">Cheese of Unterwald wins prize number {n}</a></li>'
    for n in range(4)
)
NAV = '<header><a href="/">The Gazette</a><nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>'
FOOT = "<footer><p>The Gazette, Ferry Lane 3, Unterwald. Printed every day but Monday since 1871.</p></footer>"
SHARE = '<div class="share"><span>Share</span><ul><li><a href="https://facebook.com/sharer">Facebook</a></li><li><a href="https://twitter.com/intent">X</a></li></ul></div>'
TAGS = '<div class="topics"><a href="/tag/bridges">bridges</a> <a href="/tag/wend">Wend</a> <a href="/tag/masons">masons</a></div>'
LETTER = '<div class="letter"><h3>Morning letter</h3><p>The most important news of the valley every morning in your inbox, free of charge.</p><form action="/nl"><input type="email"><button>Sign up</button></form></div>'
BIO = "Ann Lee has written about the valley for twenty years and lives by the river with two dogs."
AD = '<div class="ad"><span>Advertisement</span><div id="div-gpt-1"></div></div>'
COMMENT = "I do not think that the bridge will hold for long, and I said so already."


COOKIES = "".join(
    f"<p>We and our {n} partners store and read what they need on your device and use it for advertising and content, as the law of year {n} allows.</p>"
    for n in range(8)
)
OPINIONS = "".join(
    f"<div class='x6'><b>Reader {n}</b><p>{COMMENT} Nobody wanted to hear it in year {n}, least of all the council.</p></div>"
    for n in range(12)
)


def ads(count=6, ad=AD):
    return (ad,) * count


def page(markup, story=OWN, **rest):
    return StoryPage(markup, story, **rest)


ZH = Telling(
    "老桥维修九个月后重新开放",
    (
        "经过九个月的维修，温德河上的老桥星期六重新开放，铜管乐队奏起了音乐。",
        "石匠们把中间两个桥拱的石头一块一块取下来编号，再放回原处，花的时间比谁都预想的要长。",
    ),
    None,
    (
        "五个月里河水被引到桥墩旁边，渡船代替桥运送行人，票价减半。",
        "“没有人相信我们能在冬天以前完工。”负责工程的李安说。",
        "秋天将更换路灯，收费站会变成一座关于桥和造桥人的小博物馆。",
    ),
    lang="zh-CN",
)
JA = Telling(
    "古い橋、九か月の修理を終えて再び開通",
    (
        "ウェンド川に架かる古い橋が土曜日、九か月にわたる修理を終えて再び開通した。ブラスバンドが演奏し、多くの人が集まった。",
        "石工たちは中央の二つのアーチの石を一つずつ取り外し、番号を付けて元に戻した。作業は予定より長くかかった。",
    ),
    "今後の予定",
    (
        "川の水は五か月の間、橋脚のまわりに流され、渡し船が半額で人を運んだ。",
        "「冬の前に終わるとは誰も思わなかった」と工事を率いた江木さんは話した。",
        "秋には街灯が取り換えられ、料金所は橋とそれを造った人々の小さな博物館になる。",
    ),
    lang="ja",
)
KO = Telling(
    "아홉 달 만에 다시 열린 오래된 다리",
    (
        "벤트강의 오래된 다리가 아홉 달의 수리를 마치고 토요일 다시 열렸다. 취주악대의 연주와 두 교회의 종소리가 함께했다.",
        "석공들은 가운데 두 아치의 돌을 하나씩 떼어 번호를 매기고 다시 제자리에 놓았다. 예상보다 오래 걸렸다.",
    ),
    None,
    (
        "다섯 달 동안 강물을 교각 옆으로 돌렸고 나룻배가 절반 값에 사람을 날랐다.",
        "“겨울 전에 끝나리라고는 아무도 믿지 않았다”고 공사를 이끈 보 에크는 말했다.",
        "가을에는 가로등이 바뀌고 통행료 징수소는 다리와 그것을 지은 사람들의 작은 박물관이 된다.",
    ),
    lang="ko",
)
AR = Telling(
    "إعادة فتح الجسر بعد تسعة أشهر من الترميم",
    (
        "أعيد فتح الجسر القديم فوق نهر الوند يوم السبت بعد تسعة أشهر من أعمال الترميم على أنغام فرقة نحاسية وأجراس الكنيستين.",
        "أخرج البناؤون كل حجر من القوسين الأوسطين ورقّموه ثم أعادوه إلى مكانه، واستغرق ذلك وقتا أطول مما خطط له أحد.",
    ),
    "ما الذي سيأتي بعد ذلك",
    (
        "حُوّل مجرى النهر حول الدعامات خمسة أشهر، وقامت العبّارة بنقل الناس بنصف السعر المعتاد.",
        "قال بو إيك الذي قاد العمل: لم يصدق أحد أننا سننتهي قبل الشتاء.",
        "في الخريف ستُبدّل المصابيح، ويصبح بيت الرسوم متحفا صغيرا للجسور ولمن بناها.",
    ),
    lang="ar",
    attributes=' dir="rtl"',
)
HE = Telling(
    "הגשר נפתח מחדש אחרי תשעה חודשי שיפוץ",
    (
        "הגשר הישן מעל נהר הוונד נפתח מחדש בשבת אחרי תשעה חודשים של שיפוצים, לצלילי תזמורת כלי נשיפה ופעמוני שתי הכנסיות.",
        "הבנאים הוציאו כל אבן משתי הקשתות האמצעיות, מספרו אותה והחזירו אותה למקומה, וזה ארך יותר ממה שתוכנן.",
    ),
    None,
    (
        "הנהר הוטה סביב העמודים במשך חמישה חודשים, והמעבורת העבירה את האנשים במחצית המחיר הרגיל.",
        "״איש לא האמין שנסיים לפני החורף״, אמר בו אק, שניהל את העבודה.",
        "בסתיו יוחלפו הפנסים, ובית המכס יהפוך למוזיאון קטן לגשרים ולמי שבנו אותם.",
    ),
    lang="he",
    attributes=' dir="rtl"',
)
FA = Telling(
    "پل پس از نه ماه مرمت دوباره باز شد",
    (
        "پل قدیمی رود وند روز شنبه پس از نه ماه مرمت با نوای گروه موسیقی و ناقوس هر دو کلیسا دوباره باز شد.",
        "بنّاها هر سنگ دو طاق میانی را بیرون آوردند، شماره زدند و سر جایش گذاشتند و این کار بیش از برنامه طول کشید.",
    ),
    None,
    (
        "آب رود پنج ماه از کنار پایه‌ها گذرانده شد و قایق مردم را با نیم بها جابه‌جا کرد.",
        "بو اک که کار را رهبری کرد گفت: هیچ‌کس باور نداشت که پیش از زمستان تمام شود.",
        "پاییز چراغ‌ها عوض می‌شود و خانه عوارض به موزه‌ای کوچک درباره پل‌ها و سازندگانشان بدل می‌شود.",
    ),
    lang="fa",
    attributes=' dir="rtl"',
)
HI = Telling(
    "नौ महीने बाद फिर से खुला पुराना पुल",
    (
        "वेंड नदी पर बना पुराना पुल नौ महीने की मरम्मत के बाद शनिवार को फिर से खुल गया, बैंड बजा और दोनों गिरजाघरों की घंटियां बजीं।",
        "राजमिस्त्रियों ने बीच की दो मेहराबों का हर पत्थर निकाला, उस पर नंबर लिखा और वापस लगाया, जिसमें सोच से ज्यादा समय लगा।",
    ),
    None,
    (
        "पांच महीने तक नदी को खंभों के पास से मोड़ा गया और नाव ने आधे किराए पर लोगों को पार कराया।",
        "काम के मुखिया बो एक ने कहा कि किसी को भरोसा नहीं था कि सर्दी से पहले काम पूरा होगा।",
        "पतझड़ में बत्तियां बदली जाएंगी और चुंगी घर पुलों और उन्हें बनाने वालों का छोटा संग्रहालय बनेगा।",
    ),
    lang="hi",
)
BN = Telling(
    "নয় মাস পর আবার খুলল পুরোনো সেতু",
    (
        "ওয়েন্ড নদীর উপর পুরোনো সেতুটি নয় মাসের মেরামতের পর শনিবার আবার খুলে দেওয়া হয়েছে, ব্যান্ড বেজেছে আর দুই গির্জার ঘণ্টা।",
        "রাজমিস্ত্রিরা মাঝের দুটি খিলানের প্রতিটি পাথর খুলে নম্বর দিয়ে আবার বসিয়েছেন, যাতে ভাবনার চেয়ে বেশি সময় লেগেছে।",
    ),
    None,
    (
        "পাঁচ মাস নদীকে থামের পাশ দিয়ে ঘুরিয়ে দেওয়া হয়েছিল, আর খেয়া নৌকা অর্ধেক ভাড়ায় মানুষ পার করেছে।",
        "কাজের প্রধান বো এক বলেন, শীতের আগে শেষ হবে বলে কেউ বিশ্বাস করেনি।",
        "শরতে বাতি বদলানো হবে, আর শুল্কঘরটি সেতু ও তার নির্মাতাদের ছোট জাদুঘর হবে।",
    ),
    lang="bn",
)
TA = Telling(
    "ஒன்பது மாதங்களுக்குப் பின் திறந்தது பழைய பாலம்",
    (
        "வெண்ட் ஆற்றின் மேல் உள்ள பழைய பாலம் ஒன்பது மாத சீரமைப்புக்குப் பின் சனிக்கிழமை மீண்டும் திறக்கப்பட்டது.",
        "நடுவில் உள்ள இரண்டு வளைவுகளின் ஒவ்வொரு கல்லையும் எடுத்து எண்ணிட்டு மீண்டும் வைத்தனர், இதற்கு எதிர்பார்த்ததைவிட அதிக நேரம் ஆனது.",
    ),
    None,
    (
        "ஐந்து மாதங்கள் ஆறு தூண்களைச் சுற்றித் திருப்பப்பட்டது, படகு பாதிக் கட்டணத்தில் மக்களை ஏற்றிச் சென்றது.",
        "குளிர்காலத்துக்கு முன் முடியும் என்று யாரும் நம்பவில்லை என்றார் பணியை நடத்திய போ எக்.",
        "இலையுதிர் காலத்தில் விளக்குகள் மாற்றப்படும், சுங்கச்சாவடி பாலங்களின் சிறிய அருங்காட்சியகம் ஆகும்.",
    ),
    lang="ta",
)
RU = Telling(
    "Мост открыли после девяти месяцев ремонта",
    (
        "Старый мост через Венд снова открыли в субботу после девяти месяцев ремонта под звуки духового оркестра и колокола обеих церквей.",
        "Каменщики вынули каждый камень двух средних арок, пронумеровали и вернули на место, и это заняло больше времени, чем думали.",
    ),
    "Что дальше",
    (
        "Пять месяцев реку отводили вокруг опор, а паром перевозил людей за половину обычной цены.",
        "«Никто не верил, что мы успеем до зимы», — сказал Бо Эк, который руководил работами.",
        "Осенью поменяют фонари, а дом сборщика пошлины станет небольшим музеем мостов и тех, кто их строил.",
    ),
    lang="ru",
)
UK = Telling(
    "Міст відкрили після дев’яти місяців ремонту",
    (
        "Старий міст через Венд знову відкрили в суботу після дев’яти місяців ремонту під звуки духового оркестру й дзвони обох церков.",
        "Мулярі вийняли кожен камінь двох середніх арок, пронумерували й повернули на місце, і це забрало більше часу, ніж думали.",
    ),
    None,
    (
        "П’ять місяців річку відводили довкола опор, а пором перевозив людей за половину звичайної ціни.",
        "«Ніхто не вірив, що ми встигнемо до зими», — сказав Бо Ек, який керував роботами.",
        "Восени поміняють ліхтарі, а дім митника стане невеликим музеєм мостів і тих, хто їх будував.",
    ),
    lang="uk",
)
EL = Telling(
    "Η γέφυρα άνοιξε ξανά μετά από εννέα μήνες",
    (
        "Η παλιά γέφυρα του Βεντ άνοιξε ξανά το Σάββατο μετά από εννέα μήνες επισκευών, με τη μπάντα και τις καμπάνες των δύο εκκλησιών.",
        "Οι μάστορες έβγαλαν κάθε πέτρα από τα δύο μεσαία τόξα, την αρίθμησαν και την έβαλαν στη θέση της, κάτι που κράτησε περισσότερο.",
    ),
    "Τι ακολουθεί",
    (
        "Το ποτάμι γύρισε γύρω από τα βάθρα για πέντε μήνες, και το πορθμείο περνούσε τον κόσμο στη μισή τιμή.",
        "«Κανείς δεν πίστευε ότι θα τελειώναμε πριν τον χειμώνα», είπε ο Μπο Εκ, που διηύθυνε το έργο.",
        "Το φθινόπωρο θα αλλάξουν τα φανάρια, και το σπίτι των διοδίων θα γίνει μικρό μουσείο για τις γέφυρες.",
    ),
    lang="el",
)
TR = Telling(
    "Köprü dokuz ay sonra yeniden açıldı",
    (
        "Wend üzerindeki eski köprü dokuz aylık onarımın ardından cumartesi günü bando ve iki kilisenin çanları eşliğinde yeniden açıldı.",
        "Ustalar ortadaki iki kemerin her taşını çıkardı, numaraladı ve yerine koydu; bu iş düşünülenden uzun sürdü.",
    ),
    "SIRADA NE VAR",
    (
        "Nehir beş ay boyunca ayakların çevresinden akıtıldı, feribot da yarı fiyatına insan taşıdı.",
        "İşi yöneten Bo Ek, “Kıştan önce biteceğine kimse inanmıyordu” dedi.",
        "Sonbaharda lambalar değişecek, geçiş parası alınan ev de köprülerin küçük bir müzesi olacak.",
    ),
    lang="tr",
)
PT = Telling(
    "Ponte reabre depois de nove meses de obras",
    (
        "A velha ponte sobre o Wend reabriu no sábado depois de nove meses de obras, ao som de uma banda e dos sinos das duas igrejas.",
        "Os pedreiros tiraram cada pedra dos dois arcos do meio, numeraram e puseram de volta, o que levou mais tempo do que se pensava.",
    ),
    "O que vem agora",
    (
        "O rio foi desviado dos pilares por cinco meses, e a balsa levou as pessoas pela metade do preço.",
        "“Ninguém acreditava que acabaríamos antes do inverno”, disse Bo Ek, que dirigiu a obra.",
        "No outono as lâmpadas serão trocadas, e a casa do pedágio vira um pequeno museu de pontes e de quem as fez.",
    ),
    lang="pt-BR",
)
ID = Telling(
    "Jembatan dibuka lagi setelah sembilan bulan",
    (
        "Jembatan tua di atas Wend dibuka lagi pada Sabtu setelah sembilan bulan perbaikan, diiringi musik tiup dan lonceng kedua gereja.",
        "Para tukang batu mengeluarkan setiap batu dari dua lengkung tengah, memberi nomor dan mengembalikannya, lebih lama dari rencana.",
    ),
    None,
    (
        "Sungai dialihkan di sekitar tiang selama lima bulan, dan perahu menyeberangkan orang dengan setengah harga.",
        '"Tidak ada yang percaya kami akan selesai sebelum musim dingin," kata Bo Ek yang memimpin pekerjaan.',
        "Pada musim gugur lampu akan diganti, dan rumah tol menjadi museum kecil tentang jembatan dan pembuatnya.",
    ),
    lang="id",
)
DE = Telling(
    "Brücke öffnet nach neun Monaten wieder",
    (
        "Die alte Brücke über die Wend ist am Samstag nach neun Monaten Arbeit wieder geöffnet worden, mit Blasmusik und den Glocken beider Kirchen.",
        "Die Maurer nahmen jeden Stein der beiden mittleren Bögen heraus, gaben ihm eine Nummer und setzten ihn zurück, was länger dauerte als geplant.",
    ),
    "Wie es weitergeht",
    (
        "Der Fluss wurde fünf Monate lang um die Pfeiler geleitet, und die Fähre fuhr zum halben Preis.",
        "„Niemand glaubte, dass wir vor dem Winter fertig werden“, sagte Bo Ek, der die Arbeit leitete.",
        "Im Herbst werden die Lampen getauscht, und das Zollhaus wird ein kleines Museum der Brücken und ihrer Erbauer.",
    ),
    lang="de",
)

WITH = {"standfirst": STANDFIRST}

PAGES: dict[str, StoryPage] = {
    # editorial systems
    "typo3": page(NAV + f'<div id="main"><div class="news news-single"><div class="article" itemscope itemtype="http://schema.org/Article"><div class="header"><h1 itemprop="headline">[T]</h1></div><div class="footer"><p><span class="news-list-date"><time itemprop="datePublished" datetime="2026-03-14">14.03.2026</time></span></p></div><div class="teaser-text" itemprop="description"><p>[S]</p></div><div class="news-text-wrap" itemprop="articleBody">{OWN.told()}</div><div class="news-related-wrap"><div class="news-related news-related-news"><h4>Related news</h4><ul>{ROWS}</ul></div></div><div class="news-backlink-wrap"><a href="/news">Back</a></div></div></div></div>' + FOOT, **WITH),
    "escenic": page(NAV + f"""<div id="main"><div class="article"><div class="articleHeader"><h1 class="articleTitle">[T]</h1><p class="leadtext">[S]</p><div class="articleInfo"><span class="date">14.03.2026 | 08:00</span> <span class="author">[A]</span></div></div><div class="articleBody bodytext">{OWN.told("<p class='body'>%</p>", "<p class='subhead'><strong>%</strong></p>")}</div><div class="relatedContents"><h4>More</h4><ul>{ROWS}</ul></div></div></div>""" + FOOT, **WITH),
    "naviga": page(NAV + f'<article class="article-single"><header><h1 class="article-headline">[T]</h1><p class="article-preamble">[S]</p><div class="byline-date"><span>[A]</span><time datetime="2026-03-14T08:00">14 March 2026 08:00</time></div></header><div class="main-body-container">{OWN.told(between=ads())}<div class="factbox"><h3>The bridge</h3><ul><li>Built in 1788</li><li>Seven arches</li></ul></div></div>{TAGS}</article>' + FOOT, **WITH),
    "townnews": page(NAV + f"""<div id="asset-content"><header class="asset-header"><h1 class="headline">[T]</h1><h2 class="subhead">[S]</h2><div class="meta"><ul class="list-inline"><li>By [A]</li><li><time datetime="2026-03-14T08:00">Mar 14, 2026</time></li><li>0</li></ul></div></header><div class="asset-body"><div id="article-body" class="asset-content subscriber-premium">{PLAIN.told("<div class='subscriber-only'><p>%</p></div>", between=("", "<div class='tnt-ads'></div>", "<div class='inline-asset inline-link layout-horizontal'><a href='/news/ferry-sinks/article_1.html'><h4>Ferry sinks in the harbour</h4></a></div>"))}</div></div></div><div id="tncms-region-article-bottom"><h3>Most popular</h3><ul>{ROWS}</ul></div>""" + FOOT, PLAIN, **WITH),
    "ghost": page(NAV + f"""<main class="gh-main"><article class="gh-article post"><header class="gh-article-header"><h1 class="gh-article-title">[T]</h1><p class="gh-article-excerpt">[S]</p><div class="gh-article-meta"><h4><a href="/author/ann/">[A]</a></h4><time datetime="2026-03-14">Mar 14, 2026</time> <span>— 3 min read</span></div></header><section class="gh-content gh-canvas">{OWN.told(heading="<h2 id='next'>%</h2>", between=("", f"<figure class='kg-card kg-bookmark-card'><a class='kg-bookmark-container' href='/ferry'><div class='kg-bookmark-title'>Ferry sinks in the harbour</div><div class='kg-bookmark-description'>{DAIRY}</div></a></figure>", "", "<div class='kg-card kg-signup-card'><h2>Morning letter</h2><p>The news of the valley in your inbox.</p><form><input type='email'><button>Subscribe</button></form></div>"))}</section></article><section class="footer-cta"><h2>Sign up for more like this.</h2><a href="#/portal">Enter your email</a></section><aside class="read-more-wrap">{CARDS}</aside></main>""" + FOOT, **WITH),
    "substack": page(f"""<div id="entry"><article class="newsletter-post post"><div class="post-header"><h1 class="post-title">[T]</h1><h3 class="subtitle">[S]</h3><div class="byline-wrapper"><a href="/profile/1">[A]</a><div>Mar 14, 2026</div></div></div><div class="available-content"><div class="body markup">{OWN.told(heading="<h3 class='header-anchor-post'>%</h3>", between=("", "<div class='subscription-widget-wrap'><div class='subscription-widget'><div class='preamble'><p class='cta-caption'>The Gazette is a publication for its readers. To receive new posts, become a subscriber.</p></div><form><input type='email'><input type='submit' value='Subscribe'></form></div></div>"))}</div></div><div class="post-footer"><a href="#">12 Likes</a></div></article><div id="discussion"><h4>Discussion about this post</h4><div class="comment"><p>{COMMENT}</p></div></div></div>""", **WITH),
    "squarespace": page(NAV + f"""<article class="entry entry--hentry"><div class="blog-item-wrapper"><div class="blog-item-top-wrapper"><div class="blog-item-title"><h1 class="entry-title">[T]</h1></div><div class="blog-meta-item"><time class="dt-published">Mar 14</time></div></div><div class="blog-item-content e-content"><div class="sqs-layout sqs-grid-12"><div class="row sqs-row"><div class="col sqs-col-12"><div class="sqs-block html-block sqs-block-html"><div class="sqs-block-content">{PLAIN.told("<p class='' style='white-space:pre-wrap;'>%</p>")}</div></div><div class="sqs-block newsletter-block"><div class="sqs-block-content"><form class="newsletter-form"><header><h2>Sign up</h2><p>Sign up with your address to receive news and updates.</p></header><input type="email"></form></div></div></div></div></div></div></div></article><section class="item-pagination"><a href="/blog/cheese">Previous <h2>Cheese wins prize</h2></a></section>""" + FOOT, PLAIN),
    "medium": page(f"""<div id="root"><article><section><div class="ab cd"><h1 id="1" class="pw-post-title ef">[T]</h1><h2 id="2" class="pw-subtitle-paragraph gh">[S]</h2><div class="ij"><a href="/@ann">[A]</a><span>Follow</span><span>3 min read</span><span>Mar 14, 2026</span></div>{OWN.told("<p class='pw-post-body-paragraph kl mn'>%</p>", "<h2 class='op qr'>%</h2>")}</div></section></article><div class="st"><a href="/tag/bridges">Bridges</a></div><div class="uv"><h2>Written by [A]</h2><p>{BIO}</p></div></div>""", **WITH),
    "k2": page(NAV + f'<div id="k2Container" class="itemView"><div class="itemHeader"><span class="itemDateCreated">Saturday, 14 March 2026 08:00</span><h2 class="itemTitle">[T]</h2><span class="itemAuthor">Written by <a href="/a">[A]</a></span></div><div class="itemToolbar"><ul><li>font size</li><li><a href="#">Print</a></li></ul></div><div class="itemBody"><div class="itemImageBlock"><span class="itemImage"><img src="/i.jpg"></span><span class="itemImageCaption">The bridge on Saturday.</span></div><div class="itemIntroText"><p>[S]</p></div><div class="itemFullText">{OWN.told()}</div></div><div class="itemLinks"><div class="itemTagsBlock"><span>Tagged under</span><ul><li><a href="/tag/b">bridges</a></li></ul></div></div><div class="itemRelated"><h3>Related items</h3><ul>{ROWS}</ul></div></div>' + FOOT, **WITH),
    "drupal_views": page(NAV + f'<div class="node node--type-article node--view-mode-full"><h1 class="page-title"><span class="field field--name-title">[T]</span></h1><div class="node__content"><div class="field field--name-field-summary field__item">[S]</div><div class="field field--name-field-image"><img src="/1.jpg"></div><div class="clearfix text-formatted field field--name-body field__item">{OWN.told()}</div><div class="field field--name-field-tags"><div class="field__label">Tags</div><div class="field__item"><a href="/tags/b">bridges</a></div></div></div></div><section class="views-element-container"><h2>Recommended</h2><div class="view-content">{CARDS}</div></section>' + FOOT, **WITH),
    "cue_modern": page(NAV + f"""<main><article class="article"><div class="article__header"><h1 class="article__title">[T]</h1><p class="article__lead">[S]</p><div class="article__info"><div class="article__author">By [A]</div><div class="article__published">14.3.2026 8:00</div></div></div><div class="article__body">{OWN.told("<p class='article__paragraph'>%</p>", "<h3 class='article__subtitle'>%</h3>", ads())}</div></article></main>""" + FOOT, **WITH),
    "liferay": page(NAV + f'<div class="journal-content-article"><div class="nota"><h1 class="titulo">[T]</h1><h2 class="bajada">[S]</h2><div class="cuerpo">{PLAIN.told()}</div><div class="relacionadas"><h3>Relacionadas</h3><ul>{ROWS}</ul></div></div></div>' + FOOT, PLAIN, **WITH),
    "methode": page(NAV + f"""<div class="article__content"><div class="article__header"><h1 class="article__title">[T]</h1></div><div class="article__body js-article-body"><p class="article__standfirst">[S]</p>{PLAIN.told("<p class='par'>%</p>", between=("", "<div class='par parbase teads'></div>"))}</div><div class="article__footer">{TAGS}</div></div>""" + FOOT, PLAIN, **WITH),
    "atex": page(NAV + f'<section class="story"><h1>[T]</h1><p class="summary">[S]</p><div class="txt"><div class="fontsize"><a href="#">A-</a> <a href="#">A+</a></div>{PLAIN.told()}</div><div class="riproduzione">RIPRODUZIONE RISERVATA © Copyright The Gazette</div></section>' + FOOT, PLAIN, **WITH),
    "wordpress_default": page(NAV + f"""<div class="wp-site-blocks"><main class="wp-block-group"><div class="wp-block-group has-global-padding"><h1 class="wp-block-post-title">[T]</h1><div class="wp-block-template-part"><div class="wp-block-group"><p>—</p><p>by</p><div class="wp-block-post-author-name">[A]</div><p>in</p><div class="wp-block-post-terms"><a href="/category/valley" rel="tag">Valley</a></div></div></div></div><div class="entry-content alignfull wp-block-post-content">{OWN.told(heading="<h2 class='wp-block-heading'>%</h2>")}</div><div class="wp-block-group"><nav class="wp-block-group" aria-label="Posts"><div class="post-navigation-link-previous wp-block-post-navigation-link"><a href="/c">Previous: Cheese</a></div></nav></div><div class="wp-block-comments"><h2>Comments</h2><div id="respond"><h3>Leave a Reply</h3><form><p>Your email address will not be published. Required fields are marked.</p><textarea></textarea></form></div></div><h2 class="wp-block-heading">More posts</h2><ul class="wp-block-post-template">{ROWS}</ul></main></div>""" + FOOT),
    "jnews": page(NAV + f"""<div class="jeg_content jeg_singlepage"><div class="entry-header"><div class="jeg_breadcrumbs"><span><a href="/">Home</a></span> <span><a href="/v">Valley</a></span></div><h1 class="jeg_post_title">[T]</h1><h2 class="jeg_post_subtitle">[S]</h2><div class="jeg_meta_container"><div class="jeg_meta_author">by <a href="/author/a">[A]</a></div><div class="jeg_meta_date"><a href="#">March 14, 2026</a></div><div class="jeg_meta_comment"><a href="#">0</a></div></div></div><div class="entry-content no-share"><div class="content-inner">{OWN.told(between=("", f"<div class='jnews_inline_related_post_wrapper left'><div class='jnews_inline_related_post'><div class='jeg_block_title'><h3>RelatedPosts</h3></div><article class='jeg_post'><h3 class='jeg_post_title'>{LINK}</h3></article></div></div>"))}<div class="jeg_post_tags"><span>Tags:</span> <a href="/tag/b">bridges</a></div></div></div><div class="jeg_authorbox"><div class="jeg_author_content"><h3><a href="/author/a">[A]</a></h3><p class="jeg_author_desc">{BIO}</p></div></div><div class="jnews_related_post_container">{CARDS}</div></div>""" + FOOT, **WITH),
    "jannah": page(NAV + f"""<article id="the-post" class="container-wrapper post-content"><header class="entry-header-outer"><div class="entry-header"><h1 class="post-title entry-title">[T]</h1><h2 class="entry-sub-title">[S]</h2><div class="single-post-meta post-meta"><span class="author-meta"><a href="/a">[A]</a></span><span class="date meta-item">March 14, 2026</span><span class="meta-reading-time">1 minute read</span></div></div></header><div class="entry-content entry clearfix"><div class="stream-item stream-item-above-post-content"></div>{OWN.told(between=("", f"<div id='inline-related-post' class='mag-box mini-posts-box'><div class='container-wrapper'><div class='mag-box-title'><h3>Related Articles</h3></div><ul class='posts-list-items'>{ROWS}</ul></div></div>"))}</div><div id="post-extra-info"></div></article><div class="about-author"><h3><a href="/a">[A]</a></h3><div class="author-bio">{BIO}</div></div>""" + FOOT, **WITH),
    "wpbakery": page(NAV + f'<div class="post-content"><h1 class="entry-title">[T]</h1><div class="vc_row wpb_row"><div class="wpb_column vc_column_container vc_col-sm-12"><div class="vc_column-inner"><div class="wpb_wrapper"><div class="wpb_text_column wpb_content_element"><div class="wpb_wrapper">{Telling(rest=(), heading=None).told()}</div></div></div></div></div></div><div class="vc_row wpb_row"><div class="wpb_column vc_column_container vc_col-sm-12"><div class="vc_column-inner"><div class="wpb_wrapper"><div class="wpb_text_column wpb_content_element"><div class="wpb_wrapper">{Telling(first=()).told()}</div></div></div></div></div></div></div>' + FOOT),
    "fusion_builder": page(NAV + f'<article class="post"><h1 class="entry-title">[T]</h1><div class="post-content"><div class="fusion-fullwidth fullwidth-box"><div class="fusion-builder-row"><div class="fusion-layout-column"><div class="fusion-text">{OWN.told()}</div></div></div></div></div><div class="fusion-meta-info">By [A] | March 14th, 2026 | Categories: Valley | 0 Comments</div><section class="related-posts"><h2>Related Posts</h2>{CARDS}</section></article>' + FOOT),
    "td_cloud": page(NAV + f'<div id="tdi_1" class="tdc-row"><div class="vc_column tdi_2"><div class="wpb_wrapper"><div class="td_block_wrap tdb_title"><h1 class="tdb-title-text">[T]</h1></div><div class="td_block_wrap tdb_single_subtitle"><div class="tdb-block-inner"><p>[S]</p></div></div><div class="td_block_wrap tdb_single_content tdi_9"><div class="tdb-block-inner td-fix-index">{OWN.told(between=ads(3))}</div></div><div class="td_block_wrap tdb_single_author_box"><div class="tdb-author-name"><a href="/a">[A]</a></div><div class="tdb-author-descr">{BIO}</div></div></div></div></div>' + FOOT, **WITH),
    # the page's own frame
    "next_hashed": page('<div id="__next"><div class="sc-aXbYc"><header class="sc-bdVaJa"><a href="/">The Gazette</a></header><main class="sc-htpNat"><div class="sc-bxivhb">' + hashed(f"""<h1 class="head">[T]</h1><p class="dek">[S]</p><div class="meta"><span>By [A]</span><span>March 14, 2026</span></div><div class="body">{OWN.told("<div class='block'><p class='text'>%</p></div>", "<div class='block'><h2 class='sub'>%</h2></div>", ads())}</div>""") + f"</div></main>{hashed(CARDS)}</div></div>", **WITH),
    "tailwind": page(NAV + f"""<main class="mx-auto max-w-7xl px-4"><article class="prose lg:prose-xl dark:prose-invert"><h1 class="text-4xl font-bold tracking-tight">[T]</h1><p class="mt-4 text-xl text-gray-500">[S]</p><div class="mt-6 flex items-center gap-x-4 text-sm"><span>[A]</span><time>14 March 2026</time><span class="hidden md:inline">3 min read</span></div><div class="mt-8 space-y-6">{OWN.told("<p class='text-lg leading-8 text-gray-700'>%</p>", "<h2 class='text-2xl font-bold'>%</h2>", ("", "<div class='my-8 rounded-lg bg-gray-100 p-6'><p class='font-bold'>Morning letter</p><p class='text-sm'>The news of the valley in your inbox, every morning.</p><form class='flex'><input type='email'><button>Sign up</button></form></div>"))}</div></article><section class="mt-16 grid grid-cols-3">{CARDS}</section></main>""" + FOOT, **WITH),
    "nuxt_scoped": page(f'<div id="__nuxt"><div class="page" data-v-1a2b><article data-v-3c4d><h1 data-v-3c4d>[T]</h1><div data-v-3c4d>{OWN.told("<div data-v-9f><p>%</p></div>", "<div data-v-9f><h2>%</h2></div>")}</div></article><div data-v-7e>{CARDS}</div></div></div>'),
    "custom_elements": page(f"<site-header><a href='/'>The Gazette</a></site-header><site-main><story-page><h1>[T]</h1><story-body>{OWN.told()}</story-body><story-related><h3>More</h3><ul>{ROWS}</ul></story-related></story-page></site-main>"),
    "amp_story": page(f"""<amp-sidebar id="s"><ul><li><a href="/news">News</a></li></ul></amp-sidebar><article><header><h1>[T]</h1><amp-img src="/1.jpg"></amp-img></header><div class="cntn-wrp artl-cnt">{OWN.told(between=("<amp-ad></amp-ad>", "", "<amp-embed type='taboola'></amp-embed>"))}</div><amp-social-share type="x"></amp-social-share></article>"""),
    "table_layout": page(f'<table width="960"><tr><td colspan="3"><a href="/">The Gazette</a> <a href="/news">News</a> <a href="/sport">Sport</a></td></tr><tr><td width="160"><table><tr><td><a href="/a">Valley</a></td></tr><tr><td><a href="/b">Letters</a></td></tr></table></td><td><font size="5"><b>[T]</b></font><br><font size="1">14 March 2026</font><br><br><font size="2">{PLAIN.told("%", joint="<br><br>")}</font></td><td width="160"><a href="/c">Cheese wins prize again</a><br><a href="/d">Ferry sinks in the harbour</a></td></tr></table><p align="center"><font size="1">Copyright 2026 The Gazette</font></p>', PLAIN),
    "old_divs": page(f'<div id="wrap"><div id="head"><a href="/">The Gazette</a></div><div id="left"><ul><li><a href="/a">Valley</a></li></ul></div><div id="center"><h2>[T]</h2><div class="small">14.03.2026 08:00 | [A]</div><div id="artikeltext">{PLAIN.told("%", joint="<br /><br />")}</div><div class="small"><a href="javascript:print()">Print</a> <a href="mailto:">Send</a></div></div><div id="right">{CARDS}</div></div>', PLAIN),
    "spans_for_paragraphs": page(NAV + f"""<main><h1>[T]</h1><div class="art">{PLAIN.told("<span class='para' style='display:block'>%</span><br><br>")}</div></main>""" + FOOT, PLAIN),
    "divs_for_paragraphs": page(NAV + f'<main><h1>[T]</h1><div class="art">{OWN.told("<div>%</div>", "<div><b>%</b></div>")}</div></main>' + FOOT),
    "empty_lines": page(NAV + f'<main><h1>[T]</h1><div class="art">{OWN.told("<p>%</p><p>&nbsp;</p>", "<p><strong>%</strong></p><p>&nbsp;</p>")}</div></main>' + FOOT),
    "text_in_h4": page(NAV + f'<main><h1>[T]</h1><div class="art">{OWN.told("<p>%</p>", "<h4>%</h4>")}</div></main>' + FOOT),
    "paragraph_per_section": page(NAV + f"""<main><h1>[T]</h1>{OWN.told("<section class='c-text'><div class='c-text__in'><p>%</p></div></section>", "<section class='c-text'><div class='c-text__in'><h2>%</h2></div></section>", ads())}</main>""" + FOOT),
    "main_without_article": page(NAV + f'<main id="content"><div class="row"><div class="col-8"><h1>[T]</h1>{SHARE}{OWN.told()}{SHARE}{TAGS}</div><div class="col-4">{CARDS}</div></div></main>' + FOOT),
    "drop_cap": page(NAV + f'<main><article><h1>[T]</h1><div class="copy"><p><span class="dropcap">{FIRST[0][0]}</span>{FIRST[0][1:]}</p>{Telling(first=FIRST[1:]).told()}</div></article></main>' + FOOT),
    "drop_cap_class": page(NAV + f'<main><article><h1>[T]</h1><div class="copy"><p class="has-drop-cap">{FIRST[0]}</p>{Telling(first=FIRST[1:]).told()}</div></article></main>' + FOOT),
    "place_in_bold": page(NAV + f'<main><article><h1>[T]</h1><div class="copy"><p><strong>UNTERWALD</strong> – {FIRST[0]}</p>{Telling(first=FIRST[1:]).told()}</div></article></main>' + FOOT, Telling(first=(f"UNTERWALD – {FIRST[0]}", FIRST[1]))),
    "linked_names": page(NAV + "<main><article><h1>[T]</h1><div class='copy'>" + OWN.told().replace("the Wend", "<a href='/tag/wend'>the Wend</a>").replace("Bo Ek", "<a href='/p/bo-ek'><strong>Bo Ek</strong></a>") + "</div></article></main>" + FOOT),
    # what portals set among paragraphs
    "links_among_paragraphs": page(NAV + f"<main><article><h1>[T]</h1><div class='copy'>{OWN.told(between=(f'<p><strong>{LINK}</strong></p>', f'<p><strong>Read also: {OTHER_LINK}</strong></p>', '', f'<p>&gt;&gt; {LINK}</p>', f'<p><b>See more:</b></p><ul><li>{OTHER_LINK}</li></ul>'))}</div></article></main>" + FOOT),
    "ads_between_all": page(NAV + f"""<main><article><h1>[T]</h1><div class="mc-article-body">{PT.told("<div class='mc-column content-text'><p class='content-text__container'>%</p></div>", "<div class='mc-column content-text'><h2>%</h2></div>", ads(6, "<div class='tag-manager-publicidade-container'><span>PUBLICIDADE</span></div>"))}</div></article></main>""" + FOOT, PT),
    "see_also_table": page(NAV + f"""<main><article><h1>[T]</h1><div class="itp_bodycontent detail__body-text">{ID.told(between=("", "<table class='linksisip'><tbody><tr><td><div class='lihatjg'><strong>Baca juga: </strong><a href='/d-1/feri'>Feri tenggelam di pelabuhan kota tua</a></div></td></tr></tbody></table>", "<div class='parallaxindetail scrollpage'><div class='ads-scrollpage-top'>ADVERTISEMENT</div><div>SCROLL TO CONTINUE WITH CONTENT</div></div>"))}</div></article></main>""" + FOOT, ID),
    "see_also_strong": page(NAV + f"""<main><h1 class="read__title">[T]</h1><div class="read__content"><div class="clearfix">{ID.told(between=("", "<p><strong>Baca juga: <a href='/read/1'>Feri tenggelam di pelabuhan kota tua</a></strong></p>"))}</div></div><div class="tag tag--article"><ul><li><a href="/tag/j">jembatan</a></li></ul></div></main>""" + FOOT, ID),
    "gallery_among": page(NAV + f"""<main><article><h1>[T]</h1><div class='copy'>{OWN.told(between=('', '<div class="swiper gallery"><div class="swiper-slide"><figure><img src="/1.jpg"><figcaption>The first arch in spring, before the stones were numbered.</figcaption></figure></div><div class="swiper-slide"><figure><img src="/2.jpg"><figcaption>The second arch in summer.</figcaption></figure></div></div>'))}</div></article></main>""" + FOOT),
    "carousel_among": page(NAV + f"<main><article><h1>[T]</h1><div class='copy'>{OWN.told(between=('', f'<div class=x9><h3>More from the valley</h3><div class=x8>{CARDS}</div></div>'))}</div></article></main>" + FOOT),
    "letter_and_poll": page(NAV + f"<main><article><h1>[T]</h1><div class='copy'>{OWN.told(between=('', LETTER, '', '<div class=x7><h4>Do you use the bridge?</h4><form><label><input type=radio>Yes, every day of the week</label><label><input type=radio>No, I take the ferry instead</label></form></div>'))}</div></article></main>" + FOOT),
    "player_above": page(NAV + f'<main><article><h1>[T]</h1><div class="x1"><button>Play</button><span>Listen to this article</span><audio src="/1.mp3"></audio><span>4 min</span></div><div class="copy">{OWN.told()}</div></article></main>' + FOOT),
    "chat_messenger": page(NAV + f"""<main><article><h1>[T]</h1><div class='copy'>{RU.told(between=('', '<p><a href="https://t.me/gazette"><b>Подписывайтесь на наш канал в Telegram</b></a></p>'))}</div></article></main>""" + FOOT, RU),
    "embedded_posts": page(NAV + f"""<main><article><h1>[T]</h1><div class='copy'>{OWN.told(between=('', '<blockquote class="twitter-tweet"><p lang="en" dir="ltr">The first bus is across! Thank you, masons of the valley.</p>&mdash; Town Council (@wend) <a href="https://twitter.com/wend/status/1">March 14, 2026</a></blockquote><script async src="//platform.twitter.com/widgets.js"></script>', '', '<blockquote class="instagram-media"><div><a href="https://www.instagram.com/p/1/">View this post on Instagram</a><p><a href="https://www.instagram.com/p/1/">A post shared by Town Council (@wend)</a></p></div></blockquote>'))}</div></article></main>""" + FOOT, extra=((2, ("The first bus is across! Thank you, masons of the valley.", "— Town Council (@wend) March 14, 2026")),)),
    "pull_quotes": page(NAV + f"""<main><article><h1>[T]</h1><div class='copy'>{OWN.told(between=('', '<figure class="wp-block-pullquote"><blockquote><p>Nobody believed that we would be ready before the winter</p><cite>Bo Ek</cite></blockquote></figure>', '', '<aside><p>The river was led round the piers for five months</p></aside>'))}</div></article></main>""" + FOOT),
    # what a story itself may hold
    "questions_in_bold": page(NAV + f"<main><article><h1>[T]</h1><p class='lead'>[S]</p><div class='copy'>{Telling(heading=None).told(between=('<p><strong>When do the lamps come, Mrs Ek?</strong></p><p>In the autumn, if the council pays for them.</p><p><strong>And if not?</strong></p><p>Then it stays dark.</p>',))}</div></article></main>" + FOOT, PLAIN, extra=((1, ("When do the lamps come, Mrs Ek?", "In the autumn, if the council pays for them.", "And if not?", "Then it stays dark.")),), **WITH),
    "speakers_in_bold": page(NAV + f"<main><article><h1>[T]</h1><div class='copy'>{PLAIN.told(between=('<p><b>Gazette:</b> When do the lamps come?</p><p><b>Ek:</b> In the autumn.</p>',))}</div></article></main>" + FOOT, PLAIN, extra=((1, ("Gazette: When do the lamps come?", "Ek: In the autumn.")),)),
    "lead_ins_in_bold": page(NAV + f"<main><article><h1>[T]</h1><div class='copy'>{PLAIN.told(between=('', '<p><strong>The stone.</strong> It comes from the upper valley, as it always did.</p>'))}</div></article></main>" + FOOT, PLAIN, extra=((2, ("The stone. It comes from the upper valley, as it always did.",)),)),
    "dialogue": page(NAV + f"<main><article><h1>[T]</h1><div class='copy'>{PLAIN.told(between=('', '<p>— And the ferry?</p><p>— It rests.</p><p>— For good?</p>'))}</div></article></main>" + FOOT, PLAIN, extra=((2, ("— And the ferry?", "— It rests.", "— For good?")),)),
    "results": page(NAV + f"<main><article><h1>[T]</h1><div class='copy'>{PLAIN.told(between=('', '<table><tbody><tr><td>Unterwald</td><td>3</td></tr><tr><td>Oberwald</td><td>1</td></tr></tbody></table>'))}</div></article></main>" + FOOT, PLAIN, extra=((2, ("Unterwald 3", "Oberwald 1")),)),
    "table_in_figure": page(NAV + f"""<main><article><h1>[T]</h1><div class='copy'>{PLAIN.told(between=('', '<figure class="wp-block-table"><table><tbody><tr><td>Unterwald</td><td>3</td></tr></tbody></table></figure>'))}</div></article></main>""" + FOOT, PLAIN, extra=((2, ("Unterwald 3",)),)),
    "listicle": page(NAV + "<main><article><h1>[T]</h1><div class='copy'>" + f"<p>{FIRST[0]}</p><p>{FIRST[1]}</p>" + "<h2>What comes next</h2>" + "".join(f"<figure><img src='/{n}.jpg'><figcaption>Photo: Bo Ek</figcaption></figure><p>{text}</p>" for n, text in enumerate(NEXT)) + "</div></article></main>" + FOOT),
    "cards_of_a_listicle": page(NAV + "<main><article><h1>[T]</h1><div class='intro2'>" + f"<p>{FIRST[0]}</p><p>{FIRST[1]}</p></div>" + "".join(f"<div class='item'><h2>{head}</h2><div class='pic'><img src='/1.jpg'></div><div class='txt'>" + "".join(f"<p>{t}</p>" for t in texts) + "</div></div>" for head, texts in (("What comes next", NEXT),)) + "</article></main>" + FOOT),
    "footnotes": page(NAV + f"""<main><article><h1>[T]</h1><div class='copy'>{PLAIN.told().replace('arches,', 'arches,<sup><a href="#f1">1</a></sup>')}</div></article></main>""" + FOOT, PLAIN),
    "correction_above": page(NAV + f"<main><article><h1>[T]</h1><div class='copy'><p><em>This story was put right on 15 March.</em></p>{OWN.told()}</div></article></main>" + FOOT, Telling(first=("This story was put right on 15 March.", *FIRST))),
    "recipe_below": page(NAV + f"<main><article><h1>[T]</h1><div class='copy'>{PLAIN.told()}<div class='x8'><h2>Cheese soup of the masons</h2><ul><li>Three onions, cut into fine slices, and a spoon of butter</li><li>A pound of old cheese of the upper valley, without rind</li></ul><ol><li>Let the onions turn brown in the butter, slowly, and stir.</li><li>Add water and cheese, and let it stand until it draws threads.</li></ol></div></div></article></main>" + FOOT, replace(OWN, heading="Cheese soup of the masons", first=(*FIRST, *NEXT), rest=("Three onions, cut into fine slices, and a spoon of butter", "A pound of old cheese of the upper valley, without rind", "Let the onions turn brown in the butter, slowly, and stir.", "Add water and cheese, and let it stand until it draws threads."))),
    # below the story
    "bio_and_copyright": page(NAV + f"<main><article><h1>[T]</h1><div class='copy'>{OWN.told()}<p><em>{BIO}</em></p><p>© 2026 The Gazette. All rights reserved.</p></div><div class='x4'><a href='/author/ann-lee'>[A]</a><p>{BIO}</p></div></article></main>" + FOOT),
    "appeals": page(NAV + f"<main><article><h1>[T]</h1><div class='copy'>{OWN.told()}<p><strong>If you like what we do, <a href='/support'>support the Gazette</a> with a small gift.</strong></p><p><strong>Follow us on <a href='https://news.google.com/x'>Google News</a>.</strong></p></div>{TAGS}{SHARE}</article></main>" + FOOT),
    "readers_comments": page(NAV + f"<main><article><h1>[T]</h1><div class='copy'>{OWN.told()}</div></article><section id='comments'><h3>3 comments</h3>{''.join(f'<div class=comment-body><b>Reader {n}</b><p>{COMMENT}</p></div>' for n in range(3))}</section></main>" + FOOT),
    "next_pages": page(NAV + f"<main><article><h1>[T]</h1><div class='copy'>{OWN.told()}</div><div class='pages'><a href='?page=1'>1</a> <a href='?page=2'>2</a> <a href='?page=2'>Next page</a></div></article></main>" + FOOT),
    "endless": page(NAV + f'<main><article class="post"><header><h1 class="entry-title">[T]</h1></header><div class="entry-content">{OWN.told()}</div></article><article class="post"><header><h1 class="entry-title">Ferry sinks in the harbour of the old town</h1></header><div class="entry-content">{"".join(f"<p>The ferry of the old town sank on Friday night at its own pier, in year {n} of its service, and nobody was on board when it went down.</p>" for n in range(8))}</div></article></main>' + FOOT),
    "endless_divs": page(NAV + f'<div class="feed"><div class="story"><h1 class="ttl">[T]</h1><div class="txt">{OWN.told()}</div></div><div class="story"><h1 class="ttl">Ferry sinks in the harbour of the old town</h1><div class="txt">{"".join(f"<p>The ferry of the old town sank on Friday night at its own pier, in year {n} of its service, and nobody was on board when it went down.</p>" for n in range(8))}</div></div></div>' + FOOT),
    "endless_h2": page(NAV + f'<div class="feed"><div class="story"><h2 class="ttl">[T]</h2><div class="txt">{PLAIN.told()}</div></div><div class="story"><h2 class="ttl">Ferry sinks in the harbour of the old town</h2><div class="txt">{"".join(f"<p>The ferry of the old town sank on Friday night at its own pier, in year {n} of its service, and nobody was on board when it went down.</p>" for n in range(3))}</div></div></div>' + FOOT, PLAIN),
    "paywall": page(NAV + f"<main><article><h1>[T]</h1><p class='standfirst'>[S]</p><div class='copy'><p>{FIRST[0]}</p><p>{FIRST[1]}</p></div><div class='wall'><h3>Go on reading with a subscription</h3><ul><li>All stories of the valley on all your devices</li><li>One month for 1 crown, then 9 crowns a month</li></ul><a href='/abo'>Subscribe</a><p>Already a reader? <a href='/login'>Log in</a></p></div></article></main>" + FOOT, Telling(heading=None, rest=()), **WITH),
    # more beside the story than in it, under names that say nothing
    "cookies_above": page(f"<div class='qa'>{COOKIES}<button>Agree</button></div><div class='qb'><h1>[T]</h1><div class='qc'>{OWN.told()}</div></div>"),
    "cookies_below": page(f"<main><h1>[T]</h1>{OWN.told()}</main><div class='qa'><h2>Your privacy</h2>{COOKIES}</div>"),
    "cookies_and_breaks": page(f"<div class='qa'>{COOKIES}</div><div class='qb'><h1>[T]</h1><div class='qc'>{PLAIN.told('%<br><br>')}</div></div>", PLAIN),
    "many_opinions": page(f"<div class='qb'><h1>[T]</h1>{OWN.told('<div class=qd><p>%</p></div>', '<div class=qd><h2>%</h2></div>')}</div><div class='qa'><h3>12 opinions</h3>{OPINIONS}</div>"),
    # languages
    "chinese_breaks": page(NAV + f'<div class="article-box"><h1>[T]</h1><div class="info"><span>2026-03-14 08:00</span><span>来源：山谷日报</span></div><div id="artibody">{ZH.told("　　%<br><br>")}</div><div class="editor">责任编辑：李安</div></div>' + FOOT, ZH),
    "chinese_paragraphs": page(NAV + f"""<div class="article-box"><h1>[T]</h1><div class="info"><span>2026年03月14日 08:00</span> <span>来源：山谷日报</span></div><div class="TRS_Editor">{ZH.told("<p style='text-indent:2em'>　　%</p>")}</div></div>""" + FOOT, ZH),
    "japanese_breaks": page(NAV + f"""<main><article><h1>[T]</h1><p class="date">2026年3月14日 8時00分</p><div class="article_body"><p class="highLightSearchTarget">{JA.told("　%<br><br>", "</p><h2>%</h2><p class='highLightSearchTarget'>", joint="")}</p></div></article><section><h2>関連記事</h2><ul>{ROWS}</ul></section></main>""" + FOOT, JA),
    "korean_breaks": page(NAV + f'<div class="view"><h3 class="tit">[T]</h3><div class="info">입력 2026.03.14. 08:00</div><div id="articleBody">{KO.told("%<br><br>")}</div><div class="copy">ⓒ 골짜기신문, 무단 전재 및 재배포 금지</div></div>' + FOOT, KO),
    "arabic": page(NAV + f"<main><article><h1>[T]</h1><div class='wysiwyg'>{AR.told()}</div></article><aside>{CARDS}</aside></main>" + FOOT, AR),
    "hebrew": page(NAV + f"<main><article><h1>[T]</h1><div class='x1'>{HE.told('<div class=x2><span>%</span></div>')}</div></article></main>" + FOOT, HE),
    "persian": page(NAV + f"<main><div class='item-title'><h1>[T]</h1></div><div class='item-body'>{FA.told('<p style=text-align:justify>%</p>')}</div><div class='item-code'>کد خبر: 1403</div></main>" + FOOT, FA),
    "hindi_divs": page(NAV + f"<main><h1>[T]</h1><div class='x3'>{HI.told('<div class=x5><p>%</p></div>', between=('', '<div class=x6>विज्ञापन</div>'))}</div></main>" + FOOT, HI),
    "bengali": page(NAV + f"<main><article><h1>[T]</h1><div class='story-element story-element-text'>{BN.told()}</div></article></main>" + FOOT, BN),
    "tamil_breaks": page(NAV + f"<main><h1>[T]</h1><div class='newsdetail'>{TA.told('%<br><br>')}</div></main>" + FOOT, TA),
    "ukrainian": page(NAV + f"""<main><article><h1>[T]</h1><div class='post_text'>{UK.told(between=('', '<p><strong>Читайте також: <a href="/n/1-porom">Пором затонув у гавані старого міста</a></strong></p>'))}</div></article></main>""" + FOOT, UK),
    "greek": page(NAV + f"""<main><article><h1>[T]</h1><div class='article-content'>{EL.told('<p>%</p>', '<p><strong>%</strong></p>', ('', '<p><strong>Διαβάστε επίσης: <a href="/n/1-porthmeio">Βυθίστηκε το πορθμείο στο λιμάνι</a></strong></p>'))}</div></article></main>""" + FOOT, EL),
    "turkish": page(NAV + f"<main><article><h1>[T]</h1><h2 class='spot'>Dokuz aylık onarımın ardından vadinin en eski geçidinden yine otobüsler ve bisikletler geçiyor.</h2><div class='content'>{TR.told('<p>%</p>', '<p><strong>%</strong></p>', ads(2, '<div class=reklam>REKLAM</div>'))}</div></article></main>" + FOOT, TR, standfirst="Dokuz aylık onarımın ardından vadinin en eski geçidinden yine otobüsler ve bisikletler geçiyor."),
    "german_portal": page(NAV + f"""<main><article><h1><span class='dachzeile'>Verkehr</span> [T]</h1><div class='artikel-inhalt'>{DE.told(between=('', '<p><strong>Lesen Sie auch: <a href="/a/faehre-sinkt">Fähre sinkt im Hafen der alten Stadt</a></strong></p>', '', '<div class=anzeige>Anzeige</div>'))}</div></article></main>""" + FOOT, DE),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_story_of_a_page(name):
    told = PAGES[name]
    found = extract_article(told.page, URL, encoding="utf-8")
    assert found.headline == told.story.headline
    assert [(section.heading, list(section.paragraphs)) for section in found.body] == told.outline
    assert found.standfirst == told.standfirst
