"""The audit of looks (S12 用途审计): findings with the looks behind them, explained or handed over, exported."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.kernel.masks import mask_name
from tongban.foundation.ledger.commands import record
from tongban.foundation.ledger.queries import Seen
from tongban.oversight.reading.commands import finding as ending
from tongban.oversight.reading.models import LookFinding
from tongban.oversight.reading.queries import findings as found_looks
from tongban.oversight.reading.queries.findings import PAGE
from tongban.oversight.reading.rules.flow import FINDING_FLOW
from tongban.oversight.reading.rules.states import FindingKind, FindingStatus
from tongban.oversight.supervision.exporting import Sheet, as_csv
from tongban.registers.parties.models import Party
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import LOOK_AUDITORS, show
from .importing import download
from .narrowing import narrowed
from .stepping import NOT_SENT, Refused, asked_by, labelled, refused

MOST = 5000
_KINDS = [(each.value, each.label) for each in FindingKind]
_STATES = [(each.value, each.label) for each in FindingStatus]
_TAGS = {FindingStatus.OPEN: "warn", FindingStatus.HANDED_OVER: "bad"}
_VERBS: Mapping[str, Callable[..., LookFinding]] = {"explain": ending.explain, "hand_over": ending.hand_over}
_KEYS = {"explain": "H", "hand_over": "X"}
_HEADS = ("线索", "查看人", "部门", "日期", "条数", "状态", "核查情况", "留痕编号")


@require_safe
@staff(*LOOK_AUDITORS)
def looks(request: HttpRequest) -> HttpResponse:
    """What was found, the newest first (two statements)."""
    actor = actor_of(request)
    asked = narrowed(request, "console-looks", "kind", "status")
    rows = found_looks.findings(actor, kind=asked["kind"], status=asked["status"], before=asked.after_key)
    waiting = found_looks.open_by_kind(actor)
    context = {
        "page": asked.page([_row(each) for each in rows], PAGE),
        "waiting": [(each.label, waiting.get(each.value, 0), asked.href(kind=each.value)) for each in FindingKind],
        "filters": [("线索", asked.chips("kind", _KINDS)), ("状态", asked.chips("status", _STATES))],
        "asked": asked,
        "most": MOST,
    }
    return show(request, "console/looks.html", context, current="looks")


@require_POST
@staff(*LOOK_AUDITORS)
def export(request: HttpRequest) -> HttpResponse:
    """The same choice as CSV; that it was taken out is on record."""
    actor = actor_of(request)
    asked = {name: request.POST.get(name, "")[:20] for name in ("kind", "status")}
    rows = found_looks.findings(actor, kind=asked["kind"], status=asked["status"], most=MOST)
    record("look-audit", "export_findings", by=actor, at=now(), facts={**asked, "rows": len(rows)})
    sheet = Sheet("用途审计", _HEADS, [_line(each) for each in rows])
    return download(as_csv([sheet]), "用途审计.csv", "text/csv; charset=utf-8")


@require_safe
@staff(*LOOK_AUDITORS)
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """One finding with the looks behind it."""
    return _page(request, pk, NOT_SENT)


@require_POST
@staff(*LOOK_AUDITORS)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Explain a finding, or hand it over."""
    found = found_looks.finding_for(actor_of(request), pk)
    if verb not in _VERBS:
        raise NotFound("没有这一步。")
    sent = asked_by(FINDING_FLOW.steps[verb], request.POST)
    try:
        _VERBS[verb](found, **sent, by=actor_of(request), at=now())
    except Declined as refusal:
        return _page(request, pk, refused(verb, refusal, sent))
    return redirect("console-look", pk=pk)


def _page(request: HttpRequest, pk: int, sent: Refused) -> HttpResponse:
    actor = actor_of(request)
    found = found_looks.finding_for(actor, pk)
    seen = found_looks.looks_behind(found)
    names = Party.objects.in_bulk({int(each.about.removeprefix("party:")) for each in seen})
    context: dict[str, Any] = {
        "finding": found,
        "row": _row(found),
        "looks": [_look(each, names) for each in seen],
        "steps": labelled(FINDING_FLOW.open_to(found, by=actor)),
        "keys": _KEYS,
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return show(request, "console/look.html", context, current="looks", status=sent.status)


def _look(seen: Seen, names: Mapping[int, Party]) -> dict[str, Any]:
    """A look as a line: whose data it was is masked, for the audit is about the reader."""
    party = names.get(int(seen.about.removeprefix("party:")))
    return {
        "at": seen.at,
        "about": mask_name(party.name) if party is not None else "",
        "purpose": seen.purpose or "没有写",
        "case": seen.subject.removeprefix("case:") if seen.subject.startswith("case:") else "",
        "id": seen.id,
    }


def _row(finding: LookFinding) -> dict[str, Any]:
    status = FindingStatus(finding.status)
    return {
        "pk": finding.pk,
        "kind": FindingKind(finding.kind).label,
        "reader": finding.reader.name,
        "agency": finding.agency.short_name,
        "day": finding.day,
        "count": len(finding.entries),
        "status": status.label,
        "tag": _TAGS.get(status, "done"),
    }


def _line(finding: LookFinding) -> tuple[str, ...]:
    row = _row(finding)
    entries = " ".join(str(each) for each in finding.entries)
    return (
        row["kind"],
        row["reader"],
        row["agency"],
        finding.day.isoformat(),
        str(row["count"]),
        row["status"],
        finding.reason,
        entries,
    )
