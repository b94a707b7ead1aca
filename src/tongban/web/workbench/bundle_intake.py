"""One window for several matters (一窗受理): which bundle, then one form and one set of papers on one page."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined
from tongban.handling.bundles.commands.lodging import lodge_bundle
from tongban.registers.bundles.queries import edition_on, in_force_on
from tongban.registers.documents.rendering.sheet import typeset
from tongban.registers.parties.rules import IdKind
from tongban.web.ui.audience import staff
from tongban.web.ui.bundles import BundleForm
from tongban.web.ui.jinja import fragment
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .bundle_form import DeskForm, begun, read
from .codes import with_codes
from .frame import frame_of, show

ID_KINDS = [(each.value, each.label) for each in IdKind]


@require_safe
@staff(Role.COUNTER)
def choose(request: HttpRequest) -> HttpResponse:
    """The bundles in force (one statement)."""
    context = {"bundles": in_force_on(local_day(now()))}
    return show(request, "workbench/bundle_choose.html", context, current="bundles")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.COUNTER)
@done_once
def intake(request: HttpRequest, code: str) -> HttpResponse:
    """The one page; every POST but «receive» only shows it again with what follows from the answers."""
    actor, at = actor_of(request), now()
    found = edition_on(code, local_day(at))
    if request.method != "POST":
        return _page(request, begun(found))
    form = read(found, request, by=actor, at=at)
    if request.POST.get("do") != "receive" or "remove" in request.POST:
        if request.headers.get("HX-Request") == "true":
            return fragment(request, "workbench/bundle_intake.html", "paper", _context(request, form, []))
        return _page(request, form)
    try:
        made = lodge_bundle(form.application, by=actor, at=at)
    except Declined as refusal:
        return _page(request, form, _anchored(refusal, form.form), status=int(refusal.status))
    codes = {each.opening.number: each.opening.query_code for each in made.lodged.values()}
    return with_codes(request, made.bundle.number, codes)


def _page(
    request: HttpRequest, form: DeskForm, problems: list[Problem] | None = None, *, status: int = 200
) -> HttpResponse:
    context = _context(request, form, problems or [])
    return show(request, "workbench/bundle_intake.html", context, current="bundles", status=status)


def _context(request: HttpRequest, form: DeskForm, problems: list[Problem]) -> dict[str, Any]:
    wrong: Mapping[str, str] = {each.anchor: each.text for each in problems if each.anchor}
    return {
        **frame_of(request, "bundles"),
        "form": form,
        "sheet": form.form,
        "token": form.arrival.sealed(actor_of(request)),
        "party": form.arrival.party,
        "id_kinds": ID_KINDS,
        "problems": problems,
        "wrong": wrong,
    }


def _anchored(refusal: Declined, form: BundleForm) -> list[Problem]:
    """Each fault at its field on this page."""
    found = []
    for fault in refusal.faults:
        part, _, rest = fault.pointer.strip("/").partition("/")
        anchor = f"e-{rest}" if part == "form" else rest if part == "applicant" else form.anchor_of_paper(rest)
        found.append(Problem(anchor, typeset(fault.message)))
    return found or problems_of(refusal)
