"""What was seen of newspapers that a test makes up."""

from newscrawl.extract.article import extract_article
from newscrawl.survey.seen import Seen

URL = "https://www.harbour-gazette.example/"
TEXT = "The boats came in late and the harbour was quiet for the rest of the day. " * 10


def article(head="", *, lang="en", url=f"{URL}2026/03/bridge-1/", text=TEXT):
    """Read an article whose page has ``head`` in its head."""
    opening = f"<html lang={lang}>" if lang else "<html>"
    headline = "<h1>Bridge reopens after nine months</h1>"
    story = f"<article>{headline}<p>{text}</p><p>And again: {text}</p></article>"
    page = f"{opening}<head>{head}</head><body>{story}</body></html>"
    return extract_article(page.encode(), url)


def published(stated, **kwargs):
    return article(f'<meta property="article:published_time" content="{stated}">', **kwargs)


def seen(*articles, url=URL, **what):
    return Seen(url=url, articles=articles, **what)
