"""Laws of the article reader on pages whose JSON-LD says anything at all."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscrawl import extract_article
from newscrawl.archive.lines import decode, encode
from newscrawl.items import Article

URL = "https://gazette.example/2026/03/14/bridge"
KEYS = ["@type", "@graph", "@id", "@value", "headline", "name", "author", "url", "datePublished",
        "dateModified", "image", "articleBody", "keywords", "articleSection", "inLanguage",
        "isAccessibleForFree", "mainEntityOfPage", "publisher", "liveBlogUpdate", "x"]  # fmt: skip
WORDS = ["NewsArticle", "LiveBlogPosting", "Person", "2026-03-14", "9999-12-31T23:59:60Z", "True",
         "http://[", "//gazette.example/a", "javascript:1", "\ud800", "\0\x1b[0m"]  # fmt: skip

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.sampled_from(WORDS),
    st.text(max_size=20),
)
values = st.recursive(
    scalars,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inside),
    max_leaves=25,
)
nodes = st.dictionaries(st.sampled_from(KEYS), values, max_size=12).map(
    lambda node: {"@type": "NewsArticle", **node}
)
# Whole, or cut and damaged as templates do it.
scripts = st.tuples(st.lists(nodes | values, max_size=3), st.integers(0, 400), st.booleans()).map(
    lambda told: "".join(
        f'<script type="application/ld+json">{json.dumps(node)[: told[1] if told[2] else None]}'
        "</script>"
        for node in told[0]
    )
)


@given(scripts)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_json_ld_gives_a_record_that_is_read_as_it_was_written(script):
    page = (
        f"<html><head>{script}</head><body><h1>Bridge reopens</h1><p>Text of it.</p></body></html>"
    )
    line = encode(extract_article(page.encode("utf-8", "surrogatepass"), URL))
    assert encode(decode(line, Article)) == line
