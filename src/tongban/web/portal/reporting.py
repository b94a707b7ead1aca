"""«This is wrong» (这里写得不对): anybody says what is wrong in a guide, and reads the answer by a code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, Invalid
from tongban.registers.catalog.queries import guide
from tongban.registers.upkeep.commands import report_error
from tongban.registers.upkeep.queries import report_by_code
from tongban.registers.upkeep.rules.reports import LENGTH, LONGEST, squeezed
from tongban.registers.upkeep.rules.states import Section
from tongban.web.portal import inputs
from tongban.web.portal.pace import Pace
from tongban.web.portal.pages import errors_by_anchor, page, public, told
from tongban.web.ui.audience import everybody
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of, client_ip

REPORTS = Pace(6, 3600)
LOOKUPS = Pace(20, 60)


@everybody
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def report(request: HttpRequest, code: str) -> HttpResponse:
    """One box, one optional phone; what was typed stays when something is to be mended."""
    if request.method != "POST":
        return _form(request, code, _section(request.GET.get("section", "")), [])
    section = _section(request.POST.get("section", ""))
    words, phone = inputs.text(request.POST, "words"), inputs.text(request.POST, "phone")[:40]
    try:
        REPORTS.keep(client_ip(request))
        taken = report_error(code, section=section, words=words, phone=phone, by=actor_of(request), at=now())
    except Invalid as refusal:
        return _form(request, code, section, told(refusal), status=int(refusal.status))
    return redirect("report-answer", code=taken.code)


@everybody
@require_safe
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """What became of a report: only its section, state and answer, never what was written."""
    LOOKUPS.keep(client_ip(request))
    found = report_by_code(code)
    context = {
        "report": found,
        "code": squeezed(code),
        "guide_code": found.option.code,
        "name": found.seen.name,
        "agency": found.option.list.agency.short_name,
    }
    return page(request, "report_answer", context)


@everybody
@require_safe
def find_answer(request: HttpRequest) -> HttpResponse:
    """The code typed in by hand."""
    typed = inputs.text(request.GET, "code")[:40]
    if not typed.strip():
        return public(page(request, "report_find", {"typed": "", "problems": []}))
    LOOKUPS.keep(client_ip(request))
    plain = squeezed(typed)
    if len(plain) != LENGTH:
        wrong = [Problem("code", f"代码是{LENGTH}位字母和数字，例如 K7M2-9QPXR4，现在是{len(plain)}位。")]
        return page(request, "report_find", {"typed": typed, "problems": wrong}, status=422)
    try:
        report_by_code(plain)
    except Declined as refusal:
        wrong = [Problem("code", refusal.message)]
        return page(request, "report_find", {"typed": typed, "problems": wrong}, status=int(refusal.status))
    return redirect("report-answer", code=plain)


def _section(typed: str) -> Section:
    return Section(typed) if typed in set(Section) else Section.OTHER


def _form(
    request: HttpRequest, code: str, section: Section, problems: list[Problem], *, status: int = 200
) -> HttpResponse:
    context = {
        "guide": guide(code),
        "section": section,
        "sections": [(each.value, each.label) for each in Section],
        "words": inputs.text(request.POST, "words")[: LONGEST * 2],
        "phone": inputs.text(request.POST, "phone")[:40],
        "problems": problems,
        "wrong": errors_by_anchor(problems),
        "longest": LONGEST,
    }
    return page(request, "report", context, status=status)
