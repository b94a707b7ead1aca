"""My cases and one case (我的办件、办件详情): what state, whose turn, what to do now, by when, who to call."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import NotNow
from tongban.handling.cases.commands.delivering import WAYS, withdraw
from tongban.handling.cases.queries.drafts import open_drafts
from tongban.handling.cases.queries.limiting import whole_for
from tongban.handling.cases.queries.one_case import WholeCase
from tongban.handling.cases.queries.views import actions, clock_views, offered, timeline
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.cases.queries.worklists import Wanted, worklist
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.deferral import GRACE, Lapse, Way, is_open_to
from tongban.handling.cases.rules.slots import slot_words
from tongban.handling.cases.rules.states import ENDS, Status
from tongban.handling.intermediaries.queries.needs import of_case
from tongban.handling.outreach.queries.visits import helped_in
from tongban.oversight.regulation.models import CommitmentCheck
from tongban.oversight.regulation.queries import check_of_case
from tongban.oversight.regulation.rules.states import CheckStatus
from tongban.registers.catalog.deferral import lapse_words, when_words
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.rules.papers import DocumentKind
from tongban.registers.licenses.queries import visible_to as own_licenses
from tongban.web.portal import inputs
from tongban.web.portal.crossings import panel_of
from tongban.web.portal.five_functions import five_functions
from tongban.web.portal.late import late_part
from tongban.web.portal.pages import page
from tongban.web.portal.paying import owed_part
from tongban.web.portal.progress import decisive, limit_of, way
from tongban.web.ui.audience import applicants
from tongban.web.ui.intermediaries import moments_of, need_rows
from tongban.web.ui.once import done_once
from tongban.web.ui.sessions import actor_of

FILTERS = (("", "全部"), ("mine", "待我处理"), ("open", "办理中"), ("ended", "已办结"))
DECISIONS = frozenset({"decision_grant", "decision_refuse", "rejection"})
WAITING = ("correcting", "issued")
_ASKED = {CheckStatus.HEARING: "对拟撤销的决定说说意见", CheckStatus.RECTIFYING: "按要求整改"}


@applicants
@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    """The cases of whom one acts for, the newest first; filters and words narrow them."""
    actor, today = actor_of(request), local_day(now())
    chosen = request.GET.get("show", "")
    q = inputs.text(request.GET, "q").strip()[:60]
    wanted = Wanted(
        status=WAITING if chosen == "mine" else (),
        is_open={"open": True, "ended": False}.get(chosen),
        text=q,
    )
    cursor = inputs.text(request.GET, "after")[:80]
    found = worklist(actor, wanted, today=today, cursor=cursor, newest_first=True)
    context = {
        "cases": found.cases,
        "names": {each.pk: guide_of(each.option_version_id).name for each in found.cases},
        "following": found.next,
        "drafts": [] if chosen == "ended" or q or cursor else list(open_drafts(actor, on=today)[:10]),
        "filters": FILTERS,
        "chosen": chosen,
        "q": q,
        "waiting": WAITING,
        "ends": ENDS,
    }
    return page(request, "cases", context)


@applicants
@require_safe
def case_page(request: HttpRequest, number: str) -> HttpResponse:
    """One case: the five things first, then the limit and how it was reckoned, the way so far, materials, papers."""
    actor, at = actor_of(request), now()
    case = case_for(actor, number)
    found, guide = whole_for(case, actor), guide_of(case.option_version_id)
    clocks = clock_views(found, guide.option, on=local_day(at))
    may = {each.verb for each in offered(actions(case, by=actor), found, by=actor, on=local_day(at))}
    deferred = [each for each in found.attached.materials if each.state == "deferred"]
    check = check_of_case(actor, case.pk) if found.attached.promise is not None else None
    needs = of_case(case)
    context = {
        "case": case,
        "guide": guide,
        "attached": found.attached,
        "state": case.state,
        "to_do": to_do(found, may, check),
        "owed": owed_part(case, guide.option),
        "is_over": case.state in ENDS,
        "main": decisive(case, clocks),
        "limit": limit_of(case, clocks, found.attached.runs, guide.option),
        "steps": way(timeline(found, viewer=actor), helped_in(number), moments_of(needs), case, guide),
        "needs": need_rows(needs, viewer=actor),
        "may": may,
        "deferred": deferred if "make_good" in may else [],
        **late_part(found, guide.option, at),
        **deferral_context(found, guide, may),
        "first_contact": _first_contact(found),
        "crossing_panel": panel_of(case),
        "check": check,
        "ways": WAYS,
        "kinds": dict(DocumentKind.choices),
        "slot_words": slot_words,
        "five_functions": five_functions(guide, case_number=case.number),
    }
    return page(request, "case", context)


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def withdraw_page(request: HttpRequest, number: str) -> HttpResponse:
    """Withdrawing asks once more and says what follows (撤回)."""
    actor = actor_of(request)
    case = case_for(actor, number)
    if request.method == "POST":
        withdraw(case, reason=inputs.text(request.POST, "reason"), by=actor, at=now())
        return redirect("case", number=number)
    if "withdraw" not in {each.verb for each in actions(case, by=actor)}:
        raise NotNow("这个办件现在不能撤回：已经作出决定，或者已经结束。")
    return page(request, "withdraw", {"case": case, "guide": guide_of(case.option_version_id)})


@applicants
@require_safe
def result_page(request: HttpRequest, number: str) -> HttpResponse:
    """The result and how to get it (结果领取)."""
    actor = actor_of(request)
    case = case_for(actor, number)
    found, guide = whole_for(case, actor), guide_of(case.option_version_id)
    decisions = [each for each in found.attached.documents if each.kind in DECISIONS]
    if not decisions:
        raise NotNow("这个办件还没有结果。结果出来会给您发消息。")
    context = {
        "case": case,
        "guide": guide,
        "attached": found.attached,
        "decisions": decisions,
        "deferred": [each for each in found.attached.materials if each.state == "deferred"],
        "ways": WAYS,
        "kinds": dict(DocumentKind.choices),
        "license": own_licenses(actor).filter(editions__case_number=case.number).first(),
    }
    return page(request, "result", context)


def deferral_context(found: WholeCase, guide: Guide, may: set[str]) -> dict[str, object]:
    """容缺受理 on the case page: who chose, what is missing, by when, what then; and whether it may be chosen now."""
    rows, rule = found.attached.materials, guide.option.deferral
    missing = [each.requirement_code for each in rows if each.state == "missing"]
    due = [each.due_on for each in found.attached.clocks if each.kind == ClockKind.SUPPLEMENT and each.ended_at is None]
    due += [each.due_on for each in found.attached.clocks if each.code == GRACE and each.ended_at is None]
    return {
        "may_defer": "choose_deferral" in may and is_open_to(guide.option, missing),
        "deferred_all": [each for each in rows if each.state == "deferred"],
        "supplement_due": due[0] if due else None,
        "deferral_ways": {each.value: each.label for each in Way},
        "deferral_lapses": {each.value: each.label for each in Lapse},
        "deferral_when": when_words(rule),
        "deferral_lapse": lapse_words(rule),
    }


def to_do(found: WholeCase, may: set[str], check: CommitmentCheck | None) -> str:
    """What the applicant has to do now, in a few words; empty where it is nothing."""
    attached, state = found.attached, found.case.state
    if state == Status.CORRECTING:
        return f"请补{len(attached.notice.items) if attached.notice else 0}份材料"
    if attached.open_override is not None:
        return "补交再次告知的材料"
    waiting = [run for run in attached.runs if run.offered and not run.booked and run.finished_at is None]
    if waiting and "book_slot" in may:
        return f"选{waiting[0].name}的时间"
    if check is not None and check.status in _ASKED:
        return _ASKED[CheckStatus(check.status)]
    return "领取结果" if state == Status.ISSUED else ""


def _first_contact(found: WholeCase) -> str:
    """The office of the first staff member who worked on it (首问责任人)."""
    entry = next((each for each in found.attached.timeline if each.by_agency), None)
    return entry.by_agency if entry else ""
