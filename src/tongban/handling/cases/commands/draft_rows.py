"""The rows of a draft's materials (草稿的材料): found or begun, kept while they say something."""

from typing import Any

from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.registers.catalog.content import MaterialRequirement
from tongban.registers.documents.models import StoredFile

_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "application/ofd": "ofd"}


def row_for(rows: list[dict[str, Any]], code: str) -> dict[str, Any]:
    """The row of this material; a new one joins the others."""
    found = next((each for each in rows if each["code"] == code), None)
    if found is None:
        found = {"code": code, "files": []}
        rows.append(found)
    return found


def worth_keeping(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows that say anything."""
    return [each for each in rows if any(value for name, value in each.items() if name != "code")]


def refuse_type(asked: MaterialRequirement, file: StoredFile) -> None:
    """`Invalid` for a file of a type that the list does not take."""
    taken = {"jpg" if each == "jpeg" else each for each in asked.accept_types}
    ending = _ENDINGS.get(file.media_type, file.name.rpartition(".")[2].lower())
    if taken and ending not in taken:
        names = "、".join(each.upper() for each in asked.accept_types)
        raise Invalid(faults=[Fault("/file", "type", f"“{asked.name}”只收{names}，请转换后再传。")])
