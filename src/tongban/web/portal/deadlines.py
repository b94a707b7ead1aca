"""How a case's limits were reckoned (时限说明书), for whoever holds a paper of it: from the ledger, counted again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.recount import recompute
from tongban.handling.cases.rules.attribution import attribute, outside_codes
from tongban.handling.cases.rules.overdue import CAUSES
from tongban.handling.cases.rules.recounting import Told
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.queries import by_verification_code
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.portal.pages import page
from tongban.web.portal.verifying import CHECKS
from tongban.web.ui.audience import everybody
from tongban.web.ui.owners import owners_of
from tongban.web.ui.sessions import client_ip


@everybody
@require_safe
def limits(request: HttpRequest, code: str) -> HttpResponse:
    """Every limit with its derivation, and whether what is stored is what the ledger says; no name, no form."""
    CHECKS.keep(client_ip(request))
    subject = by_verification_code(code).subject
    case = Case.objects.filter(number=subject.removeprefix("case:")).first() if subject.startswith("case:") else None
    if case is None:
        raise NotFound("这份文书不是办件的文书，没有时限说明。")
    guide, found = guide_of(case.option_version_id), recompute(case)
    entries = list(Entry.objects.filter(chain=case.chain).order_by("seq"))
    context = {
        "code": code,
        "case": case,
        "guide": guide,
        "limits": [_limit(each) for each in reversed(found.told)],
        "recount": found,
        "revision": calendar().revision,
        "owners": owners_of(attribute(entries, outside=outside_codes(guide.option), until=now())),
        "explanations": list(case.explanations.order_by("pk").values("cause", "missed_on", "expected_on")),
        "causes": CAUSES,
    }
    return page(request, "deadlines", context)


def _limit(told: Told) -> dict[str, Any]:
    return {
        "label": told.plan.kind.label,
        "basis": typeset(told.plan.basis),
        "words": typeset(told.words),
        "segments": told.due.derivation,
        "ended_at": told.ended_at,
        "is_paused": told.paused_since is not None,
    }
