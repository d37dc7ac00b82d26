"""What was acknowledged survives a power cut at every step of a run and of a recovery."""

import random
from collections import Counter
from pathlib import Path

import pytest
from archive.power import Disk, Recording
from archive.small_runs import crawl, fetch_one, look_at_front_page, opened, run, url

from newscrawl.archive import reader
from newscrawl.archive.catalogue import Catalogue
from newscrawl.archive.files import Files
from newscrawl.archive.verify import verify
from newscrawl.errors import ArchiveError

PAGES = range(23)
SEED = 20260314


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """The steps of a run that is abandoned, and of one that recovers it and is sealed."""
    system = Recording(tmp_path / "recorded")
    commit, opening = Catalogue.commit, Catalogue.open.__func__

    def recorded_commit(self: Catalogue, *rows: object) -> None:
        commit(self, *rows)
        system.note("commit", self._connection.serialize())

    def recorded_open(cls: type[Catalogue], *arguments: object, **named: object) -> Catalogue:
        catalogue = opening(cls, *arguments, **named)
        system.note("commit", catalogue._connection.serialize())
        return catalogue

    with monkeypatch.context() as patch:
        patch.setattr(Catalogue, "commit", recorded_commit)
        patch.setattr(Catalogue, "open", classmethod(recorded_open))
        crawl_until(system, "r1", PAGES[:12])
        crawl_until(system, "r2", PAGES, sealed=True)
    return system.steps


def crawl_until(system: Recording, run_id: str, numbers: range, *, sealed: bool = False) -> None:
    writer = opened(system.root, run_id, files=Files(system))
    look_at_front_page(writer, run_id, numbers)
    for number in numbers:
        fetch_one(writer, number, run_id)
        if number % 5 == 4:
            writer.flush()
            system.note("acknowledge", number + 1)
    if not sealed:
        # Written, and never committed.
        writer._segments["articles"].save()
        writer.abandon()
        return
    writer.seal(run(run_id))
    system.note("acknowledge", len(numbers))


def assert_survived(root: Path, acknowledged: int) -> None:
    opened(root, "recovering").seal(run("recovering"))
    assert verify(root).problems == ()
    stored = Counter(article.url for article in reader.articles(root))
    assert stored.keys() >= set(map(url, range(acknowledged)))
    crawl(root, "last", PAGES)
    assert Counter(article.url for article in reader.articles(root)) == Counter(map(url, PAGES))
    assert verify(root).problems == ()


def cut(steps: list[tuple[object, ...]], after: int, root: Path, seed: int) -> int:
    disk = Disk()
    for step in steps[:after]:
        disk.do(step)
    disk.after_power_cut(root, random.Random(seed))
    return max((step[1] for step in steps[:after] if step[0] == "acknowledge"), default=0)


def test_power_may_go_at_any_step(tmp_path: Path, steps: list[tuple[object, ...]]) -> None:
    chance = random.Random(SEED)
    for number in range(30):
        root = tmp_path / f"cut{number}"
        assert_survived(root, cut(steps, chance.randrange(len(steps) + 1), root, number))


@pytest.mark.slow
def test_power_may_go_at_every_step(tmp_path: Path, steps: list[tuple[object, ...]]) -> None:
    for after in range(len(steps) + 1):
        for seed in range(8):
            root = tmp_path / f"cut{after}-{seed}"
            assert_survived(root, cut(steps, after, root, seed))


@pytest.mark.parametrize("forgotten", ["file", "folder"])
def test_a_forgotten_fsync_would_be_noticed(
    tmp_path: Path, steps: list[tuple[object, ...]], forgotten: str
) -> None:
    """The proof above proves something: without the syncs it fails."""
    folders = {step[1] for step in steps if step[0] == "mkdir"} | {"."}

    def is_forgotten(step: tuple[object, ...]) -> bool:
        return step[0] == "fsync" and (step[1] in folders) == (forgotten == "folder")

    careless = [step for step in steps if not is_forgotten(step)]
    with pytest.raises((ArchiveError, AssertionError)):
        cut_at_the_end(careless, tmp_path)


def cut_at_the_end(steps: list[tuple[object, ...]], folder: Path) -> None:
    for number in range(40):
        root = folder / f"cut{number}"
        assert_survived(root, cut(steps, len(steps), root, number))
