"""``python -m newscrawl.schema`` writes what is committed anew."""

from newscrawl.schema.printed import COMMITTED, committed

COMMITTED.mkdir(exist_ok=True)
for path, text in committed().items():
    path.write_text(text, encoding="utf-8")
