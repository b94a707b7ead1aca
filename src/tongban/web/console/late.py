"""Red and yellow lights (S02 红黄灯): who has each late case, whose time it was, what was said, a word to the owner."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import Light, workdays_between
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.cases.queries.worklists import LATE_STAGE
from tongban.handling.cases.rules.overdue import CAUSES
from tongban.oversight.supervision.commands.urging import urge
from tongban.oversight.supervision.queries.late import LateCase, is_answer_late, late_cases
from tongban.oversight.supervision.rules.flow import UrgeStatus
from tongban.registers.agencies.queries import bodies
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.owners import owners_of
from tongban.web.ui.sessions import actor_of

from .frame import show
from .narrowing import narrowed, text
from .stepping import NOT_SENT, Refused, refused

LIGHTS = ((Light.RED.value, "超期"), (Light.YELLOW.value, "快到期"), (LATE_STAGE, "环节超时"))
WORDS = "请今天处理，说明办到哪一步、什么时候办完。"


@dataclass(frozen=True, slots=True)
class Line:
    """One case on the page."""

    case: Case
    option: str
    tag: tuple[str, str]
    is_stage_late: bool
    turn: str
    owners: Any
    reason: str
    is_disputed: bool
    urged: Any
    is_open: bool
    is_answer_late: bool


@require_safe
@staff(Role.SUPERVISOR)
def late(request: HttpRequest) -> HttpResponse:
    """The late and the nearly late, most urgent first."""
    return _page(request, NOT_SENT)


@require_POST
@staff(Role.SUPERVISOR)
@done_once
def urge_owner(request: HttpRequest, number: str) -> HttpResponse:
    """督办: the owner finds it on the first page and answers by the next workday."""
    actor = actor_of(request)
    words = text(request.POST, "words", 500)
    try:
        urge(case_for(actor, number), words=words, by=actor, at=now())
    except Declined as refusal:
        return _page(request, refused(number, refusal, {"words": words}))
    return redirect(reverse("console-late") + f"?{request.GET.urlencode()}")


def _page(request: HttpRequest, sent: Refused) -> HttpResponse:
    actor, at = actor_of(request), now()
    asked = narrowed(request, "console-late", "light", "agency")
    light = asked["light"] if asked["light"] in dict(LIGHTS) else Light.RED.value
    cursor = text(request.GET, "cursor", 80)
    found = late_cases(actor, light=light, agency=asked["agency"], cursor=cursor, at=at)
    agencies = bodies()
    context = {
        "asked": asked,
        "light": light,
        "lines": [_line(each, at) for each in found.rows],
        "filters": [
            {"label": label, "href": asked.href(light=value), "is_current": light == value} for value, label in LIGHTS
        ],
        "agencies": [("", "全部部门"), *agencies],
        "next_href": asked.href(cursor=found.next) if found.next else "",
        "is_first": not cursor,
        "words": WORDS,
        "sent": sent,
        "problems": sent.problems,
        "once_input": once_input,
        "here": request.GET.urlencode(),
    }
    return show(request, "console/late.html", context, current="late", status=sent.status)


def _line(each: LateCase, at: datetime) -> Line:
    case, today, said, urged = each.case, local_day(at), each.explanation, each.urge
    stage_due_on: date | None = getattr(case, "stage_due_on", None)
    return Line(
        case=case,
        option=guide_of(case.option_version_id).name,
        tag=_tag(case, today),
        is_stage_late=stage_due_on is not None and stage_due_on < today,
        turn=typeset(case.state.whose_turn),
        owners=owners_of(each.parts),
        reason=f"{CAUSES[said.cause]}。{typeset(said.words)}" if said is not None else "",
        is_disputed=said is not None and said.disputed_at is not None,
        urged=urged,
        is_open=urged is not None and urged.status == UrgeStatus.OPEN,
        is_answer_late=urged is not None and is_answer_late(urged, on=today),
    )


def _tag(case: Case, today: date) -> tuple[str, str]:
    """How far the day is, in workdays, with its colour."""
    if case.due_on is None:
        return "off", "没有期限"
    if case.due_on < today:
        return "bad", f"超{max(1, workdays_between(case.due_on, today, calendar=calendar()))}个工作日"
    left = workdays_between(today, case.due_on, calendar=calendar())
    return "warn", f"余{left}个工作日" if left else "今天到期"
