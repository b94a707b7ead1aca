"""What supervision says of the applicant (监管结果), for whoever decides: behind the case, each look on record."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.ledger.commands import record_read
from tongban.handling.cases.queries.visible import case_for
from tongban.oversight.regulation.models import CommitmentCheck, CreditRecord, SupervisionFinding
from tongban.oversight.regulation.queries import is_barring
from tongban.oversight.regulation.queries.results import results_of
from tongban.oversight.regulation.rules.interplay import EndingWay, FindingKind
from tongban.oversight.regulation.rules.states import CheckStatus, CreditStatus
from tongban.registers.catalog.queries import guide_of
from tongban.web.ui.audience import staff
from tongban.web.ui.sessions import actor_of

from .frame import show

APPROVERS = (Role.EXAMINER, Role.REVIEWER, Role.DECIDER)


@require_safe
@staff(*APPROVERS)
def supervised(request: HttpRequest, number: str) -> HttpResponse:
    """The newest three results first, the earlier ones below; breaches and licences about to be ended (six
    statements)."""
    actor, at = actor_of(request), now()
    found = case_for(actor, number)
    fields = ["findings", "promises", "credit"]
    about = f"party:{found.applicant_id}"
    record_read(about, by=actor, at=at, purpose="审查：监管结果", subject=found.chain, fields=fields)
    results = results_of(found)
    context = {
        "case": found,
        "guide": guide_of(found.option_version_id),
        "results": results,
        "newest": [_finding(each) for each in results.newest],
        "earlier": [_finding(each) for each in results.earlier],
        "checks": [_check(each) for each in results.checks],
        "credit": [_credit(each, local_day(at)) for each in results.credit],
        "proposals": [(EndingWay(each.way).label, each) for each in results.proposals],
    }
    return show(request, "workbench/supervised.html", context, current="cases")


def sees_results(actor: Actor) -> bool:
    """May this person open the page?"""
    return not actor.roles.isdisjoint(APPROVERS)


def _finding(each: SupervisionFinding) -> dict[str, Any]:
    kind = FindingKind(each.kind)
    return {
        "kind": kind.label,
        "tag": "warn" if kind.is_bad else "done",
        "words": each.words,
        "found_on": each.found_on,
        "agency": each.agency.short_name,
        "name": each.push.name,
    }


def _check(each: CommitmentCheck) -> dict[str, Any]:
    return {"status": CheckStatus(each.status).label, "agency": each.agency.short_name, "number": each.case.number}


def _credit(each: CreditRecord, today: date) -> dict[str, Any]:
    return {
        "reason": each.reason,
        "status": CreditStatus(each.status).label,
        "ends_on": each.ends_on,
        "is_barring": is_barring(each, on=today),
    }
