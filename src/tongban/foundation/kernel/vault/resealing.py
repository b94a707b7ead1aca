"""Sealed values follow a new key (换密钥后重新加密): in small steps that may stop at any moment and go on later.

Which values wait is read from the values themselves: each begins with the number of its key. So there is no cursor that
could lie: a step that was broken off is simply found again, and what another process sealed with the old key meanwhile
is found too. Nothing is written over a value that changed since it was read.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import BinaryField, F, Func, Model, QuerySet
from django.db.models.functions import Length

from .place import vault

STEP = 500


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """One column of sealed values (密文列): its model and field, its purpose, and whose its values are."""

    model: str
    field: str
    purpose: str
    owner_fields: tuple[str, ...]
    owner: Callable[..., str] = str
    label: str = ""

    @property
    def rows(self) -> QuerySet[Model]:
        found: type[Model] = apps.get_model(self.model)
        return found._base_manager.all()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a column is (进度): all its values, and those that wait for the current key."""

    column: SealedColumn
    values: int
    waiting: int


COLUMNS: list[SealedColumn] = []
"""All of the house; filled once by `config.wiring`."""


def progress(columns: Sequence[SealedColumn] | None = None) -> list[Progress]:
    """Every column (two statements each; they read the whole column, so this is for operators, not for visitors)."""
    return [
        Progress(each, _filled(each).count(), _waiting(each).count())
        for each in (COLUMNS if columns is None else columns)
    ]


def reseal(column: SealedColumn, *, step: int = STEP) -> Iterator[int]:
    """Seal anew what waits, step by step; yields how many values each step changed.

    A value that does not open stops everything with its own error: it is a finding, not something to pass over.
    """
    after = 0
    while rows := list(
        _waiting(column)
        .filter(pk__gt=after)
        .order_by("pk")
        .values_list("pk", column.field, *column.owner_fields)[:step]
    ):
        yield sum(_resealed(column, *row) for row in rows)
        after = rows[-1][0]


def _resealed(column: SealedColumn, pk: int, blob: Any, *told: Any) -> int:
    old, owner = bytes(blob), column.owner(*told)
    text = vault().open(old, purpose=column.purpose, owner=owner)
    fresh = vault().seal(text, purpose=column.purpose, owner=owner)
    return column.rows.filter(pk=pk, **{column.field: old}).update(**{column.field: fresh})


def _filled(column: SealedColumn) -> QuerySet[Model]:
    found: QuerySet[Model] = column.rows.annotate(sealed_size=Length(column.field)).filter(sealed_size__gt=0)
    return found


def _waiting(column: SealedColumn) -> QuerySet[Model]:
    head = Func(F(column.field), 1, 3, function="SUBSTRING", output_field=BinaryField())
    found: QuerySet[Model] = _filled(column).annotate(sealed_head=head).exclude(sealed_head=vault().header)
    return found
