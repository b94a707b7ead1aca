"""Papers of a case (W10): on screen as the citizen has it, on A4 and on an 80 mm slip; reprints name their reason."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.cases.commands.printing import print_paper, times_printed
from tongban.handling.cases.queries.visible import case_for
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.queries import document_for, pdf_of
from tongban.registers.documents.rendering.pdf import render_slip
from tongban.registers.documents.rendering.sheet import sheet_of, typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import CASE_ROLES, show
from .reading import note_opened

PDF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"


@require_safe
@staff(*CASE_ROLES)
def paper(request: HttpRequest, number: str) -> HttpResponse:
    """The paper on screen, and its two prints."""
    return _page(request, _document(request, number), ())


@require_POST
@staff(*CASE_ROLES)
@done_once
def reprint(request: HttpRequest, number: str) -> HttpResponse:
    """Record the print, then hand out the file."""
    document = _document(request, number)
    form = request.POST.get("form", "")
    try:
        print_paper(document, form=form, reason=request.POST.get("reason", ""), by=actor_of(request), at=now())
    except Declined as refusal:
        return _page(
            request,
            document,
            [Problem(each.anchor, typeset(each.text)) for each in problems_of(refusal)],
            status=int(refusal.status),
        )
    return redirect(reverse("desk-paper-file", args=[document.number, form]))


@require_safe
@staff(*CASE_ROLES)
def paper_file(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """The file to print: A4 as kept, or the slip."""
    document = _document(request, number)
    base = settings.PUBLIC_URL
    made = pdf_of(document, base_url=base) if form == "a4" else render_slip(document, base_url=base)
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{document.kind}-{form}.pdf"'
    response.headers["Content-Security-Policy"] = PDF_POLICY
    return response


def _page(
    request: HttpRequest, document: OfficialDocument, problems: list[Problem] | tuple[()], *, status: int = 200
) -> HttpResponse:
    context = {
        "document": document,
        "sheet": sheet_of(document, base_url=settings.PUBLIC_URL),
        "times": times_printed(document),
        "case_number": document.subject.removeprefix("case:"),
        "problems": list(problems),
        "reason": request.POST.get("reason", "")[:200],
    }
    return show(request, "workbench/paper.html", context, current="cases", status=status)


def _document(request: HttpRequest, number: str) -> OfficialDocument:
    """The paper of a case that this actor sees; looking at it is looking at the case, and on record like it."""
    actor = actor_of(request)
    document = document_for(actor, number[:80])
    kind, _, of = document.subject.partition(":")
    if kind != "case":
        raise NotFound("没有找到这份文书，或者您看不到它。")
    note_opened(request, case_for(actor, of), by=actor, at=now())
    return document
