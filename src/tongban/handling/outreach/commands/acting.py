"""On whose behalf, with what result (委托代办、登记结果): a signed, limited mandate; taken back, it ends at once."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance, record_read
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands.wording import refuse_papers_beyond
from tongban.handling.cases.models import Case
from tongban.handling.outreach.models import Outreach
from tongban.handling.outreach.queries.requests import Told, told
from tongban.handling.outreach.rules.flow import FLOW
from tongban.handling.outreach.rules.policy import BOUND
from tongban.handling.outreach.rules.states import OutreachResult, SignedWay

from .arranging import need, news
from .papers import call_for_papers, refuse_papers_out

LONGEST_RESULT = 500


class NoMandate(Declined):
    """The person has not signed a mandate to this helper, or it is over (没有有效的委托)."""

    code = "no_mandate"
    status = 403
    sentence = "本人没有委托您代办，或者委托已经到期、收回。可以陪着办，不能替本人办。"


@transaction.atomic
def sign_mandate(request: Outreach, *, until: date | None, by: Actor, at: datetime) -> Entry:
    """委托代办: the person lets the named helper act in this one matter until a day; online, or signed on paper.

    At a door the helper enters the paper that was signed before both who came.
    """
    step = FLOW.take("sign_mandate", request, by=by)
    is_own = Role.APPLICANT in by.roles
    _own_or_helper(request, by)
    today = local_day(at)
    last = today + timedelta(days=BOUND.policy.mandate_days)
    if until is None or not today <= until <= last:
        raise Invalid(faults=[Fault("/until", "day", f"委托到哪天，最长{BOUND.policy.mandate_days}天。")])
    if request.is_mandated(today):
        raise NotNow("委托还有效。要改的话，先收回再重新委托。")
    way = SignedWay.ONLINE if is_own else SignedWay.PAPER
    facts = {"helper": request.helper_id, "option": request.option_code, "until": until.isoformat(), "way": way.value}
    changes = {"mandate_until": until, "mandate_way": way, "mandate_ended_at": None}
    return advance(request, step, by=by, at=at, facts=facts, changes=changes)


@transaction.atomic
def end_mandate(request: Outreach, *, by: Actor, at: datetime) -> Entry:
    """收回委托: at once; from this moment the helper does nothing in the person's name."""
    step = FLOW.take("end_mandate", request, by=by)
    _own_or_helper(request, by)
    if not request.is_mandated(local_day(at)):
        raise NotNow("现在没有有效的委托，不用收回。")
    return advance(
        request, step, by=by, at=at, changes={"mandate_ended_at": at}, send=call_for_papers(request, "end_mandate")
    )


@transaction.atomic
def act_for(request: Outreach, *, words: str, case_number: str = "", by: Actor, at: datetime) -> Entry:
    """代办: what the helper did in the person's name, marked 代; `NoMandate` without one that is in force.

    A case that it was done for is named: the step then stands in the course of that case too.
    """
    step = FLOW.take("act_for", request, by=by)
    acting = under_mandate(request, by=by, at=at)
    done = need(words, "请写清楚代办了什么，例如“代交申请表和身份证复印件，收件编号……”。", pointer="/words")
    number = _case_named(case_number, request) if case_number.strip() else request.case_number
    text = f"{by.name}替您办了一步：{done}。登记号{request.number}。"
    facts = {"words": done, "is_on_behalf": True} | ({"case": number} if number else {})
    send = news(request, "act_for", text)
    return advance(request, step, by=acting, at=at, facts=facts, changes={"case_number": number}, send=send)


def under_mandate(request: Outreach, *, by: Actor, at: datetime) -> Actor:
    """The named helper as they act for the person, so that the ledger says 代; `NoMandate` for whoever may not."""
    if by.staff_id is None or by.staff_id != request.helper_id or not request.is_mandated(local_day(at)):
        raise NoMandate()
    return replace(by, under=request.chain)


def _case_named(typed: str, request: Outreach) -> str:
    """A case of the same matter, and of the same person where we know who that is."""
    number = typed.replace(" ", "")[:17]
    rows = Case.objects.filter(number=number or "-")
    if request.option_code:
        rows = rows.filter(option_code=request.option_code)
    if request.party_id is not None:
        rows = rows.filter(applicant_id=request.party_id)
    if not rows.exists():
        said = "请写本人这件事的17位办件编号；委托的不是这件事，就不能代办。"
        raise Invalid(faults=[Fault("/case_number", "unknown", said)])
    return number


@transaction.atomic
def finish(request: Outreach, *, result: str, words: str, case_number: str, by: Actor, at: datetime) -> Entry:
    """登记结果: by who went; a case that was begun is named, everything else says in words what came of it."""
    step = FLOW.take("finish", request, by=by)
    if by.staff_id not in (request.helper_id, request.companion_id):
        raise NotYours("结果由去的人登记。")
    refuse_papers_out(request)
    if result not in set(OutreachResult):
        raise Invalid(faults=[Fault("/result", "choice", "请选一个结果。")])
    number = case_number.replace(" ", "")[:17]
    if result == OutreachResult.CASE_BEGUN and not Case.objects.filter(number=number or "-").exists():
        raise Invalid(faults=[Fault("/case_number", "unknown", "请写收件后的17位办件编号。")])
    told_words = need(
        words, "请写一句结果，本人会看到，例如“当场收件，没有缺的”。", pointer="/words", longest=LONGEST_RESULT
    )
    refuse_papers_beyond(request.option_code, {}, {"/words": told_words})
    changes = {
        "result": result,
        "result_words": told_words,
        "case_number": number if result == OutreachResult.CASE_BEGUN else request.case_number,
        **_ended(request, at),
    }
    facts = {"result": result, "case": changes["case_number"]}
    text = f"{request.sort.label}办完了：{OutreachResult(result).label}。{told_words}"
    return advance(request, step, by=by, at=at, facts=facts, changes=changes, send=news(request, "finish", text))


@transaction.atomic
def cancel(request: Outreach, *, reason: str, by: Actor, at: datetime) -> Entry:
    """取消: by who asked, without having to say why; by staff with a reason, and the person is told."""
    step = FLOW.take("cancel", request, by=by)
    refuse_papers_out(request)
    is_own = Role.APPLICANT in by.roles
    why = reason.strip()[:200] if is_own else need(reason, "请写一句为什么取消，本人会看到。")
    if not is_own:
        refuse_papers_beyond(request.option_code, {}, {"/reason": why})
    text = f"{request.sort.label}取消了：{why}。需要的话，请重新申请。登记号{request.number}。"
    send = () if is_own else news(request, "cancel", text)
    return advance(request, step, by=by, at=at, facts={"reason": why}, changes=_ended(request, at), send=send)


def reveal(request: Outreach, *, by: Actor, at: datetime) -> Told:
    """Name, number and address in full for who goes there, on record before they are shown.

    `NotNow` when the help is over, `NoMandate` for an agent whose mandate is (R-168): nothing is shown after that.
    """
    if by.staff_id is None:
        raise NotYours("只给工作人员看。")
    if not request.is_open:
        raise NotNow("这次帮办已经结束，姓名、电话和地址不再给看。")
    if request.is_over(local_day(at)):
        raise NoMandate("本人的委托已经到期或者收回，姓名、电话和地址不再给看。要接着办，请本人重新委托。")
    about = f"party:{request.party_id}" if request.party_id is not None else request.chain
    fields = ["name", "phone", "address"]
    record_read(about, by=by, at=at, purpose="上门帮办", subject=request.chain, fields=fields)
    return told(request)


def _ended(request: Outreach, at: datetime) -> dict[str, object]:
    """The request is over, and with it a mandate that still held."""
    holds = request.mandate_until is not None and request.mandate_ended_at is None
    return {"ended_at": at, "mandate_ended_at": at if holds else request.mandate_ended_at}


def _own_or_helper(request: Outreach, by: Actor) -> None:
    """The person themselves or who acts for them today, or the helper who stands before them.

    Who once asked for somebody still sees the request, but signs nothing in their name when that power is over.
    """
    if Role.APPLICANT in by.roles and request.party_id == (by.acting_for or by.party_id):
        return
    if by.staff_id is None or by.staff_id != request.helper_id:
        raise NotYours("委托由本人办，或者由负责的工作人员当面登记书面委托。")
