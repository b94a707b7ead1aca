"""The restaurant's list in the demo city, and another edition of it for the length of a block."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import msgspec

from tongban.foundation.kernel.actors import SYSTEM
from tongban.registers.catalog import queries
from tongban.registers.catalog.commands import publish
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.item import ItemDocument, VersionNote
from tongban.registers.catalog.loading import read_items
from tongban.registers.catalog.models import HandlingOption
from tongban.registers.catalog.tests.samples import CITY

from conftest import MONDAY  # isort: skip

FOOD = "000131024000"


def food_code() -> str:
    """The 33 characters of 食品经营许可(新办) in the demo city."""
    return HandlingOption.objects.get(code__contains=FOOD, code__endswith="01").code


@lru_cache(maxsize=1)
def food_document() -> ItemDocument:
    found = read_items(CITY / "items" / "market-regulation")
    return next(each for each in found if each.basic_code == FOOD)


def food_option() -> Option:
    return food_document().options["01"]


@contextmanager
def listed(**changes: Any) -> Iterator[Option]:
    """While it lasts, an edition of the restaurant's list is in force since Monday, with these elements changed."""
    whole = food_document()
    changed = msgspec.structs.replace(whole.options["01"], **changes)
    note = VersionNote(number=1, effective_on=MONDAY.date(), reason="测试", legal_source="测试")
    publish(
        msgspec.structs.replace(whole, version=note, options={**whole.options, "01": changed}), by=SYSTEM, at=MONDAY
    )
    try:
        yield changed
    finally:
        queries.forget()
