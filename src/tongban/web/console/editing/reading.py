"""What a browser sent, put into the document of the draft (读编制页): what the page does not show stays as it is."""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec
from django.http import QueryDict

from tongban.foundation.kernel.errors import Fault
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.item import ItemDocument

from .fields import Field, Group, Rows, value_at

LONGEST, MOST_ROWS, MOST_LINES = 5000, 200, 200
_LARGEST = 10**9


@dataclass(slots=True)
class Typed:
    """The document as it was typed, and what in it is no number or no day."""

    document: dict[str, Any]
    faults: list[Fault] = field(default_factory=list)


def typed_document(before: Mapping[str, Any], group: Group, number: str, post: QueryDict) -> Typed:
    """The whole document with this group as typed; fields that the form did not have are left alone."""
    found = Typed(deepcopy(dict(before)))
    for each in group.item:
        _put(found, found.document, each, f"i-{each.path}", post, ItemDocument)
    option = found.document.get("options", {}).get(number)
    if option is not None:
        for each in group.option:
            _put(found, option, each, f"o-{each.path}", post, Option)
        _drop_nothing(option, group.optional)
        for rows in group.rows:
            if f"rows-{rows.name}" in post or f"has-{rows.name}" in post:
                option[rows.name] = list(_entries(found, option.get(rows.name) or [], rows, post))
    return found


def token_of(rows: Rows, entry: Mapping[str, Any], place: int) -> str:
    """How the form calls an entry: by its code, else by its place."""
    return str(entry.get("code") or place) if rows.is_coded else str(place)


def new_entry(rows: Rows, entries: list[dict[str, Any]]) -> dict[str, Any]:
    """An empty entry with a code that no other has."""
    made = deepcopy(dict(rows.new))
    if rows.is_coded:
        taken, stem = {each.get("code") for each in entries}, rows.name.removesuffix("s")
        made["code"] = next(code for at in range(1, 10_000) if (code := f"{stem}_{at}") not in taken)
    return made


def rearranged(entries: list[dict[str, Any]], rows: Rows, act: str, place: int) -> list[dict[str, Any]]:
    """One entry more, less, or a place further up or down."""
    found = list(entries)
    if act == "add" and len(found) < MOST_ROWS:
        found.append(new_entry(rows, found))
    if act == "remove" and 0 <= place < len(found):
        del found[place]
    other = place + {"up": -1, "down": 1}.get(act, 0)
    if other != place and 0 <= place < len(found) and 0 <= other < len(found):
        found[place], found[other] = found[other], found[place]
    return found


def _entries(found: Typed, before: list[dict[str, Any]], rows: Rows, post: QueryDict) -> Iterator[dict[str, Any]]:
    known = {token_of(rows, each, place): each for place, each in enumerate(before)}
    for token in post.getlist(f"rows-{rows.name}")[:MOST_ROWS]:
        if token not in known:
            continue
        entry = deepcopy(known[token])
        for each in rows.fields:
            _put(found, entry, each, f"{rows.name}-{token}-{each.path}", post, rows.of)
        _drop_nothing(entry, rows.optional)
        yield entry


def _drop_nothing(owner: dict[str, Any], optional: tuple[tuple[str, str], ...]) -> None:
    """Take out the parts that say nothing; `part` is a path such as deferral.limit."""
    for path, word in optional:
        *above, part = path.split(".")
        inner: Any = owner
        for name in above:
            inner = inner.get(name) if isinstance(inner, dict) else None
        if isinstance(inner, dict) and isinstance(inner.get(part), Mapping) and _is_nothing(inner[part], word):
            del inner[part]


def _is_nothing(part: Mapping[str, Any], word: str) -> bool:
    """Does a part say nothing? On the spot is a limit without a number."""
    return part.get(word) in ("", None, 0) and part.get("unit") != "on_the_spot"


def _put(
    found: Typed, owner: dict[str, Any], each: Field, name: str, post: QueryDict, of: type[msgspec.Struct]
) -> None:
    """One field, if the form had it and it says something else than before; an unticked box has a companion."""
    if name not in post and f"has-{name}" not in post:
        return
    value, fault = _READERS.get(each.kind, _text)(post, name)
    if fault:
        found.faults.append(Fault(f"/{name}", "format", f"{each.label}：{fault}"))
    before = value_at(owner, each.path, of)
    if each.kind in ("checks", "places"):  # boxes have an order of their own; what stood there keeps its place
        value = [*(one for one in before if one in value), *(one for one in value if one not in before)]
    if value == (list(before) if isinstance(before, tuple) else before) or (value is None and before == ""):
        return
    *parts, last = each.path.split(".")
    for part in parts:
        if not isinstance(owner.get(part), dict):
            owner[part] = {}
        owner = owner[part]
    if value is None:
        owner.pop(last, None)
    else:
        owner[last] = value


def _plain(text: str) -> str:
    return text[:LONGEST].replace("\x00", "").replace("\r\n", "\n").encode("utf-8", "replace").decode().strip()


def _text(post: QueryDict, name: str) -> tuple[Any, str]:
    return _plain(post.get(name, "")), ""


def _number(post: QueryDict, name: str) -> tuple[Any, str]:
    text = _plain(post.get(name, ""))
    if not text:
        return None, ""
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text), ""
    return text, "请填整数。"


def _money(post: QueryDict, name: str) -> tuple[Any, str]:
    text = _plain(post.get(name, ""))
    if not text:
        return None, ""
    try:
        fen = Decimal(text) * 100
    except InvalidOperation:
        return text, "请填金额，例如 25 或 12.50。"
    if not fen.is_finite() or not 0 <= fen < _LARGEST or fen != fen.to_integral_value():
        return text, "请填金额，最多两位小数。"
    return int(fen), ""


def _day(post: QueryDict, name: str) -> tuple[Any, str]:
    text = _plain(post.get(name, ""))
    if not text:
        return None, "" if not name.endswith("effective_on") else "请选择日期。"
    shape = [part.isascii() and part.isdigit() for part in text.split("-")]
    if len(text) == len("2026-11-23") and shape == [True] * 3 and _is_day(text):
        return text, ""
    return text, "日期要写成 2026-11-23 这样。"


def _is_day(text: str) -> bool:
    year, month, day = (int(part) for part in text.split("-"))
    return 2000 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _flag(post: QueryDict, name: str) -> tuple[Any, str]:
    return post.get(name) == "on", ""


def _checks(post: QueryDict, name: str) -> tuple[Any, str]:
    return [_plain(each) for each in post.getlist(name)[:MOST_LINES] if each.strip()], ""


def _lines(post: QueryDict, name: str) -> tuple[Any, str]:
    return [each.strip() for each in _plain(post.get(name, "")).split("\n") if each.strip()][:MOST_LINES], ""


def _options(post: QueryDict, name: str) -> tuple[Any, str]:
    """Choices, one a line: what is shown, then the value, then a hint."""
    found: list[dict[str, str]] = []
    taken: set[str] = set()
    for at, line in enumerate(_lines(post, name)[0], 1):
        label, value, hint = [*(part.strip() for part in line.replace("|", "｜").split("｜")), "", ""][:3]
        value = value or f"choice_{at}"
        if value in taken:
            return found, f"值“{value}”写了两次。"
        taken.add(value)
        found.append({"value": value, "label": label, **({"hint": hint} if hint else {})})
    return found, ""


_READERS: Mapping[str, Callable[[QueryDict, str], tuple[Any, str]]] = {
    "number": _number,
    "money": _money,
    "date": _day,
    "flag": _flag,
    "checks": _checks,
    "places": _checks,
    "lines": _lines,
    "options": _options,
}
