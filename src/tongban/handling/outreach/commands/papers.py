"""Originals that the helper holds (收存的原件): taken with a list, given back, acknowledged, asked for while out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotFound, NotYours
from tongban.foundation.ledger.commands import Parcel, advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.outreach.models import HeldPaper, Outreach
from tongban.handling.outreach.queries.papers import papers_out
from tongban.handling.outreach.rules.flow import FLOW
from tongban.handling.outreach.rules.states import GivenBack
from tongban.registers.agencies.models import Staff

from .arranging import news

MOST_AT_ONCE, MOST_COPIES, LONGEST = 20, 99, 100


class PapersOut(Declined):
    """Originals are not with their owner again (原件没有还清): nothing ends before."""

    code = "papers_out"
    sentence = "还有原件在工作人员手里，本人确认收回以后才能结束。"


@dataclass(frozen=True, slots=True)
class Original:
    """A paper that is handed over: what it is called, and how many."""

    name: str
    copies: int = 1


@transaction.atomic
def take_papers(request: Outreach, originals: Sequence[Original], *, by: Actor, at: datetime) -> Entry:
    """收下原件: by the helper under a mandate in force; the person gets the list as their receipt."""
    step = FLOW.take("take_papers", request, by=by)
    if by.staff_id is None or by.staff_id != request.helper_id or not request.is_mandated(local_day(at)):
        raise NotYours("收原件要有本人签过、还有效的委托，由负责的人收。没有委托的，请本人自己拿着。")
    listed = [replace(each, name=each.name.strip()) for each in originals if each.name.strip()]
    faults = []
    if not listed or len(listed) > MOST_AT_ONCE:
        faults.append(Fault("/papers", "required", f"请逐件写收了哪些原件，一次最多{MOST_AT_ONCE}件。"))
    if any(len(each.name) > LONGEST or not 1 <= each.copies <= MOST_COPIES for each in listed):
        faults.append(Fault("/papers", "range", f"每件写名称（不超过{LONGEST}个字）和份数（1到{MOST_COPIES}）。"))
    if faults:
        raise Invalid(faults=faults)
    words = "、".join(f"{each.name}{each.copies}份" for each in listed)
    text = f"{by.name}收下了您的原件：{words}。办完会还给您，收条在“上门、绿色通道、帮办”里。登记号{request.number}。"
    facts = {"words": words, "papers": len(listed), "is_on_behalf": True}
    acting = replace(by, under=request.chain)
    entry = advance(request, step, by=acting, at=at, facts=facts, send=news(request, "take_papers", text))
    HeldPaper.objects.bulk_create(
        HeldPaper(request=request, name=each.name, copies=each.copies, taken_at=at, taken_by_id=by.staff_id)
        for each in listed
    )
    return entry


@transaction.atomic
def give_back(request: Outreach, codes: Sequence[UUID], *, way: str, by: Actor, at: datetime) -> Entry:
    """归还原件: by whoever of the helper's body hands them over; on paper it is acknowledged at once, else online."""
    step = FLOW.take("give_back", request, by=by)
    _same_body(request, by)
    held = papers_out(request, codes=codes, is_given=False)
    faults = []
    if not held:
        faults.append(Fault("/papers", "required", "请选还给本人的原件。"))
    if way not in set(GivenBack):
        faults.append(Fault("/way", "choice", "请选本人怎么确认收回。"))
    if way == GivenBack.ONLINE and request.party_id is None:
        faults.append(Fault("/way", "no_account", "本人没有账号，请在回执上签字确认。"))
    if faults:
        raise Invalid(faults=faults)
    words = _listed(held)
    is_signed = way == GivenBack.PAPER
    asks = "" if is_signed else "请在“上门、绿色通道、帮办”里点“收到了”。"
    text = f"{by.name}把原件还给您了：{words}。{asks}没有收到的，请拨打12345。登记号{request.number}。"
    facts = {"words": words, "papers": len(held), "way": way}
    entry = advance(request, step, by=by, at=at, facts=facts, send=news(request, "give_back", text))
    changes = {"given_at": at, "given_by_id": by.staff_id, "way": way, "acknowledged_at": at if is_signed else None}
    HeldPaper.objects.filter(pk__in=[each.pk for each in held]).update(**changes)
    return entry


@transaction.atomic
def acknowledge(request: Outreach, *, by: Actor, at: datetime) -> Entry:
    """确认收回原件: by the person themselves, all that was handed over."""
    step = FLOW.take("acknowledge", request, by=by)
    if Role.APPLICANT not in by.roles or request.party_id != (by.acting_for or by.party_id):
        raise NotYours("由本人确认收回。")
    held = papers_out(request, is_given=True)
    if not held:
        raise NotFound("没有等您确认的原件。")
    facts = {"words": _listed(held), "papers": len(held)}
    entry = advance(request, step, by=by, at=at, facts=facts)
    HeldPaper.objects.filter(pk__in=[each.pk for each in held]).update(acknowledged_at=at)
    return entry


@transaction.atomic
def remind(request: Outreach, *, at: datetime) -> Entry:
    """提醒归还原件: still out though the mandate is over or the day of the visit is past; once a day."""
    step = FLOW.take("remind_papers", request, by=SYSTEM)
    held = papers_out(request)
    facts = {"words": _listed(held), "papers": len(held)}
    changes = {"papers_reminded_on": local_day(at)}
    send = call_for_papers(request, "remind_papers")
    return advance(request, step, by=SYSTEM, at=at, facts=facts, changes=changes, send=send)


def call_for_papers(request: Outreach, verb: str) -> tuple[Parcel, ...]:
    """A message about what is still out, to the person; nothing where nothing is."""
    held = papers_out(request)
    if not held:
        return ()
    text = (
        f"您的原件还没有还清：{_listed(held)}。工作人员要马上还给您，您确认收回以后，这次帮办才能结束。"
        f"没有人联系您的，请拨打12345。登记号{request.number}。"
    )
    return news(request, verb, text)


def refuse_papers_out(request: Outreach) -> None:
    """`PapersOut` while an original is not back by the person's own word."""
    held = papers_out(request)
    if held:
        raise PapersOut(f"还有原件没有还清：{_listed(held)}。还给本人、本人确认收回以后，才能结束。")


def _listed(held: Sequence[HeldPaper]) -> str:
    return "、".join(f"{each.name}{each.copies}份" for each in held)


def _same_body(request: Outreach, by: Actor) -> None:
    """The helper, or a colleague when the helper is away: who holds the originals is their body."""
    if by.staff_id is None:
        raise NotYours("由工作人员归还。")
    holders = HeldPaper.objects.filter(request=request, acknowledged_at=None).values("taken_by__agency_id")
    if not Staff.objects.filter(pk=by.staff_id, agency_id__in=holders).exists() and by.staff_id != request.helper_id:
        raise NotYours("原件由收下的单位归还。")
