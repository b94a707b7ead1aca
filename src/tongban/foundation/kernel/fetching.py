"""Rows with what they point to (连同所指一起读), by a statement that is put together once.

What a page reads at every look is not composed anew at every look: making SQL of a queryset with three relations
costs more than the database needs to answer it.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.base import ModelState

from .statements import Statement

M = TypeVar("M", bound=models.Model)


def as_read(model: type[M], columns: dict[str, Any]) -> M:
    """A row as if it had been read, with all of its columns; made as pickles are, which is a tenth of the time."""
    made = model.__new__(model)
    made.__dict__.update(columns)
    made._state = ModelState()
    made._state.adding, made._state.db = False, DEFAULT_DB_ALIAS
    return made


class Fetch(Generic[M]):
    """Rows of a model, each with the rows that these foreign keys point to.

    `tail` is all after the joins, in SQL, with named values; the row itself is called `own` there, and what a
    foreign key points to has its name. It limits the number of rows itself. `also` are further attributes of the row,
    each with its SQL.
    """

    def __init__(
        self, model: type[M], related: Sequence[str], tail: str, also: Mapping[str, str] | None = None
    ) -> None:
        self.model, self.related, self.tail, self.also = model, tuple(related), tail, dict(also or {})
        self._parts: tuple[_Part, ...] = ()
        self._statement: Statement | None = None

    def all(self, values: Mapping[str, Any]) -> list[M]:
        """All of its rows, in the order of the statement (one statement)."""
        statement = self._statement or self._compose()
        return [self._made(row) for row in statement.rows(values)]

    def first(self, values: Mapping[str, Any]) -> M | None:
        """The first row, None if there is none (one statement)."""
        statement = self._statement or self._compose()
        row = statement.row(values)
        return None if row is None else self._made(row)

    def _compose(self) -> Statement:
        """Put together at first use, when all models are known."""
        own = _Part("", "own", self.model)
        self._parts = (own, *(_Part(name, name, _target(self.model, name)) for name in self.related))
        told = (column for part in self._parts for column in part.columns)
        columns = ", ".join((*told, *self.also.values()))
        joins = [self._join(part) for part in self._parts[1:]]
        table = connection.ops.quote_name(self.model._meta.db_table)
        self._statement = Statement(" ".join([f"SELECT {columns} FROM {table} own", *joins, self.tail]))  # noqa: S608
        return self._statement

    def _join(self, part: "_Part") -> str:
        key = self.model._meta.get_field(part.name)
        assert isinstance(key, models.ForeignKey), "only foreign keys are followed"
        table = connection.ops.quote_name(part.model._meta.db_table)
        kind = "LEFT JOIN" if key.null else "JOIN"
        return f"{kind} {table} {part.alias} ON {part.alias}.{part.model._meta.pk.column} = own.{key.column}"

    def _made(self, row: tuple[Any, ...]) -> M:
        place = 0
        made: M | None = None
        for part in self._parts:
            found = part.made(row[place : place + len(part.names)])
            place += len(part.names)
            if made is None:
                assert found is not None, "a row is there"
                made = found
            else:
                made._state.fields_cache[part.name] = found
        assert made is not None, "the row itself comes first"
        for name, value in zip(self.also, row[place:], strict=True):
            setattr(made, name, value)
        return made


class _Part:
    """The columns of one model in the row."""

    def __init__(self, name: str, alias: str, model: type[models.Model]) -> None:
        self.name, self.alias, self.model = name, alias, model
        fields = model._meta.concrete_fields
        self.names = [field.attname for field in fields]
        self.columns = [f"{alias}.{connection.ops.quote_name(field.column or field.attname)}" for field in fields]
        self.key = self.names.index(model._meta.pk.attname)
        # Django hands out jsonb as text, for its own fields to read.
        self.json = [place for place, field in enumerate(fields) if isinstance(field, models.JSONField)]

    def made(self, values: Sequence[Any]) -> Any:
        """The model of its columns; None where a foreign key points to nothing."""
        if values[self.key] is None:
            return None
        read = list(values)
        for place in self.json:
            read[place] = json.loads(read[place]) if isinstance(read[place], str) else read[place]
        return as_read(self.model, dict(zip(self.names, read, strict=True)))


def _target(model: type[models.Model], name: str) -> type[models.Model]:
    target = model._meta.get_field(name).related_model
    assert isinstance(target, type), "a foreign key to a model"
    return target
