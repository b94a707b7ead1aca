"""The phone screen (电话咨询, R-034): find the matter, ask the situation, read out the guide's own answer, text it."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.exchange.notices.queries import sends_texts
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.cases.commands.printing import print_paper, times_printed
from tongban.handling.cases.queries.filling import expected
from tongban.handling.contacts.commands import answering
from tongban.handling.contacts.models import Answer, FirstContact
from tongban.handling.contacts.queries.contacts import asked_before, contact_for
from tongban.handling.contacts.rules.answering import answer_id
from tongban.handling.contacts.rules.flow import HOLDERS
from tongban.registers.catalog.queries import guide, guide_of
from tongban.registers.catalog.search import search
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.queries import pdf_of
from tongban.registers.documents.rendering.pdf import render_slip
from tongban.registers.documents.rendering.sheet import sheet_of, typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.jinja import fragment
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .arriving import Arrival
from .contacts import Coming, page_of, plain
from .filling import Intake, questions_of, read_intake
from .forms import shown_answers
from .frame import CASE_ROLES, frame_of, show
from .papers import PDF_POLICY

FIRST = 8


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*sorted(HOLDERS))
@done_once
def answer(request: HttpRequest, code: UUID) -> HttpResponse:
    """The whole screen stands in the address while one talks; a POST keeps the answer."""
    found = contact_for(actor_of(request), code)
    problems: list[Problem] = []
    if request.method == "POST":
        standing = _standing(request, found, plain(request.POST.get("item", ""))[:33])
        if standing is None:
            raise NotFound("请先选一个事项。")
        try:
            answering.answer(found, standing.guide.option_code, standing.answers, by=actor_of(request), at=now())
        except Declined as refusal:
            problems = [
                Problem(each.anchor.replace("answers-", "q-"), typeset(each.text)) for each in problems_of(refusal)
            ]
        else:
            return redirect(reverse("desk-contact", args=[code]) + "#answers")
        return _page(request, found, standing, problems, status=422)
    item = plain(request.GET.get("item", ""))[:33] or ("" if "q" in request.GET else found.option_code)
    return _page(request, found, _standing(request, found, item), problems)


@require_POST
@staff(*sorted(HOLDERS))
@done_once
def text_it(request: HttpRequest, code: UUID, key: int) -> HttpResponse:
    """Send the answer to the number that was given, or into the account."""
    found, made = _made(request, code, key)
    try:
        answering.text_answer(made, address_of=_address_of, by=actor_of(request), at=now())
    except Declined as refusal:
        problems = [Problem("", typeset(each.text)) for each in problems_of(refusal)]
        return page_of(request, found, Coming("text_answer", problems, status=int(refusal.status)))
    return redirect(reverse("desk-contact", args=[code]) + "#answers")


@require_POST
@staff(*sorted(HOLDERS))
@done_once
def give_slip(request: HttpRequest, code: UUID, key: int) -> HttpResponse:
    """The answer in writing; then its page, to be printed."""
    _, made = _made(request, code, key)
    option = guide_of(made.version_id).option
    said = tuple((each.label, each.value) for each in shown_answers(option, made.situation))
    answering.give_slip(made, said=said, by=actor_of(request), at=now())
    return redirect("desk-contact-slip", code=code, key=key)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*CASE_ROLES)
@done_once
def slip(request: HttpRequest, code: UUID, key: int) -> HttpResponse:
    """The slip on screen; a POST puts the print on record and leads to the file."""
    document = _slip(request, code, key)
    problems: list[Problem] = []
    if request.method == "POST":
        form = request.POST.get("form", "")
        try:
            print_paper(
                document, form=form, reason=plain(request.POST.get("reason", "")), by=actor_of(request), at=now()
            )
        except Declined as refusal:
            problems = [Problem(each.anchor, typeset(each.text)) for each in problems_of(refusal)]
        else:
            return redirect("desk-contact-slip-file", code=code, key=key, form=form)
    context = {
        "code": code,
        "key": key,
        "sheet": sheet_of(document, base_url=settings.PUBLIC_URL),
        "times": times_printed(document),
        "problems": problems,
    }
    return show(request, "workbench/contact_slip.html", context, current="contacts", status=422 if problems else 200)


@require_safe
@staff(*CASE_ROLES)
def slip_file(request: HttpRequest, code: UUID, key: int, form: str) -> HttpResponse:
    """The file to print: A4, or 80 mm."""
    document, base = _slip(request, code, key), settings.PUBLIC_URL
    made = pdf_of(document, base_url=base) if form == "a4" else render_slip(document, base_url=base)
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="answer-{form}.pdf"'
    response.headers["Content-Security-Policy"] = PDF_POLICY
    return response


def _standing(request: HttpRequest, found: FirstContact, item: str) -> Intake | None:
    """The matter with the answers so far, as the address or the form has them."""
    if not item:
        return None
    return read_intake(guide(item), Arrival(), request.POST if request.method == "POST" else request.GET)


def _page(
    request: HttpRequest, found: FirstContact, standing: Intake | None, problems: list[Problem], *, status: int = 200
) -> HttpResponse:
    words = plain(request.GET.get("q", ""))[:60]
    told = standing.told if standing is not None else None
    context: dict[str, Any] = {
        **frame_of(request, "contacts"),
        "found": found,
        "is_mine": found.owner_id == actor_of(request).staff_id,
        "words": words,
        "cards": [hit.card for hit in search(words, size=FIRST).hits] if words else [],
        "standing": standing,
        "guide": standing.guide if standing is not None else None,
        "questions": questions_of(standing) if standing is not None else [],
        "told": told,
        "ahead": expected(standing.guide.option, at=now()) if standing is not None else None,
        "answer_id": answer_id(standing.guide.content_hash, told.answers) if standing is not None and told else "",
        "earlier": asked_before(found, standing.guide.option_code) if standing is not None else None,
        "sends_texts": sends_texts(),
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    if request.headers.get("HX-Request") == "true" and request.method == "GET":
        return fragment(request, "workbench/contact_answer.html", "screen", context)
    return show(request, "workbench/contact_answer.html", context, current="contacts", status=status)


def _made(request: HttpRequest, code: UUID, key: int) -> tuple[FirstContact, Answer]:
    found = contact_for(actor_of(request), code)
    made = found.answers.select_related("slip").filter(pk=key).first()
    if made is None:
        raise NotFound("没有这次答复。")
    made.contact = found
    return found, made


def _slip(request: HttpRequest, code: UUID, key: int) -> OfficialDocument:
    document = _made(request, code, key)[1].slip
    if document is None:
        raise NotFound("这次答复还没有出具答复单。")
    return document


def _address_of(checklist_code: str) -> str:
    return settings.PUBLIC_URL.rstrip("/") + reverse("kept-checklist", args=[checklist_code])
