"""How an agency is chosen (选取): by the client's own hand, by a draw that anybody repeats, by bids opened at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import add_workdays
from tongban.handling.intermediaries.models import Bid, IntermediaryAgency, Need
from tongban.handling.intermediaries.queries.agencies import choosable
from tongban.handling.intermediaries.queries.needs import block_after
from tongban.handling.intermediaries.rules.drawing import digest, seed_lines
from tongban.handling.intermediaries.rules.drawing import draw as draw_lots
from tongban.handling.intermediaries.rules.flow import NEED_FLOW
from tongban.handling.intermediaries.rules.policy import BOUND
from tongban.handling.intermediaries.rules.states import NeedStatus, Way

from .listing import need as must_say
from .needing import chosen_agency, opened, refuse_stranger, to_agency, to_client


@transaction.atomic
def choose(found: Need, *, agency: str, by: Actor, at: datetime) -> Entry:
    """直接选取: the client names any agency that is shown; nobody else can (优化营商环境条例 第四十三条)."""
    step = NEED_FLOW.take("choose", found, by=by)
    refuse_stranger(found, by)
    if found.how is not Way.DIRECT:
        raise NotNow("这个需求选的是" + found.how.label + "，等报名截止以后选取。")
    rows = choosable(found, on=local_day(at))
    offered = rows.filter(agency__code=agency).first() if _is_code(agency) else None
    if offered is None:
        raise Invalid(faults=[Fault("/agency", "choice", "请从在架的机构里选一家。")])
    told = {"way": Way.DIRECT.value, "among": rows.count(), "order": [offered.agency.code.hex]}
    return _select(found, step, offered.agency, told, by=by, at=at)


@transaction.atomic
def close_entries(found: Need, *, by: Actor, at: datetime) -> Entry:
    """报名截止: who is in and still shown stands in the ledger from now on; without anybody it has failed."""
    _by_client_or_system(found, by)
    step = NEED_FLOW.take("close_entries", found, by=by)
    if found.entries_until is None or at < found.entries_until:
        raise NotNow("还没有到报名截止的时间，不能提前截止。")
    eligible = choosable(found, on=local_day(at)).values("agency")
    rows = Bid.objects.filter(need=found, agency__in=eligible).select_related("agency__party")
    entrants = [{"code": each.agency.code.hex, "name": each.agency.name} for each in rows.order_by("pk")]
    if not entrants:
        return fail(found, reason="到截止的时候没有符合条件的机构报名", by=by, at=at)
    changes = {"selection": {"way": found.way, "entrants": entrants}}
    return advance(found, step, by=by, at=at, facts={"entrants": entrants}, changes=changes)


@transaction.atomic
def draw(found: Need, *, by: Actor, at: datetime) -> Entry:
    """抽取: as soon as the block is sealed in which the closing stands; its hash is the seed of the lots."""
    _by_client_or_system(found, by)
    step = NEED_FLOW.take("draw", found, by=by)
    sealed = block_after(found)
    if found.how is not Way.RANDOM or sealed is None:
        raise NotNow("留痕区块还没有封存，封存以后才有抽取的随机数，最多等5分钟。")
    closing, block = sealed
    entrants = found.selection["entrants"]
    codes, told = [each["code"] for each in entrants], bytes(block.hash).hex()
    lots = draw_lots(found.number, codes, told)
    selection = {
        **found.selection,
        "block": {"number": block.number, "hash": told},
        "closing": closing.pk,
        "seed": digest(seed_lines(found.number, codes, told)),
        "order": [each.code for each in lots],
    }
    return _select(found, step, _agency(lots[0].code), selection, by=by, at=at)


@transaction.atomic
def open_bids(found: Need, *, by: Actor, at: datetime) -> Entry:
    """打开报价: all at once after the deadline; the lowest price wins, then the shorter time, then who came first."""
    _by_client_or_system(found, by)
    step = NEED_FLOW.take("open_bids", found, by=by)
    if found.how is not Way.BIDDING:
        raise NotNow("这个需求没有报价。")
    names = {each["code"]: each["name"] for each in found.selection["entrants"]}
    rows = Bid.objects.filter(need=found, agency__code__in=list(names)).select_related("agency", "need")
    bids = []
    for each in rows.order_by("entered_at", "pk"):
        each.price, each.days, each.salt = opened(each)
        each.save(update_fields=["price", "days", "salt"])
        bids.append(_told(each, names))
    order = sorted(bids, key=lambda each: (each["price"], each["days"]))
    selection = {**found.selection, "bids": bids, "order": [each["code"] for each in order]}
    return _select(found, step, _agency(order[0]["code"]), selection, by=by, at=at)


@transaction.atomic
def decline(found: Need, *, reason: str, by: Actor, at: datetime) -> Entry:
    """放弃中选: the next one follows; who had entered and gives up has it on their credit."""
    step = NEED_FLOW.take("decline", found, by=by)
    chosen_agency(found, by)
    why = must_say(reason, "请写一句为什么不接。", "/reason", most=300)
    return _pass_on(found, step, why, by=by, at=at)


@transaction.atomic
def lapse(found: Need, *, at: datetime) -> Entry:
    """逾期没有确认: the same, when the chosen agency says nothing in time."""
    step = NEED_FLOW.take("lapse", found, by=SYSTEM)
    if found.confirm_by is None or local_day(at) <= found.confirm_by:
        raise NotNow("还没有到确认的最后一天。")
    return _pass_on(found, step, "没有在规定时间内确认", by=SYSTEM, at=at)


@transaction.atomic
def fail(found: Need, *, reason: str, by: Actor, at: datetime) -> Entry:
    """没有选成: nobody entered, or all gave up; the client may publish again."""
    _by_client_or_system(found, by)
    step = NEED_FLOW.take("fail", found, by=by)
    send = to_client(found, "fail", f"“{found.title}”没有选成：{reason}。可以改一改条件重新发布。")
    return advance(
        found, step, by=by, at=at, facts={"reason": reason}, changes={"reason": reason, "ended_at": at}, send=send
    )


def _pass_on(found: Need, step: Step, why: str, *, by: Actor, at: datetime) -> Entry:
    assert found.selected is not None, "somebody was chosen"
    given_up = found.selected
    has_entered = found.how is not Way.DIRECT
    facts = {"reason": why, "gave_up": given_up.code.hex if has_entered else ""}
    Bid.objects.filter(need=found, agency=given_up).update(has_given_up=True)
    out = {
        each.hex for each in Bid.objects.filter(need=found, has_given_up=True).values_list("agency__code", flat=True)
    }
    following = [code for code in found.selection["order"] if code not in out] if has_entered else []
    if following:
        return _select(found, step, _agency(following[0]), found.selection, by=by, at=at, facts=facts)
    target = NeedStatus.FAILED if has_entered else NeedStatus.OPEN
    changes: dict[str, Any] = {"selected_id": None, "selected_at": None, "confirm_by": None}
    changes |= {"reason": why, "ended_at": at if has_entered else None}
    if not has_entered:
        changes["selection"] = {}
    words = "请另选一家" if not has_entered else "没有别的机构了，可以重新发布"
    send = to_client(found, step.verb, f"{given_up.party.name}没有接受“{found.title}”：{why}。{words}。")
    return advance(found, step, by=by, at=at, to=target, facts=facts, changes=changes, send=send)


def _select(
    found: Need,
    step: Step,
    agency: IntermediaryAgency,
    selection: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
) -> Entry:
    """The agency is chosen, and everybody who is concerned is told."""
    confirm_by = add_workdays(local_day(at), BOUND.policy.confirm_days, calendar=calendar())
    changes = {"selected_id": agency.pk, "selected_at": at, "confirm_by": confirm_by, "selection": dict(selection)}
    found.selected = agency
    text = f"您被选为“{found.title}”的中介机构，请在{confirm_by:%m月%d日}前确认。编号{found.number}。"
    send = to_agency(found, "selected", text)
    if by.account_id != found.account_id or step.verb != "choose":
        send += to_client(found, "selected", f"“{found.title}”选出了{agency.party.name}，选取记录人人可以核验。")
    told = {"selected": agency.code.hex, **selection, **(facts or {})}
    return advance(found, step, by=by, at=at, to=NeedStatus.SELECTED, facts=told, changes=changes, send=send)


def _told(bid: Bid, names: Mapping[str, str]) -> dict[str, Any]:
    code = bid.agency.code.hex
    plain = {"price": bid.price, "days": bid.days, "salt": bid.salt, "commitment": bid.commitment}
    return {"code": code, "name": names[code], **plain}


def _agency(code: str) -> IntermediaryAgency:
    return IntermediaryAgency.objects.select_related("party").get(code=UUID(hex=code))


def _by_client_or_system(found: Need, by: Actor) -> None:
    if by != SYSTEM:
        refuse_stranger(found, by)


def _is_code(typed: str) -> bool:
    try:
        UUID(typed)
    except ValueError:
        return False
    return True
