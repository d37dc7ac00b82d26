import fcntl
import threading
import time
from pathlib import Path

import pytest

from newscrawl.archive.files import Files
from newscrawl.archive.lock import PATIENCE_SECONDS, SiteLock, archive_lock, is_held
from newscrawl.errors import SiteBusy

FILES = Files()


def taken(path: Path, run_id: str = "r1") -> SiteLock:
    return SiteLock(FILES, path, site="gazette", run_id=run_id, since="2026-03-14T06:00:00Z")


def test_lock_is_held_until_it_is_released(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    assert not is_held(FILES, path)
    lock = taken(path)
    assert is_held(FILES, path)
    lock.release()
    lock.release()
    assert not is_held(FILES, path)
    taken(path, "a-run-with-a-longer-name").release()
    taken(path, "r2").release()
    assert path.read_bytes().count(b"\n") == 1


def test_who_holds_it_is_told_as_far_as_it_is_known(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    lock = taken(path)
    with pytest.raises(SiteBusy, match="Another run of gazette is going on: r1, process"):
        taken(path)
    for unsigned in (b"", b"{", b"[]", b"{}"):
        path.write_bytes(unsigned)
        with pytest.raises(SiteBusy, match=r"Another run of gazette is going on\. "):
            taken(path)
    lock.release()


def test_run_waits_for_somebody_who_only_looks(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with path.open("wb") as looking:
        fcntl.flock(looking, fcntl.LOCK_SH)
        timer = threading.Timer(PATIENCE_SECONDS / 3, fcntl.flock, (looking, fcntl.LOCK_UN))
        timer.start()
        taken(path).release()
        timer.join()


def test_archive_lock_lets_one_in_at_a_time(tmp_path: Path) -> None:
    inside: list[int] = []
    most: list[int] = []

    def work() -> None:
        with archive_lock(FILES, tmp_path / "locks" / "archive.lock"):
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.005)
            inside.pop()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 8
