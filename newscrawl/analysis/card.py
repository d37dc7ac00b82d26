"""The dataset card of an export for Hugging Face: what is in it, since when, and what is not."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from newscrawl.analysis.coverage import Coverage
from newscrawl.items import SCHEMA
from newscrawl.schema.packages import package
from newscrawl.schema.shape import Kind, folded, record
from newscrawl.version import __version__

Gaps = Mapping[str, list[tuple[date, date]]]

_TYPES: dict[type, dict[str, Any]] = {
    str: {"dtype": "string"},
    int: {"dtype": "int64"},
    float: {"dtype": "float64"},
    bool: {"dtype": "bool"},
}
_SIZES = {
    1_000: "n<1K",
    10_000: "1K<n<10K",
    100_000: "10K<n<100K",
    1_000_000: "100K<n<1M",
    10_000_000: "1M<n<10M",
    100_000_000: "10M<n<100M",
    1_000_000_000: "100M<n<1B",
}
_NAMED_SITES = 4
"""More do not stand in the title."""

_RIGHTS = """\
The texts, headlines and pictures described here belong to their publishers. This folder was made
for research; it gives nobody the right to publish them, and its licence is theirs. Ask the
publishers, or what your country's law allows for research (text and data mining), before you share
it. Personal data of authors and of people in the news is in it."""


def card(kind: Kind, coverage: Coverage, gaps: Gaps, chosen: str, made_at: str) -> str:
    """Return the text of ``README.md``.

    Args:
        kind: Of the records.
        coverage: What was counted.
        gaps: By site, the days on which nobody looked.
        chosen: The choice in words.
        made_at: When, RFC 3339.
    """
    head = package("yaml").safe_dump(_head(kind, coverage), sort_keys=False, allow_unicode=True)
    several = len(coverage.sites) > _NAMED_SITES
    sites = f"{len(coverage.sites)} sites" if several else ", ".join(sorted(coverage.sites))
    return f"""---
{head}---

# {record(kind).name} records of {sites or "no site"}

{coverage.lines:,} lines, read from a newscrawl archive. {record(kind).said}

- Chosen: {chosen}.
- Made at {made_at} by newscrawl {__version__}, schema {SCHEMA}.
- Every field is explained in `CODEBOOK.md`. Times are text, to the letter as archived.

```python
from datasets import load_dataset

{kind} = load_dataset("path/of/this/folder", split="train")
```

## Sites and dates

| site | lines | first | last |
| --- | --- | --- | --- |
{_sites(coverage)}

## Days on which nobody looked

"Not seen" is not "not there": on these days no front page of the newspaper was looked at.

{_gaps(coverage, gaps)}

## Coverage of each field

Lines in which a field is neither null nor an empty list.

| field | lines | share |
| --- | --- | --- |
{_fields(kind, coverage)}

## Rights

{_RIGHTS}
"""


def _head(kind: Kind, coverage: Coverage) -> dict[str, Any]:
    languages = sorted({language.partition("-")[0].lower() for language in coverage.languages})
    known = [language for language in languages if language.isascii() and language.isalpha()]
    return {
        "pretty_name": f"newscrawl {kind}",
        **({"language": known} if known else {}),
        "license": "other",
        "license_name": "belongs-to-the-publishers",
        "tags": ["news", "newscrawl"],
        "size_categories": [
            next((name for limit, name in _SIZES.items() if coverage.lines < limit), "n>1T")
        ],
        "configs": [
            {
                "config_name": kind,
                "default": True,
                "data_files": [{"split": "train", "path": f"{kind}/*.parquet"}],
            }
        ],
        "dataset_info": {"config_name": kind, "features": _features(kind)},
    }


def _features(kind: Kind) -> list[dict[str, Any]]:
    """Return ``datasets.Features`` as its dataset cards write them."""
    found: list[dict[str, Any]] = folded(record(kind), _TYPES, _many, _struct)["struct"]
    return found


def _many(inner: dict[str, Any]) -> dict[str, Any]:
    return {"list": inner.get("dtype") or inner["struct"]}


def _struct(fields: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {"struct": [{"name": name, **type_} for name, type_ in fields.items()]}


def _sites(coverage: Coverage) -> str:
    return "\n".join(
        f"| {name} | {site.lines:,} | {site.first if site.last else ''} | {site.last} |"
        for name, site in sorted(coverage.sites.items())
    )


def _gaps(coverage: Coverage, gaps: Gaps) -> str:
    told = []
    for site in sorted(coverage.sites):
        if site not in gaps:
            told.append(f"- {site}: no look at a front page is archived.")
            continue
        spans = [f"{a}" if a == b else f"{a} to {b}" for a, b in gaps[site]]
        told.append(f"- {site}: {', '.join(spans) or 'none'}.")
    return "\n".join(told)


def _fields(kind: Kind, coverage: Coverage) -> str:
    of = coverage.lines or 1
    return "\n".join(
        f"| `{field.name}` | {coverage.filled[field.name]:,} "
        f"| {coverage.filled[field.name] / of:.1%} |"
        for field in record(kind).fields
    )
