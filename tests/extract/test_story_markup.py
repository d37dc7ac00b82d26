# ruff: noqa: E501  # a page in one line is read best
"""One story in the markup of many editors: what stands for a paragraph, a heading, a standfirst."""

from dataclasses import replace

import pytest

from newscrawl import extract_article
from tests.extract.story_pages import HEADING, STANDFIRST, StoryPage, Telling

URL = "https://gazette.example/2026/03/14/bridge-reopens-after-repairs/"
OWN = Telling()
PLAIN = Telling(heading=None)
CARDS = "".join(
    f'<article class="card"><a href="/2026/03/1{n}/cheese-wins-prize-again-{n}"><img src="/{n}.jpg"><h3>Cheese of Unterwald wins prize number {n}</h3></a></article>'
    for n in range(3)
)
NAV = '<header><a href="/">The Gazette</a><nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>'
FOOT = "<footer><p>The Gazette, Ferry Lane 3, Unterwald. Printed every day but Monday since 1871.</p></footer>"


def page(markup, story=OWN, standfirst=None):
    return StoryPage(NAV + markup + FOOT, story, standfirst=standfirst)


PAGES = {
    "aspnet_form":page(f'<form id="aspnetForm" action="./a.aspx"><input type="hidden" name="v"><div id="wrap"><h1>[T]</h1><div class="zz">{OWN.told()}</div></div></form>'),
    "form_br":page(f'<form id="form1"><div id="wrap"><h1>[T]</h1><div class="zz">{PLAIN.told("%<br><br>")}</div></div></form>',PLAIN),
    "section_each":page(f'<main><h1>[T]</h1><section>{"".join("<p>"+x+"</p>" for x in OWN.first)}</section><section><h2>{HEADING}</h2>{"".join("<p>"+x+"</p>" for x in OWN.rest)}</section></main>'),
    "accordion":page(f'<main><h1>[T]</h1><div class="zz">{"".join("<p>"+x+"</p>" for x in OWN.first)}<details open><summary><h2>{HEADING}</h2></summary>{"".join("<p>"+x+"</p>" for x in OWN.rest)}</details></div></main>'),
    "ol_li":page(f'<main><h1>[T]</h1><div class="zz">{"".join("<p>"+x+"</p>" for x in OWN.first)}<ol><li><h2>{HEADING}</h2>{"".join("<p>"+x+"</p>" for x in OWN.rest)}</li></ol></div></main>'),
    "story_blockquote":page(f'<div id="main"><h1>[T]</h1><blockquote>{OWN.told()}</blockquote></div>'),
    "center_font":page(f'<center><h2>[T]</h2><font size=2>{PLAIN.told("<p align=justify>%")}</font></center>',PLAIN),
    "unclosed_p":page(f'<div class=zz><h1>[T]</h1>{OWN.told("<p>%","<p><b>%</b>")}</div>'),
    "justify_span_br":page(f'<div class=zz><h1>[T]</h1><div align="justify"><span style="font-size:12px">{PLAIN.told("%<br /><br />")}</span></div></div>',PLAIN),
    "all_h4":page(f'<div class=zz><h1>[T]</h1><div class=yy>{PLAIN.told("<h4>%</h4>")}</div></div>',PLAIN),
    "all_h3_font":page(f'<div class=zz><h1>[T]</h1><div class=yy>{PLAIN.told("<h3><font>%</font></h3>")}</div></div>',PLAIN),
    "bare_split_by_ads":page(f'<div class=zz><h1>[T]</h1><div class=yy>{PLAIN.told("%",between=("<div class=ad></div>",)*6)}</div></div>',PLAIN),
    "single_br":page(f'<div class=zz><h1>[T]</h1><div class=yy>{PLAIN.told("%<br>")}</div></div>',PLAIN),
    "nbsp_indent":page(f'<div class=zz><h1>[T]</h1><div class=yy>{PLAIN.told("&nbsp;&nbsp;&nbsp;%<br>")}</div></div>',PLAIN),
    "noscript_story":page(f"<div class=zz><h1>[T]</h1><noscript>{OWN.told()}</noscript></div>"),
    "pre_story":page(f'<div class=zz><h1>[T]</h1><div class=yy>{PLAIN.told("<pre>%</pre>")}</div></div>',PLAIN),
    "class_popup":page(f'<div class="popup-article"><h1>[T]</h1><div class="popup-inner">{OWN.told()}</div></div>'),
    "class_widget":page(f'<div class="widget-area widget"><h1>[T]</h1><div class="widget">{OWN.told()}</div></div>'),
    "class_related":page(f'<div class="article-with-related"><h1>[T]</h1><div class="left related-left">{OWN.told()}</div><div class="right">{CARDS}</div></div>'),
    "class_comments_wrap":page(f'<div class="page-with-comments comments"><h1>[T]</h1><div class="tx">{OWN.told()}</div></div>'),
    "title_div":page(f'<div class="zz"><div class="title">[T]</div><div class="tx">{OWN.told()}</div></div>'),
    "title_only_meta":page(f'<div class="zz"><div class="tx">{OWN.told()}</div></div>'),
    "headline_in_banner":page(f'<div class="hero"><div class="bg"></div><h1>[T]</h1></div><div class="crumbs"><a href="/">Home</a></div><div class="wrap"><div class="inner"><div class="tx">{OWN.told()}</div><div class="right">{CARDS}</div></div></div>'),
    "p_in_li_all":page(f'<div class=zz><h1>[T]</h1><ul class="paragraphs">{PLAIN.told("<li><p>%</p></li>")}</ul></div>',PLAIN),
    "table_rows":page(f'<h1>[T]</h1><table>{PLAIN.told("<tr><td>%</td></tr>")}</table>',PLAIN),
    "span_p":page(f'<div class=zz><h1>[T]</h1><div class=yy>{OWN.told("<p><span><span style=color:#000>%</span></span></p>","<p><span><strong>%</strong></span></p>")}</div></div>'),
    "u_heading":page(f'<div class=zz><h1>[T]</h1><div class=yy>{OWN.told("<p>%</p>","<p><u><b>%</b></u></p>")}</div></div>'),
    "style_bold_heading":page(f'<div class=zz><h1>[T]</h1><div class=yy>{OWN.told("<p>%</p>","<p><span style=font-weight:bold>%</span></p>")}</div></div>'),
    "bold_br_heading":page(f'<div class=zz><h1>[T]</h1><div class=yy>{"".join("<p>"+x+"</p>" for x in OWN.first)}<p><strong>{HEADING}</strong><br>{OWN.rest[0]}</p>{"".join("<p>"+x+"</p>" for x in OWN.rest[1:])}</div></div>'),
    "h2_in_div_link_anchor":page(f'<div class=zz><h1>[T]</h1><div class=yy>{OWN.told("<p>%</p>","<h2 id=n><a href=#n>%</a></h2>")}</div></div>'),
    "h2_with_button":page(f'<div class=zz><h1>[T]</h1><div class=yy>{OWN.told("<p>%</p>","<h2>%<button>Copy link</button></h2>")}</div></div>'),
    "h2_span_hidden":page(f'<div class=zz><h1>[T]</h1><div class=yy>{OWN.told("<p>%</p>","<h2><span class=sr-only>Section </span>%</h2>")}</div></div>'),
    "lead_br":page(f'<div class=zz><h1>[T]</h1><div class=yy><b>[S]</b><br><br>{PLAIN.told("%<br><br>")}</div></div>',PLAIN,standfirst=STANDFIRST),
    "lead_strong_p":page(f"<div class=zz><h1>[T]</h1><div class=yy><p><strong>[S]</strong></p>{OWN.told()}</div></div>",standfirst=STANDFIRST),
    "lead_h3":page(f'<div class=zz><h1>[T]</h1><h3>[S]</h3><div class=yy>{OWN.told("<p>%</p>","<h3>%</h3>")}</div></div>',standfirst=STANDFIRST),
    "lead_above_head":page(f"<div class=zz><div class=kick>Valley</div><h1>[T]</h1><div class=by>By Ann Lee</div><img src=/1.jpg><div class=cap2>The bridge on Saturday. (Photo: Bo Ek)</div><div class=lede9>[S]</div><div class=yy>{OWN.told()}</div></div>",standfirst=STANDFIRST),
    "bullets_above":page(f"<div class=zz><h1>[T]</h1><ul class=pts><li>The bridge over the Wend is open again after nine months.</li><li>The ferry took its place, at half the usual price.</li></ul><div class=yy>{OWN.told()}</div></div>",replace(OWN,first=("The bridge over the Wend is open again after nine months.","The ferry took its place, at half the usual price.",*OWN.first))),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_story_is_read_in_the_markup_of(name):
    told = PAGES[name]
    found = extract_article(told.page, URL, encoding="utf-8")
    assert found.headline == told.story.headline
    assert [(section.heading, list(section.paragraphs)) for section in found.body] == told.outline
    assert found.standfirst == told.standfirst
