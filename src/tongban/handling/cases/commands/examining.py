"""After acceptance (审查与决定): examine, review, decide by four eyes; special procedures; one extension."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotNow
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import describe
from tongban.handling.cases.models import Case, Delivery, Opinion, Outcome, SpecialRun
from tongban.handling.cases.permits import refuse_unlisted
from tongban.handling.cases.rules import clocks, papers
from tongban.handling.cases.rules.clocks import ClockKind, ClockPlan
from tongban.handling.cases.rules.deferral import GRACE
from tongban.handling.cases.rules.grounds import need_text, read_ground
from tongban.handling.cases.rules.outside import check_grant, check_refusal
from tongban.handling.cases.rules.promising import may_be_decided_at_once
from tongban.handling.cases.rules.reckoning import plan_due
from tongban.handling.cases.rules.states import Status
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog.content import SpecialProcedure
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.rules.papers import DocumentKind

from . import clocks as ticking
from .authority import refuse_beyond_delegation
from .committing import stands_on_promise
from .deferring import refuse_filed
from .inspecting import refuse_unrecorded
from .overrunning import count_again, overran
from .receiving import acceptance_paper, complete_materials
from .renewing import give_place, refuse_after_expiry, refuse_beyond_quota
from .steps import matter_of, move, option_of, paper, take, take_in_time
from .wording import refuse_asks_in_report, refuse_unlisted_asks

_HANDLING_CLOCKS = (ClockKind.PROMISED, ClockKind.STATUTORY, ClockKind.STAGE, ClockKind.SPECIAL, ClockKind.RENEWAL)


class ExtendedBefore(Declined):
    """A limit is extended once (延长期限只有一次): 行政许可法 第四十二条第一款."""

    code = "extended_before"
    sentence = "这个办件已经延长过一次，不能再延长。"


class ExtendedTooLate(Declined):
    """A limit that is over is not extended any more: what is overdue stays overdue (已经超期)."""

    code = "extended_too_late"
    sentence = "期限已经过了，不能再延长。"


class PausedBefore(Declined):
    """A procedure that pauses the limits was held before (特别程序不得反复): the head of the body holds it again."""

    code = "paused_before"
    status = 403


class SpecialGoesOn(NotNow):
    """The examination waits for its special procedures (特别程序没有结束)."""

    code = "special_goes_on"
    sentence = "特别程序还没有结束，先登记它的结果，再提出审查意见。"


class NotOnTheSpot(Declined):
    """Only on-the-spot matters, and promises that are decided at once, end at the counter (不是即办件)."""

    code = "not_on_the_spot"
    sentence = "这个事项不是即办件，申请人也没有作出可以当场决定的承诺，不能当场办结。"


@transaction.atomic
def reassign(case: Case, *, given: Mapping[str, Any], by: Actor, at: datetime) -> Entry:
    """转办: to a named examiner of the same body who is there, with a reason."""
    step = take("reassign", case, by=by, at=at)
    reason = need_text(given, "reason", "请写明转办的理由。")
    number = need_text(given, "staff", "请填写接办人的工号。", at_least=1)
    person = Staff.objects.filter(number=number, agency_id=case.agency_id, is_active=True).first()
    if person is None or "examiner" not in person.roles:
        raise Invalid(faults=[Fault("/staff", "unknown", f"本部门没有工号为{number}的承办人。")])
    if person.on_leave_until is not None and person.on_leave_until >= local_day(at):
        raise Invalid(faults=[Fault("/staff", "on_leave", f"{person.name}请假到{describe(person.on_leave_until)}。")])
    if person.pk in (case.receiver_id, case.acceptor_id):
        raise Invalid(faults=[Fault("/staff", "same_hands", f"这个办件是{person.name}收件受理的，不能再由他承办。")])
    facts = {"to": f"staff:{person.pk}", "reason": reason}
    return move(case, step, by=by, at=at, facts=facts, changes={"assignee_id": person.pk})


@transaction.atomic
def start_special(case: Case, *, code: str, reason: str, by: Actor, at: datetime) -> SpecialRun:
    """启动特别程序: only one of the list's; told in writing with the time it needs.

    What the list does not count stands still meanwhile (特别程序中); what it counts runs on beside the examination.
    What stood still once stands still again only by the head of the body: `PausedBefore`.
    """
    step = take("start_special", case, by=by, at=at)
    listed = _listed(case, code)
    _refuse_again(case, listed, by)
    words = need_text({"reason": reason}, "reason", "请写明为什么要启动特别程序。")
    refuse_unlisted_asks(case, {"/reason": words})
    plan = ClockPlan(ClockKind.SPECIAL, listed.limit, at, listed.basis.text if listed.basis else step.basis, code=code)
    expected_on = plan_due(plan, calendar()).due_on
    body = papers.special_notice(
        matter_of(case),
        name=listed.name,
        reason=words,
        basis=plan.basis,
        expected_on=expected_on,
        is_counted=listed.is_counted,
        at=at,
    )
    document = paper(DocumentKind.SPECIAL_NOTICE, case, body, by=by, at=at)
    run = SpecialRun.objects.create(
        case=case,
        code=code,
        name=listed.name,
        started_at=at,
        started_on=local_day(at),
        reason=words,
        document=document,
        expected_on=expected_on,
    )
    ticking.turn(case, start=[plan], at=at)
    changes = {"counted_runs": case.counted_runs + 1} if listed.is_counted else _stood_still(case, run)
    facts = {"code": code, "reason": words, "expected_on": expected_on.isoformat(), "is_counted": listed.is_counted}
    to = case.state if listed.is_counted else None
    move(case, step, by=by, at=at, to=to, facts=facts, changes=changes, due_on=expected_on, papers=[document])
    return run


def _stood_still(case: Case, run: SpecialRun) -> dict[str, Any]:
    """What the list does not count pauses the limits; the nearest end of such a procedure is the case's day now."""
    ticking.pause(case, on=run.started_on)
    is_first = case.state is not Status.SUSPENDED
    return {"due_on": run.expected_on if is_first or case.due_on is None else min(case.due_on, run.expected_on)}


@transaction.atomic
def finish_special(case: Case, *, code: str, result: str, by: Actor, at: datetime) -> Entry:
    """结束特别程序: the clocks go on when nothing pauses them any more; overlapping ones were not counted twice.

    What overran its own limit pauses nothing since then, whether the clock of the house noted it yet or not.
    """
    step = take("finish_special", case, by=by, at=at)
    words = need_text({"result": result}, "result", "请写明特别程序的结果。", at_most=1000)
    refuse_unlisted_asks(case, {"/result": words})
    runs = list(SpecialRun.objects.filter(case=case).order_by("id"))
    run = next((each for each in runs if each.code == code != GRACE and each.finished_at is None), None)
    if run is None:
        raise Invalid(faults=[Fault("/code", "not_running", "这个特别程序没有在进行。")])
    refuse_unrecorded(run, option_of(case).special_procedure(code))
    run.finished_at, run.finished_on, run.result = at, local_day(at), words
    run.save(update_fields=["finished_at", "finished_on", "result"])
    ticking.end_special(case, code, at=at)
    ticking.release(SpecialRun.objects.filter(pk=run.pk), at=at)
    facts = {"code": code, "result": words, "days": (run.finished_on - run.started_on).days + 1}
    pausing = ticking.pausing(option_of(case), runs)
    if run not in pausing or run.counts_since is not None:
        changes: dict[str, Any] = {"counted_runs": case.counted_runs - 1}
        return move(case, step, by=by, at=at, to=case.state, facts=facts, changes=changes, due_on=_promised_on(case))
    still, over = ticking.still_pausing(option_of(case), runs), overran(option_of(case), runs, on=run.finished_on)
    if still and not over:
        nearest = min(each.expected_on for each in still)
        changes = {"due_on": nearest}
        return move(case, step, by=by, at=at, to=Status.SUSPENDED, facts=facts, changes=changes, due_on=nearest)
    changes = count_again(case, over)
    due_on = ticking.resume(case, pausing, on=run.finished_on)[ClockKind.PROMISED]
    changes["due_on"] = due_on
    return move(case, step, by=by, at=at, to=Status.ACCEPTED, facts=facts, changes=changes, due_on=due_on)


@transaction.atomic
def extend(case: Case, *, days: int, reason: str, by: Actor, at: datetime) -> Entry:
    """延长期限: once, within the limit, by the head of the body; the applicant is told why (许可法 第四十二条).

    `days` are workdays, at most what the list says, else ten. What is overdue already stays so: `ExtendedTooLate`.
    """
    step = take("extend", case, by=by, at=at)
    words = need_text({"reason": reason}, "reason", "请写明延长期限的理由，理由会告诉申请人。")
    refuse_unlisted_asks(case, {"/reason": words})
    option = option_of(case)
    most = clocks.most_extension(option)
    if not 1 <= days <= most:
        raise Invalid(faults=[Fault("/value", "range", f"延长1到{most}个工作日。")])
    limits = (ClockKind.PROMISED, ClockKind.STATUTORY)
    if case.clocks.filter(kind__in=limits, extended_by__gt=0).exists():
        raise ExtendedBefore()
    runs = ticking.pausing(option, SpecialRun.objects.filter(case=case))
    found = ticking.extend(case, days, runs, kinds=clocks.extended_clocks(option), on=local_day(at))
    if not found:
        raise ExtendedTooLate()
    until = max(found.values())
    body = papers.extension_notice(matter_of(case), days=days, reason=words, due_on=until, at=at)
    document = paper(DocumentKind.EXTENSION_NOTICE, case, body, by=by, at=at)
    facts = {"days": days, "reason": words, "due_on": until.isoformat()}
    changes = {"due_on": found.get(ClockKind.PROMISED, case.due_on)}
    return move(case, step, by=by, at=at, facts=facts, due_on=until, papers=[document], changes=changes)


@transaction.atomic
def examine(case: Case, *, opinion: str, proposal: str, by: Actor, at: datetime) -> Entry:
    """承办: the examiner's opinion and proposal; the first pair of eyes."""
    step = take("examine", case, by=by, at=at)
    if case.counted_runs:
        raise SpecialGoesOn()
    if proposal not in (Outcome.GRANTED.value, Outcome.REFUSED.value, "grant", "refuse"):
        raise Invalid(faults=[Fault("/proposal", "choice", "请选择建议准予还是不予许可。")])
    _give_opinion(case, step.verb, opinion, by, at, proposal="grant" if proposal.startswith("grant") else "refuse")
    _next_stage(case, "reviewer", at=at)
    facts = {"proposal": "grant" if proposal.startswith("grant") else "refuse"}
    return move(case, step, by=by, at=at, facts=facts, changes={"examiner_id": by.staff_id})


@transaction.atomic
def review(case: Case, *, opinion: str, by: Actor, at: datetime) -> Entry:
    """审核: the second pair of eyes."""
    step = take("review", case, by=by, at=at)
    _give_opinion(case, step.verb, opinion, by, at)
    _next_stage(case, "decider", at=at)
    return move(case, step, by=by, at=at, changes={"reviewer_id": by.staff_id})


@transaction.atomic
def rework(case: Case, *, reason: str, by: Actor, at: datetime) -> Entry:
    """退回承办: back to the examiner with the reason; who examined before may examine again."""
    step = take("rework", case, by=by, at=at)
    _give_opinion(case, step.verb, reason, by, at)
    _next_stage(case, "examiner", at=at)
    return move(case, step, by=by, at=at, facts={"reason": reason[:500]}, changes={"reviewer_id": None})


@transaction.atomic
def grant(case: Case, *, opinion: str, ground: str = "", by: Actor, at: datetime) -> Entry:
    """准予: the third pair of eyes decides; the decision is served within ten workdays.

    `OutsideConditions` when the answers do not meet a condition of the list, unless a law's article is named.
    """
    step = take("grant", case, by=by, at=at)
    refuse_beyond_delegation(case, step, by=by, at=at)
    option = option_of(case)
    refuse_after_expiry(case, option, at=at)
    refuse_beyond_quota(case, option)
    return _granted(case, step, opinion, ground=ground, by=by, at=at)


@transaction.atomic
def finish_on_the_spot(case: Case, *, opinion: str, ground: str = "", by: Actor, at: datetime) -> Entry:
    """当场办结: an on-the-spot matter, complete, accepted and decided at the counter by who is authorised to (R-041).

    A case whose written promise stands for the conditions of an enterprise's permit is decided at once too (R-144).
    Raises `NotComplete`, `FiledFirst` and `NotListed` as acceptance does; its paper is given all the same (第三十二条).
    """
    step, silence = take_in_time("finish_on_the_spot", case, by=by, at=at)
    refuse_beyond_delegation(case, step, by=by, at=at)
    option = option_of(case)
    if not may_be_decided_at_once(option, is_promised=stands_on_promise(case)):
        raise NotOnTheSpot()
    refuse_unlisted(guide_of(case.option_version_id), on=local_day(at))
    rows = complete_materials(case)
    refuse_filed(option.deferral, rows)
    since = silence.since if silence is not None else case.received_at
    plans = clocks.on_acceptance(option, received_at=since, accepted_at=at)
    promised, statutory = (plan_due(plan, calendar()).due_on for plan in plans)
    give_place(case, option, at=at)
    refuse_beyond_quota(case, option)
    notice = acceptance_paper(case, rows, promised_on=promised, statutory_on=statutory, by=by, at=at)
    changes = {"accepted_at": at}
    return _granted(case, step, opinion, ground=ground, by=by, at=at, changes=changes, papers_before=[notice])


@transaction.atomic
def refuse(case: Case, *, given: Mapping[str, Any], by: Actor, at: datetime) -> Entry:
    """不予许可: reasons, and the remedies with their limits (行政许可法 第三十八条第二款)."""
    step = take("refuse", case, by=by, at=at)
    refuse_beyond_delegation(case, step, by=by, at=at)
    refuse_after_expiry(case, option_of(case), at=at)
    ground = read_ground(given)
    outside = check_refusal(option_of(case), ground)
    refuse_unlisted_asks(case, {"/fact": ground.fact})
    refuse_asks_in_report(case, {"/ground": ground.basis})
    _give_opinion(case, step.verb, ground.fact, by, at, proposal="refuse")
    document = paper(DocumentKind.DECISION_REFUSE, case, papers.refusal(matter_of(case), ground, at=at), by=by, at=at)
    Delivery.objects.create(case=case, result_name="不予许可决定书", result_number=document.number, issued_at=at)
    ticking.end_unlisted(case, at=at)
    stop = (*_HANDLING_CLOCKS, ClockKind.SUPPLEMENT)
    due = ticking.turn(case, stop=stop, start=[clocks.on_decision(at=at)], at=at)
    due_on = due[ClockKind.SERVICE].due_on
    changes = {"outcome": Outcome.REFUSED, "decided_at": at, "decider_id": by.staff_id, "due_on": due_on}
    facts = {"ground": ground.basis} | outside
    return move(case, step, by=by, at=at, facts=facts, changes=changes, due_on=due_on, papers=[document])


@transaction.atomic
def terminate(case: Case, *, given: Mapping[str, Any], by: Actor, at: datetime) -> Entry:
    """终止办理: the applicant is gone or the object no longer exists; not a refusal."""
    step = take("terminate", case, by=by, at=at)
    refuse_after_expiry(case, option_of(case), at=at)
    ground = read_ground(given)
    refuse_unlisted_asks(case, {"/fact": ground.fact})
    refuse_asks_in_report(case, {"/ground": ground.basis})
    document = paper(
        DocumentKind.TERMINATION_NOTICE, case, papers.termination_notice(matter_of(case), ground, at=at), by=by, at=at
    )
    ticking.stop_all(case, at=at)
    changes = {"ended_at": at, "due_on": None, "counted_runs": 0}
    return move(case, step, by=by, at=at, facts={"ground": ground.basis}, changes=changes, papers=[document])


def _listed(case: Case, code: str) -> SpecialProcedure:
    """The special procedure of the list, if it may be started now."""
    listed = option_of(case).special_procedure(code)
    if listed is None:
        raise Invalid(faults=[Fault("/code", "unlisted", f"办事指南里没有“{code}”这个特别程序，不能启动。")])
    if listed.effect == "extends":
        raise Invalid(faults=[Fault("/code", "extends", f"“{listed.name}”要由批准人用“延长期限”办理。")])
    if SpecialRun.objects.filter(case=case, code=code, finished_at__isnull=True).exists():
        raise Invalid(faults=[Fault("/code", "running", f"“{listed.name}”正在进行。")])
    return listed


def _refuse_again(case: Case, listed: SpecialProcedure, by: Actor) -> None:
    """Nobody holds a case up by doing the same thing over and over."""
    is_again = SpecialRun.objects.filter(case=case, code=listed.code).exists()
    if is_again and not listed.is_counted and Role.DECIDER not in by.roles:
        raise PausedBefore(f"“{listed.name}”已经进行过一次，再进行一次又要暂停计时，由本部门批准人启动。")


def _promised_on(case: Case) -> date:
    return case.clocks.get(kind=ClockKind.PROMISED, ended_at__isnull=True).due_on


def _granted(
    case: Case,
    step: Step,
    opinion: str,
    *,
    ground: str,
    by: Actor,
    at: datetime,
    changes: Mapping[str, Any] | None = None,
    papers_before: Sequence[OfficialDocument] = (),
) -> Entry:
    facts = check_grant(option_of(case), case.answers, ground)
    refuse_unlisted_asks(case, {"/opinion": opinion})
    refuse_asks_in_report(case, {"/ground": ground})
    text = _give_opinion(case, step.verb, opinion, by, at, proposal="grant")
    results = option_of(case).results
    name = results[0].name if results else "办理结果"
    document = paper(
        DocumentKind.DECISION_GRANT,
        case,
        papers.decision(matter_of(case), result=name, opinion=text, at=at),
        by=by,
        at=at,
    )
    Delivery.objects.create(case=case, result_name=name)
    front = (ClockKind.NOTICE, ClockKind.DEEMED_ACCEPTANCE)
    ticking.end_unlisted(case, at=at)
    due = ticking.turn(case, stop=(*front, *_HANDLING_CLOCKS), start=[clocks.on_decision(at=at)], at=at)
    due_on = due[ClockKind.SERVICE].due_on
    decided = {"outcome": Outcome.GRANTED, "decided_at": at, "decider_id": by.staff_id, "due_on": due_on}
    given = [*papers_before, document]
    columns = decided | dict(changes or {})
    return move(case, step, by=by, at=at, facts=facts, changes=columns, due_on=due_on, papers=given)


def _give_opinion(case: Case, verb: str, text: str, by: Actor, at: datetime, *, proposal: str = "") -> str:
    words = need_text({"opinion": text}, "opinion", "请写明意见。", at_most=2000)
    Opinion.objects.create(case=case, verb=verb, staff_id=by.staff_id, at=at, text=words, proposal=proposal)
    return words


def _next_stage(case: Case, post: str, *, at: datetime) -> None:
    ticking.turn(case, stop=[ClockKind.STAGE], start=clocks.on_stage(option_of(case), post, at=at), at=at)
