# ruff: noqa: E501, ISC004  # a page in one line is read best
"""The body: headings with their paragraphs, and nothing else of the page."""

import pytest

from newscrawl import extract_article

URL = "https://gazette.example/2026/03/14/bridge"

LEAD = "The old bridge over the Wend opened again on Saturday after nine months of repairs."
MORE = "Hundreds of people came to walk across it before the first bus was allowed to drive."
LAST = "The mayor said that the work had cost less than planned and thanked the masons for it."
OTHER = "A second story about cheese tells how the dairy of Unterwald won a prize last week."


def article(content, *, head="", before="", after="", headline="Bridge reopens"):
    page = (
        f'<html lang="en"><head><title>{headline} | The Gazette</title>{head}</head><body>{before}'
        f"<article><h1>{headline}</h1><div class='text'>{content}</div></article>{after}</body>"
    )
    return extract_article(page.encode(), URL)


def p(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def paragraphs(found):
    return [text for section in found.body for text in section.paragraphs]


def outline(found):
    return [(section.heading, section.level, len(section.paragraphs)) for section in found.body]


def test_paragraphs_in_page_order():
    found = article(p(LEAD, MORE, LAST))
    assert paragraphs(found) == [LEAD, MORE, LAST]
    assert found.text == f"{LEAD}\n\n{MORE}\n\n{LAST}"


def test_headings_keep_level_and_paragraphs():
    found = article(p(LEAD) + f"<h2>Stone</h2>{p(MORE)}<h3>Steel</h3>{p(LAST)}")
    assert outline(found) == [(None, None, 1), ("Stone", 2, 1), ("Steel", 3, 1)]


def test_heading_above_a_heading_is_kept():
    found = article(p(LEAD) + f"<h2>Work</h2><h3>Stone</h3>{p(MORE)}")
    assert outline(found) == [(None, None, 1), ("Work", 2, 0), ("Stone", 3, 1)]


def test_heading_at_the_end_is_left_out():
    assert outline(article(p(LEAD, MORE) + "<h2>Read on</h2>")) == [(None, None, 2)]


@pytest.mark.parametrize(
    "heading",
    [
        "<p><strong>Who paid</strong></p>",
        "<p><b>Who paid</b></p>",
        '<p><span class="strong">Who paid</span></p>',
    ],
)
def test_paragraph_that_is_a_heading_to_the_eye(heading):
    found = article(p(LEAD, MORE) + heading + p(LAST, LEAD[:-1] + ", they say."))
    assert outline(found) == [(None, None, 2), ("Who paid", 2, 2)]


def test_look_that_only_short_lines_have_is_a_heading():
    line = '<p class="x7">{}</p>'
    found = article(
        p(LEAD) + line.format("The stone") + p(MORE) + line.format("The steel") + p(LAST)
    )
    assert [section.heading for section in found.body] == [None, "The stone", "The steel"]


def test_bold_sentence_is_no_heading():
    found = article(p(LEAD, "<b>It rained.</b>", MORE, LAST))
    assert outline(found) == [(None, None, 4)]


def test_list_items_quotes_and_rows_are_paragraphs():
    found = article(
        p(LEAD, MORE)
        + "<ul><li>One arch of granite</li><li>Two arches of brick</li></ul>"
        + "<blockquote><p>We never lost faith in the stones.</p></blockquote>"
        + "<table><tr><td>Cost</td><td>9 million</td></tr></table>"
        + p(LAST)
    )
    assert paragraphs(found)[2:6] == [
        "One arch of granite",
        "Two arches of brick",
        "We never lost faith in the stones.",
        "Cost 9 million",
    ]


@pytest.mark.parametrize("gap", ["<br><br>", "<br/> <br/>", '<span class="br"></span>' * 2])
def test_two_breaks_part_paragraphs(gap):
    assert paragraphs(article(f"<div>{LEAD}{gap}{MORE}{gap}{LAST}</div>")) == [LEAD, MORE, LAST]


@pytest.mark.parametrize("gap", ["<br>", "<br/>\n", '<span class="br"></span>'])
def test_one_break_behind_a_full_stop_parts_paragraphs(gap):
    """Editors that write no <p>."""
    assert paragraphs(article(f"<div>{LEAD}{gap}{MORE}{gap}{LAST}</div>")) == [LEAD, MORE, LAST]


def test_one_break_behind_a_line_does_not():
    """A poem, an address."""
    lines = "The Gazette<br>Ferry Lane 3<br>Unterwald, where the bridge stands"
    assert len(paragraphs(article(p(LEAD, lines, MORE)))) == 3


def test_paragraphs_in_a_heading_that_was_never_closed_are_paragraphs():
    page = f"<h1>Bridge reopens</h1><h2>Where it stands<div>{p(LEAD, MORE, LAST)}</div>"
    found = extract_article(page.encode(), URL)
    assert paragraphs(found)[-3:] == [LEAD, MORE, LAST]


def test_heading_above_teasers_goes_with_them():
    card = '<div><h3><a href="/{0}">Cheese {0}</a></h3><p>Short.</p></div>'
    box = "<h2>More of today</h2>" + card.format(1) + card.format(2)
    found = article(p(LEAD, MORE) + box + p(LAST))
    assert outline(found) == [(None, None, 3)]


def test_embedded_post_stays():
    post = f'<div class="social-media-embed"><blockquote><p>{OTHER}</p></blockquote></div>'
    assert paragraphs(article(p(LEAD) + post + p(MORE, LAST))) == [LEAD, OTHER, MORE, LAST]


def test_text_of_inline_elements_stays():
    found = article(f'<p>The <a class="tag" href="/w">Wend</a> {LEAD}</p>{p(MORE)}')
    assert paragraphs(found)[0] == f"The Wend {LEAD}"


@pytest.mark.parametrize(
    "unseen",
    [
        '<span class="sr-only">, opens a new window</span>',
        '<span style="display: none">, opens a new window</span>',
        "<span hidden>, opens a new window</span>",
        '<span style="clip:rect(0 0 0 0);width:1px">, opens a new window</span>',
    ],
)
def test_text_that_is_not_shown_is_left_out(unseen):
    assert paragraphs(article(f"<p>{LEAD}{unseen}</p>{p(MORE)}"))[0] == LEAD


@pytest.mark.parametrize(
    "box",
    [
        f'<div class="related-posts"><h3>More</h3><p>{OTHER}</p></div>',
        f"<aside><p>{OTHER}</p></aside>",
        f'<div class="newsletter-signup"><p>{OTHER}</p></div>',
        f'<div class="infobox"><h3>Facts</h3><p>{OTHER}</p></div>',
        f'<section id="comments"><p>{OTHER}</p></section>',
        f'<figure><img src="/a.jpg"><figcaption>{OTHER}</figcaption></figure>',
        f'<div class="image-caption">{OTHER}</div>',
        f'<div><span class="caption">{OTHER}</span></div>',
        f'<div class="image left"><img src="/a.jpg"><p>{OTHER}</p></div>',
        f'<p><a href="/cheese">{OTHER}</a></p>',
        '<p>Read also: <a href="/cheese">How the dairy of Unterwald won a prize</a></p>',
        '<div class="share-bar"><p>Share this story with your friends and your family.</p></div>',
        '<div class="tags"><p>bridges, rivers, masons, mayors and all that goes with it.</p></div>',
        "<script>var text = 'Hundreds of people';</script>",
        '<ul><li><a href="/1">Cheese of Unterwald</a></li><li><a href="/2">Ferry sinks</a></li></ul>',
        f'<div><h3><a href="/cheese">Cheese wins</a></h3><p>{OTHER}</p></div>'
        f'<div><h3><a href="/ferry">Ferry sinks</a></h3><p>{OTHER} And more.</p></div>',
    ],
    ids=lambda box: box[:24],
)
def test_what_stands_beside_the_story_is_left_out(box):
    found = article(p(LEAD, MORE) + box + p(LAST))
    assert paragraphs(found) == [LEAD, MORE, LAST]


def test_line_that_repeats_again_and_again_is_left_out():
    label = "<div>Announcement</div>"
    found = article(p(LEAD) + label + p(MORE) + label + p(LAST) + label)
    assert paragraphs(found) == [LEAD, MORE, LAST]


def test_plain_paragraph_that_repeats_is_kept():
    menu = [LEAD, "Drink it warm", MORE, "Drink it warm", LAST, "Drink it warm", OTHER]
    assert paragraphs(article(p(*menu))) == menu


def test_pull_quote_that_repeats_the_story_is_left_out():
    quote = "<blockquote>Hundreds of people came to walk across it</blockquote>"
    assert paragraphs(article(p(LEAD) + quote + p(MORE, LAST))) == [LEAD, MORE, LAST]


def test_dateline_above_the_story_is_left_out():
    found = article(
        "<div class='top'><span>14 March 2026, 06:00</span></div>" + p(LEAD, MORE, LAST)
    )
    assert paragraphs(found) == [LEAD, MORE, LAST]


def test_line_that_names_the_author_is_the_byline():
    head = '<meta name="author" content="Ann Lee">'
    found = article(p("By Ann Lee in Unterwald", LEAD, MORE, LAST), head=head)
    assert found.byline == "By Ann Lee in Unterwald"
    assert paragraphs(found) == [LEAD, MORE, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "ByAnn Lee",
        "Ann Lee2 hours ago",
        "ANN LEE, Wend",
        "Ann Leevor 2 Stunden",
        "Ann Lee: Politics",
    ],
)
def test_byline_may_run_into_what_is_beside_it(line):
    found = article(
        f"<div>{line}</div>{p(LEAD, MORE)}", head="<meta name=author content='Ann Lee'>"
    )
    assert (found.byline, paragraphs(found)) == (line, [LEAD, MORE])


def test_letters_of_an_agency_inside_words_are_no_byline():
    """Of AP, dpa and SID: in one short sentence of three."""
    short = "It happened again."
    found = article(p(LEAD, short, MORE), head="<meta name=author content='AP'>")
    assert (found.authors[0].name, found.byline) == ("AP", None)
    assert paragraphs(found) == [LEAD, short, MORE]


@pytest.mark.parametrize("line", ["<p><b>Ann Lee</b></p>", "<h3>By Ann Lee</h3>"])
def test_byline_that_looks_like_a_heading_heads_no_section(line):
    found = article(line + p(LEAD, MORE, LAST), head="<meta name=author content='Ann Lee'>")
    assert outline(found) == [(None, None, 3)]


@pytest.mark.parametrize("asked", ["Ann Lee: Why stones?", "ANN LEE\uff1a Why?"])
def test_author_who_asks_in_an_interview_writes_no_byline(asked):
    found = article(p(LEAD, asked, MORE), head="<meta name=author content='Ann Lee'>")
    assert paragraphs(found) == [LEAD, asked, MORE]


def test_place_to_jump_to_is_no_link():
    """Before there were ids: ``<a name>``."""
    named = '<a name="ferry">What will become of the ferry now that the bridge is back</a>'
    assert len(paragraphs(article(p(LEAD, MORE, named, LAST)))) == 4


def test_further_article_is_left_out():
    further = f"<article><h2>Cheese wins</h2>{p(OTHER, OTHER.replace('week', 'month'))}</article>"
    assert paragraphs(article(p(LEAD, MORE, LAST), after=further)) == [LEAD, MORE, LAST]


def test_names_that_lie_are_put_aside():
    content = "".join(f'<div class="widget banner">{p(text)}</div>' for text in (LEAD, MORE, LAST))
    page = f"<title>Bridge reopens</title><h1>Bridge reopens</h1><div>{content}</div>"
    assert paragraphs(extract_article(page.encode(), URL)) == [LEAD, MORE, LAST]


@pytest.mark.parametrize("around", ["form", "aside"])
def test_whole_page_in_an_element_for_something_else(around):
    page = f"<{around}><h1>Bridge reopens</h1><div>{p(LEAD, MORE, LAST)}</div></{around}>"
    assert paragraphs(extract_article(page.encode(), URL)) == [LEAD, MORE, LAST]


def test_story_in_json_ld_alone():
    page = (
        '<title>Bridge reopens</title><h1>Bridge reopens</h1><script type="application/ld+json">'
        f'{{"@type": "NewsArticle", "articleBody": "{LEAD}\\n{MORE}\\n{LAST} {LAST}"}}</script>'
    )
    found = extract_article(page.encode(), URL)
    assert paragraphs(found) == [LEAD, MORE, f"{LAST} {LAST}"]
    assert ("body", "json_ld") in {(each.field, each.source) for each in found.provenance}


def test_byline_in_a_script_is_none_of_the_story():
    page = (
        '<title>Bridge reopens</title><h1>Bridge reopens</h1><script type="application/ld+json">'
        '{"@type": "NewsArticle", "author": {"@type": "Person", "name": "Ann Lee"}, '
        f'"articleBody": "{LEAD}\\n{MORE}\\n{LAST} {LAST}\\nAnn Lee lee@wend.example"}}</script>'
    )
    found = extract_article(page.encode(), URL)
    assert paragraphs(found) == [LEAD, MORE, f"{LAST} {LAST}"]
    assert found.byline == "Ann Lee lee@wend.example"


@pytest.mark.parametrize(
    "script",
    [
        'window.state = {"a": {"html": "<p>LEAD<\\/p><h3>Stone<\\/h3><p>MORE<\\/p><p>LAST LAST<\\/p>"}}',
        'push([1, "\\u003cp\\u003eLEAD\\u003c/p\\u003e\\u003ch3\\u003eStone\\u003c/h3\\u003e'
        '\\u003cp\\u003eMORE\\u003c/p\\u003e\\u003cp\\u003eLAST LAST\\u003c/p\\u003e"])',
        'x = {"elements": [{"type": "p", "content": "LEAD"}, {"type": "p", "content": "MORE"},'
        '{"type": "p", "content": "LAST LAST"}]}; y()',
    ],
    ids=["html", "escaped", "list"],
)
def test_story_in_the_state_of_a_script_alone(script):
    for name, text in (("LEAD", LEAD), ("MORE", MORE), ("LAST", LAST)):
        script = script.replace(name, text)
    page = f"<title>Bridge reopens</title><h1>Bridge reopens</h1><script>{script}</script>"
    assert paragraphs(extract_article(page.encode(), URL)) == [LEAD, MORE, f"{LAST} {LAST}"]


def test_script_without_spaces_between_words():
    texts = ["東京の橋が土曜日に再び開通した。市長は工事が予定より安く済んだと述べた。" * 2] * 1
    found = article(p(*texts, texts[0].replace("東京", "大阪")), headline="橋が再び開通")
    assert len(paragraphs(found)) == 2
    assert found.word_count > 60


def test_nothing_read_is_none():
    found = extract_article(b"<p> </p><script>x</script>", URL)
    assert (found.body, found.text, found.word_count) == ((), None, None)


@pytest.mark.parametrize("name", ["featured-image", "small-img", "caption", "related"])
def test_what_holds_the_headline_is_no_aside(name):
    page = (
        f'<html lang="en"><body><main><div class="{name}"><img src="/i.jpg"><h1>Bridge reopens</h1>'
        f"<div>{p(LEAD)}</div></div><div><div class='text'>{p(MORE, LAST, OTHER)}</div></div></main>"
    )
    found = extract_article(page.encode(), URL)
    assert found.standfirst == LEAD


def test_blocks_that_look_alike_are_one_story():
    long = " ".join([MORE, LAST] * 4)
    found = article(f'<div class="block">{p(long)}</div><div class="block">{p(LEAD, LAST)}</div>')
    assert paragraphs(found) == [long, LEAD, LAST]


LINKS = [f"/2026/03/1{number}/story-of-the-cheese" for number in range(5)]


def test_sentences_that_begin_with_a_link_are_no_teasers():
    items = [
        f"<li><b><a href='{link}'>The dairy of Unterwald won again.</a></b> {MORE}</li>"
        for link in LINKS
    ]
    assert len(paragraphs(article(p(LEAD) + f"<ol>{''.join(items)}</ol>"))) == 6


def test_texts_that_end_with_a_link_are_no_teasers():
    items = [
        f"<li>{MORE}<br><a href='{link}'>The dairy of Unterwald won</a></li>" for link in LINKS
    ]
    assert len(paragraphs(article(p(LEAD) + f"<ol>{''.join(items)}</ol>{p(LAST)}"))) == 7


def test_line_with_a_colon_above_teasers_goes_with_them():
    boxes = [f"<div><a href='{link}'>The dairy of Unterwald won again</a></div>" for link in LINKS]
    found = article(p(LEAD, MORE, "Read also:") + f"<div>{''.join(boxes)}</div>{p(LAST)}")
    assert paragraphs(found) == [LEAD, MORE, LAST]


def test_heading_above_teasers_does_not_make_bold_lines_text():
    boxes = [
        f"<div><h3><a href='{link}'>The dairy won again</a></h3>{p(OTHER)}</div>" for link in LINKS
    ]
    bold = "<p><b>Who paid</b></p>"
    found = article(
        p(LEAD) + bold + p(MORE) + f"<h2>Latest</h2><div>{''.join(boxes)}</div>" + p(LAST)
    )
    assert outline(found) == [(None, None, 1), ("Who paid", 2, 2)]


@pytest.mark.parametrize(
    "line", ["<b>Who paid</b><br>", "<b>Who paid<br></b>", "<b>Who paid</b> <br>"]
)
def test_bold_line_that_ends_with_a_break_is_a_line_of_its_own(line):
    found = article(p(LEAD, MORE) + f"<p>{line}{LAST}</p>")
    assert outline(found) == [(None, None, 2), ("Who paid", 2, 1)]


@pytest.mark.parametrize(
    "label", ["Advertisement", "- ANZEIGE -", "Реклама", "广告", "Advertisement - scroll on"]
)
def test_label_of_an_advertisement_is_left_out(label):
    assert paragraphs(article(p(LEAD, label, MORE, LAST))) == [LEAD, MORE, LAST]


def test_sentence_about_advertisements_is_kept():
    line = "Advertisements are to be allowed on the bridge."
    assert paragraphs(article(p(LEAD, line, MORE, LAST))) == [LEAD, line, MORE, LAST]


@pytest.mark.parametrize(
    "note", ["© 2026 The Gazette", "Copyright 2026 The Gazette. All rights reserved."]
)
def test_copyright_at_the_end_is_left_out(note):
    assert paragraphs(article(p(LEAD, MORE, LAST, note))) == [LEAD, MORE, LAST]


@pytest.mark.parametrize("tag", ["em", "small"])
def test_small_print_beside_a_picture_is_its_caption(tag):
    picture = f'<p><img src="/i.jpg"><br><{tag}>The bridge on Saturday.</{tag}></p>'
    assert paragraphs(article(p(LEAD) + picture + p(MORE, LAST))) == [LEAD, MORE, LAST]


def test_paragraph_below_a_picture_is_kept():
    assert paragraphs(article(p(LEAD, '<img src="/i.jpg">', MORE, LAST))) == [LEAD, MORE, LAST]


PICTURE = '<p align="center"><img src="/i.jpg"></p><p style="text-align: center">The bridge</p>'


def test_centred_line_below_a_picture_is_its_caption():
    assert paragraphs(article(p(LEAD) + PICTURE + p(MORE, LAST))) == [LEAD, MORE, LAST]


def test_centred_line_of_a_centred_story_is_kept():
    centred = [f'<p align="center">{text}</p>' for text in (MORE, LAST)]
    found = article(p(LEAD) + PICTURE + "".join(centred))
    assert paragraphs(found) == [LEAD, "The bridge", MORE, LAST]


def test_pages_of_a_slide_show_are_read_though_one_is_shown_at_a_time():
    hidden = '<div class="page" style="display: none">{}</div>'
    rest = (hidden.format(f"<h2>{n}. The lamp</h2>{p(f'{n}. {LAST}')}") for n in range(30, 0, -1))
    first = p(LEAD, MORE, OTHER, f"{LEAD} {MORE}", f"{MORE} {LEAD}")
    found = article(f'<div class="page">{first}</div>{"".join(rest)}')
    assert len(found.body) == 31


def test_hidden_note_is_left_out():
    note = f'<div style="display: none">{p(OTHER)}</div>'
    assert (
        paragraphs(article(p(LEAD, MORE, LAST, *(LEAD[:-1] + f", {n}." for n in "abcdef")) + note))[
            -1
        ][-2:]
        == "f."
    )


@pytest.mark.parametrize(
    ("mark", "read"),
    [
        ('<a href="#n1">[1]</a>', ""),
        (' <a href="/live/flood#victims">45</a> people', " 45 people"),
        ('<sup><a href="#n1">1</a></sup>', ""),
        ('<a href="/a#n1"><sup>12</sup></a>', ""),
        ('(<a href="#n1">1</a>)', "(1)"),
        ('<a href="/2026">1</a>', "1"),
        ("m<sup>2</sup>", "m2"),
    ],
)
def test_mark_of_a_footnote_is_none_of_the_text(mark, read):
    assert paragraphs(article(p(LEAD, f"{MORE}{mark}", LAST)))[1] == f"{MORE}{read}"


def test_how_a_word_is_spoken_is_none_of_the_text():
    word = "<ruby>渡船<rp>(</rp><rt>とせん</rt><rp>)</rp></ruby>"
    assert paragraphs(article(p(LEAD, f"{word} {MORE}")))[1] == f"渡船 {MORE}"


def test_spans_that_are_blocks_are_paragraphs():
    told = "".join(f'<span style="display: block">{text}</span>' for text in (LEAD, MORE, LAST))
    assert paragraphs(article(f"<div>{told}</div>")) == [LEAD, MORE, LAST]


@pytest.mark.parametrize("tag", ["span", "em", "small"])
def test_caption_in_an_inline_element_is_none_of_the_story(tag):
    picture = f'<p><img src="/a.jpg"><{tag} class="img_desc">The bridge on Saturday</{tag}></p>'
    assert paragraphs(article(p(LEAD) + picture + p(MORE, LAST))) == [LEAD, MORE, LAST]


def test_bold_headings_beside_a_box_with_a_heading_of_its_own():
    box = "<div class='box'><h3>The Morning Tide</h3><form><input name=mail></form></div>"
    content = f"{p(LEAD, MORE)}{box}{p('<b>Stone</b>', MORE, LAST, '<b>Steel</b>', LEAD, MORE)}"
    assert [heading for heading, *_ in outline(article(content))] == [None, "Stone", "Steel"]


@pytest.mark.parametrize("odd", ["Stone", "Who paid for it?"])
def test_one_line_in_three_of_a_look_may_be_a_word_or_a_question(odd):
    lines = ["A long winter", odd, "Nobody knew"]
    content = p(LEAD) + "".join(f"<p class='sub'>{line}</p>{p(MORE, LAST)}" for line in lines)
    assert [heading for heading, *_ in outline(article(content))] == [None, *lines]


def test_lines_behind_a_mark_are_headings():
    content = p(LEAD) + f"<p>■Stone</p>{p(MORE)}<p>■Steel</p>{p(LAST, MORE)}"
    assert [heading for heading, *_ in outline(article(content))] == [None, "■Stone", "■Steel"]


def test_items_behind_a_mark_are_no_headings():
    content = p(LEAD, "■Stone of the valley", "■Steel of the town", MORE, LAST)
    assert [heading for heading, *_ in outline(article(content))] == [None]


def test_picture_credit_in_bold_brackets_is_no_heading():
    content = p(LEAD, "<b>(Picture: Ann Lee)</b>", MORE, LAST)
    assert [heading for heading, *_ in outline(article(content))] == [None]


@pytest.mark.parametrize(
    "attribute",
    [
        'data-testid="newsletter-signup"',
        'data-component="related-links"',
        'role="complementary"',
    ],
)
def test_box_beside_the_story_is_known_by_what_is_no_class(attribute):
    box = f"<div class='x7f3' {attribute}><p>{OTHER}</p></div>"
    assert paragraphs(article(p(LEAD, MORE) + box + p(LAST))) == [LEAD, MORE, LAST]


def test_style_sheet_inside_a_headline_is_no_text():
    style = "<style data-emotion='css'>.css-1b{color:red;}</style>"
    found = article(p(LEAD, MORE, LAST), headline=f"{style}<span>Bridge reopens</span>")
    assert found.headline == "Bridge reopens"


def test_initial_that_is_set_large_begins_its_word():
    initial = '<span style="float:left;display:block;font-size:3em">T</span>he council met.'
    assert paragraphs(article(p(f"{initial} {LEAD}", MORE, LAST)))[0].startswith("The council met.")


def test_heading_above_a_picture_in_a_box_is_kept():
    box = "<div class='wp-block-group'><h2>The ferry</h2><figure><img src='/1.jpg'></figure></div>"
    assert [one for one, *_ in outline(article(p(LEAD, MORE) + box + p(LAST, MORE)))] == [
        None,
        "The ferry",
    ]
