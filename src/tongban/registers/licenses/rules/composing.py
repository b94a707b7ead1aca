"""Composing a face (照面组成) from what a case knows, by the city's mapping of its type; pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tongban.foundation.kernel.errors import Fault, Invalid

from .faces import Schema, label, ordered

_SPLIT = re.compile(r"[、，,；;\n]+")


@dataclass(frozen=True, slots=True)
class FaceMapping:
    """Where the face of a type comes from: for each field its sources in order; how its numbers begin."""

    sources: Mapping[str, tuple[str, ...]]
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Composed:
    """A face as far as it is known, and the fields that it must have and lacks."""

    face: dict[str, Any]
    missing: tuple[str, ...]


def read_mappings(plain: Mapping[str, Any]) -> dict[str, FaceMapping]:
    """The city's mappings from their file; a source that is none is an error of the data (`ValueError`)."""
    found = {}
    for key, row in plain.items():
        sources = {name: tuple(each.strip() for each in str(said).split("|")) for name, said in row["face"].items()}
        for name, each in ((name, each) for name, given in sources.items() for each in given):
            if not each.startswith(("form.", "answers.", "applicant.", "previous.", "=")) and each not in _PLAIN:
                raise ValueError(f"{key}.{name}: {each}")
        found[str(key)] = FaceMapping(sources, str(row.get("prefix", "")))
    return found


_PLAIN = frozenset({"number", "issued_on", "issuer"})


def compose(schema: Schema, mapping: FaceMapping, known: Mapping[str, Any], typed: Mapping[str, Any]) -> Composed:
    """The face: what was typed before what the sources say; `known` holds values by the names of sources."""
    face: dict[str, Any] = {}
    for name in ordered(schema):
        said = typed.get(name)
        value = said if _is_said(said) else _first(mapping.sources.get(name, ()), known)
        if _is_said(value):
            face[name] = fitted(schema, name, value)
    missing = tuple(name for name in ordered(schema) if name in schema.get("required", ()) and name not in face)
    return Composed(face, missing)


def refuse_incomplete(schema: Schema, composed: Composed) -> None:
    """`Invalid` that names everything that the face lacks."""
    if composed.missing:
        names = "、".join(f"“{label(schema, each)}”" for each in composed.missing)
        faults = [
            Fault(f"/face/{each}", "missing", f"照面上的“{label(schema, each)}”还没有，请填写。")
            for each in composed.missing
        ]
        raise Invalid(f"照面还缺{names}，填好再制证。", faults=faults)


def fitted(schema: Schema, name: str, value: Any) -> Any:
    """The value in the type that the field has; what cannot be read stays as it is, and the schema refuses it."""
    kind = schema["properties"].get(name, {}).get("type")
    if kind == "array":
        return _parts(value)
    if kind in ("number", "integer"):
        try:
            return float(value) if kind == "number" else int(str(value))
        except ValueError:
            return str(value).strip()
    if isinstance(value, list | tuple):
        return "、".join(str(each) for each in value)
    return str(value).replace("\0", "").strip()


def _parts(value: Any) -> list[str]:
    parts: Sequence[Any] = value if isinstance(value, list | tuple) else _SPLIT.split(str(value))
    return [str(each).strip() for each in parts if str(each).strip()]


def _first(sources: Sequence[str], known: Mapping[str, Any]) -> Any:
    for each in sources:
        value = each[1:] if each.startswith("=") else known.get(each)
        if _is_said(value):
            return value
    return None


def _is_said(value: Any) -> bool:
    return value not in (None, "", [], ()) and str(value).strip() != ""
