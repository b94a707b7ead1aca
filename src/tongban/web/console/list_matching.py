"""Outside lists against the catalogue (三张清单比对): what is not the same, and how each is settled."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotFound
from tongban.registers.catalog.search.engine import search
from tongban.registers.lists import commands, queries
from tongban.registers.lists.queries import Mismatch, Report
from tongban.registers.lists.rules.kinds import Origin, kind_of
from tongban.registers.lists.rules.matching import Candidate, Decision
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import CATALOG_ROLES, READERS, show
from .narrowing import narrowed, text
from .stepping import NOT_SENT, Refused, refused, typed

PAGE = 50
MOST_CANDIDATES = 12
_DECISIONS = [(each.value, each.label) for each in Decision]


@dataclass(frozen=True, slots=True)
class MismatchLine:
    """A mismatch as a line; `place` counts those that fit."""

    place: int
    key: str
    name: str
    kind: str
    of: Mismatch


@require_safe
@staff(*READERS)
def matching(request: HttpRequest, kind: str) -> HttpResponse:
    """What the outside list says that the catalogue does not, settled or not (six statements at most)."""
    found = _report(kind)
    asked = narrowed(request, "console-list-matching", "show", args=[kind])
    wanted = [each for each in found.mismatches if asked["show"] == "all" or each.is_open]
    lines = [_line(place, each) for place, each in enumerate(wanted, 1)]
    following = [each for each in lines if each.place > asked.after_key][: PAGE + 1]
    context = {
        "report": found,
        "counts": [(degree.label, count) for degree, count in found.counts.items()],
        "asked": asked,
        "filters": [("处理", asked.chips("show", [("all", "全部不一致")], whole="还没处理"))],
        "page": asked.page(following, PAGE, "place"),
    }
    return show(request, "console/list_matching.html", context, current="lists")


@require_safe
@staff(*READERS)
def mismatch(request: HttpRequest, kind: str) -> HttpResponse:
    """One mismatch: the name as it stands there, what looks like it here, and how it is settled."""
    return _mismatch_page(request, kind, text(request.GET, "key", 120), NOT_SENT)


@require_POST
@staff(*CATALOG_ROLES)
@done_once
def settle(request: HttpRequest, kind: str) -> HttpResponse:
    """Rename, alias, or say why not."""
    sent = typed(request.POST, "key", "decision", "basic_code", "reason", most=500)
    try:
        if sent["decision"] not in set(Decision):
            raise Invalid(faults=[Fault("/decision", "choice", "请选择怎么处理。")])
        commands.resolve(
            kind,
            key=sent["key"],
            decision=Decision(sent["decision"]),
            basic_code=sent["basic_code"][:12],
            reason=sent["reason"],
            by=actor_of(request),
            at=now(),
        )
    except Declined as refusal:
        return _mismatch_page(request, kind, sent["key"], refused("settle", refusal, sent))
    return redirect("console-list-matching", kind=kind)


def _report(kind: str) -> Report:
    if kind_of(kind).origin is not Origin.EXTERNAL:
        raise NotFound("这份清单由本市编制，不用和目录比对。")
    return queries.report(kind)


def _line(place: int, of: Mismatch) -> MismatchLine:
    return MismatchLine(place, of.match.wanted.key, of.match.wanted.name, of.match.wanted.kind, of)


def _mismatch_page(request: HttpRequest, kind: str, key: str, sent: Refused) -> HttpResponse:
    report = _report(kind)
    found = next((each for each in report.mismatches if each.match.wanted.key == key), None)
    if found is None:
        raise NotFound("这一条现在没有不一致，请回到比对结果看最新的情况。")
    q = text(request.GET, "q")
    context = {
        "kind": report.kind,
        "key": key,
        "found": found,
        "q": q,
        "candidates": [("", "不对应目录里的事项"), *_candidates(found, q, str(sent.value("settle", "basic_code")))],
        "decisions": _DECISIONS,
        "suggested": found.match.candidate.code if found.match.candidate else "",
        "may_settle": bool(actor_of(request).roles & set(CATALOG_ROLES)),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return show(request, "console/list_mismatch.html", context, current="lists", status=sent.status)


def _candidates(of: Mismatch, q: str, chosen: str) -> Sequence[tuple[str, str]]:
    """What it may mean: what the comparison found, then what the words find; each item once."""
    near: list[Candidate] = [of.match.candidate] if of.match.candidate else []
    found = {each.code: f"{each.name}（{each.kind}，{each.code}）" for each in near}
    for hit in search(q or of.match.wanted.name).hits:
        card = hit.card
        found.setdefault(card.basic_code, f"{card.item_name}（{card.kind.label}，{card.basic_code}）")
        if len(found) >= MOST_CANDIDATES:
            break
    if chosen and len(chosen) <= 12:
        found.setdefault(chosen, chosen)
    return list(found.items())
