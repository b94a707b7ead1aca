"""«It is wrong here» (P20 纠错): which field of my licence, what is wrong, what shows it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound, NotNow
from tongban.registers.documents.commands import store
from tongban.registers.licenses.commands import ask_to_correct, take_back
from tongban.registers.licenses.models import License
from tongban.registers.licenses.queries import as_of, face_of, license_for
from tongban.registers.licenses.queries.corrections import correction_for
from tongban.registers.licenses.rules.corrections import ANSWERED_WITHIN, LONGEST, MOST_FILES
from tongban.registers.licenses.rules.faces import label, ordered, shown_masked
from tongban.registers.licenses.rules.flow import FLOW
from tongban.web.portal import inputs
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.ui.audience import applicants
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

ACCEPT = ".pdf,.jpg,.jpeg,.png"


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def correction(request: HttpRequest, key: UUID) -> HttpResponse:
    """One field at a time; what was typed stays when something is to be mended, files are chosen again."""
    actor = actor_of(request)
    found = license_for(actor, key)
    typed = {name: inputs.text(request.POST, name)[: LONGEST * 2] for name in ("field", "wrong", "right")}
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            files = _files(request, actor)
            ask_to_correct(found, **typed, files=files, by=actor, at=now())
        except Declined as refusal:
            problems = told(refusal)
        else:
            return redirect("my-license", key=key)
    elif found.state not in FLOW.steps["correct"].sources:
        raise NotNow(f"这本证照现在是“{found.state.label}”，不能再更正。")
    context = {
        "license": found,
        "fields": _fields(found),
        "typed": typed,
        "days": ANSWERED_WITHIN.value,
        "most": MOST_FILES,
        "longest": LONGEST,
        "accept": ACCEPT,
        "problems": problems,
        "errors": errors_by_anchor(problems),
    }
    return page(request, "license_correction", context, status=422 if problems else 200)


@applicants
@require_POST
def taken_back(request: HttpRequest, key: UUID, code: UUID) -> HttpResponse:
    """Not asked any more; pressed twice it stays so."""
    actor = actor_of(request)
    found = correction_for(actor, code)
    if found.license.public_id != key:
        raise NotFound("没有找到这个纠错申请，或者您看不到它。")
    if found.ended_at is None:
        take_back(found, by=actor, at=now())
    return redirect("my-license", key=key)


def _files(request: HttpRequest, actor: Actor) -> list[UUID]:
    blobs = request.FILES.getlist("files")[: MOST_FILES + 1]
    return [store(each.read(), name=each.name or "", by=actor, at=now()).id for each in blobs]


def _fields(license: License) -> list[tuple[str, str, str]]:
    """Every field with what stands there, in part where it is nobody else's business."""
    at, schema = now(), license.type.face
    edition = as_of(license, on=max(local_day(at), license.valid_from), known_at=at)
    face = face_of(edition) if edition is not None else {}
    return [
        (name, label(schema, name), shown_masked(schema, name, face[name]) if name in face else "现在空着")
        for name in ordered(schema)
    ]
