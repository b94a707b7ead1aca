"""What results wait for is asked and taken in (前置信息): only a genuine report opens the gate, once. R-082."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.errors import NotNow, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.handling.bundles.bound import BOUND
from tongban.handling.bundles.models import BundleCase, BundleChild, Report
from tongban.handling.bundles.ports import EventSource
from tongban.handling.bundles.queries.family import Family, family_of
from tongban.handling.bundles.rules.reports import EventReport, trouble_with
from tongban.handling.cases.commands.awaiting import note_event
from tongban.handling.cases.models import Case
from tongban.registers.bundles.rules.content import Gate
from tongban.registers.parties.rules import Field
from tongban.registers.parties.sealed import open_field

from .steps import take

ASKERS = frozenset({Role.COUNTER, Role.EXAMINER, Role.ISSUER, Role.SYSTEM})
FARTHEST = 2**53


def ask_sources(bundle: BundleCase, *, by: Actor, at: datetime) -> list[Report]:
    """查询前置信息: ask the systems for every case that waits; what they say is judged and kept, the same once.

    Nobody says in their place that it is done. `SourceUnavailable` when they do not answer; each report is taken in by
    itself, so that a bad one loses no good one.
    """
    if not ASKERS & by.roles:
        raise NotYours("前置信息由窗口和承办部门查询。")
    family = family_of(bundle)
    waiting = [(each, gate) for each in family.children if (gate := gate_of(family, each)) is not None]
    if not waiting:
        raise NotNow("没有在等前置信息的事项。")
    taken: list[Report] = []
    for child, gate in waiting:
        source = BOUND.get(gate.key)
        if source is None:
            raise NotNow(f"还没有接入能报送“{gate.name}”的系统。请系统管理员配置接入地址。")
        payer = open_field(child.case.applicant, Field.ID_NUMBER)
        for report in source.reports(child.case.number, payer, at=at):
            if (kept := take_report(child, gate, report, source=source, payer=payer, at=at)) is not None:
                taken.append(kept)
    return taken


def gate_of(family: Family, child: BundleChild) -> Gate | None:
    """What this case still waits for, if anything."""
    member = family.content.member(child.member)
    is_over = family.branch(child.member).is_over
    return member.gate if member is not None and child.case.awaits and not is_over else None


@transaction.atomic
def take_report(
    child: BundleChild, gate: Gate, report: EventReport, *, source: EventSource, payer: str, at: datetime
) -> Report | None:
    """Take in one report: kept once with what is wrong with it; a good one lets the case's result leave.

    None for one that was here before. Two at the same instant open the gate once.
    """
    bundle = BundleCase.objects.select_for_update().get(pk=child.bundle_id)
    if Report.objects.filter(child=child, digest=report.digest).exists():
        return None
    case = Case.objects.select_related("applicant", "agency").get(pk=child.case_id)
    trouble = trouble_with(report, case_number=case.number, payer_code=payer, public_key=source.public_key, at=at)
    if not trouble and not case.awaits:
        trouble = "前置信息已经收到过，这一条没有再用。"
    kept = _kept(child, gate, report, source, trouble, at)
    if not trouble:
        note_event(case, facts={"report": report.number, "source": source.name[:80]}, by=SYSTEM, at=at)
        facts = {"case": case.number, "event": gate.key, "report": report.number}
        advance(bundle, take("note_report", bundle, by=SYSTEM), by=SYSTEM, at=at, facts=facts)
    return kept


def _kept(
    child: BundleChild, gate: Gate, report: EventReport, source: EventSource, trouble: str, at: datetime
) -> Report:
    """What came, without whom it was about; what cannot be written down is cut."""
    return Report.objects.create(
        child=child,
        event=gate.key,
        source=source.name[:80],
        number="".join(each for each in report.number if each.isprintable())[:60],
        digest=report.digest,
        outcome="".join(each for each in report.outcome if each.isprintable())[:10],
        amount=max(min(report.amount, FARTHEST), -FARTHEST),
        happened_at=report.happened_at,
        received_at=at,
        trouble=trouble,
    )
