"""The face of a licence (照面): checked against its type's JSON Schema, told line by line, hashed whole.

A schema is JSON Schema 2020-12 of one flat object; `title` is the label on the face, `x-masked` marks what strangers
see in part only, `x-order` is the order of the lines.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec
from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, ValidationError

from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.foundation.kernel.masks import mask_address, mask_id

Face = Mapping[str, Any]
Schema = Mapping[str, Any]
FACE = "license.face"  # under which purpose the vault seals it
LONGEST = 2000
_encoder = msgspec.json.Encoder(order="sorted")


def check_face(schema: Schema, face: Face) -> dict[str, Any]:
    """The face as it is kept; `Invalid` names every field that is missing, unknown or of the wrong form."""
    validator = _validator(_encoder.encode(schema))
    faults = [
        _fault(each, schema) for each in sorted(validator.iter_errors(dict(face)), key=lambda one: list(one.path))
    ]
    faults += [
        Fault(f"/face/{name}", "too_long", f"“{label(schema, name)}”太长，最多{LONGEST}个字。")
        for name, value in face.items()
        if isinstance(value, str) and (len(value) > LONGEST or "\0" in value)
    ]
    if faults:
        raise Invalid("照面信息不完整或者写法不对，不能制证。", faults=faults)
    return dict(face)


def schema_faults(schema: Schema) -> list[str]:
    """What is wrong with a schema itself, in words; a type with a broken one is not taken in."""
    try:
        Draft202012Validator.check_schema(dict(schema))
    except SchemaError as error:
        return [error.message]
    if schema.get("type") != "object" or not schema.get("properties"):
        return ["照面要素要写成一个对象，列出每个要素"]
    return [f"{name}没有名称(title)" for name, each in schema["properties"].items() if not each.get("title")]


def face_hash(face: Face) -> str:
    """SHA-256 over the canonical bytes of a face, in hexadecimal."""
    return hashlib.sha256(_encoder.encode(dict(face))).hexdigest()


def lines(schema: Schema, face: Face) -> Iterator[tuple[str, str]]:
    """Label and value of each line that stands on the face, in its order."""
    for name in ordered(schema):
        if face.get(name) not in (None, "", []):
            yield label(schema, name), said(face[name])


def ordered(schema: Schema) -> list[str]:
    """The fields in the order of the face."""
    properties = schema["properties"]
    return sorted(properties, key=lambda name: (properties[name].get("x-order", 999), list(properties).index(name)))


def label(schema: Schema, name: str) -> str:
    return str(schema["properties"].get(name, {}).get("title", name))


def is_masked(schema: Schema, name: str) -> bool:
    """Is this shown to strangers in part only?"""
    return bool(schema["properties"].get(name, {}).get("x-masked"))


def shown_masked(schema: Schema, name: str, value: Any) -> str:
    """The value as strangers see it: whole, or in part only."""
    text = said(value)
    if not is_masked(schema, name):
        return text
    return mask_address(text) if name == "address" else mask_id(text)


def said(value: Any) -> str:
    """A value as it stands on paper."""
    match value:
        case bool():
            return "是" if value else "否"
        case list():
            return "、".join(str(each) for each in value)
        case date():
            return value.isoformat()
    return str(value)


def _fault(error: ValidationError, schema: Schema) -> Fault:
    name = str(error.path[0]) if error.path else ""
    if error.validator == "required":
        name = str(error.message).split("'")[1]
        return Fault(f"/face/{name}", "missing", f"照面上的“{label(schema, name)}”要填写。")
    if error.validator == "additionalProperties":
        return Fault("/face", "unknown", "照面上没有这些要素：" + "、".join(_extra(error)) + "。")
    return Fault(f"/face/{name}", str(error.validator), f"照面上的“{label(schema, name)}”写法不对，请对照样式填写。")


def _extra(error: ValidationError) -> list[str]:
    known = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
    given = error.instance if isinstance(error.instance, Mapping) else {}
    return [str(name) for name in given if name not in known]


@lru_cache(maxsize=256)
def _validator(schema: bytes) -> Draft202012Validator:
    return Draft202012Validator(msgspec.json.decode(schema), format_checker=Draft202012Validator.FORMAT_CHECKER)
