"""What results wait for is asked and taken in (前置信息): only a genuine report opens the gate, once. R-082."""

from datetime import datetime

from django.db import transaction
from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Coalesce

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.errors import Declined, NotNow, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.handling.bundles.bound import BOUND
from tongban.handling.bundles.models import BundleCase, BundleChild, Report, SourceState
from tongban.handling.bundles.ports import EventSource, SourceUnavailable
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

    Nobody says in their place that it is done. A system that does not answer keeps nobody from asking the others:
    `SourceUnavailable` only when nothing came at all. Each report is taken in by itself, so that a bad one loses no
    good one.
    """
    if not ASKERS & by.roles:
        raise NotYours("前置信息由窗口和承办部门查询。")
    family = family_of(bundle)
    waiting = waiting_in(family)
    if not waiting:
        raise NotNow("没有在等前置信息的事项。")
    taken, refused = list[Report](), list[Declined]()
    for child, gate in waiting:
        try:
            taken += _ask(child, gate, at=at)
        except Declined as refusal:
            refused.append(refusal)
    if refused and not taken:
        raise refused[0]
    return taken


def waiting_in(family: Family) -> list[tuple[BundleChild, Gate]]:
    """The cases that wait for a report that can be asked for: what is ordered only once what it needs is made."""
    found = [(each, gate) for each in family.children if (gate := gate_of(family, each)) is not None]
    return [(each, gate) for each, gate in found if not gate.is_ordered or is_begun(family, each)]


def is_begun(family: Family, child: BundleChild) -> bool:
    """Is everything made that stands before this case?"""
    branch = family.branch(child.member)
    return all(each.is_made for each in family.branches if each.key in branch.front)


def _ask(child: BundleChild, gate: Gate, *, at: datetime) -> list[Report]:
    """Ask the one system for the one case; whether it answered is kept, so that everybody sees who waits for whom."""
    source = BOUND.get(gate.key)
    if source is None:
        raise NotNow(f"还没有接入能报送“{gate.name}”的系统。请系统管理员配置接入地址。")
    payer = open_field(child.case.applicant, Field.ID_NUMBER)
    try:
        said = source.reports(child.case.number, payer, at=at)
    except SourceUnavailable:
        _note(gate, source, at=at, is_silent=True)
        raise
    _note(gate, source, at=at, is_silent=False)
    found = [take_report(child, gate, report, source=source, payer=payer, at=at) for report in said]
    return [each for each in found if each is not None]


def _note(gate: Gate, source: EventSource, *, at: datetime, is_silent: bool) -> None:
    SourceState.objects.get_or_create(event=gate.key, defaults={"name": source.name[:80]})
    row = SourceState.objects.filter(event=gate.key)
    if is_silent:
        since = Coalesce(F("silent_since"), Value(at, DateTimeField()))
        row.update(name=source.name[:80], silent_since=since, silences=F("silences") + 1)
    else:
        row.update(name=source.name[:80], answered_at=at, silent_since=None, silences=0)


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
