"""The OpenAPI 3.1 document (接口描述): made from the operations, completed with errors, scopes, headers and PDF."""

import json
from collections.abc import Iterable
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from ninja.openapi.schema import REF_TEMPLATE
from pydantic.json_schema import models_json_schema

from tongban.registers.parties.scopes import Scope

from .acts import SHAPES, bodies
from .api import api
from .problems import MEDIA_TYPE
from .shapes.told import Problem

CHECKED_IN = Path(__file__).resolve().parents[4] / "docs" / "openapi.json"
Plain = dict[str, Any]

_ERRORS = {
    HTTPStatus.BAD_REQUEST: "读不懂：不是UTF-8编码的JSON、嵌套太深、有不能保存的字符",
    HTTPStatus.UNAUTHORIZED: "没有令牌，或者令牌无效",
    HTTPStatus.FORBIDDEN: "令牌没有这个范围，或者这一步不由您办理",
    HTTPStatus.NOT_FOUND: "没有，或者不是您的",
    HTTPStatus.CONFLICT: "stale：办件已经变了，changes 说明变了什么；not_now：现在的状态不能办；idempotency_key_reused",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "内容太大",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "内容类型不对",
    HTTPStatus.UNPROCESSABLE_ENTITY: "有参数或者字段要改正，errors 里逐项说明",
    HTTPStatus.TOO_MANY_REQUESTS: "太频繁了，Retry-After 说明多少秒以后再来",
}
_OUTSIDE = {Scope.FEES_PAY: "payment_unavailable：支付平台没有回应，过一会儿用同样的内容再试，不会付两次"}
_WITH_BODY = {HTTPStatus.CONFLICT, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNSUPPORTED_MEDIA_TYPE}
_WITHOUT_TOKEN: Plain = {}
_IDEMPOTENCY: Plain = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": "自己定的提交编号（建议UUID），保留7天：同样的编号和内容得到同样的回答，不会办两次",
    "schema": {"type": "string", "maxLength": 80, "pattern": "^[\\x21-\\x7e]*$"},
}
_IF_MATCH: Plain = {
    "in": "header",
    "name": "If-Match",
    "required": False,
    "description": "看到的办件版本，与 version 作用相同",
    "schema": {"type": "string", "pattern": '^("?[0-9]{1,9}"?)?$'},
}
_OAUTH: Plain = {
    "oauth2": {
        "type": "oauth2",
        "description": "系统用名称和密钥换取一小时的令牌（RFC 6749 4.4）",
        "flows": {
            "clientCredentials": {"tokenUrl": "/oauth/token", "scopes": {each.value: each.label for each in Scope}}
        },
    },
    "session": {"type": "apiKey", "in": "cookie", "name": "tongban_session", "description": "浏览器会话"},
}


@cache
def document() -> Plain:
    """The whole document; it is made once."""
    found: Plain = json.loads(json.dumps(api.get_openapi_schema(path_prefix="api/v1/"), default=str))
    schemas: Plain = found["components"].setdefault("schemas", {})
    _add_models(schemas)
    for methods in found["paths"].values():
        for method, each in methods.items():
            _complete(method, each)
    found["paths"]["/api/v1/cases/{number}/actions/{verb}"]["post"] |= _act_words()
    verb = found["paths"]["/api/v1/cases/{number}/actions/{verb}"]["post"]["parameters"]
    next(each for each in verb if each["name"] == "verb")["schema"]["enum"] = list(SHAPES)
    found["components"]["securitySchemes"] = _OAUTH
    found["servers"] = [{"url": "/"}]
    return found


def text() -> str:
    """The document as it is checked in."""
    return json.dumps(document(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _add_models(schemas: Plain) -> None:
    """The models that no view names in its signature."""
    wanted: Iterable[Any] = [(each, "validation") for each in (*bodies(), Problem)]
    _, found = models_json_schema(list(wanted), ref_template=REF_TEMPLATE)
    schemas.update(found["$defs"])


def _act_words() -> Plain:
    refs = [{"$ref": REF_TEMPLATE.format(model=each.__name__)} for each in bodies()]
    return {"requestBody": {"required": False, "content": {"application/json": {"schema": {"anyOf": refs}}}}}


def _complete(method: str, each: Plain) -> None:
    scope = each["x-scope"]
    each["security"] = [{"oauth2": [scope]}, {"session": []}] if scope else [_WITHOUT_TOKEN, {"oauth2": []}]
    if method == "post":
        each["parameters"].append(_IDEMPOTENCY)
        if each["operationId"] == "act":
            each["parameters"].append(_IF_MATCH)
    for status, answer in each["responses"].items():
        answer["description"] = "成功" if int(status) < HTTPStatus.BAD_REQUEST else answer["description"]
        if "content" not in answer:
            answer["content"] = {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}
    errors = dict(_ERRORS)
    if scope in _OUTSIDE:
        errors[HTTPStatus.SERVICE_UNAVAILABLE] = _OUTSIDE[scope]
    for error, words in errors.items():
        if error in _WITH_BODY and method != "post":
            continue
        content = {MEDIA_TYPE: {"schema": {"$ref": REF_TEMPLATE.format(model="Problem")}}}
        each["responses"][str(int(error))] = {"description": words, "content": content}
