"""Is this licence genuine? (真伪查验): by its identifier, or by its file; match or no match and the least besides."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.codes import check
from tongban.registers.documents.rules.files import MAX_SIZE
from tongban.registers.licenses.queries import (
    ForeignCheck,
    Verdict,
    check_file,
    foreign_verification,
    issued_here,
    verification,
)
from tongban.registers.licenses.rules.foreign import Standing
from tongban.registers.licenses.rules.validity import Term
from tongban.web.portal import inputs
from tongban.web.portal.pages import errors_by_anchor, page
from tongban.web.portal.verifying import CHECKS
from tongban.web.ui.audience import everybody
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import client_ip

LONGEST = 160
ASKED, FOUND = "verify-license", "verified-license"


@everybody
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """The question, or the answer; a file is looked at and not kept."""
    if request.method == "POST":
        CHECKS.keep(client_ip(request))
        return _of_file(request)
    typed = inputs.text(request.GET, "identifier").strip()[:LONGEST]
    if not typed:
        return _ask(request)
    CHECKS.keep(client_ip(request))
    return _of_identifier(request, typed)


def _of_identifier(request: HttpRequest, typed: str) -> HttpResponse:
    found = check("license", typed)
    if not found.valid:
        said = "这个标识不对：" + "；".join(each.message for each in found.errors[:3]) + "。"
        return _ask(request, typed, [Problem("identifier", said)])
    at = now()
    told = verification(typed, on=local_day(at))
    if told.verdict is Verdict.UNKNOWN and not issued_here(found.normalized):
        return _of_elsewhere(request, found.normalized, foreign_verification(found.normalized, at=at))
    context = {"identifier": found.normalized, "file": None, "license": told, "verdicts": Verdict, "copy_until": None}
    return page(request, FOUND, context, status=404 if told.verdict is Verdict.UNKNOWN else 200)


def _of_elsewhere(request: HttpRequest, identifier: str, asked: ForeignCheck) -> HttpResponse:
    """What who issued it elsewhere says of it; 404 where that is nothing."""
    is_known = asked.found.standing is not Standing.UNVERIFIABLE
    context = {
        "identifier": identifier,
        "asked": asked,
        "found": asked.found,
        "standings": Standing,
        "term": _term(asked),
    }
    return page(request, "foreign-license", context, status=200 if is_known else 404)


def _term(asked: ForeignCheck) -> Term | None:
    said = asked.found.said
    return Term(said.valid_from, said.valid_to) if said is not None and said.valid_from is not None else None


def _of_file(request: HttpRequest) -> HttpResponse:
    blob = request.FILES.get("file")
    if blob is None or not blob.size or blob.size > MAX_SIZE:
        return _ask(request, problems=[Problem("file", "请先选择证照的PDF或OFD文件，不超过20MB。")])
    found = check_file(blob.read(), on=local_day(now()))
    context = {
        "identifier": found.file.identifier,
        "file": found.file,
        "license": found.license,
        "verdicts": Verdict,
        "copy_until": found.copy_until,
        "is_copy_over": found.is_copy_over,
    }
    return page(request, FOUND, context)


def _ask(request: HttpRequest, typed: str = "", problems: list[Problem] | None = None) -> HttpResponse:
    problems = problems or []
    context = {
        "identifier": typed,
        "problems": problems,
        "errors": errors_by_anchor(problems),
    }
    return page(request, ASKED, context, status=422 if problems else 200)
