"""Collection rounds (集中梳理): opened by the bureau, filled by the departments."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotFound
from tongban.registers.agencies.models import Agency
from tongban.registers.compiling import commands
from tongban.registers.compiling.commands.rounds import BASIS
from tongban.registers.compiling.models import ListDraft, Round
from tongban.registers.compiling.queries import Progress, is_lead, progress, visible_to
from tongban.registers.compiling.queries import rounds as all_rounds
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .adjusting import new_item
from .choosing import agencies_to_choose, day_of, word, wrong_of
from .frame import READERS, show


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*READERS)
@done_once
def rounds(request: HttpRequest) -> HttpResponse:
    """All rounds; the bureau opens another one here."""
    actor = actor_of(request)
    problems: list[Problem] = []
    typed = {name: word(request.POST, name, 200) for name in ("title", "basis", "opens_on", "due_on")}
    keys = [each[:60] for each in request.POST.getlist("agencies")[:300]]
    status = 200
    if request.method == "POST":
        try:
            made = _opened(typed, keys, by=actor)
        except Declined as refusal:
            problems, status = problems_of(refusal), int(refusal.status)
        else:
            return redirect("console-round", made.pk)
    may_open = _leads(actor)
    context = {
        "rows": all_rounds(),
        "today": local_day(now()),
        "may_open": may_open,
        "agencies": agencies_to_choose()[1:] if may_open else [],
        "typed": {**typed, "basis": typed["basis"] or BASIS},
        "keys": keys,
        "problems": problems,
        "wrong": wrong_of(problems),
    }
    return show(request, "console/rounds.html", context, current="rounds", status=status)


@require_safe
@staff(*READERS)
def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """How one round is: department by department; single matters for those who may see them."""
    actor, of = actor_of(request), _round(pk)
    found = progress(of, today=local_day(now()))
    seen = set(visible_to(actor).filter(round=of).values_list("pk", flat=True))
    is_open = not found.is_closed
    context = {
        "found": found,
        "seen": seen,
        "lines": [(share, line) for share in found.shares for line in share.lines if line.pk in seen],
        "may_close": is_open and _leads(actor),
        "may_hand_in": is_open and _is_asked(of, actor),
        "sums": _sums(found),
    }
    return show(request, "console/round.html", context, current="rounds")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.CATALOG_EDITOR)
@done_once
def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """One matter that is not in the catalogue yet, as a draft of the round."""
    of = _round(pk)

    def begun(document: dict[str, Any]) -> ListDraft:
        return commands.hand_in(of, document, by=actor_of(request), at=now())

    caption = "报送以后还要编制完整，再提交审核"
    back = reverse("console-round", args=[pk])
    return new_item(request, begun, back=back, heading=f"报送到“{of.title}”", caption=caption)


@require_POST
@staff(Role.CATALOG_REVIEWER)
@done_once
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """结束: nothing more is handed in."""
    commands.close_round(_round(pk), by=actor_of(request), at=now())
    return redirect("console-round", pk)


def _opened(typed: dict[str, str], keys: list[str], *, by: Actor) -> Round:
    days: dict[str, date] = {}
    faults = [] if typed["title"] else [Fault("/title", "blank", "请填写名称。")]
    if len(typed["title"]) > 100:
        faults.append(Fault("/title", "long", "名称最多100个字。"))
    for name in ("opens_on", "due_on"):
        if (day := day_of(typed[name])) is None:
            faults.append(Fault(f"/{name}", "format", "请选择日期。"))
        else:
            days[name] = day
    if faults:
        raise Invalid(faults=faults)
    plain = [each.replace("\x00", "") for each in keys]
    agencies = list(Agency.objects.filter(key__in=plain, is_active=True).order_by("pk"))
    return commands.open_round(
        typed["title"], agencies=agencies, basis=typed["basis"] or BASIS, by=by, at=now(), **days
    )


def _round(pk: int) -> Round:
    found = Round.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound("没有这一轮梳理。")
    return found


def _leads(actor: Actor) -> bool:
    return Role.CATALOG_REVIEWER in actor.roles and is_lead(actor)


def _is_asked(of: Round, actor: Actor) -> bool:
    if actor.agency_id is None or Role.CATALOG_EDITOR not in actor.roles:
        return False
    return of.members.filter(agency_id=actor.agency_id).exists()


def _sums(found: Progress) -> list[tuple[str, int]]:
    shares = found.shares
    return [
        ("参加部门", len(shares)),
        ("已报送", found.handed_in),
        ("其中疑似重复", sum(each.doubled for each in shares)),
        ("逾期报送", sum(each.late for each in shares)),
        ("到期还没报的部门", sum(each.is_overdue for each in shares)),
    ]
