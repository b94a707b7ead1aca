"""Two versions of a list side by side (版本比对): option by option, the elements first, then every other field."""

from collections.abc import Mapping
from typing import Any

from tongban.registers.catalog.elements import Carried, Template, diff

from .editing.differing import changed_fields
from .editing.showing import venue_choices


def compared(old: Mapping[str, Carried], new: Mapping[str, Carried], template: Template) -> list[dict[str, Any]]:
    """Each option of either version: new, gone, or what is not the same in it (one statement)."""
    places = venue_choices()
    parts: list[dict[str, Any]] = []
    for number in sorted({*old, *new}):
        one, other = old.get(number), new.get(number)
        part: dict[str, Any] = {"number": number, "name": "", "change": "", "rows": (), "others": []}
        if one is not None and other is not None:
            rows = diff(one, other, template)
            part |= {"name": other.option.name, "rows": rows}
            part["others"] = changed_fields(one, other, template, rows, places=places)
        elif other is not None:
            part |= {"name": other.option.name, "change": "新增的办理项"}
        elif one is not None:
            part |= {"name": one.option.name, "change": "取消的办理项"}
        parts.append(part)
    return parts
