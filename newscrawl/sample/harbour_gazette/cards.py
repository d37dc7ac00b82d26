"""The cards of the Gazette's theme: each way in which it shows a link to a story.

A card is one link around picture, category, age and title, so that the text of the link is all
of them run together; only some cards have an excerpt.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from newscrawl.sample.markup import picture_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a card shows."""

    path: str
    title: str
    """The headline, or what the front page made of it."""
    excerpt: str
    section: str
    ago: str
    picture: str


def _image(card: Card) -> str:
    return f'<img src="{picture_path(card.picture)}" alt="{escape(card.title)}">'


def _category(card: Card) -> str:
    return (
        '<div class="mvp-cat-date-wrap left relative">'
        f'<span class="mvp-cd-cat left relative">{card.section}</span>'
        f'<span class="mvp-cd-date left relative">{card.ago}</span></div>'
    )


def lead(card: Card) -> str:
    """Return the front page's first story."""
    return f"""<a href="{card.path}" rel="bookmark">
  <div class="mvp-feat1-feat-img left relative">{_image(card)}</div>
  <div class="mvp-feat1-feat-text left relative">
    {_category(card)}
    <h2>{escape(card.title)}</h2>
    <p>{escape(card.excerpt)}</p>
  </div>
</a>"""


def beside(card: Card) -> str:
    """Return a story beside the first one."""
    return f"""<a href="{card.path}" rel="bookmark"><div class="mvp-feat1-sub left relative">
  <div class="mvp-feat1-sub-img left relative">{_image(card)}</div>
  <div class="mvp-feat1-sub-text">
    {_category(card)}
    <h2>{escape(card.title)}</h2>
  </div>
</div></a>"""


def popular(card: Card) -> str:
    """Return a story of the front page's middle column."""
    return f"""<a href="{card.path}" rel="bookmark"><div class="mvp-feat1-pop-cont left relative">
  <div class="mvp-feat1-pop-img left relative">{_image(card)}</div>
  <div class="mvp-feat1-pop-text left relative">{_category(card)}<h2>{escape(card.title)}</h2></div>
</div></a>"""


def tabs(latest: Iterable[Card], trending: Iterable[Card]) -> str:
    """Return the box with tabs that stands in every right column."""
    return f"""<div class="mvp-widget-tab-wrap left relative">
  <div class="mvp-feat1-list-wrap left relative">
    <ul class="mvp-feat1-list-buts left relative">
      <li class="mvp-feat-col-tab"><a href="#mvp-tab-col1">\
<span class="mvp-feat1-list-but">Latest</span></a></li>
      <li><a href="#mvp-tab-col2"><span class="mvp-feat1-list-but">Trending</span></a></li>
    </ul>
    <div id="mvp-tab-col1" class="mvp-feat1-list left relative mvp-tab-col-cont">
{_rows(latest)}
    </div>
    <div id="mvp-tab-col2" class="mvp-feat1-list left relative mvp-tab-col-cont">
{_rows(trending)}
    </div>
  </div>
</div>"""


def _rows(shown: Iterable[Card]) -> str:
    return "\n".join(
        f"""<a href="{card.path}" rel="bookmark"><div class="mvp-feat1-list-cont left relative">
  <div class="mvp-feat1-list-img left relative">{_image(card)}</div>
  <div class="mvp-feat1-list-text left relative">{_category(card)}\
<h2>{escape(card.title)}</h2></div>
</div></a>"""
        for card in shown
    )


def widget(title: str, shown: Iterable[Card]) -> str:
    """Return a section's block on the front page."""
    rows = "\n".join(
        f"""<a href="{card.path}" rel="bookmark"><div class="mvp-widget-feat1-top-story left">
  <div class="mvp-widget-feat1-top-img left relative">{_image(card)}</div>
  <div class="mvp-widget-feat1-top-text left relative">{_category(card)}\
<h2>{escape(card.title)}</h2><p>{escape(card.excerpt)}</p></div>
</div></a>"""
        for card in shown
    )
    return f"""<section class="mvp-widget-home left relative"><div class="mvp-main-box">
  <h4 class="mvp-widget-home-title"><span class="mvp-widget-home-title">{title}</span></h4>
{rows}
</div></section>"""


def listed(card: Card) -> str:
    """Return a row of a long list; the picture is there twice, for wide and narrow screens."""
    return f"""<li class="mvp-blog-story-wrap left relative infinite-post"><a href="{card.path}" \
rel="bookmark">
  <div class="mvp-blog-story-img left relative">{_image(card)}{_image(card)}</div>
  <div class="mvp-blog-story-in"><div class="mvp-blog-story-text left relative">{_category(card)}\
<h2>{escape(card.title)}</h2><p>{escape(card.excerpt)}</p></div></div>
</a></li>"""


def related(card: Card) -> str:
    """Return a row of "You may like"."""
    return f"""<li><a href="{card.path}" rel="bookmark">
  <div class="mvp-related-img left relative">{_image(card)}</div>
  <div class="mvp-related-text left relative"><p>{escape(card.title)}</p></div>
</a></li>"""


def more(card: Card) -> str:
    """Return a row of the box "Trending" below a story: the title is no heading here."""
    return f"""<li><a href="{card.path}" rel="bookmark">
  <div class="mvp-post-more-img left relative">{_image(card)}</div>
  <div class="mvp-post-more-text left relative">{_category(card)}<p>{escape(card.title)}</p></div>
</a></li>"""


def neighbour(card: Card, label: str) -> str:
    """Return the link to the story before or after: ``label`` is "Up Next" or "Don't Miss"."""
    side = "next" if label == "Up Next" else "prev"
    return f"""<div class="mvp-{side}-post-wrap right"><a href="{card.path}" rel="bookmark">
  <div class="mvp-{side}-cont left relative"><div class="mvp-prev-next-text left relative">
    <span class="mvp-prev-next-label left relative">{label}</span>
    <p>{escape(card.title)}</p>
  </div></div>
</a></div>"""


def latest_news(shown: Iterable[Card]) -> str:
    """Return the box THE LATEST NEWS, which stands among the paragraphs of the body.

    A page builder made it: its classes say nothing, the title is there twice, as heading and as
    the picture's text, and two of the three links have other words than the title.
    """
    items = "\n".join(
        f"""<div class="wp-block-column">
  <a href="{card.path}">{_image(card)}</a>
  <h3><a href="{card.path}">{escape(card.title)}</a></h3>
  <p>{escape(card.excerpt)}</p>
  <a class="wp-block-button__link" href="{card.path}">Read More</a>
</div>"""
        for card in shown
    )
    return f'<div class="wp-block-group">\n<h2>THE LATEST NEWS</h2>\n{items}\n</div>'
