"""What was acknowledged survives a power cut; ``make powercuts`` tries many more."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from archive.power import LOSSES, Inode, random_loss
from proofs.powercuts import Cutter, History, broken, cut_before, killed, undisturbed

SEED = 20260314


@pytest.fixture(scope="module")
def history() -> History:
    return undisturbed()


def sparse(history: History, every: int) -> Iterator[History]:
    """Yield pieces of ``history`` that are cut at every ``every``-th step only."""
    for last in range(history.cut_from, len(history.steps) + 1, every):
        yield replace(history, steps=history.steps[:last], cut_from=last)


def bad(history: History, folder: Path, *, every: int, losses: int = 1) -> list[str]:
    cutter = Cutter(folder, seed=SEED, losses=losses)
    return [fault for one in sparse(history, every) for fault in cutter.cut_everywhere(one).bad]


def test_power_may_go_in_a_run(tmp_path: Path, history: History) -> None:
    assert bad(history, tmp_path, every=9) == []


@pytest.mark.parametrize("at", [(110,), (150, 60)], ids=["run", "recovery"])
def test_power_may_go_after_a_process_died(tmp_path: Path, at: tuple[int, ...]) -> None:
    assert bad(killed(*at), tmp_path, every=25) == []


def test_power_may_go_after_an_fsync_failed(tmp_path: Path) -> None:
    assert bad(broken(31), tmp_path, every=25) == []


def test_power_may_go_in_the_recovery_from_a_power_cut(tmp_path: Path, history: History) -> None:
    again = cut_before(history, 70, random_loss("7"))
    assert bad(again, tmp_path, every=25) == []


@pytest.mark.parametrize("forgotten", ["file", "folder"])
def test_forgotten_fsync_is_noticed(tmp_path: Path, history: History, forgotten: str) -> None:
    """The proof above proves something: without the syncs it fails."""
    folders = {step[1] for step in history.steps if step[0] == "mkdir"} | {"."}

    def is_forgotten(step: tuple[object, ...]) -> bool:
        return step[0] == "fsync" and (step[1] in folders) == (forgotten == "folder")

    kept = tuple(step for step in history.steps if not is_forgotten(step))
    careless = replace(history, steps=kept, cut_from=len(kept))
    assert Cutter(tmp_path, seed=SEED, losses=0).cut_everywhere(careless).bad


def test_what_was_synced_is_left_by_every_loss() -> None:
    inode = Inode()
    inode.change(0, b"safe ")
    inode.sync()
    inode.change(5, b"x" * 2000)
    inode.change(1000, None)
    losses = [*LOSSES, *(random_loss(str(seed)) for seed in range(50))]
    left = {inode.after(loss) for loss in losses}
    assert all(content.startswith(b"safe ") for content in left)
    assert len(left) > 10
    inode.sync()
    assert {inode.after(loss) for loss in losses} == {b"safe " + b"x" * 995}
