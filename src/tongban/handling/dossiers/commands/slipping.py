"""办事小票: made once when a case is closed, from its ledger; the paper and its figures in one act."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar_as_of
from tongban.foundation.worktime.rules import workdays_between
from tongban.handling.cases.commands.steps import matter_of, option_of
from tongban.handling.cases.models import Case, Clock, Outcome
from tongban.handling.cases.rules.attribution import Owner, attribute, outside_codes
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.dossiers.models import Slip
from tongban.handling.dossiers.rules import slips
from tongban.handling.dossiers.rules.slips import Figures, Limits
from tongban.registers.catalog.content import Span
from tongban.registers.documents.commands import issue
from tongban.registers.documents.rules.numbers import receipt_number
from tongban.registers.documents.rules.papers import DocumentKind

ORDINAL = 2


@transaction.atomic
def make_slip(case: Case, *, by: Actor = SYSTEM, at: datetime) -> Slip:
    """Make the slip of a closed case; one that is made already is given back, so it may be asked for twice."""
    made = Slip.objects.filter(case=case).first()
    if made is not None:
        return made
    assert case.ended_at is not None, "a slip is made of a case that ended"
    entries = list(Entry.objects.filter(chain=case.chain).order_by("seq"))
    found = _figures(case, entries)
    body = slips.body(
        matter_of(case), found, result=Outcome(case.outcome).label, decided_by=_decided_by(entries), at=at
    )
    document = issue(
        DocumentKind.CASE_SLIP,
        subject=case.chain,
        agency=case.agency,
        body=body,
        by=by,
        at=at,
        party_id=case.applicant_id,
        number=receipt_number(case.number, ORDINAL),
    )
    return Slip.objects.create(
        case=case,
        agency_id=case.agency_id,
        document=document,
        closed_on=local_day(case.ended_at),
        office_seconds=found.seconds[Owner.OFFICE],
        applicant_seconds=found.seconds[Owner.APPLICANT],
        third_party_seconds=found.seconds[Owner.THIRD_PARTY],
        province_seconds=found.seconds[Owner.PROVINCE],
        trips=found.trips,
        papers_asked=found.asked,
        papers_given=found.given,
        papers_spared=found.spared,
        papers_told=found.told,
        statutory_days=found.limits.statutory,
        promised_days=found.limits.promised,
        used_days=found.limits.used,
    )


def _figures(case: Case, entries: Sequence[Entry]) -> Figures:
    assert case.ended_at is not None, "its time has an end"
    parts = attribute(entries, outside=outside_codes(option_of(case)), until=case.ended_at)
    states = case.materials.filter(replaced_at=None).values_list("state", flat=True)
    told = sum(len(each.facts.get("items", ())) for each in entries if each.verb == "ask_correction")
    return slips.figures(parts, entries, states=states, told=told, limits=_limits(case))


def _limits(case: Case) -> Limits:
    """Workdays allowed, promised and used; a limit in other units than workdays is not told in workdays."""
    option = option_of(case)
    promised = Clock.objects.filter(case=case, kind=ClockKind.PROMISED).order_by("-pk").first()
    used = None
    if promised is not None and case.decided_at is not None:
        days = calendar_as_of(case.decided_at)
        used = max(0, workdays_between(local_day(promised.started_at), local_day(case.decided_at), calendar=days))
    return Limits(_workdays(option.statutory_limit), _workdays(option.promised_limit), used)


def _workdays(span: Span) -> int | None:
    return span.value if span.unit == "workday" and span.value else None


def _decided_by(entries: Sequence[Entry]) -> str:
    decision = next((each for each in entries if each.verb in ("grant", "refuse", "finish_on_the_spot")), None)
    return f"{decision.by_agency}{decision.by_name}" if decision is not None else ""
