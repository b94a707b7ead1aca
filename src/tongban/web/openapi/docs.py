"""`/api/docs` (接口说明): the schema as a page for people, in our own layout, without anything from elsewhere."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tongban.registers.parties.scopes import Scope
from tongban.web.ui.audience import everybody

from .schema import document

Plain = Mapping[str, Any]
_TYPES = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": "true/false",
    "array": "数组",
    "object": "对象",
    "null": "空",
}
_PLACES = {"query": "查询参数", "path": "地址", "header": "请求头"}
_SAMPLES = {
    "option_code": "办理项编码",
    "number": "办件编号",
    "verb": "accept",
    "named": "核验码",
    "code": "核验码",
    "entry": "办件编号.1",
    "q": "开个小饭馆",
    "start": "2026-03-08",
    "limit": "5",
    "kind": "case_number",
    "value": "62020026000000017",
    "query_code": "查询码",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One parameter or field."""

    name: str
    where: str
    kind: str
    is_required: bool
    words: str

    @property
    def must(self) -> str:
        return "是" if self.is_required else "否"


@dataclass(frozen=True, slots=True)
class Shown:
    """One operation as the page shows it."""

    id: str
    method: str
    path: str
    summary: str
    words: str
    scope: str
    scope_label: str
    parameters: tuple[Row, ...]
    body: tuple[Row, ...]
    answer: tuple[Row, ...]
    errors: tuple[tuple[str, str], ...]
    curl: str


@everybody
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The page."""
    context = {
        "groups": groups(),
        "scopes": [{"value": each.value, "label": each.label} for each in Scope],
        "current": "",
    }
    response = render(request, "openapi/docs.html", context)
    response.tongban_public = True  # type: ignore[attr-defined]
    return response


@cache
def groups() -> dict[str, list[Shown]]:
    """The operations by their tag, in the order of the schema."""
    found: dict[str, list[Shown]] = {}
    for path, methods in document()["paths"].items():
        for method, each in methods.items():
            found.setdefault(each["tags"][0], []).append(_shown(path, method.upper(), each))
    return found


def _shown(path: str, method: str, each: Plain) -> Shown:
    scope = each["x-scope"]
    good = next(answer for status, answer in each["responses"].items() if status.startswith("2"))
    return Shown(
        id=each["operationId"],
        method=method,
        path=path,
        summary=each["summary"],
        words=each.get("description", ""),
        scope=scope,
        scope_label=Scope(scope).label if scope else "",
        parameters=tuple(_parameter(one) for one in each["parameters"]),
        body=tuple(_fields(_content(each.get("requestBody", {})))),
        answer=tuple(_fields(_content(good))),
        errors=tuple((code, one["description"]) for code, one in each["responses"].items() if int(code) >= 400),
        curl=_curl(path, method, each),
    )


def _parameter(one: Plain) -> Row:
    where = _PLACES[one["in"]]
    return Row(one["name"], where, _kind(one["schema"]), one.get("required", False), one.get("description", ""))


def _content(holder: Plain) -> Plain:
    for content in holder.get("content", {}).values():
        schema: Plain = content["schema"]
        return schema
    return {}


def _fields(schema: Plain) -> Iterator[Row]:
    """The fields of an object one level deep; of several shapes, all that there are."""
    plain = _resolved(schema)
    for one in plain.get("anyOf", ()):
        yield from (
            Row(row.name, str(_resolved(one).get("title", "")), row.kind, row.is_required, row.words)
            for row in _fields(one)
        )
    required = set(plain.get("required", ()))
    for name, field in plain.get("properties", {}).items():
        words = field.get("description") or _resolved(field).get("description", "")
        yield Row(name, "", _kind(field), name in required, words)


def _resolved(schema: Plain) -> Plain:
    ref = schema.get("$ref")
    if not ref:
        return schema
    found: Plain = document()["components"]["schemas"][ref.rpartition("/")[2]]
    return found


def _kind(schema: Plain) -> str:
    if "enum" in schema:
        return "、".join(str(each) for each in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " 或 ".join(_kind(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"{_kind(schema.get('items', {}))} 的数组"
    kind = _TYPES.get(str(schema.get("type", "")), "任意")
    return f"{kind}（{schema['format']}）" if "format" in schema else kind


def _curl(path: str, method: str, each: Plain) -> str:
    """A call that can be copied into a shell."""
    address = path
    query = []
    for one in each["parameters"]:
        sample = _SAMPLES.get(one["name"], "…")
        if one["in"] == "path":
            address = address.replace("{" + one["name"] + "}", f"<{sample}>")
        elif one["in"] == "query" and one.get("required"):
            query.append(f"  --data-urlencode '{one['name']}={sample}'")
    lines = [f"curl{' -G' if query else ''} '{settings.PUBLIC_URL}{address}'", *query]
    if each["x-scope"]:
        lines.append('  -H "Authorization: Bearer $TOKEN"')
    if method == "POST":
        lines.append('  -H "Idempotency-Key: $(uuidgen)"')
        lines.append(_sent(each))
    return " \\\n".join(lines)


def _sent(each: Plain) -> str:
    if each["operationId"] == "upload":
        return "  -F file=@材料.pdf"
    schema = _resolved(_content(each.get("requestBody", {})))
    sample: dict[str, Any] = dict.fromkeys(schema.get("required", ()), "…") or {"version": 1}
    if each["operationId"] == "checklist":
        sample = {"answers": {}}
    return f"  -H 'Content-Type: application/json' -d '{json.dumps(sample, ensure_ascii=False)}'"
