"""What makes texts comparable when they are no longer at hand: MinHash fingerprints of articles.

The similarity of two texts is that of their sets of shingles, the Jaccard index: what both have
by what either has. A *shingle* is three words in a row (Broder, "On the Resemblance and
Containment of Documents", SEQUENCES 1997), or four or five characters in a script without spaces,
which is as long. If one word in ten is replaced, 0.9^3 of the shingles stay, and the similarity is
0.57; a text cut to four fifths has 0.8.

A *fingerprint* is a fixed number of minima over random orders of the shingles. Two texts have the
same minimum with a probability that is their similarity, so that the share of equal minima
estimates it. Groups of minima (*bands*) find candidates among millions of texts by key: with
``ROWS`` minima a band, texts of similarity s share one of ``BANDS`` bands with probability
1 - (1 - s^ROWS)^BANDS (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", section 3.4.2).

Measurements named here are those of ``benchmarks/duplicates.py``.
"""

import re
import struct
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from rensa import RMinHash

from newscrawl.items import Article
from newscrawl.pieces import pieces
from newscrawl.spaceless import SPACELESS

ROWS = 2
BANDS = 12
"""0.97 of the texts with similarity 0.5 share a band, 0.99 of those with 0.57. Bands of 3 rows
would need twice as many keys for that, and keys are what the catalogue pays for; bands of 2 find
a few unlike texts more, which the sketches sort out in microseconds."""
SKETCH_MINIMA = 1024
"""One byte of each is kept, since unlike minima have a byte in common only once in 256 times (Li,
König, "b-Bit Minwise Hashing", WWW 2010). The estimate is then off by 0.011 (root mean square),
and 0.98 of the texts that it calls half alike are, where texts of every likeness are as many; with
128 minima of 4 bytes, half the size, it is off by 0.035, and 0.96 are. All shingles as hashes of
4 bytes would be exact, and 3 KB."""
SHINGLES_MIN = 80
"""A text with fewer is not compared. Of 34,716 pairs of real articles all but 5, which tell of the
same event, share fewer than 50 shingles of set phrases ("told reporters on Monday"); two texts of
75 would be half alike by those. Of 333 real articles 5 are shorter."""

_SEED = 1
_WORDS = 3
_CHARACTERS = 4, 5
"""Widths in a script without spaces: which one, the shingle's first character says, so that each
place of a text has one, and the same wherever it is. A word has 1.65 Chinese characters in running
text (the corpora of Emerson, "The Second International Chinese Word Segmentation Bakeoff", 2005:
1.54 to 1.71), and c characters meet 1 + (c - 1) / 1.65 words: three for c = 4.3. With five alone a
text with one word in ten replaced falls to the border, below what it would be by its words; with
four alone texts with one in seven replaced are above it."""
VERSION = f"2.{RMinHash.ALGORITHM_VERSION}"
"""Of the numbers above and of rensa's algorithm: fingerprints of another one are not compared."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a text."""

    bands: tuple[int, ...]
    """``BANDS`` keys, signed, 32 bits; the same key in two places means nothing."""
    sketch: bytes
    """The lowest byte of each of ``SKETCH_MINIMA`` minima."""


def fingerprint(article: Article) -> Fingerprint | None:
    """Return the fingerprint of an article's body: the same on every machine.

    Headline and standfirst are left out: they are what a newspaper writes anew first.

    Returns:
        ``None`` where there is nothing to compare: the article has no ``content_id``, or its body
        fewer than ``SHINGLES_MIN`` shingles.
    """
    if article.content_id is None:
        return None
    text = _text(article)
    if text not in _remembered:
        remember(article, _of_text(text))
    return _remembered[text]


def remember(article: Article, found: Fingerprint | None) -> None:
    """Take what ``fingerprint`` returned for an article, perhaps in another process: the next calls
    cost nothing. A line is compared first, and noted in the catalogue then."""
    _remembered[_text(article)] = found
    while len(_remembered) > REMEMBERED:
        del _remembered[next(iter(_remembered))]


REMEMBERED = 16
"""Fingerprints of the latest texts; a crawl uses each twice, soon after it was read."""
_remembered: dict[str, Fingerprint | None] = {}


def _text(article: Article) -> str:
    sections = ((section.heading or "", *section.paragraphs) for section in article.body)
    return "\n".join(chain.from_iterable(sections))


def _of_text(text: str) -> Fingerprint | None:
    # Where a long text is parted two shingles in 17,000 are lost.
    found = set().union(*map(shingles, pieces(text)))
    if len(found) < SHINGLES_MIN:
        return None
    minhash = RMinHash(num_perm=SKETCH_MINIMA, seed=_SEED)
    minhash.update(list(found))
    minima = struct.pack(f"<{SKETCH_MINIMA}I", *minhash.digest())
    return Fingerprint(bands=tuple(_bands(minima)), sketch=minima[::4])


def _bands(minima: bytes) -> Iterator[int]:
    """Yield the keys of the bands: a checksum of place and minima, as SQL's integers go."""
    size = 4 * ROWS
    for place in range(BANDS):
        band = minima[place * size : (place + 1) * size]
        yield zlib.crc32(band, place) - (1 << 31)


def similarity(a: Fingerprint, b: Fingerprint) -> float:
    """Return an estimate of the Jaccard similarity of the shingles of two texts, 0 to 1.

    What two unlike minima have in common by chance, 1 byte in 256, is taken off. Standard error
    at most 0.016, at similarity 0.5.

    >>> one = Fingerprint((), bytes(SKETCH_MINIMA))
    >>> similarity(one, one)
    1.0
    """
    unlike = int.from_bytes(a.sketch, "big") ^ int.from_bytes(b.sketch, "big")
    same = unlike.to_bytes(SKETCH_MINIMA, "big").count(0) / SKETCH_MINIMA
    return max(0.0, (256 * same - 1) / 255)


def shingles(text: str) -> frozenset[str]:
    """Return what of ``text`` is compared: case, punctuation and typesetting do not count.

    Characters count instead of words where most of the text is in a script without spaces.

    >>> sorted(shingles("The ferry is late; the ferry is late!"))
    ['ferry is late', 'is late the', 'late the ferry', 'the ferry is']
    """
    words = re.findall(word(), unicodedata.normalize("NFKC", text).casefold())
    spaceless = 0 if text.isascii() else len(re.findall(f"[{SPACELESS}]", text))
    if 2 * spaceless > len(words):
        return frozenset(_of_characters(words))
    return frozenset(map(" ".join, zip(*(words[n:] for n in range(_WORDS)), strict=False)))


def _of_characters(characters: list[str]) -> Iterator[str]:
    for place, one in enumerate(characters[: 1 - max(_CHARACTERS)]):
        yield " ".join(characters[place : place + _CHARACTERS[ord(one[0]) % 2]])


@lru_cache(maxsize=1)
def word() -> str:
    r"""Return the regular expression of a word: letters, marks and digits, or one letter of a
    script without spaces and its marks.

    Marks are no ``\w`` in Python, but part of what words are in many scripts; those beyond the
    first 65,536 characters are of no living one.
    """
    found = (chr(code) for code in range(0x300, 0x10000))
    marks = "".join(one for one in found if unicodedata.category(one)[0] == "M")
    letter, mark = rf"[^\W_{SPACELESS}]", f"[{marks}]"
    return rf"(?:{letter}+(?:{mark}+{letter}*)*|(?=\w)[{SPACELESS}]{mark}*)"
