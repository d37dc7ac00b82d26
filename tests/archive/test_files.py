import errno
import os
from pathlib import Path
from threading import Barrier

import pytest
from archive.faulty_system import Counting, Failing

from newscrawl.archive.files import Files
from newscrawl.archive.system import Kernel
from newscrawl.errors import ArchiveError


def test_bytes_go_to_the_end_and_come_back(tmp_path: Path) -> None:
    files, path = Files(), tmp_path / "a" / "b" / "c"
    files.make_folders(path.parent)
    files.make_folders(path.parent)
    for data in (b"one ", b"two"):
        file = files.appending(path)
        file.append(data)
        file.fsync()
        file.close()
        file.close()
    assert b"".join(files.chunks(path)) == b"one two"
    assert b"".join(files.chunks(path, 5)) == b"one t"
    file = files.appending(path)
    assert file.size() == 7
    file.truncate(3)
    file.append(b"!")
    file.close()
    assert path.read_bytes() == b"one!"


def test_whole_file_is_there_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    count = Counting()
    Files(count).write_whole(path, iter([b"new ", b"text"]))
    assert path.read_bytes() == b"new text"
    for at in range(1, len(count.made)):
        path.write_bytes(b"old")
        failing = Files(Failing(at, errno.EIO))
        with pytest.raises(ArchiveError):
            failing.write_whole(path, iter([b"new ", b"text"]))
        assert path.read_bytes() in {b"old", b"new text"}


def test_name_is_synced_after_the_bytes(tmp_path: Path) -> None:
    count = Counting()
    Files(count).write_whole(tmp_path / "file", iter([b"x"]))
    assert [call for call in count.made if call != "close"] == [
        "open", "write", "fsync", "rename", "open", "fsync"]  # fmt: skip


def test_several_files_are_waited_for_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = Barrier(3, timeout=20)
    monkeypatch.setattr(Kernel, "fsync", staticmethod(lambda _: together.wait()))
    files = Files()
    opened = [files.appending(tmp_path / name) for name in "abc"]
    files.fsync_all(opened)


def test_one_of_several_files_cannot_be_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = Files()
    opened = [files.appending(tmp_path / name) for name in "abc"]

    def fsync(fd: int) -> None:
        if fd == opened[1].fd:
            raise OSError(errno.EIO, "I/O error")

    monkeypatch.setattr(Kernel, "fsync", staticmethod(fsync))
    with pytest.raises(ArchiveError, match=r"Cannot save .*/b: I/O error"):
        files.fsync_all(opened)


def test_symbolic_link_is_never_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"x")
    (tmp_path / "link").symlink_to("elsewhere")
    files = Files()
    for opening in (files.appending, files.emptied, lambda path: list(files.chunks(path))):
        with pytest.raises(ArchiveError, match="symbolic link"):
            opening(tmp_path / "link")
    assert (tmp_path / "elsewhere").read_bytes() == b"x"


def test_removing_what_is_gone_is_no_error(tmp_path: Path) -> None:
    Files().unlink(tmp_path / "gone")
    (tmp_path / "folder").mkdir()
    with pytest.raises(ArchiveError, match="Cannot remove"):
        Files().unlink(tmp_path / "folder")


@pytest.mark.parametrize(
    ("number", "cure"),
    [
        (errno.ENOSPC, "Free some space"),
        (errno.EDQUOT, "quota"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "Give it the right"),
        (errno.EIO, "The disk failed"),
        (errno.EMFILE, "ulimit -n"),
        (errno.ENOTDIR, "Look at the disk"),
    ],
)
def test_message_says_what_where_and_what_to_do(tmp_path: Path, number: int, cure: str) -> None:
    with pytest.raises(ArchiveError) as told:
        Files(Failing(1, number)).appending(tmp_path / "file.part")
    said = str(told.value)
    assert said.startswith(f"Cannot open {tmp_path / 'file.part'}: {os.strerror(number)}. ")
    assert cure in said
    assert isinstance(told.value.__cause__, OSError)
