"""Keeping guides right (指南维护): who answers for each, since when nobody looked, and what people say is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Invalid, NotFound
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import workdays_between
from tongban.registers.upkeep.commands import assign_owner, review_guide
from tongban.registers.upkeep.models import GuideFlaw, Report
from tongban.registers.upkeep.queries import Standing, cursor_of, flaws_page, keepers_of, reports_page, standings
from tongban.registers.upkeep.rules.flow import KEEPERS
from tongban.registers.upkeep.rules.freshness import DEFAULT_POLICY, Freshness
from tongban.web.ui.audience import staff
from tongban.web.ui.filters import Tag, tag_for
from tongban.web.ui.once import done_once
from tongban.web.ui.sessions import actor_of

from .addresses import asked, chips, href, plain
from .editing.groups import GROUPS, group_of
from .frame import READERS, show

LOOKERS = (*READERS, Role.EXAMINER)
PAGE = 30
_LIGHTS = {Freshness.FRESH: "done", Freshness.STALE: "warn", Freshness.OVERDUE: "bad"}
_GROUPS = {each.key: each.label for each in GROUPS}
_STANDS = (("", "待处理"), ("overdue", "超期"), ("settled", "已处理"))


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in the list: how much of its three working days is left, in words."""

    report: Report
    tag: Tag
    clock: Tag


@dataclass(frozen=True, slots=True)
class FlawRow:
    """What the nightly look found, with the group of elements that it is in."""

    flaw: GuideFlaw
    group: str


@require_safe
@staff(*LOOKERS)
def guides(request: HttpRequest) -> HttpResponse:
    """The guides with their lights, the longest unseen first (three statements)."""
    actor, given = actor_of(request), asked(request, "light", "q")
    every = standings(actor, on=local_day(now()))
    number = {each: sum(row.light is each for row in every) for each in Freshness}
    fitting = [each for each in every if given["light"] in ("", each.light) and given["q"] in each.name]
    begin = _begin(fitting, plain(request.GET.get("after", ""))[:33])
    rows = fitting[begin : begin + PAGE]
    name = "console-upkeep"
    context = {
        "rows": rows,
        "lights": _LIGHTS,
        "given": given,
        "has_filters": any(given.values()),
        "is_first": not begin,
        "next_href": href(name, given, after=rows[-1].option_code) if begin + PAGE < len(fitting) else "",
        "filters": chips(
            name,
            given,
            "light",
            [("", "全部", len(every)), *((each.value, each.label, number[each]) for each in Freshness)],
        ),
        "policy": DEFAULT_POLICY,
        "may_keep": may_keep(actor),
    }
    return show(request, "console/upkeep.html", context, current="upkeep")


@require_safe
@staff(*LOOKERS)
def reports(request: HttpRequest) -> HttpResponse:
    """What people pointed out, the most urgent first; settled ones the newest first (one statement)."""
    actor, given, today = actor_of(request), asked(request, "show"), local_day(now())
    stands = given["show"] if given["show"] in ("overdue", "settled") else ""
    after = request.GET.get("after", "")[:30]
    rows = reports_page(actor, stands=stands, on=today, after=after, size=PAGE + 1)
    name = "console-reports"
    context = {
        "rows": [report_row(each, today) for each in rows[:PAGE]],
        "stands": stands,
        "is_first": not after,
        "next_href": href(name, given, after=cursor_of(rows[PAGE - 1])) if len(rows) > PAGE else "",
        "filters": chips(name, given, "show", [(value, label, None) for value, label in _STANDS]),
    }
    return show(request, "console/reports.html", context, current="upkeep")


@require_POST
@staff(*LOOKERS)
@done_once
def review(request: HttpRequest, code: str) -> HttpResponse:
    """«This guide is right today»: the light turns green."""
    review_guide(code, by=actor_of(request), at=now())
    return redirect("console-guide", code=code)


@require_POST
@staff(*LOOKERS)
@done_once
def assign(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody of the body answers for this guide from now on."""
    wanted = keepers_of(code).filter(number=plain(request.POST.get("owner", ""))[:20]).first()
    if wanted is None:
        raise Invalid("请从名单里选一位本部门的责任人。")
    assign_owner(code, wanted, by=actor_of(request), at=now())
    return redirect("console-guide", code=code)


@require_safe
@staff(*LOOKERS)
def guide_care(request: HttpRequest, code: str) -> HttpResponse:
    """One guide: its owner, its light, what is open, what is broken, and who may answer for it (six statements)."""
    actor, today = actor_of(request), local_day(now())
    found = next((each for each in standings(actor, on=today) if each.option_code == code), None)
    if found is None:
        raise NotFound("没有找到这份指南，或者它不归您的部门。")
    context = {
        "guide": found,
        "light": Tag(_LIGHTS[found.light], found.light.label),
        "policy": DEFAULT_POLICY,
        "keepers": [(each.number, f"{each.name}（{each.post}）") for each in keepers_of(code)],
        "rows": [report_row(each, today) for each in reports_page(actor, option=code, on=today, size=PAGE)],
        "flaws": [flaw_row(each) for each in flaws_page(actor, option=code, size=PAGE)],
        "may_keep": may_keep(actor),
    }
    return show(request, "console/guide_care.html", context, current="upkeep")


def report_row(report: Report, today: date) -> ReportRow:
    """The row with its clock."""
    return ReportRow(report, tag_for(report.state), clock_of(report, today))


def flaw_row(flaw: GuideFlaw) -> FlawRow:
    return FlawRow(flaw, _GROUPS[group_of(f"/options/{flaw.option.code[-2:]}{flaw.pointer}")[0]])


def clock_of(report: Report, today: date) -> Tag:
    """How far the due day of a report is away (三个工作日)."""
    if report.settled_at is not None:
        is_late = local_day(report.settled_at) > report.due_on
        return Tag("bad" if is_late else "plain", "超期才处理" if is_late else "按时处理")
    if report.due_on < today:
        return Tag("bad", f"超{max(1, workdays_between(report.due_on, today, calendar=calendar()))}个工作日")
    if report.due_on == today:
        return Tag("warn", "今天到期")
    return Tag("plain", f"余{workdays_between(today, report.due_on, calendar=calendar())}个工作日")


def may_keep(actor: Actor) -> bool:
    return bool(actor.roles & KEEPERS)


def _begin(rows: Sequence[Standing], after: str) -> int:
    """Behind the guide that the page before ended with."""
    return next((place + 1 for place, each in enumerate(rows) if each.option_code == after), 0)
