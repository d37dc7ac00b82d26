"""CONTRIBUTING names every part of the package, and none that is not there."""

import re
from pathlib import Path

import newscrawl

ROOT = Path(newscrawl.__file__).parent
TEXT = (ROOT.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
CHAPTER = TEXT.partition("\n## Where things are\n")[2].partition("\nRules are pure")[0]
NAMED = {name.rstrip("/") for name in re.findall(r"`(\w+/?)`", CHAPTER)}
LISTED = {
    name.rstrip("/")
    for line in re.findall(r"^- ([^:]+):", CHAPTER, re.MULTILINE)
    for name in re.findall(r"`(\w+/?)`", line)
}


def parts(folder):
    """Return the modules and packages in a folder, without their endings."""
    names = {path.stem for path in folder.glob("*.py")}
    names |= {path.parent.name for path in folder.glob("*/__init__.py")}
    return names - {"__init__", "__main__"}


FOLDERS = (ROOT, ROOT / "crawl", ROOT / "trial")
"""Those whose modules are named one by one."""


def test_every_part_of_the_package_has_its_place():
    for folder in FOLDERS:
        assert parts(folder) - NAMED == set()


def test_what_is_listed_is_there():
    assert LISTED - set().union(*map(parts, FOLDERS)) == set()
    assert LISTED
