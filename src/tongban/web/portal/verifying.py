"""Is this paper genuine? (文书核验): match or no match and the least besides, for anyone who holds it."""

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from tongban.foundation.kernel.errors import NotFound
from tongban.registers.documents.queries import by_verification_code, verification
from tongban.registers.documents.rules.files import MAX_SIZE
from tongban.registers.documents.rules.numbers import CODE_LENGTH, normalized_code
from tongban.web.portal import inputs
from tongban.web.portal.pace import Pace
from tongban.web.portal.pages import errors_by_anchor, page
from tongban.web.ui.audience import everybody
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import client_ip

CHECKS = Pace(30, 60)


@everybody
@require_safe
def enter(request: HttpRequest) -> HttpResponse:
    """Where the code is typed; the QR on the paper goes straight to the answer."""
    typed = inputs.text(request.GET, "code").strip()[:40]
    if not typed:
        return page(request, "verify", {"code": "", "errors": {}})
    code = normalized_code(typed)
    if len(code) == CODE_LENGTH:
        return redirect("verify-code", code=code)
    said = f"核验码是{CODE_LENGTH}位字母和数字，现在认出{len(code)}位。它印在文书的二维码旁边，例如 7K3M9-QXA2B。"
    problems = [Problem("code", said)]
    context = {"code": typed, "problems": problems, "errors": errors_by_anchor(problems)}
    return page(request, "verify", context, status=422)


@everybody
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """The answer; with a PDF, also whether it is the very file that was issued. The file itself is not kept."""
    CHECKS.keep(client_ip(request))
    problems: list[Problem] = []
    try:
        digest = _digest(request) if request.method == "POST" else ""
        found = verification(code, base_url=settings.PUBLIC_URL, pdf_sha256=digest)
    except NotFound:
        return page(request, "verified", {"code": code, "found": None}, status=404)
    if request.method == "POST" and not digest:
        problems = [Problem("pdf", "请先选择要比对的PDF文件，不超过20MB。")]
    context = {"code": code, "found": found, "problems": problems, "errors": errors_by_anchor(problems)}
    context["of_case"] = by_verification_code(code).subject.startswith("case:")
    return page(request, "verified", context, status=422 if problems else 200)


def _digest(request: HttpRequest) -> str:
    """The SHA-256 of what was chosen; empty when nothing was, or far too much."""
    blob = request.FILES.get("pdf")
    if blob is None or not blob.size or blob.size > MAX_SIZE:
        return ""
    digest = hashlib.sha256()
    for chunk in blob.chunks():
        digest.update(chunk)
    return digest.hexdigest()
