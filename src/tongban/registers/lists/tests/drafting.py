"""What the tests of lists begin with: a draft of the restaurant city's lists, proposed and published by two persons."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import LOCAL
from tongban.registers.catalog import queries as catalog
from tongban.registers.catalog.commands import publish as publish_item
from tongban.registers.catalog.item import VersionNote
from tongban.registers.catalog.loading import read_items
from tongban.registers.lists import commands, queries
from tongban.registers.lists.models import Edition, EditionDraft

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
EDITOR, REVIEWER = "fangyuan", "linjing"
Cast = Callable[..., Actor]

__all__ = ["EDITOR", "MONDAY", "REVIEWER", "Cast", "change_item", "published", "rows_in_force", "stands"]


def stands(kind: str, **more: Any) -> Any:
    """The edition in force; there is one."""
    found = queries.current(kind, **more)
    assert found is not None, kind
    return found


def rows_in_force(kind: str) -> list[dict[str, Any]]:
    """The rows of the edition in force."""
    return list(queries.rows_of(stands(kind)).rows)


def published(draft: EditionDraft, cast: Cast, *, at: datetime = MONDAY) -> Edition:
    """The draft, proposed by its editor and published by a second person."""
    commands.propose(draft, by=cast(EDITOR), at=at)
    return commands.publish(draft, by=cast(REVIEWER), at=at)


def change_item(folder: Any, basic_code: str, change: Callable[[Any], Any], *, at: datetime = MONDAY) -> None:
    """A new edition of one item of the city, in force at once: `change` is given the document's first option."""
    item = next(each for each in read_items(folder) if each.basic_code == basic_code)
    number = min(item.options)
    options = {**item.options, number: change(item.options[number])}
    note = VersionNote(number=1, effective_on=at.date(), reason="测试", legal_source="测试")
    publish_item(msgspec.structs.replace(item, version=note, options=options), by=SYSTEM, at=at)
    catalog.forget()
