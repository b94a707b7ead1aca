"""Files at the counter (W07): a safe look at them, their originals compared, and scanning in what comes on paper."""

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Fault, Invalid, NotFound, NotNow
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.cases.rules.states import ENDS
from tongban.registers.documents.commands import confirm_original, store
from tongban.registers.documents.queries import file_for, open_content
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.sessions import actor_of

from .frame import CASE_ROLES
from .reading import note_opened

SHOWN = ("application/pdf", "image/png", "image/jpeg", "image/webp")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'"


@require_safe
@staff(*CASE_ROLES)
def file(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """A file of a case that this actor sees, or their own upload; shown only if its kind is known to be harmless."""
    actor = actor_of(request)
    found = file_for(actor, public_id)
    kind, _, of = found.holder.partition(":")
    if kind == "case":
        note_opened(request, case_for(actor, of), by=actor, at=now())
    is_shown = found.media_type in SHOWN and "download" not in request.GET
    response = FileResponse(open_content(found), as_attachment=not is_shown, filename=found.name)
    response.headers["Content-Type"] = found.media_type if is_shown else "application/octet-stream"
    is_pdf = found.media_type == "application/pdf"
    response.headers["Content-Security-Policy"] = POLICY if is_pdf and is_shown else f"{POLICY}; sandbox"
    return response


@require_POST
@staff(Role.COUNTER)
@done_once
def original(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """核对原件: the clerk has the original in hand, and the file is as it is; by name, on the file's record (C → B)."""
    actor = actor_of(request)
    found = file_for(actor, public_id)
    kind, _, number = found.holder.partition(":")
    if kind != "case":
        raise NotFound("没有找到这个文件，或者它还没有用在办件上。")
    if case_for(actor, number).state in ENDS:
        raise NotNow("办件已经结束，不用再核对原件。")
    confirm_original(found, by=actor, at=now())
    code = plain_code(request.POST.get("m", ""))
    return redirect(f"{reverse('desk-case', args=[number])}?m={code}#document")


def plain_code(typed: str) -> str:
    """The code of a material as it may stand in an address; nothing for anything else."""
    return typed if typed.replace("_", "").isalnum() and typed.isascii() and len(typed) <= 60 else ""


@require_POST
@staff(Role.COUNTER, Role.ISSUER)
def upload(request: HttpRequest) -> HttpResponse:
    """Take in one file as it is chosen or scanned; answered by its own list item, which carries its number."""
    name = next((each for each in request.FILES if each.startswith("upload-")), "")
    given = request.FILES.get(name)
    if given is None or isinstance(given, list):
        raise Invalid(faults=[Fault("/file", "missing", "没有收到文件，请重新选择。")])
    kept = store(given.read(), name=given.name or "", by=actor_of(request), at=now())
    context = {"code": name.removeprefix("upload-")[:60], "kept": kept}
    return render(request, "workbench/file_item.html", context)
