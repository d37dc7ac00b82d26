"""Make ``data/sample`` anew: ``make sample``.

The two days of the bundled newspapers, as ``newscrawl demo`` crawls them. Locks and catalogue are
left out: ``newscrawl repair`` makes the catalogue from the files.
"""

import shutil
import subprocess
import sys
from pathlib import Path

SAMPLE = Path(__file__).parent / "sample"


def main() -> None:
    """Crawl both days."""
    if SAMPLE.exists():
        shutil.rmtree(SAMPLE)
    for _ in range(2):
        demo = [sys.executable, "-m", "newscrawl.cli", "demo", "--archive", str(SAMPLE)]
        subprocess.run(demo, check=True)  # noqa: S603 - our own
    shutil.rmtree(SAMPLE / "locks")
    for path in SAMPLE.glob("catalogue.sqlite3*"):
        path.unlink()


if __name__ == "__main__":
    main()
