# ruff: noqa: E501  # a page in one line is read best
"""Which blocks are the story's: one small page for each rule, with the kind of page it serves."""

import pytest

from newscrawl import extract_article
from tests.extract.test_body import LAST, LEAD, MORE, OTHER, article, outline, p, paragraphs

STORY = [f"{text[:-1]}, in year {n}." for n in range(5) for text in (LEAD, MORE, LAST)]
LINK = '<a href="/2026/03/{}">{}</a>'


def test_page_with_headings_needs_no_bold_lines_for_them():
    """A ticker: hours in bold, below true headings."""
    ticker = p("<b>Nine o'clock, the ribbon</b>", MORE, "<b>Ten o'clock, the bus</b>", LAST)
    found = article(p(LEAD) + f"<h2>The day</h2>{ticker}")
    assert outline(found) == [(None, None, 1), ("The day", 2, 4)]


def test_headings_above_links_do_not_make_bold_lines_text():
    links = f"<h3>Read also</h3><ul><li>{LINK.format('cheese', 'A prize for the dairy')}</li></ul>"
    found = article(p(LEAD, "<b>Who paid</b>", MORE) + links + p(LAST))
    assert [section.heading for section in found.body] == [None, "Who paid"]


def test_headings_beside_the_story_do_not_make_bold_lines_text():
    box = f"<div class='b4'><h2>From our kitchen</h2>{p(OTHER)}</div>"
    found = article(p(LEAD, "<b>Who paid</b>", MORE, LAST) + box)
    assert [section.heading for section in found.body][:2] == [None, "Who paid"]


def test_linked_line_between_heading_and_text_is_kept():
    """A test of goods: below each heading the price, linked to the shop."""
    price = p('<a href="https://ironmonger.example/lamp">49 crowns, at the ironmonger\'s</a>')
    found = article(p(LEAD) + f"<h2>The better lamp</h2>{price}{p(MORE, LAST)}")
    assert outline(found) == [(None, None, 1), ("The better lamp", 2, 3)]


@pytest.mark.parametrize("label", ["<p><b>Read also</b></p>", "<h3>Read also</h3>"])
@pytest.mark.parametrize("site", ["", "https://gazette.example", "https://www.gazette.example"])
def test_label_above_a_link_to_the_newspaper_itself_is_left_out_with_it(label, site):
    link = p(f'<a href="{site}/2026/03/cheese">A prize for the dairy</a>')
    found = article(p(LEAD) + label + link + p(MORE, LAST))
    assert outline(found) == [(None, None, 3)]


@pytest.mark.parametrize(
    "line",
    [
        f"See also: {LINK.format('cheese', 'A prize for the dairy of Unterwald.')}",
        LINK.format("cheese", "A prize for the dairy of Unterwald"),
    ],
)
def test_linked_line_among_paragraphs_is_left_out(line):
    assert paragraphs(article(p(LEAD, MORE, line, LAST))) == [LEAD, MORE, LAST]


@pytest.mark.parametrize(
    "line",
    [
        '<a href="https://wend.example/petition">https://wend.example/petition</a>',
        '<a href="mailto:bridge@wend.example">bridge@wend.example</a>',
    ],
)
def test_address_in_words_is_text(line):
    """Clubs and offices: where to write to."""
    assert len(paragraphs(article(p(LEAD, MORE, line, LAST)))) == 4


@pytest.mark.parametrize(
    "box",
    [
        f"<table><tr><td>See also: {LINK.format('cheese', 'A prize for the dairy')}</td></tr></table>",
        f"<blockquote>See also: {LINK.format('cheese', 'A prize for the dairy')}</blockquote>",
        f"<blockquote>{LINK.format('p', 'A post by the council (@wend)')}</blockquote>",
        f"<div class='r'><span>To read</span>{LINK.format('cheese', '<p>A prize for the dairy</p>')}</div>",
        "<div><button>Play</button><span>Hear this story</span><audio src='/1.mp3'></audio></div>",
        f"<div class='text'>{p('Here stands a post of another site that our desk has chosen for you.')}<input type=checkbox id=c><label for=c>Show it</label>{p('I agree that it is shown, and that its site learns of my visit; more of that at the foot.')}</div>",
        "<div><iframe src='/map'></iframe><span>Map: The Gazette</span></div>",
        "<div><h3>Do you cross it?</h3><form><label>Each day of the week, there and back</label></form></div>",
        f"<div style='display:none'>{p(OTHER)}</div>",
        "<p class='show-noscript robots-nocontent'>To turn these pictures over, allow scripts.</p>",
        f"<figure class='q5'><blockquote>{p('We never lost faith in stones.')}</blockquote></figure>",
    ],
)
def test_box_among_paragraphs_is_left_out(box):
    """Links to read on, players, polls, what is not shown."""
    assert paragraphs(article(p(*STORY, LEAD) + box + p(LAST))) == [*STORY, LEAD, LAST]


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='columns'><div class='column'>{p(MORE)}</div><div class='column'>{p(OTHER)}</div></div>",
        f"<div class='step'>{p(MORE)}</div><div class='step'>{p(OTHER)}</div>",
        f"<details class='fold'>{p(MORE)}</details><div class='k1'><div class='k2'>{p(OTHER)}</div></div>",
    ],
)
def test_sentences_in_a_box_among_paragraphs_that_look_like_them_are_kept(box):
    """Columns, steps, answers, notes of the editors."""
    assert paragraphs(article(p(*STORY, LEAD) + box + p(LAST))) == [*STORY, LEAD, MORE, OTHER, LAST]


@pytest.mark.parametrize(
    "box",
    [
        f"{p(OTHER)}<button>Sign up</button>",
        f"<h3>Our letter</h3>{p(OTHER)}<a href='/letter'>Sign up</a>",
        f"<img src='/dairy.jpg'>{p(OTHER)}",
        f"<p class='k4'>{OTHER}</p>",
        p("Press for Unterwald"),
    ],
)
def test_box_that_asks_or_shows_or_looks_other_is_none_of_the_story(box):
    found = article(p(*STORY, LEAD) + f"<div class='k3'>{box}</div>" + p(LAST))
    assert outline(found) == [(None, None, len(STORY) + 2)]


def test_page_builders_ids_make_no_look_of_their_own():
    linked = f"<a href='/lamps'>Lamps</a> stood on it too. {OTHER}"
    told = (STORY[:8], STORY[8:], [linked])
    boxes = zip(("3fa91c2", "b7c1d20", "a81bc02"), told, strict=True)
    found = article("".join(f"<div class='part part-{n}'>{p(*texts)}</div>" for n, texts in boxes))
    assert len(paragraphs(found)) == len(STORY) + 1


def test_hidden_rest_of_a_story_is_kept():
    """Behind a button: "Read on"."""
    rest = f"<div class='text' style='display:none'>{p(LEAD, MORE, LAST, OTHER)}</div>"
    assert len(paragraphs(article(p(*STORY) + rest))) == len(STORY) + 4


def test_paragraph_beside_text_between_breaks_is_kept():
    """Editors that write both."""
    told = f"{LEAD}<br><br>{MORE}{p('Softly.')}{LAST}<br><br>{OTHER}"
    assert paragraphs(article(told)) == [LEAD, MORE, "Softly.", LAST, OTHER]


@pytest.mark.parametrize(
    "head",
    [
        "<ul><li>Ann Lee</li><li>14 March 2026</li><li>3 min</li></ul>",
        "<div>By Ann Lee, first printed 14 March 2026, 08:00, and once more 15 March 2026, 09:30</div>",
    ],
)
def test_line_of_dates_above_the_story_is_left_out(head):
    assert paragraphs(article(head + p(LEAD, MORE, LAST))) == [LEAD, MORE, LAST]


def test_line_that_begins_with_a_date_above_text_between_breaks_is_left_out():
    """Date, editor, section and topics in one line, in the story's own element."""
    topics = " ".join(LINK.format(word, word) for word in ("bridges", "buses", "stone"))
    line = f"<small>14/03/2026 - Placed by: Ann Lee - Section: Town - Topics: {topics}</small>"
    assert paragraphs(article(f"{line}<br><br>{LEAD}<br><br>{MORE}")) == [LEAD, MORE]


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ("<ul><li>Three eggs</li><li>A pound of flour</li></ul>", 2),
        ("<table><tr><td>Arch</td><td>Granite</td></tr></table>", 1),
        ("<pre>make bridge</pre>", 1),
        ("<dl><dt>Pier</dt><dd>What the arch rests on</dd></dl>", 2),
    ],
    ids=("list", "table", "code", "definitions"),
)
def test_lists_and_tables_inside_a_story_are_kept_in_whatever_box(rows, count):
    """Recipes, tests, handbooks."""
    found = article(p(*STORY) + f"<section class='k2'><div>{rows}</div></section>" + p(LAST))
    assert len(paragraphs(found)) == len(STORY) + 1 + count


def test_list_of_links_inside_a_story_is_left_out():
    rows = "".join(
        f"<li>{LINK.format(n, f'Cheese number {n} of the dairy')}</li>" for n in range(3)
    )
    found = article(p(LEAD, MORE) + f"<div class='k2'><ul>{rows}</ul></div>" + p(LAST))
    assert paragraphs(found) == [LEAD, MORE, LAST]


POINTS = f"<ul><li>{OTHER}</li><li>{OTHER.replace('second', 'third')}</li></ul>"


@pytest.mark.parametrize("above", ["", "<h2>What matters most</h2>"])
def test_list_above_the_story_is_kept(above):
    """A running story: the main points first, the hours below."""
    found = article(f"{above}<div class='z1'>{POINTS}</div>" + p(*STORY))
    assert OTHER in paragraphs(found)


@pytest.mark.parametrize(
    "points",
    [
        ["Closed in May.", "Trade by boat.", OTHER, "A ferry may return."],
        ["Closed to lorries in May.", "Firms pay for the long way round.", "A ferry may return."],
    ],
)
def test_short_points_above_the_story_are_kept(points):
    rows = "".join(f"<li>{point}</li>" for point in points)
    found = article(f"<div class='z1'><ul>{rows}</ul></div>" + p(*STORY))
    assert paragraphs(found) == [*points, *STORY]


def test_list_above_the_story_in_a_box_with_a_heading_of_its_own_is_left_out():
    box = f"<div class='z1'><h2>In short</h2>{POINTS}</div>"
    assert paragraphs(article(box + p(*STORY))) == STORY


def test_bold_line_above_a_link_that_is_left_out_goes_with_it():
    lines = ("<b>Have you read?</b>", LINK.format("cheese", "A prize for the dairy of Unterwald"))
    assert paragraphs(article(p(LEAD, MORE, *lines, LAST))) == [LEAD, MORE, LAST]


@pytest.mark.parametrize(
    "note",
    [
        f"<b>Do you like the Gazette? {LINK.format('give', 'Give to it.')}</b>",
        "<em>With reports from our office in Unterwald.</em>",
        "<i>Would you like more of this? Our letter comes on Fridays.</i>",
    ],
)
def test_note_set_apart_at_the_end_is_left_out(note):
    assert paragraphs(article(p(LEAD, MORE, LAST, note))) == [LEAD, MORE, LAST]


def test_italics_that_are_the_story_are_kept():
    poem = [f"<em>{line}</em>" for line in (LEAD, MORE, LAST, OTHER)]
    assert len(paragraphs(article(p(*poem)))) == 4
    assert len(paragraphs(article(p(LEAD, MORE, f"<em>Softly</em> {LAST}")))) == 3


ABOUT = f"<div class='q7'>{p(2 * (OTHER + ' ') + 'It has been the best of the valley for years.')}</div>"


def test_long_text_directly_below_the_story_is_kept_whatever_its_look():
    assert len(paragraphs(article(p(*STORY) + ABOUT))) == len(STORY) + 1


def test_long_text_below_something_that_was_left_out_is_none_of_the_story():
    """What a newspaper says of itself below the story."""
    between = f"<div class='q6'>{p(LINK.format('give', 'Give to the Gazette'))}</div>"
    assert paragraphs(article(p(*STORY) + between + ABOUT)) == STORY


@pytest.mark.parametrize(
    "name", ["live-comment", "ticker-comment", "gallery__comment", "match__comment-body"]
)
def test_commentary_is_told_from_readers_comments(name):
    """A match told minute by minute, pictures with the newsroom's comment."""
    posts = "".join(f"<div class='{name}'>{p(text)}</div>" for text in (LEAD, MORE, LAST))
    assert paragraphs(article(posts)) == [LEAD, MORE, LAST]


def test_readers_comments_are_left_out():
    replies = f"<div class='comment'>{p(OTHER)}</div>"
    assert paragraphs(article(p(LEAD, MORE, LAST) + replies)) == [LEAD, MORE, LAST]


def test_teaser_without_a_link_is_the_standfirst():
    lead = f"<div class='news-teaser'>{p(OTHER)}</div>"
    found = article(lead + f"<div>{p(LEAD, MORE, LAST)}</div>")
    assert found.standfirst == OTHER


def test_teaser_with_a_link_is_left_out():
    teaser = f"<div class='teaser'>{p(OTHER + LINK.format('cheese', 'Read'))}</div>"
    assert OTHER not in str(article(teaser + f"<div>{p(LEAD, MORE, LAST)}</div>").body)


@pytest.mark.parametrize("name", ["hidden-xs", "box hidden-md", "overflow-hidden"])
def test_hidden_on_some_screens_is_shown(name):
    """Bootstrap hides below a width, Tailwind what overflows."""
    found = article(p(LEAD) + f"<div class='{name}'>{p(MORE)}</div>" + p(LAST))
    assert paragraphs(found) == [LEAD, MORE, LAST]


def test_story_in_an_element_named_embed_keeps_its_headings():
    page = f"<h1>Bridge reopens</h1><div class='embed prose'>{p(LEAD)}<h2>Stone</h2>{p(MORE, LAST)}</div>"
    found = extract_article(page.encode(), "https://gazette.example/a")
    assert outline(found) == [(None, None, 1), ("Stone", 2, 2)]


@pytest.mark.parametrize(
    "place",
    [
        "<noscript>{}</noscript>",
        "<section><img src='/1.jpg'><caption>{}</caption></section>",
    ],
    ids=("for readers without scripts", "captions of a slide show"),
)
def test_story_that_stands_only_where_none_stands(place):
    texts = [text for n in range(3) for text in (LEAD, MORE, LAST + f" Year {n}.")]
    page = f"<div class='top'>News of the Wend.</div><h1>Bridge reopens</h1><div>{place.format(p(*texts))}</div>"
    found = extract_article(page.encode(), "https://gazette.example/a")
    assert LEAD in (found.text or "")
    assert MORE in (found.text or "")


def test_short_story_stays_beside_what_a_page_holds_back():
    held = f"<form>{p(OTHER)}</form><noscript>Please allow scripts.</noscript>"
    assert paragraphs(article(p(LEAD, MORE), after=held)) == [LEAD, MORE]


def test_first_heading_of_a_slide_show_is_kept_as_those_below():
    """Each slide: a heading in a box, the text in another."""
    slide = "<div><div class='t2'><h2>{}</h2></div><div class='t3'>{}</div></div>"
    slides = [slide.format(f"Arch {n}", p(text)) for n, text in enumerate((LEAD, MORE, LAST))]
    assert [section.heading for section in article("".join(slides)).body] == [
        "Arch 0",
        "Arch 1",
        "Arch 2",
    ]


def test_headings_above_short_lines_are_kept():
    """A list of winners: below its last long paragraph only names."""
    lists = "".join(
        f"<div class='h9'><h3>{prize}</h3></div>{p(*names)}"
        for prize, names in (("Best bread", ("Ann Lee", "Bo Ek")), ("Best cheese", ("Di Ott",)))
    )
    found = article(p(LEAD, MORE, LAST) + lists + "<div class='h9'><h3>Our letter</h3></div>")
    assert outline(found) == [(None, None, 3), ("Best bread", 3, 2), ("Best cheese", 3, 1)]


def test_sentence_that_stands_there_twice_is_read_once():
    """A box for narrow screens and again for wide ones."""
    told = f"{LEAD[:-1]}, and {MORE[0].lower()}{MORE[1:]}"
    box = f"<div class='text'>{p(told)}</div>"
    assert paragraphs(article(box + p(*STORY) + box + p(LAST))) == [told, *STORY, LAST]


def test_lines_that_are_written_twice_are_read_twice():
    """A plan for the week."""
    meal = "Bread of rye with cheese from the dairy of Unterwald, an apple, a glass of water, and tea with honey [400 kcal]"
    assert paragraphs(article(p(LEAD, MORE, meal, LAST, meal))) == [LEAD, MORE, meal, LAST, meal]


@pytest.mark.parametrize("box", ["", "<input type=checkbox id=c>"])
def test_label_in_the_story_asks_nothing(box):
    """A switch for readers at night."""
    told = f"{box}<label for=c>Night mode</label>{p(LEAD, MORE, LAST)}"
    assert [text for text in paragraphs(article(told)) if text != "Night mode"] == [
        LEAD,
        MORE,
        LAST,
    ]


def test_long_text_beside_a_box_to_tick_is_kept():
    box = "<input type=checkbox id=c><label for=c>Show all</label>"
    assert len(paragraphs(article(p(LEAD) + f"<div class='text'>{box}{p(*STORY)}</div>"))) == 16


def test_answer_that_is_the_same_again_is_read_again():
    told = "The ministry did not answer our questions until this text was printed, and sent no word later."
    parts = "".join(f"<h2>Bank {name}</h2>{p(told)}" for name in "ABC")
    assert outline(article(p(LEAD, MORE) + parts))[1:] == [(f"Bank {n}", 2, 1) for n in "ABC"]


def test_lines_with_dates_at_the_top_are_the_story():
    """What happened when."""
    days = [
        f"0{n}.02.2026: the council speaks of the bridge, and of what it may cost"
        for n in (1, 2, 3)
    ]
    told = f"{LEAD[:-1]}, and {MORE}"
    assert paragraphs(article(p(*days, told, LAST, told[:-1] + " again.")))[:3] == days


WORDS = "It is the least bad of all the choices in front of us."


@pytest.mark.parametrize(
    "pulled",
    [
        f"<div class='k7'><span>“</span>{WORDS}<span>”</span></div>",
        f"<div>“{WORDS}”</div>",
        f"<h3 class='k7'>{WORDS}</h3>",
    ],
)
def test_sentence_set_apart_that_the_story_says_too_is_left_out(pulled):
    told = f'"{WORDS} Nobody likes it," the mayor said.'
    found = article(p(LEAD, told) + pulled + p(MORE, LAST))
    assert outline(found) == [(None, None, 4)]


def test_question_that_the_story_asks_too_heads_its_answer():
    question = "Who is to pay for all of the masons?"
    found = article(p(LEAD, f"{question} Nobody knew.") + f"<h3>{question}</h3>" + p(MORE, LAST))
    assert outline(found) == [(None, None, 2), (question, 3, 2)]


@pytest.mark.parametrize(
    "rest",
    [
        f"<div class='newsletter'>{p('The day in five minutes.')}<input type='email'></div>",
        "<div class='k8'><video src='/1.mp4'></video></div>",
        f"<div class='promo'>{LINK.format('cheese', 'A prize for the old dairy of Unterwald')}</div>",
    ],
)
def test_heading_of_a_box_that_is_passed_by_goes_with_it(rest):
    box = f"<div class='k7'><div><h3>From the valley</h3></div>{rest}</div>"
    assert outline(article(p(*STORY, LEAD) + box + p(MORE, LAST))) == [(None, None, len(STORY) + 3)]


@pytest.mark.parametrize(
    "head",
    [
        "<div class='k7'><h3>What it cost</h3></div>",
        "<div class='k7'><h3>What it cost</h3><div class='share'><a href='#'>Share</a></div></div>",
        "<div class='k7'><h3>What it cost</h3><button>Print</button></div>",
        "<div class='k7'><figure><img src='/1.jpg'></figure><h3>What it cost</h3></div>",
    ],
)
def test_heading_with_a_bar_of_tools_or_a_picture_above_it_is_kept(head):
    assert outline(article(p(LEAD, MORE) + head + p(LAST)))[-1] == ("What it cost", 3, 1)


@pytest.mark.parametrize(
    "question",
    [
        "<details class='k9'><summary>What it cost</summary>{}</details>",
        "<details><summary><span class='k9'>What it cost</span><i class='arrow'></i></summary>{}</details>",
        "<h3><button class='k9' aria-expanded='false'>What it cost</button></h3><div class='fold'>{}</div>",
    ],
)
def test_what_unfolds_a_part_of_the_story_heads_it(question):
    told = f"<h2>All you asked</h2>{p(MORE)}{question.format(p(LAST, OTHER))}{p(LEAD)}"
    found = article(p(*STORY) + told)
    assert outline(found)[1:] == [("All you asked", 2, 1), ("What it cost", 3, 3)]


def test_button_beside_a_heading_is_none_of_its_text():
    found = article(p(LEAD, MORE) + f"<h3>What it cost <button>Listen</button></h3>{p(LAST)}")
    assert outline(found)[-1] == ("What it cost", 3, 1)


@pytest.mark.parametrize(
    "box",
    [
        "<h3>Standings</h3><table><tr><td>Wend</td><td>41</td></tr><tr><td>Kelder</td><td>39</td></tr></table>",
        "<h3>To bring</h3><ul><li>A lamp</li><li>Good boots</li></ul>",
        f"<h4>Put right</h4>{p('An earlier version gave a wrong year.', 'It was 1931.')}",
    ],
)
def test_short_box_with_a_heading_directly_below_the_story_is_kept(box):
    found = article(p(*STORY) + f"<div class='k7'>{box}</div>")
    assert [len(section.paragraphs) for section in found.body] == [len(STORY), 2]


@pytest.mark.parametrize(
    "box",
    [
        "<ul><li>Filed on Sunday</li><li>No comments so far</li></ul>",
        "<h3>Read on</h3><ul><li><a href='/lamp'>A lamp</a></li><li>Boots</li></ul>",
        f"<h3>Our letter</h3>{p('Each day at six.')}<button>Sign up</button>",
        f"<h3>Our letter</h3>{p('Subjects of the day:')}",
    ],
)
def test_short_box_below_the_story_without_a_heading_or_with_a_control_is_left_out(box):
    found = article(p(*STORY) + f"<div class='k7'>{box}</div>")
    assert outline(found) == [(None, None, len(STORY))]
