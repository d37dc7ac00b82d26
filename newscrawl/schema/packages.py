"""Packages of the extra ``analysis``, loaded when they are first needed."""

from importlib import import_module
from typing import Any

from newscrawl.errors import ConfigurationError


def package(name: str) -> Any:
    """Return a module of a package that newscrawl runs without.

    Raises:
        ConfigurationError: The package is not installed.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name.partition(".")[0]:
            raise
        message = f'{error.name} is not installed. Run: pip install "newscrawl[analysis]"'
        raise ConfigurationError(message) from error
