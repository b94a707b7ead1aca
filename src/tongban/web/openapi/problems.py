"""Answers to bad input (错误回答): application/problem+json (RFC 9457), in Chinese, every fault at once."""

import logging
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from math import ceil
from typing import Any, ClassVar

import msgspec
from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFilesSent,
)
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from ninja.errors import HttpError, ValidationError

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, Fault
from tongban.web.ui.outages import is_outage, mark_outage

from .sentences import in_chinese, pointer

log = logging.getLogger("tongban.openapi")
MEDIA_TYPE = "application/problem+json"
TYPE = "/api/docs#error-"
_OWN = frozenset({"type", "title", "status", "code", "errors"})


class Malformed(Declined):
    """The body cannot be read at all (读不懂)."""

    code = "malformed"
    status = HTTPStatus.BAD_REQUEST
    sentence = "发来的内容读不懂。请发送UTF-8编码的JSON。"


class TooLarge(Declined):
    """More than is taken in at once (内容太大)."""

    code = "too_large"
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    sentence = "发来的内容太大。一份JSON不超过5MB，一个文件不超过20MB。"


class WrongMediaType(Declined):
    """The body is of another kind than this operation reads (内容类型不对)."""

    code = "unsupported_media_type"
    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    sentence = "这个操作不接受这种内容类型。请看请求头Content-Type。"


class NoSuchMethod(Declined):
    """This address does not know this method (不支持的方法)."""

    code = "method_not_allowed"
    status = HTTPStatus.METHOD_NOT_ALLOWED
    sentence = "这个地址不支持这种请求方法。"


class NoSuchAddress(Declined):
    """There is nothing under this address (没有这个地址)."""

    code = "no_such_address"
    status = HTTPStatus.NOT_FOUND
    sentence = "没有这个接口地址。请查看接口说明 /api/docs。"


class Resting(Declined):
    """The database does not answer (正在恢复): nothing was done, the same call may be sent again."""

    code = "unavailable"
    status = HTTPStatus.SERVICE_UNAVAILABLE
    sentence = "资料库正在恢复，这一步没有办成。请一分钟后用同一个Idempotency-Key再试；事项和指南仍可查询。"
    headers: ClassVar[dict[str, str]] = {"Retry-After": "60"}


class BrokenDown(Declined):
    """We failed; the reference is in the log (系统出错)."""

    code = "server_error"
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    sentence = "我们这边出了问题，已经记下。请稍后用同一个Idempotency-Key再试。"


def problem(declined: Declined, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """A refusal as it goes over the wire; `facts` of the refusal are further members of the document."""
    status = int(declined.status)
    document: dict[str, Any] = {
        "type": f"{TYPE}{declined.reason_code}",
        "title": declined.message,
        "status": status,
        "code": declined.reason_code,
        "errors": [{"pointer": each.pointer, "code": each.code, "message": each.message} for each in declined.faults],
    }
    document |= {name: fact for name, fact in declined.facts.items() if name not in _OWN}
    content = msgspec.json.encode(document, enc_hook=str)
    response = HttpResponse(content, status=status, content_type=MEDIA_TYPE)
    own = getattr(declined, "headers", {})
    for name, value in {**own, **(headers or {})}.items():
        response.headers[name] = value
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers.setdefault("Retry-After", str(_wait(declined.facts)))
    return response


def _wait(facts: Mapping[str, Any]) -> int:
    """Seconds until it is worth trying again."""
    if "until" in facts:
        return max(1, ceil((datetime.fromisoformat(facts["until"]) - now()).total_seconds()))
    return int(facts.get("retry_after", 60))


def refusal_of(error: Exception) -> Declined:
    """What is told about an exception; one that nobody foresaw is logged and told as our own failure."""
    if isinstance(error, Declined):
        return error
    if isinstance(error, ValidationError):
        return _invalid(error.errors)
    if isinstance(error, HttpError) and isinstance(error.__cause__, Exception):
        return refusal_of(error.__cause__)
    for kinds, refusal in _FORESEEN:
        if isinstance(error, kinds):
            return refusal()
    if is_outage(error):
        return Resting()
    reference = secrets.token_hex(4)
    log.error("unforeseen error %s", reference, exc_info=error)
    return BrokenDown(facts={"reference": reference})


def told(_request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """The answer to an exception; ninja calls it with an instance, whatever its types say."""
    assert isinstance(error, Exception)
    response = problem(refusal_of(error))
    if is_outage(error):
        mark_outage(response)
    return response


def faults_of(errors: Iterable[Mapping[str, Any]]) -> list[Fault]:
    """What pydantic found, as faults in Chinese."""
    return [Fault(pointer(each["loc"]), *in_chinese(each)) for each in errors]


def _invalid(errors: Sequence[Mapping[str, Any]]) -> Declined:
    return InvalidRequest(faults=faults_of(errors))


class InvalidRequest(Declined):
    """Parameters or fields are missing or of the wrong kind (参数有误); every one is named."""

    code = "invalid"
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    sentence = "有参数或者字段需要改正。"


_FORESEEN: tuple[tuple[type[Exception] | tuple[type[Exception], ...], type[Declined]], ...] = (
    (RequestDataTooBig, TooLarge),
    (TooManyFilesSent, TooLarge),
    ((MultiPartParserError, UnreadablePostError, SuspiciousOperation, HttpError), Malformed),
    (Http404, NoSuchAddress),
    (PermissionDenied, NoSuchAddress),
)
