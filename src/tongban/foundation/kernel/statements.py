"""Statements written by hand (手写语句): their names are turned into places once, not at every execution.

The driver keeps what it made of a statement only up to 4 KB and 50 values; the few great statements of the house are
larger, and taking them apart each time costs more than sending them.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from django.db import DEFAULT_DB_ALIAS, connections

_NAME = re.compile(r"%\((\w+)\)s")


class Statement:
    """One statement with named values; as a value may stand in it many times, it is sent once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.names = tuple(dict.fromkeys(_NAME.findall(text)))
        places = {name: f"${place}" for place, name in enumerate(self.names, start=1)}
        sent = _NAME.sub(lambda found: places[found[1]], text).replace("%%", "%")
        self._sent = sent.encode()  # one object, which is known again at once

    @classmethod
    def beside(cls, module: str, name: str) -> Self:
        """The statement in a file of this name beside a module."""
        return cls((Path(module).parent / name).read_text(encoding="utf-8"))

    def row(self, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """Execute it, and give its first row; errors are Django's, and whoever counts statements counts it."""
        return next(iter(self.rows(values)), None)

    def rows(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Execute it, and give all of its rows; the statement limits their number itself."""
        if not is_counted():
            return self.sent([values[name] for name in self.names], connections[DEFAULT_DB_ALIAS])
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:  # Django writes it out, which it can do with names only
            cursor.execute(self.text, values)
            return list(cursor.fetchall())

    def sent(self, values: Sequence[Any], database: Any) -> list[tuple[Any, ...]]:
        """The same with the values in the order of `names`, on this connection of Django's, not counted."""
        return list(database.rows(self._sent, values))


def is_counted() -> bool:
    """Whether somebody counts the statements of this thread's connection, or wants to see them."""
    database = connections[DEFAULT_DB_ALIAS]
    return bool(database.queries_logged or database.execute_wrappers)
