"""The folders are the flow of the data, and imports point up: read with ``ast``, nothing runs."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import newscrawl

ROOT = Path(newscrawl.__file__).parent
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))

WORDS = {
    *("items", "run_record", "known", "errand", "fingerprint"),
    *("errors", "clock", "urls", "layout", "pieces", "redaction", "spaceless"),
    "version",
}
"""What all others speak in."""

STAGES = {"discover", "fetch", "extract", "validate", "deduplicate", "archive", "report"}
"""What happens, in the order of the flow. Each knows the words, none knows another."""

FORMS = {"schema", "survey", "recorded"}
"""The words in another form: as other programs want them, as a newspaper nobody wrote a module for
shows them, as files of tests. Each knows the words alone, and no stage."""

ANALYSIS = {"schema", "archive", "analysis", "report"}
"""What ``analysis`` knows besides the words: whoever has an archive needs no crawler."""

READERS = {"pandas", "polars", "pyarrow", "duckdb", "datasets"}
"""Packages of the extra ``analysis``: loaded when they are asked for, by their names."""

LEAVES = {"spiders", "commands"}
"""What Scrapy loads by name; nobody imports it."""

NETWORK = {
    *("scrapy", "twisted", "asyncio", "requests", "httpx", "aiohttp", "socket", "ssl"),
    *("http.client", "http.server", "urllib.request", "urllib3", "ftplib", "smtplib"),
}

EXCEPTIONS = {
    ("layout", "parsel"): "a part of a layout is a selector",
    ("fingerprint", "rensa"): "MinHash in Rust behind one function",
    ("urls", "w3lib"): "canonical URLs are w3lib's and a small step of ours",
    ("sample", "http.server"): "the sample newspapers are served on this machine",
    ("sample", "socket"): "the server of the samples looks for a free port",
}
"""Who may import what others of its kind may not, and why."""

CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime", "ctime"}


def top(module):
    return module.partition("/")[0].removesuffix(".py")


def of(*names):
    return [module for module in MODULES if top(module) in names]


def tree(module):
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def imports(module):
    """Return the dotted names that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno} imports by dots; write the whole name"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def own_imports(module):
    """Return the parts of newscrawl, by their top names, that a module imports."""
    names = (name.split(".") for name in imports(module))
    return {part for parts in names if parts[0] == "newscrawl" for part in parts[1:2]}


def foreign_imports(module):
    """Return the dotted names from neither newscrawl nor, unless it is of the network, Python."""
    return {
        name
        for name in imports(module)
        if name.partition(".")[0] not in {"newscrawl", *sys.stdlib_module_names} or networks(name)
    }


def networks(name):
    return {known for known in NETWORK if f"{name}.".startswith(f"{known}.")}


def excused(module, name):
    return any(top(module) == who and f"{name}.".startswith(f"{what}.") for who, what in EXCEPTIONS)


@pytest.mark.parametrize("module", of(*WORDS))
def test_words_import_only_words(module):
    assert own_imports(module) <= WORDS
    assert {name for name in foreign_imports(module) if not excused(module, name)} == set()


@pytest.mark.parametrize("module", of(*STAGES))
def test_a_stage_imports_words_and_itself_and_no_network(module):
    assert own_imports(module) <= WORDS | {top(module)}
    assert {name for name in imports(module) if networks(name)} == set()


@pytest.mark.parametrize("module", of(*FORMS))
def test_a_form_of_the_words_imports_words_and_itself_alone(module):
    assert own_imports(module) <= WORDS | {top(module)}
    assert foreign_imports(module) == set()


@pytest.mark.parametrize("module", of("analysis"))
def test_analysis_imports_words_schema_and_archive_and_no_crawler(module):
    assert own_imports(module) <= WORDS | ANALYSIS
    assert {name for name in imports(module) if networks(name)} == set()


@pytest.mark.parametrize("module", MODULES)
def test_no_module_imports_a_reader_that_may_be_missing(module):
    assert {name.partition(".")[0] for name in imports(module)} & READERS == set()


@pytest.mark.parametrize("module", of("sample"))
def test_the_sample_newspapers_import_words_and_themselves(module):
    assert own_imports(module) <= WORDS | {"sample"}
    assert {name for name in foreign_imports(module) if not excused(module, name)} == set()


def test_the_package_itself_imports_what_reads_pages_and_archives_only():
    assert own_imports("__init__.py") == {"extract", "analysis", "version"}


@pytest.mark.parametrize("module", MODULES)
def test_nothing_imports_what_scrapy_loads_by_name(module):
    assert own_imports(module) & LEAVES <= {top(module)}


@pytest.mark.parametrize(("who", "what"), EXCEPTIONS)
def test_an_exception_is_still_needed(who, what):
    names = {name for module in of(who) for name in imports(module)}
    assert any(f"{name}.".startswith(f"{what}.") for name in names)


def test_every_word_and_stage_is_there():
    assert {top(module) for module in MODULES} >= WORDS | STAGES


def asks_the_time(node):
    """Return whether a node reads a clock: ``datetime.now`` and its kin, called or handed on."""
    if isinstance(node, ast.ImportFrom) and node.module == "time":
        return any(alias.name in CLOCKS for alias in node.names)
    if not (isinstance(node, ast.Attribute) and node.attr in CLOCKS):
        return False
    owner = node.value.attr if isinstance(node.value, ast.Attribute) else node.value
    name = owner.id if isinstance(owner, ast.Name) else owner
    return name in {"datetime", "date", "time"}


@pytest.mark.parametrize("module", [module for module in MODULES if module != "clock.py"])
def test_only_the_clock_asks_what_time_it_is(module):
    assert [node.lineno for node in ast.walk(tree(module)) if asks_the_time(node)] == []


def test_the_clock_is_noticed_when_it_asks():
    assert any(asks_the_time(node) for node in ast.walk(tree("clock.py")))


@pytest.mark.parametrize("module", MODULES)
def test_a_module_of_over_400_lines_hides_a_second_noun(module):
    lines = (ROOT / module).read_text(encoding="utf-8").count("\n")
    assert lines <= 400


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_named_after_what_it_is_about(module):
    names = {part.removesuffix(".py") for part in module.split("/")}
    vague = {"util", "utils", "helper", "helpers", "common", "misc", "base", "core_utils"}
    assert not names & {*vague, "manager", "managers", "handler", "handlers"}


@pytest.mark.parametrize(
    "names",
    [
        ["newscrawl"],
        ["newscrawl.batch"],
        ["newscrawl.analysis", "newscrawl.schema"],
        [f"newscrawl.{module[:-3].replace('/', '.')}" for module in of(*WORDS, *STAGES)],
    ],
    ids=["the package", "batch", "analysis", "words and stages"],
)
def test_reading_pages_loads_no_crawler(names):
    """Somebody with saved pages does not wait for Scrapy, nor need it."""
    code = "; ".join(f"import {name.removesuffix('.__init__')}" for name in names)
    unwanted = {"scrapy", "twisted", "requests", *READERS}
    code += f"; import sys; print(*sorted({unwanted} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT.parent, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("", "")


def test_importing_the_package_does_not_load_what_reads_archives():
    code = "import newscrawl, sys; print('newscrawl.archive' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT.parent, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
