"""Reading what is sent (读取请求): strict JSON in UTF-8, bounded, without characters that no table holds."""

from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec
from django.http import HttpRequest
from ninja.parser import Parser
from pydantic import BaseModel, ValidationError

from tongban.foundation.kernel.errors import Fault

from .problems import InvalidRequest, Malformed, NoSuchAddress, WrongMediaType, faults_of

Shape = TypeVar("Shape", bound=BaseModel)

DEEPEST = 24
"""Levels of nesting; an application needs five."""

JSON_TYPES = frozenset({"", "application/json"})
_NUL = b"\\u0000"


class StrictParser(Parser):
    """For ninja: the same reading wherever a body is taken in."""

    def parse_body(self, request: HttpRequest) -> Any:
        return read_json(request)


def read_json(request: HttpRequest) -> Any:
    """The body as plain values; `Malformed` or `WrongMediaType`, in words, for everything that is not plain JSON."""
    if request.content_type not in JSON_TYPES:
        raise WrongMediaType("请发送JSON，请求头写明 Content-Type: application/json。")
    body = request.body
    try:
        plain = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, OverflowError, ValueError) as error:
        raise Malformed() from error
    if _depth(body) > DEEPEST:
        raise Malformed(f"内容套得太深，最多{DEEPEST}层。")
    if _NUL in body and any("\0" in text for text in _texts(plain)):
        raise Malformed("文字里有不能保存的字符（空字符），请删掉后重新发送。")
    return plain


def shaped(shape: type[Shape], plain: Any) -> Shape:
    """What was sent, as this shape; `InvalidRequest` with every field that does not fit."""
    try:
        return shape.model_validate(plain)
    except ValidationError as error:
        errors = [{**each, "loc": ("body", "", *each["loc"])} for each in error.errors(include_url=False)]
        raise InvalidRequest(faults=faults_of(errors)) from error


def refuse_unreadable_address(request: HttpRequest) -> None:
    """No address and no parameter may hold a NUL character; databases cannot."""
    if "\0" in request.path_info:
        raise NoSuchAddress()
    if "%00" in request.META.get("QUERY_STRING", "") or "\0" in request.META.get("QUERY_STRING", ""):
        faults = [
            Fault(f"/{name}", "unprintable", "有不能识别的字符（空字符），请删掉。")
            for name, values in request.GET.lists()
            if any("\0" in each for each in (name, *values))
        ]
        if faults:
            raise Malformed("参数里有不能识别的字符，请删掉。", faults=faults)


def _depth(body: bytes) -> int:
    """An upper bound of the nesting, quickly: brackets inside texts count as well, but only when there are many."""
    if body.count(b"{") + body.count(b"[") <= DEEPEST:
        return 0
    deepest = level = 0
    in_text = is_escaped = False
    for each in body:
        if in_text:
            if is_escaped:
                is_escaped = False
            elif each == 0x5C:
                is_escaped = True
            elif each == 0x22:
                in_text = False
        elif each == 0x22:
            in_text = True
        elif each in b"{[":
            level += 1
            deepest = max(deepest, level)
        elif each in b"}]":
            level -= 1
    return deepest


def _texts(plain: Any) -> Iterator[str]:
    waiting = [plain]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            waiting += [*each.keys(), *each.values()]
        elif isinstance(each, list):
            waiting += each
