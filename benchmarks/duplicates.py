"""How well and how fast near copies are found, beside datasketch.

    python benchmarks/duplicates.py [--articles N] [--texts N] [--skip-scale] [--skip-quality]

Quality: each text is rewritten in several ways (words changed, cut, joined with another text,
boilerplate added), and the rewritings are looked for among all the originals in a real catalogue.
The texts are made ones, and, where ``$NEWSCRAWL_BENCH/articles/gold.jsonl`` is present, real ones.
What should be found are pairs whose shingles have a true Jaccard similarity of 0.5 or more, by
sets, not by sketches; for made texts in Han characters also pairs with that similarity by three
words in a row, which only this benchmark can tell apart. Two figures of precision: of the pairs
that were marked, how many are that similar, and how many are a text and its rewriting. Unlike pairs
come from the texts themselves.

Scale: a catalogue with N articles (1,000,000 by default, spread over 30 days, with random
fingerprints) takes in more, 20 in a transaction as in a run: each is looked up, compared with its
candidates, noted and committed with ``synchronous=FULL``. Every tenth is a rewriting of a known
one.
"""

import argparse
import json
import os
import random
import statistics
import struct
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

from datasketch import MinHash, MinHashLSH
from rensa import RMinHash

from newscrawl import clock
from newscrawl.archive.catalogue import Catalogue
from newscrawl.archive.files import Files
from newscrawl.archive.fingerprints import FingerprintRow, band_rows, day
from newscrawl.archive.paths import Root
from newscrawl.archive.schema import RunRow, upsert
from newscrawl.deduplicate.identity import content_id
from newscrawl.deduplicate.near import NEAR, first_like
from newscrawl.fingerprint import (
    BANDS,
    ROWS,
    SHINGLES_MIN,
    SKETCH_MINIMA,
    VERSION,
    Fingerprint,
    fingerprint,
    shingles,
    similarity,
)
from newscrawl.items import Article, Section
from newscrawl.report.progress import Progress
from newscrawl.urls import digest

LEAST = 0.5
LONG = 1000
BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
WINDOW_DAYS = 30
BATCH = 20
Rewrite = Callable[[str, random.Random, list[str], str], str]


# --- texts ----------------------------------------------------------------------------------


def made_texts(number: int, rnd: random.Random) -> list[str]:
    """Return texts with words as frequent as in a language: the n-th word 1 / n times (Zipf)."""
    words = [_word(rnd) for _ in range(20_000)]
    weights = [1 / (n + 3) for n in range(len(words))]
    return [
        " ".join(rnd.choices(words, weights, k=int(rnd.lognormvariate(6, 0.6)) + 90))
        for _ in range(number)
    ]


def _word(rnd: random.Random) -> str:
    return "".join(
        rnd.choice("bdfgklmnprstvz") + rnd.choice("aeiou")
        for _ in range(rnd.choice((1, 2, 2, 3, 3, 4)))
    )


def made_characters(number: int, rnd: random.Random) -> list[str]:
    """Return texts in Han characters, words of one to three, without spaces."""
    words = [
        "".join(chr(rnd.randrange(0x4E00, 0x5600)) for _ in range(rnd.choice((1, 1, 2, 2, 2, 3))))
        for _ in range(10_000)
    ]
    weights = [1 / (n + 3) for n in range(len(words))]
    return [
        " ".join(rnd.choices(words, weights, k=int(rnd.lognormvariate(6, 0.5)) + 120))
        for _ in range(number)
    ]


def real_texts() -> list[str]:
    """Return the texts of real articles that people marked, where they are."""
    folder = os.environ.get("NEWSCRAWL_BENCH")
    path = Path(folder or ".") / "articles" / "gold.jsonl"
    if folder is None or not path.exists():
        return []
    golds = (json.loads(line)["gold"] for line in path.read_text("utf-8").splitlines())
    return [text for text in map(_gold_text, golds) if text]


def _gold_text(gold: dict) -> str:
    sections = gold.get("sections") or []
    parts = (part for one in sections for part in (one.get("heading"), *one["paragraphs"]))
    return gold.get("text") or "\n".join(part for part in parts if part)


# --- rewritings -----------------------------------------------------------------------------


def changed(share: float) -> Rewrite:
    def rewrite(text: str, rnd: random.Random, words: list[str], _: str) -> str:
        return " ".join(
            rnd.choice(words) if rnd.random() < share else word for word in text.split()
        )

    return rewrite


def cut(share: float) -> Rewrite:
    def rewrite(text: str, *_: object) -> str:
        words = text.split()
        return " ".join(words[: int(len(words) * share)])

    return rewrite


def joined(share: float) -> Rewrite:
    """Add the beginning of another text, so many times as long as the text itself."""

    def rewrite(text: str, _: random.Random, __: list[str], other: str) -> str:
        words = text.split()
        return " ".join([*words, *other.split()[: int(len(words) * share)]])

    return rewrite


def boilerplate(text: str, rnd: random.Random, words: list[str], _: str) -> str:
    """Add 25 words before and after, others for each text."""
    return " ".join([*rnd.choices(words, k=25), text, *rnd.choices(words, k=25)])


def _both(first: Rewrite, then: Rewrite) -> Rewrite:
    def rewrite(text: str, rnd: random.Random, words: list[str], other: str) -> str:
        return then(first(text, rnd, words, other), rnd, words, other)

    return rewrite


REWRITINGS: dict[str, Rewrite] = {
    "5 % of words changed": changed(0.05),
    "10 % of words changed": changed(0.1),
    "15 % of words changed": changed(0.15),
    "20 % of words changed": changed(0.2),
    "cut to 80 %": cut(0.8),
    "cut to 55 %": cut(0.55),
    "joined with 25 %": joined(0.25),
    "joined with 70 %": joined(0.7),
    "boilerplate added": boilerplate,
    "5 % changed, cut to 80 %": _both(changed(0.05), cut(0.8)),
    "5 % changed, boilerplate": _both(changed(0.05), boilerplate),
}


# --- quality --------------------------------------------------------------------------------


def article(number: int, text: str, *, site: str, at: datetime) -> Article:
    url = f"https://{site}.example/{number}"
    made = Article(
        site=site,
        url=url,
        canonical_url=url,
        article_id=digest(site, str(number)),
        page_kind="article",
        body=(Section(paragraphs=(text,)),),
        fetched_at=clock.text(at),
        revision=1,
        revision_id=digest(site, str(number), "1"),
        run_id="bench",
        newscrawl_version="0",
    )
    return replace(made, content_id=content_id(made))


def three_words(text: str) -> frozenset[str]:
    """Return the shingles that a text would have if it were written with its spaces."""
    words = text.split()
    return frozenset(map(" ".join, zip(words, words[1:], words[2:], strict=False)))


def quality(
    name: str, texts: list[str], folder: Path, *, spaced: bool = True, by_words: bool = False
) -> None:
    """Print recall and precision of every kind of rewriting.

    Args:
        name: Of the texts.
        texts: With spaces between words.
        folder: For the catalogue.
        spaced: Whether the spaces stay.
        by_words: Whether the truth is that of three words in a row, spaces or not.
    """
    rnd = random.Random(11)  # noqa: S311 - the same texts each time
    strip = (lambda text: text) if spaced else (lambda text: text.replace(" ", ""))
    truth = three_words if by_words else lambda text: shingles(strip(text))
    every = len(texts)
    texts = [text for text in texts if len(shingles(strip(text))) >= SHINGLES_MIN]
    sets = [truth(text) for text in texts]
    vocabulary = [word for text in texts for word in text.split()]
    sizes = sorted(map(len, sets))
    print(
        f"\n{name}: {len(texts)} of {every} texts have {SHINGLES_MIN} shingles or more, median "
        f"{sizes[len(sizes) // 2]}"
    )
    with closing(_catalogue(folder / name.replace(" ", "-"))) as catalogue:
        ids = {}
        for number, text in enumerate(texts):
            one = article(number, strip(text), site="origin", at=BEGIN)
            ids[one.article_id] = number
            catalogue.note(one)
        catalogue.commit()
        total = Score()
        for kind, rewrite in REWRITINGS.items():
            score = Score()
            for number, text in enumerate(texts):
                other = texts[rnd.randrange(len(texts))]
                copy = rewrite(text, rnd, vocabulary, other)
                made = article(number, strip(copy), site="copy", at=BEGIN + timedelta(hours=1))
                found = _found(catalogue, made)
                score.add(truth(copy), number, ids.get(found), sets)
            score.show(kind)
            total.take(score)
        total.show("all")
    if not by_words:
        _unlike(sets)


class Score:
    """Counts of one kind of rewriting."""

    def __init__(self) -> None:
        self.truth: list[float] = []
        self.similar = self.similar_found = self.marked = self.right = self.own = 0

    def add(self, copy: frozenset[str], number: int, found: int | None, sets: list) -> None:
        """Take in what was found for the rewriting of a text."""
        true = _jaccard(copy, sets[number])
        self.truth.append(true)
        self.similar += true >= LEAST
        self.similar_found += true >= LEAST and found == number
        if found is not None:
            self.marked += 1
            self.own += found == number
            self.right += _jaccard(copy, sets[found]) >= LEAST

    def take(self, other: "Score") -> None:
        """Add the counts of another kind."""
        self.truth += other.truth
        for name in ("similar", "similar_found", "marked", "right", "own"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def show(self, kind: str) -> None:
        """Print the figures."""
        recall = f"{self.similar_found / self.similar:.3f}" if self.similar else "  -  "
        right = f"{self.right / self.marked:.3f}" if self.marked else "  -  "
        own = f"{self.own / self.marked:.3f}" if self.marked else "  -  "
        print(
            f"  {kind:26} true similarity {statistics.median(self.truth):.2f}, "
            f"{self.similar:5} of {len(self.truth):5} >= {LEAST}; recall {recall}, "
            f"precision {right}, of its own text {own}; "
            f"marked {self.marked / len(self.truth):.3f}"
        )


def _found(catalogue: Catalogue, made: Article) -> str:
    text = fingerprint(made)
    if text is None:
        return ""
    found = first_like(made, text, catalogue.like(text, clock.text(BEGIN)))
    return found.article_id if found else ""


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b)


def _unlike(sets: list[frozenset[str]]) -> None:
    """Print how similar texts of different articles are, and how many set phrases they share."""
    pairs = [(_jaccard(a, b), len(a & b), max(len(a), len(b))) for a, b in combinations(sets, 2)]
    sharing = statistics.fmean(1 - (1 - one**ROWS) ** BANDS for one, *_ in pairs)
    shared = sorted((same for _, same, size in pairs if size < LONG), reverse=True)
    print(
        f"  {len(pairs)} pairs of different texts: most similar {max(pairs)[0]:.2f}; expected "
        f"to share a band {sharing:.1e} of them, {sharing * 1e6:.0f} candidates in a million\n"
        f"  of those under {LONG} shingles, {len(shared)} pairs, the most share {shared[:12]}"
    )


def estimates(texts: list[str]) -> None:
    """Print what other sizes of sketch would bring, and exact sets."""
    rnd = random.Random(5)  # noqa: S311 - the same texts each time
    vocabulary = [word for text in texts for word in text.split()]
    pairs = [
        (shingles(text), shingles(changed(rnd.uniform(0, 0.25))(text, rnd, vocabulary, "")))
        for text in texts
        for _ in range(4)
    ]
    true = [_jaccard(a, b) for a, b in pairs]
    print(f"\nsketches, {len(pairs)} pairs of evenly spread change, marked from {NEAR}")
    for minima, bits in ((128, 32), (256, 16), (512, 8), (1024, 8), (4096, 1), (2048, 2)):
        odds, mask = 2.0**-bits, (1 << bits) - 1

        def sketch(found: frozenset[str], minima: int = minima) -> list[int]:
            made = RMinHash(num_perm=minima, seed=1)
            made.update(list(found))
            return made.digest()

        guesses = [
            (
                sum((x ^ y) & mask == 0 for x, y in zip(sketch(a), sketch(b), strict=True)) / minima
                - odds
            )
            / (1 - odds)
            for a, b in pairs
        ]
        error = statistics.fmean((g - t) ** 2 for g, t in zip(guesses, true, strict=True)) ** 0.5
        marked = [t for g, t in zip(guesses, true, strict=True) if g >= NEAR]
        right = sum(t >= LEAST for t in marked)
        print(
            f"  {minima:4} minima of {bits:2} bits, {minima * bits // 8:4} B: error {error:.4f}, "
            f"precision {right / len(marked):.3f}, "
            f"recall {right / sum(t >= LEAST for t in true):.3f}"
        )
    size = statistics.fmean(len(a) for a, _ in pairs)
    print(f"  all shingles, 4 B each, {4 * size:.0f} B on average: exact")


# --- scale ----------------------------------------------------------------------------------


def scale(number: int, rounds: int, folder: Path) -> None:
    """Print what a look-up and a row cost with so many articles in the window."""
    root = folder / "scale"
    rnd = random.Random(7)  # noqa: S311 - the same texts each time
    catalogue = _catalogue(root)
    print(f"\n{number} articles in the window of {WINDOW_DAYS} days")
    began = time.perf_counter()
    _fill(catalogue, number, rnd)
    size = Root.at(root).catalogue.stat().st_size
    print(
        f"  filled in {time.perf_counter() - began:.0f} s; {size / number:.0f} bytes an article "
        "in the catalogue, band index and all"
    )
    catalogue.close()
    catalogue = Catalogue.open(Root.at(root), Files(), site="bench")
    known = catalogue._connection.execute(  # noqa: SLF001
        "SELECT * FROM fingerprints ORDER BY random() LIMIT ?", (rounds * 2,)
    ).fetchall()
    for name, prune in (("within the window", False), ("and forgetting two for each", True)):
        now = BEGIN + timedelta(days=WINDOW_DAYS + (2 if prune else 0))
        since = now - timedelta(days=WINDOW_DAYS)
        if prune:
            catalogue.forget_texts_before(clock.text(since))
        speed = _run(catalogue, rnd, rounds, now, since, known)
        print(f"  {name}: {speed}")
    catalogue.close()


def _fill(catalogue: Catalogue, number: int, rnd: random.Random) -> None:
    """Write rows as SQLite does it fastest: the index sorted first."""
    step = timedelta(days=WINDOW_DAYS) / number
    run = catalogue._connection  # noqa: SLF001
    run.execute("PRAGMA synchronous = OFF")
    run.execute("CREATE TEMP TABLE unsorted (band INTEGER, day INTEGER, named INTEGER)")
    with Progress("filling", "articles") as progress:
        for first in range(0, number, 10_000):
            places = range(first, min(first + 10_000, number))
            rows = [_random_row(rnd, BEGIN + place * step) for place in places]
            run.execute("BEGIN")
            run.executemany(upsert(FingerprintRow), rows)
            bands = (band for row in rows for band in band_rows(row))
            run.executemany("INSERT INTO unsorted VALUES (?, ?, ?)", bands)
            run.execute("COMMIT")
            progress.show(first, number)
    run.execute("INSERT INTO bands SELECT * FROM unsorted ORDER BY band, day, named")
    run.execute("DROP TABLE unsorted")
    run.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _random_row(rnd: random.Random, at: datetime) -> FingerprintRow:
    return FingerprintRow(
        fingerprint_id=rnd.getrandbits(60),
        day=day(clock.text(at)),
        fetched_at=clock.text(at),
        site="some_newspaper",
        article_id=f"{rnd.getrandbits(128):032x}",
        version=VERSION,
        bands=rnd.randbytes(4 * BANDS),
        sketch=rnd.randbytes(SKETCH_MINIMA),
    )


def _run(
    catalogue: Catalogue,
    rnd: random.Random,
    rounds: int,
    now: datetime,
    since: datetime,
    known: list[tuple],
) -> str:
    found = compared = wanted = 0
    spent = {"look-up": 0.0, "commit": 0.0, "bare": 0.0}
    cpu = 0.0
    for number in range(rounds):
        row = _random_row(rnd, now)
        if number % 10 == 0:  # a copy, as far as bands and sketch go
            model = FingerprintRow(*known[number])
            row = row._replace(
                bands=_mixed(rnd, model.bands, row.bands, 4, LEAST**ROWS * 1.5),
                sketch=_mixed(rnd, model.sketch, row.sketch, 1, 0.6),
            )
            wanted += model.fetched_at >= clock.text(since)
        began, began_cpu = time.perf_counter(), time.process_time()
        text = Fingerprint(struct.unpack(f"<{BANDS}i", row.bands), row.sketch)
        candidates = catalogue.like(text, clock.text(since))
        compared += len(candidates)
        found += any(similarity(text, one.fingerprint) >= NEAR for one in candidates)
        for one in (row, *band_rows(row)):
            catalogue._put(one)  # noqa: SLF001 - as note() does with the rows of a record
        spent["look-up"] += time.perf_counter() - began
        if number % BATCH == BATCH - 1:
            between = time.perf_counter()
            catalogue.commit()
            spent["commit"] += time.perf_counter() - between
            cpu += time.process_time() - began_cpu
            spent["bare"] += _bare_commit(catalogue, number)
        else:
            cpu += time.process_time() - began_cpu
    seconds = spent["look-up"] + spent["commit"]
    batches = rounds / BATCH
    return (
        f"{rounds / seconds:.0f} articles a second, {rounds / cpu:.0f} a second of processor time, "
        f"looked up, compared ({compared / rounds:.2f} candidates each), inserted and committed by "
        f"{BATCH}; {found} of {wanted} copies found\n    {spent['look-up'] / rounds * 1e3:.2f} ms "
        f"a look-up; {spent['commit'] / batches * 1e3:.1f} ms a commit of {BATCH}, "
        f"{spent['commit'] / spent['bare']:.1f} times one of a single other row in the same moment"
    )


def _bare_commit(catalogue: Catalogue, number: int) -> float:
    began = time.perf_counter()
    catalogue.commit([RunRow(f"r{number}", "bench", clock.text(BEGIN), None)])
    return time.perf_counter() - began


def _mixed(rnd: random.Random, a: bytes, b: bytes, size: int, share: float) -> bytes:
    parts = range(0, len(a), size)
    return b"".join((a if rnd.random() < share else b)[n : n + size] for n in parts)


# --- cost -----------------------------------------------------------------------------------


def cost(texts: list[str], folder: Path) -> None:
    """Print what a fingerprint costs, and what datasketch needs for the same."""
    articles = [article(n, text, site="cost", at=BEGIN) for n, text in enumerate(texts)]
    _seconds(fingerprint, articles[:1])
    ours = _seconds(fingerprint, articles)
    shingled = [shingles(text) for text in texts]

    def theirs(found: frozenset[str]) -> MinHash:
        made = MinHash(num_perm=128, seed=1)
        made.update_batch([one.encode() for one in found])
        return made

    both = _seconds(lambda text: theirs(shingles(text)), texts)
    print(
        f"\na fingerprint of {len(texts)} texts: {ours * 1e3:.2f} ms each, {SKETCH_MINIMA} minima; "
        f"datasketch with the same shingles: {both * 1e3:.2f} ms each, 128 minima "
        f"({both / ours:.1f} times as long)"
    )
    lsh = MinHashLSH(threshold=LEAST, num_perm=128)
    made = [theirs(found) for found in shingled]
    began = time.perf_counter()
    for number, one in enumerate(made):
        lsh.query(one)
        lsh.insert(str(number), one)
    in_memory = (time.perf_counter() - began) / len(made)
    with closing(_catalogue(folder / "cost")) as catalogue:
        texts_of = [(one, fingerprint(one)) for one in articles]
        began = time.perf_counter()
        for number, (one, text) in enumerate(texts_of):
            if text:
                catalogue.like(text, clock.text(BEGIN))
            catalogue.note(one)
            if number % BATCH == BATCH - 1:
                catalogue.commit()
        on_disk = (time.perf_counter() - began) / len(made)
    print(
        f"look-up and insert: {on_disk * 1e3:.2f} ms in the catalogue, with its other tables, on "
        f"disk; {in_memory * 1e3:.2f} ms in datasketch's index, in memory, lost with the process "
        f"({lsh.b} bands of {lsh.r})"
    )


def _seconds(make: Callable, values: Iterable) -> float:
    """Return the processor time of each."""
    values = list(values)
    began = time.process_time()
    for value in values:
        make(value)
    return (time.process_time() - began) / len(values)


def _catalogue(root: Path) -> Catalogue:
    root.mkdir()
    return Catalogue.open(Root.at(root), Files(), site="copy")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=1_000_000, help="in the window")
    parser.add_argument("--rounds", type=int, default=4000, help="articles that come in")
    parser.add_argument("--texts", type=int, default=300, help="made texts of each kind")
    parser.add_argument("--skip-quality", action="store_true")
    parser.add_argument("--skip-scale", action="store_true")
    parser.add_argument("--folder", help="where the catalogues are made (default: a temporary one)")
    options = parser.parse_args()
    rnd = random.Random(1)  # noqa: S311 - the same texts each time
    print(f"similarity {LEAST} shares a band with {1 - (1 - LEAST**ROWS) ** BANDS:.3f}")
    with tempfile.TemporaryDirectory(prefix="newscrawl-bench-", dir=options.folder) as name:
        folder = Path(name)
        made, real = made_texts(options.texts, rnd), real_texts()
        if not options.skip_quality:
            quality("made texts", made, folder)
            han = made_characters(options.texts, rnd)
            quality("made characters", han, folder, spaced=False)
            quality("made characters, truth by words", han, folder, spaced=False, by_words=True)
            if real:
                quality("real texts", real, folder)
            estimates(real or made)
        cost(real or made, folder)
        if not options.skip_scale:
            scale(options.articles, options.rounds, folder)


if __name__ == "__main__":
    main()
