"""The dossier of a case (案卷): as it stood at any second, and the package that proves it. Beyond N10."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.clock import LOCAL, now
from tongban.foundation.kernel.errors import Declined
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.views import step_label
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.states import Status
from tongban.handling.dossiers.commands.archiving import PURPOSES, export_evidence, may_export
from tongban.handling.dossiers.queries.replay import as_of, instants
from tongban.handling.dossiers.rules.snapshot import ClockThen, Snapshot, hash_of
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.rendering.sheet import typeset
from tongban.registers.documents.rules.papers import DocumentKind
from tongban.web.ui.audience import staff
from tongban.web.ui.filters import Tag
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import CASE_ROLES, show
from .reading import note_opened
from .rows import state_tag

MATERIAL_WORDS = {
    "provided": "已提交",
    "spared": "免提交",
    "deferred": "容缺后补",
    "committed": "告知承诺",
    "missing": "未提交",
}
_LIGHTS = {"red": Tag("bad", "超期"), "yellow": Tag("warn", "快到期"), "green": Tag("plain", "正常")}


@require_safe
@staff(*CASE_ROLES)
def dossier(request: HttpRequest, number: str) -> HttpResponse:
    """The case at the instant that the address names: an act by its number, or a day and time; now without any."""
    found = case_for(actor_of(request), number)
    note_opened(request, found, by=actor_of(request), at=now())
    return _page(request, found, _asked(request.GET.get("at", "")), ())


@require_POST
@staff(*CASE_ROLES)
def evidence(request: HttpRequest, number: str) -> HttpResponse:
    """The package of that instant, handed out after it is on record."""
    found, at = case_for(actor_of(request), number), now()
    until = _asked(request.POST.get("until", "")) or at
    purpose = request.POST.get("purpose", "")[:20]
    try:
        made = export_evidence(found, until=until, purpose=purpose, by=actor_of(request), at=at)
    except Declined as refusal:
        problems = [Problem(each.anchor, typeset(each.text)) for each in problems_of(refusal)]
        return _page(request, found, until, problems, status=int(refusal.status))
    name = f"dossier-{found.number}-{until.astimezone(LOCAL):%Y%m%dT%H%M%S}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Dossier-Root": made.root.hex()}
    return HttpResponse(made.content, content_type="application/zip", headers=headers)


def _page(
    request: HttpRequest, found: Case, asked: datetime | None, problems: Sequence[Problem], *, status: int = 200
) -> HttpResponse:
    acts = instants(found)
    at = max(asked or now(), acts[0].at)
    seen = as_of(found, at)
    context: dict[str, Any] = {
        "case": found,
        "guide": guide_of(found.option_version_id),
        "seen": seen,
        "digest": hash_of(seen),
        "tag": state_tag(Status(seen.status)),
        "turn": typeset(Status(seen.status).whose_turn),
        "moments": [_act(each, seen) for each in acts],
        "clocks": [_clock(each) for each in seen.clocks],
        "materials": [(each, MATERIAL_WORDS[each.state]) for each in seen.materials],
        "papers": [(DocumentKind(each.kind).label, each) for each in seen.papers],
        "step_label": step_label,
        "at_text": at.astimezone(LOCAL).isoformat(),
        "at_local": f"{at.astimezone(LOCAL):%Y-%m-%dT%H:%M:%S}",
        "purposes": [(each, each) for each in PURPOSES],
        "may_export": may_export(actor_of(request)),
        "problems": problems,
    }
    return show(request, "workbench/dossier.html", context, current="cases", status=status)


def _act(entry: Entry, seen: Snapshot) -> dict[str, Any]:
    return {
        "at": entry.at,
        "label": step_label(entry.verb),
        "by": f"{entry.by_agency} {entry.by_name}".strip(),
        "href": f"?at={entry.at.astimezone(LOCAL).isoformat().replace('+', '%2B')}",
        "is_current": entry.seq == seen.version,
        "is_later": entry.seq > seen.version,
    }


def _clock(then: ClockThen) -> dict[str, Any]:
    state = _LIGHTS[then.light] if then.is_running else Tag("off", "已停止")
    tag = Tag("warn", "暂停中") if then.is_paused else state
    return {"label": ClockKind(then.kind).label, "then": then, "tag": tag}


def _asked(text: str) -> datetime | None:
    """An instant as an address or a form says it; without a zone it is the city's own."""
    try:
        found = datetime.fromisoformat(text[:40].strip())
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=LOCAL)
