"""The register of normative files (A17 法规): who quotes what, what changed, and what is to be answered."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotFound
from tongban.registers.norms import queries
from tongban.registers.norms.commands import changing, keeping
from tongban.registers.norms.models import AnswerLimit, Norm
from tongban.registers.norms.queries import PAGE, NormRow
from tongban.registers.norms.rules.citations import Citation
from tongban.registers.norms.rules.states import ChangeKind, Standing
from tongban.registers.norms.rules.titles import normal
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import READERS, show
from .narrowing import narrowed, text, whole
from .stepping import NOT_SENT, Refused, day, refused, typed

KEEPER = Role.CATALOG_REVIEWER
MOST_UNREGISTERED = 30
_STANDINGS = [(each.value, each.label) for each in Standing]
_KINDS = [(each.value, each.label) for each in ChangeKind]
_CHANGE = ("kind", "on", "document", "replaced_by", "words")
_FILE = ("title", "number", "issuing_body", "in_force_since", "source")


@dataclass(frozen=True, slots=True)
class Quoted:
    """An option that quotes the file (引用的办理项), and where."""

    option_code: str
    option: str
    places: tuple[str, ...]


@require_safe
@staff(*READERS)
def norms(request: HttpRequest) -> HttpResponse:
    """The register by key, with how often each file is quoted (two statements)."""
    asked = narrowed(request, "console-norms", "q", "status")
    rows = queries.norms(words=asked["q"], status=asked["status"], after=asked.after_key, most=PAGE + 1)
    context = {
        "asked": asked,
        "page": asked.page(rows, PAGE),
        "filters": [("状态", asked.chips("status", _STANDINGS))],
        "may_keep": KEEPER in actor_of(request).roles,
    }
    return show(request, "console/norms.html", context, current="norms")


@require_safe
@staff(*READERS)
def norm(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: what happened to it, who quotes it, and what a keeper may register."""
    return _norm_page(request, _norm(pk), NOT_SENT)


@require_POST
@staff(*READERS)
@done_once
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Repeal, amend or suspend; every list that quotes the file lights up."""
    found, sent = _norm(pk), typed(request.POST, *_CHANGE)
    try:
        _change(found, sent, by=actor_of(request))
    except Declined as refusal:
        return _norm_page(request, _norm(pk), refused("change", refusal, sent))
    return redirect("console-norm", pk=pk)


@require_safe
@staff(KEEPER)
def new_norm(request: HttpRequest) -> HttpResponse:
    """The form of a file that the register does not know yet; titles that lists quote are offered."""
    return _new_page(request, Refused(form="file", typed={"title": text(request.GET, "title", 200)}))


@require_POST
@staff(KEEPER)
@done_once
def register(request: HttpRequest) -> HttpResponse:
    """Enter one file."""
    sent = typed(request.POST, *_FILE)
    try:
        title = _register(sent, by=actor_of(request))
    except Declined as refusal:
        return _new_page(request, refused("file", refusal, sent))
    return redirect("console-norm", pk=Norm.objects.get(key=normal(title)).pk)


@require_safe
@staff(*READERS)
def limits(request: HttpRequest) -> HttpResponse:
    """Within how many working days each kind of change is answered."""
    return _limits_page(request, NOT_SENT)


@require_POST
@staff(KEEPER)
@done_once
def set_limits(request: HttpRequest) -> HttpResponse:
    """Set the limits for answers."""
    sent = typed(request.POST, *ChangeKind)
    try:
        keeping.set_limits({kind: whole(said) for kind, said in sent.items()}, by=actor_of(request), at=now())
    except Declined as refusal:
        return _limits_page(request, refused("limits", refusal, sent))
    return redirect("console-norm-limits")


def _norm(pk: int) -> Norm:
    found = Norm.objects.select_related("replaced_by").filter(pk=pk).first()
    if found is None:
        raise NotFound("文件库里没有这个文件。")
    return found


def _norm_page(request: HttpRequest, found: Norm, sent: Refused) -> HttpResponse:
    cited = queries.citing(found)
    row: NormRow = queries.norm_row(found, cited)
    changes = [
        {"kind": ChangeKind(each.kind).label, "on": each.on, "document": each.document, "words": each.words}
        for each in found.changes.order_by("-on", "-pk")
    ]
    context = {
        "norm": found,
        "row": row,
        "facts": _facts(found, row),
        "changes": changes,
        "quoted": _quoted(cited),
        "kinds": _KINDS,
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
        "may_keep": KEEPER in actor_of(request).roles and found.status != Standing.REPEALED,
    }
    return show(request, "console/norm.html", context, current="norms", status=sent.status)


def _facts(found: Norm, row: NormRow) -> list[dict[str, Any]]:
    words = {"文号": row.number, "发文机关": row.issuing_body, "效力层级": row.level, "来源": found.source}
    words["别名"] = "；".join(found.aliases)
    return [{"label": label, "value": value or "没有登记"} for label, value in words.items()]


def _quoted(cited: list[Citation]) -> list[Quoted]:
    """Clauses by option, in the order of the codes."""
    places: dict[tuple[str, str], list[str]] = {}
    for each in cited:
        where = f"{each.clause.where}{each.clause.article}"
        places.setdefault((each.option_code, each.option_name), []).append(where)
    return [Quoted(code, name, tuple(dict.fromkeys(found))) for (code, name), found in sorted(places.items())]


def _change(found: Norm, sent: dict[str, str], *, by: Actor) -> None:
    on = day(sent["on"], "on", label="生效日期")
    words = {"document": sent["document"][:200], "words": sent["words"][:500]}
    if sent["kind"] == ChangeKind.REPEAL:
        replaced_by = _replacement(found, sent["replaced_by"])
        changing.repeal(found, on=on, replaced_by=replaced_by, by=by, at=now(), **words)
    elif sent["kind"] == ChangeKind.AMEND:
        changing.amend(found, on=on, by=by, at=now(), **words)
    elif sent["kind"] == ChangeKind.SUSPEND:
        changing.suspend(found, on=on, by=by, at=now(), **words)
    else:
        raise Invalid(faults=[Fault("/kind", "choice", "请选择是修改、暂停适用还是废止。")])


def _replacement(found: Norm, title: str) -> Norm | None:
    if not title:
        return None
    other = Norm.objects.filter(key=normal(title)).exclude(pk=found.pk).first()
    if other is None:
        raise Invalid(faults=[Fault("/replaced_by", "unknown", f"文件库里没有《{title[:60]}》，请先登记它。")])
    return other


def _new_page(request: HttpRequest, sent: Refused) -> HttpResponse:
    titles = queries.unregistered()
    context = {
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
        "titles": titles[:MOST_UNREGISTERED],
        "more": max(0, len(titles) - MOST_UNREGISTERED),
    }
    return show(request, "console/norm_new.html", context, current="norms", status=sent.status)


def _register(sent: dict[str, str], *, by: Actor) -> str:
    title = sent["title"][:200].strip("《》 ")
    if not normal(title):
        raise Invalid(faults=[Fault("/title", "blank", "请填写文件的全称。")])
    since = day(sent["in_force_since"], "in_force_since", label="施行日期") if sent["in_force_since"] else None
    file = keeping.File(
        title=title,
        number=sent["number"][:80],
        issuing_body=sent["issuing_body"][:120],
        in_force_since=since,
        source=sent["source"][:200],
    )
    keeping.register([file], by=by, at=now())
    return title


def _limits_page(request: HttpRequest, sent: Refused) -> HttpResponse:
    standing = dict(AnswerLimit.objects.values_list("kind", "workdays"))
    rows = [(each.value, each.label, standing.get(each, changing.DEFAULT_WORKDAYS)) for each in ChangeKind]
    context = {
        "rows": rows,
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
        "may_keep": KEEPER in actor_of(request).roles,
    }
    return show(request, "console/norm_limits.html", context, current="norms", status=sent.status)
