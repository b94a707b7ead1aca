"""What browsers send, read by the kind of field (表单输入): text as typed, several choices, a date in three parts."""

from typing import Any

from django.http import QueryDict

LONGEST = 5000


def typed(kind: str, data: QueryDict, name: str) -> Any:
    """The value as typed: nothing is judged here, so that it can be shown again."""
    if kind == "choices":
        return [_plain(each) for each in data.getlist(name) if each][:50]
    if kind == "date":
        parts = [_plain(data.get(f"{name}-{part}", "")).strip() for part in ("year", "month", "day")]
        return "-".join(parts) if any(parts) else _plain(data.get(name, ""))
    return _plain(data.get(name, ""))


def text(data: QueryDict, name: str) -> str:
    """One text, without what no database can keep."""
    return _plain(data.get(name, ""))


def date_parts(value: Any) -> tuple[str, str, str]:
    """Year, month and day of what was typed."""
    year, month, day = [*str(value or "").split("-"), "", "", ""][:3]
    return year, month.lstrip("0"), day.lstrip("0")


def number(data: QueryDict, name: str, otherwise: int = 0) -> int:
    """A small whole number; anything else is `otherwise`."""
    value = data.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else otherwise


def _plain(value: str) -> str:
    return value[:LONGEST].replace("\x00", "").encode("utf-8", "replace").decode()
