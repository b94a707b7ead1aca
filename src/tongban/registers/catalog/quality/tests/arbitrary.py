"""Any list at all: every element of any shape that its type allows, texts and conditions from anywhere."""

import types
import typing
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

import msgspec
from hypothesis import strategies as st

from tongban.registers.catalog import vocabulary
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.item import ItemDocument

_WORDS = [
    *(value for name in dir(vocabulary) if name.isupper() for value in getattr(vocabulary, name)),
    *("workday", "day", "month", "year", "hour", "on_the_spot", "choice", "choices", "yes_no", "number", "date"),
    *("person", "enterprise", "a", "b", "c", "yes", "no", "accept", "000131004000", "id_card", "answers.a"),
    *(
        "《食品安全法》",
        "其他有关材料",
        "未提交的，不予受理。",
        "<p>待定</p>",
        "\ud800",
        "\u0000",
        "𠮷",
        "0937-6220117",
    ),
]
_CONDITIONS = [
    *('a == "x"', "a > 3 and b < 2", '"x" in c', "not (a)", "a in (1, 2, b)", "1 <= a <= 2 ** 3", "a ==", "(", "((((a"),
    *("a < 1e999", "a == 10 ** 400", f"a > {10**30}", "not " * 200 + "a", "a.b", "f(a)", "a if b else c", '"\\d" == a'),
]
_TEXTS = st.one_of(st.sampled_from(_WORDS), st.sampled_from(_CONDITIONS), st.text(max_size=30))


def documents() -> st.SearchStrategy[ItemDocument]:
    return _of(ItemDocument)


@cache
def _of(kind: Any) -> st.SearchStrategy[Any]:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return st.one_of(*map(_of, arguments))
    if origin is tuple:
        return st.lists(_of(arguments[0]), max_size=3).map(tuple)
    if origin is dict:
        return st.dictionaries(st.sampled_from(["01", "02", "x/~", ""]), _of(Option), max_size=2)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = typing.get_type_hints(kind)
        known = {each.name: hints[each.name] for each in msgspec.structs.fields(kind)}
        always = {each.name for each in msgspec.structs.fields(kind) if each.required}
        return st.fixed_dictionaries(
            {name: _of(each) for name, each in known.items() if name in always},
            optional={name: _of(each) for name, each in known.items() if name not in always},
        ).map(lambda plain: kind(**plain))
    return _plain(kind)


def _plain(kind: Any) -> st.SearchStrategy[Any]:
    if kind is str:
        return _TEXTS
    if kind is bool:
        return st.booleans()
    if kind is int:
        return st.one_of(st.integers(-3, 40), st.integers())
    if kind is date:
        return st.dates()
    if kind is type(None):
        return st.none()
    assert issubclass(kind, Enum)
    return st.sampled_from(kind)
