"""Versions of the element template (要素模板版本, 四级46同): what is in force, and loading the province's file."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid
from tongban.registers.catalog.elements import Template
from tongban.registers.compiling.commands.templates import load_template, read_template
from tongban.registers.compiling.queries.templates import template_in_force, templates
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import READERS, show
from .stepping import NOT_SENT, Refused, refused

LARGEST = 400_000
LOADER = Role.CATALOG_REVIEWER


@require_safe
@staff(*READERS)
def versions(request: HttpRequest) -> HttpResponse:
    """Every version that was loaded, and the elements of the one in force (two statements)."""
    return _versions_page(request, NOT_SENT)


@require_POST
@staff(LOADER)
def preview(request: HttpRequest) -> HttpResponse:
    """What the file would put in force: which elements become locked, which are free again. Nothing is loaded."""
    try:
        said = _said(request)
        wanted = read_template(_plain(said))
    except Declined as refusal:
        return _versions_page(request, refused("template", refusal, {"file": ""}))
    return _preview_page(request, wanted, said, NOT_SENT)


@require_POST
@staff(LOADER)
@done_once
def load(request: HttpRequest) -> HttpResponse:
    """Load what was looked at; it is read and checked again, whatever came back with the form."""
    try:
        wanted = read_template(_plain(request.POST.get("content", "")[:LARGEST]))
    except Declined as refusal:
        return _versions_page(request, refused("template", refusal, {"file": ""}))
    try:
        load_template(wanted, by=actor_of(request), at=now())
    except Declined as refusal:
        return _preview_page(request, wanted, request.POST["content"], refused("load", refusal, {}))
    return redirect("console-templates")


def _versions_page(request: HttpRequest, sent: Refused) -> HttpResponse:
    standing = template_in_force()
    context = {
        "versions": templates(),
        "standing": standing,
        "may_load": LOADER in actor_of(request).roles,
        "sent": sent,
        "problems": sent.problems,
    }
    return show(request, "console/templates.html", context, current="parity", status=sent.status)


def _preview_page(request: HttpRequest, wanted: Template, said: str, sent: Refused) -> HttpResponse:
    before = {each.code: each for each in template_in_force().elements}
    after = {each.code: each for each in wanted.elements}
    context: dict[str, Any] = {
        "template": wanted,
        "content": said,
        "locked": [each for each in wanted.same if each.code not in before or not before[each.code].is_same],
        "freed": [each for each in before.values() if each.is_same and not _is_same(after, each.code)],
        "gone": [each for each in before.values() if each.code not in after],
        "once": once_input(),
        "sent": sent,
        "problems": sent.problems,
    }
    return show(request, "console/template_preview.html", context, current="parity", status=sent.status)


def _is_same(elements: dict[str, Any], code: str) -> bool:
    return code in elements and elements[code].is_same


def _said(request: HttpRequest) -> str:
    blob = request.FILES.get("file")
    if blob is None:
        raise _unreadable("请选择要素模板文件（JSON）。")
    if (blob.size or 0) > LARGEST:
        raise _unreadable("文件太大，要素模板最多400KB。请核对是不是选错了文件。")
    try:
        return bytes(blob.read(LARGEST + 1)).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable("文件不是UTF-8编码的文字。请另存为UTF-8的JSON文件再上传。") from None


def _plain(said: str) -> Any:
    try:
        return json.loads(said)
    except (json.JSONDecodeError, RecursionError, ValueError):
        raise _unreadable("文件不是完整的JSON。请用原来的文件重新导出再上传。") from None


def _unreadable(sentence: str) -> Invalid:
    return Invalid(sentence, faults=[Fault("/file", "unreadable", sentence)])
