"""The schema of an archive's records, in the words of each reader.

All of it comes from the dataclasses of ``items`` and ``run_record``:

>>> from newscrawl import schema
>>> schema.duckdb("articles")["authors"]
'STRUCT("name" VARCHAR, "url" VARCHAR)[]'
"""

from newscrawl.schema.codebook import codebook
from newscrawl.schema.json_schema import json_schema
from newscrawl.schema.readers import arrow, duckdb, features, polars

__all__ = ["arrow", "codebook", "duckdb", "features", "json_schema", "polars"]
