"""Freezing reports (冻结报告): the numbers of an instant, their hash, and a sealed paper; nothing changes later."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.oversight.supervision.models import FrozenReport
from tongban.oversight.supervision.queries.reports import compose
from tongban.oversight.supervision.rules import reports
from tongban.oversight.supervision.rules.reports import AT_YEAR_END, ReportKind, cut_offs, digest, encode
from tongban.registers.documents.commands import issue
from tongban.registers.lists.queries import lead


class FrozenAlready(NotNow):
    """There is one report of a kind for a day (已经冻结)."""

    code = "frozen_already"
    sentence = "这一天的报告已经冻结，不能再出一份。"


@transaction.atomic
def freeze(kind: ReportKind, *, about_on: date, by: Actor, at: datetime) -> FrozenReport:
    """冻结: the report as the figures are now, issued as a document of the leading body and sealed by its timer."""
    if not by.roles & {Role.SUPERVISOR, Role.SYSTEM}:
        raise NotYours("报告由监督岗冻结。")
    if about_on > local_day(at):
        raise NotNow("还没有到这一天，不能冻结。")
    if FrozenReport.objects.filter(kind=kind, about_on=about_on).exists():
        raise FrozenAlready()
    agency, frozen = lead(), compose(kind, about_on=about_on, at=at)
    subject = f"report:{kind}:{about_on.isoformat()}"
    body = reports.body(frozen, agency=agency.name, on=local_day(at))
    document = issue(kind.document, subject=subject, agency=agency, body=body, by=by, at=at)
    made = FrozenReport(
        kind=kind,
        about_on=about_on,
        content=encode(frozen).decode(),
        content_hash=digest(frozen),
        document=document,
        frozen_at=at,
        frozen_by_id=by.staff_id,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise FrozenAlready() from error
    facts = {"kind": kind.value, "about_on": about_on.isoformat(), "hash": made.content_hash, "number": document.number}
    record(subject, "freeze_report", by=by, at=at, basis=kind.clause, facts=facts)
    return made


def freeze_on_cut_off(planned: Iterable[date], *, at: datetime) -> int:
    """On the plan's dates and at every year's end (截止日) each report once; how many. Twice changes nothing."""
    wanted = [(kind, day) for day in cut_offs(local_day(at), tuple(planned)) for kind in AT_YEAR_END]
    there = set(FrozenReport.objects.filter(kind__in=AT_YEAR_END).values_list("kind", "about_on")) if wanted else set()
    missing = [(kind, day) for kind, day in wanted if (kind.value, day) not in there]
    for kind, day in missing:
        freeze(kind, about_on=day, by=SYSTEM, at=at)
    return len(missing)
