"""What the code says of the records: the docstrings under fields and lists of words."""

import ast
import inspect
from functools import cache
from itertools import pairwise
from types import ModuleType
from typing import Any, get_args

from newscrawl import items, run_record

_MODULES = (items, run_record)
_VERSION = "The version of newscrawl that wrote the line."


@cache
def of_fields(cls: type) -> dict[str, str]:
    """Return the text under each field of a record, its lines joined."""
    (body,) = (
        node.body
        for module in _MODULES
        for node in _statements(module)
        if isinstance(node, ast.ClassDef) and node.name == cls.__name__
    )
    said = _said(body)
    return {"schema": of_words()["SCHEMA"], "newscrawl_version": _VERSION} | said


@cache
def of_words() -> dict[str, str]:
    """Return the text under each name that ``items`` gives to a list of words or a number."""
    return _said(_statements(items))


def name_of(hint: Any) -> str:
    """Return the name that ``items`` gives to a list of words."""
    return next(name for name, value in vars(items).items() if get_args(value) and value == hint)


def of_class(cls: type) -> str:
    """Return the docstring of a record."""
    return _folded(inspect.getdoc(cls) or "")


def _statements(module: ModuleType) -> list[ast.stmt]:
    return ast.parse(inspect.getsource(module)).body


def _said(body: list[ast.stmt]) -> dict[str, str]:
    found = {}
    for node, after in pairwise(body):
        name = _name(node)
        text = after.value if isinstance(after, ast.Expr) else None
        if name and isinstance(text, ast.Constant) and isinstance(text.value, str):
            found[name] = _folded(inspect.cleandoc(text.value))
    return found


def _name(node: ast.stmt) -> str | None:
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return node.target.id
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id
    return None


def _folded(text: str) -> str:
    """Join the lines of each paragraph and each entry of a list."""
    lines: list[str] = []
    for line in text.splitlines():
        begins = not line.strip() or line.startswith("- ") or not lines or not lines[-1]
        if begins:
            lines.append(line.strip())
        else:
            lines[-1] += " " + line.strip()
    return "\n".join(lines)
