"""Everything that this house keeps or answers has an entry in the city's catalogue of data resources (R-177)."""

import pytest
from django.apps import apps
from django.conf import settings

from tongban.config.sealed import SEALED
from tongban.foundation.kernel.written import read_yaml
from tongban.registers.resources.rules.kinds import Sensitivity
from tongban.registers.resources.rules.reading import Book, read_book, uncovered
from tongban.web.openapi.schema import document

pytestmark = pytest.mark.req("R-177")


@pytest.fixture(scope="module")
def book() -> Book:
    return read_book(read_yaml((settings.CITY / "resources.yaml").read_bytes()))


def our_tables() -> set[str]:
    return {each._meta.label for each in apps.get_models() if each.__module__.startswith("tongban.")}


def our_operations() -> set[str]:
    return {each["operationId"] for methods in document()["paths"].values() for each in methods.values()}


def test_every_table_and_every_operation_has_an_entry(book: Book):
    missing = uncovered(book, tables=our_tables(), operations=our_operations())
    told = "编进 city/jiayuguan/resources.yaml 的一个资源，或者在 technical 里写明为什么没有业务数据"
    assert not missing.tables, told
    assert not missing.operations, told


def test_no_entry_names_what_is_not_there(book: Book):
    tables = {each for part in (*book.resources, *book.technical) for each in part.tables}
    operations = {each for part in (*book.resources, *book.technical) for each in part.operations}
    assert tables <= our_tables()
    assert operations <= our_operations()


def test_every_column_of_an_entry_stands_in_the_database(book: Book):
    known = {f"{each._meta.label}.{field.name}" for each in apps.get_models() for field in each._meta.get_fields()}
    named = {item.column for each in book.resources for item in each.items() if item.column}
    assert named <= known


def test_every_sealed_column_is_a_sensitive_field_of_an_entry(book: Book):
    """What is enciphered in the database is sensitive in the catalogue."""
    sensitive = {
        item.column
        for each in book.resources
        for item in each.items()
        if Sensitivity(item.sensitivity) is Sensitivity.SENSITIVE
    }
    assert {f"{each.model}.{each.field}" for each in SEALED} <= sensitive


def test_a_table_that_nobody_entered_is_found(book: Book):
    found = uncovered(book, tables=our_tables() | {"cases.Secret"}, operations=our_operations() | {"dump"})
    assert (found.tables, found.operations) == (("cases.Secret",), ("dump",))


def test_a_table_stands_in_one_entry_only(book: Book):
    tables = [each for part in (*book.resources, *book.technical) for each in part.tables]
    assert len(tables) == len(set(tables))
