"""A licence used in a case (调用的证照): its face for this case only, under a banner, after the record (R-129)."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.ledger.commands import record_read
from tongban.handling.cases.commands.license_uses import agree_at_window, copy_of_license
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.cases.rules.states import ENDS
from tongban.registers.catalog.queries import guide_of
from tongban.registers.licenses.models import LicenseUse
from tongban.registers.licenses.queries import face_of, trouble_of, use_for
from tongban.registers.licenses.rules.copies import LASTS
from tongban.registers.licenses.rules.faces import label, lines, ordered
from tongban.registers.licenses.rules.validity import Term
from tongban.web.ui.audience import staff
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import CASE_ROLES, is_counter, show
from .license_questions import ASKERS
from .papers import PDF_POLICY


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*CASE_ROLES)
def used_license(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """GET shows the face that the applicant agreed to; POST notes the consent given at the window, or gives a copy."""
    actor, at = actor_of(request), now()
    found = case_for(actor, number)
    option = guide_of(found.option_version_id).option
    asked = option.material(code)
    if asked is None:
        raise NotFound("这个办件没有这份材料。")
    problems: list[Problem] = []
    if request.method == "POST" and request.POST.get("do") == "copy":
        return _copy(copy_of_license(found, code, base_url=settings.PUBLIC_URL, by=actor, at=at), number)
    if request.method == "POST":
        typed = request.POST.get("query_code", "")[:40]
        try:
            agree_at_window(found, code, query_code=typed, option=option, by=actor, at=at)
        except Declined as refusal:
            problems = list(problems_of(refusal))
        else:
            return redirect("desk-license", number=number, code=code)
    used = use_for(found.number, code)
    edition = used.edition if used is not None else None
    license = edition.license if edition is not None else None
    is_over = found.state in ENDS
    trouble = trouble_of(license, on=local_day(at)) if license is not None else ""
    context: dict[str, Any] = {
        "case": found,
        "material": asked,
        "used": used,
        "license": license,
        "is_over": is_over,
        "trouble": trouble,
        "lines": (),
        "may_ask": is_counter(actor) and not is_over,
        "may_question": bool(actor.roles & set(ASKERS)),
        "problems": problems,
        "copy_days": LASTS.days,
    }
    if used is not None and not is_over and not trouble:
        context |= _face(used, found.chain, actor, at)
    return show(request, "workbench/license_view.html", context, current="cases", status=422 if problems else 200)


def _copy(made: bytes, number: str) -> HttpResponse:
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="copy-{number}.pdf"'
    response.headers["Content-Security-Policy"] = PDF_POLICY
    return response


def _face(used: LicenseUse, chain: str, actor: Actor, at: datetime) -> dict[str, Any]:
    """What stands on it, after the look is on the holder's record."""
    edition, license = used.edition, used.edition.license
    face, schema = face_of(edition), license.type.face
    fields = [label(schema, name) for name in ordered(schema) if name in face]
    record_read(f"party:{license.holder_id}", by=actor, at=at, purpose=used.purpose, subject=chain, fields=fields)
    return {"lines": list(lines(schema, face)), "term": Term(edition.valid_from, edition.valid_to).words}
