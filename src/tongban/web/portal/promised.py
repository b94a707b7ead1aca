"""What became of one's promises (承诺和信用): the text, its check, one's own say before a revocation, and repair."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, Invalid, NotFound, NotNow
from tongban.handling.cases.models import Case, Commitment
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.cases.rules.promising import from_plain
from tongban.oversight.regulation import queries
from tongban.oversight.regulation.commands import checking, repairing
from tongban.oversight.regulation.models import CreditRecord
from tongban.oversight.regulation.rules.states import CheckStatus, CreditStatus
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.rules.papers import DocumentKind
from tongban.web.portal import inputs
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.ui.audience import applicants
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

_PAPERS = (
    DocumentKind.COMMITMENT,
    DocumentKind.RECTIFICATION_NOTICE,
    DocumentKind.REVOCATION_ADVICE,
    DocumentKind.REVOCATION,
)


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def case_commitment(request: HttpRequest, number: str) -> HttpResponse:
    """The promise of a case and its check; while a revocation is intended, one's own say."""
    actor, at = actor_of(request), now()
    case = case_for(actor, number)
    typed = {name: inputs.text(request.POST, name)[:2000] for name in ("words", "hearing")}
    problems: list[Problem] = []
    if request.method == "POST":
        found = queries.check_of_case(actor, case.pk)
        if found is None:
            raise NotNow("这个办件现在不用提交意见。")
        try:
            checking.state(found, **typed, by=actor, at=at)
        except Invalid as refusal:
            problems = told(refusal)
        else:
            return redirect("case-commitment", number=number)
    context = _context(actor, case) | {
        "typed": typed,
        "problems": problems,
        "errors": errors_by_anchor(problems),
    }
    check = context["check"]
    context["may_state"] = check is not None and check.status == CheckStatus.HEARING and local_day(at) <= check.due_on
    return page(request, "case_commitment", context, status=422 if problems else 200)


@applicants
@require_safe
def my_credit(request: HttpRequest) -> HttpResponse:
    """One's own breaches: why, until when, and how to repair them."""
    return _credit_page(request, {})


@applicants
@require_POST
@done_once
def ask_repair(request: HttpRequest, key: int) -> HttpResponse:
    """Ask for a repair, with what was mended."""
    actor = actor_of(request)
    found = queries.record_for(actor, key)
    try:
        repairing.ask_repair(found, evidence=inputs.text(request.POST, "evidence"), by=actor, at=now())
    except Declined as refusal:
        return _credit_page(request, {key: told(refusal)[0].text})
    return redirect("my-credit")


def _credit_page(request: HttpRequest, errors: Mapping[int, str]) -> HttpResponse:
    today = local_day(now())
    rows = queries.records_visible_to(actor_of(request)).order_by("-pk")
    context = {
        "records": [
            (each, queries.repair_words(each), _may_ask(each, today), errors.get(each.pk, "")) for each in rows
        ],
        "today": today,
        "typed": inputs.text(request.POST, "evidence")[:2000],
        "problems": [Problem(f"evidence-{key}", text) for key, text in errors.items()],
    }
    return page(request, "my_credit", context, status=422 if errors else 200)


def _may_ask(record: CreditRecord, today: Any) -> bool:
    is_barring = record.status == CreditStatus.IN_FORCE and today <= record.ends_on
    return is_barring and today >= record.repair_from


def _context(actor: Actor, case: Case) -> dict[str, Any]:
    promise = Commitment.objects.filter(case=case).first()
    if promise is None:
        raise NotFound("这个办件没有告知承诺。")
    kinds = [each.value for each in _PAPERS]
    papers = OfficialDocument.objects.filter(subject=case.chain, kind__in=kinds).order_by("pk")
    return {
        "case": case,
        "guide": guide_of(case.option_version_id),
        "promise": promise,
        "text": from_plain(promise.text),
        "check": queries.check_of_case(actor, case.pk),
        "papers": [(DocumentKind(each.kind).label, each) for each in papers],
    }
