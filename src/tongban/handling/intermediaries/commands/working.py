"""Contract, result, acceptance (合同、交付、验收): what the client and the chosen agency do with each other."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import add_workdays, describe
from tongban.handling.fees.rules.money import yuan
from tongban.handling.intermediaries.models import Need
from tongban.handling.intermediaries.rules.flow import NEED_FLOW
from tongban.handling.intermediaries.rules.states import Way
from tongban.registers.documents.commands import attach
from tongban.registers.documents.models import StoredFile

from .listing import need as must_say
from .needing import chosen_agency, refuse_stranger, to_agency, to_client


@transaction.atomic
def confirm(found: Need, *, by: Actor, at: datetime) -> Entry:
    """接受委托: the chosen agency takes it."""
    step = NEED_FLOW.take("confirm", found, by=by)
    agency = chosen_agency(found, by)
    send = to_client(found, "confirm", f"{agency.name}接受了“{found.title}”，接着上传合同。")
    return advance(found, step, by=by, at=at, send=send)


@transaction.atomic
def send_contract(found: Need, *, price: int | None, file: StoredFile | None, by: Actor, at: datetime) -> Entry:
    """上传合同: with its price, never above what was offered or drawn for."""
    step = NEED_FLOW.take("send_contract", found, by=by)
    chosen_agency(found, by)
    faults = [] if file is not None else [Fault("/file", "missing", "请上传双方要签的合同，PDF或者照片。")]
    most = _most(found)
    if price is None or price <= 0:
        faults.append(Fault("/price", "amount", "请写合同价多少元，例如 1200。"))
    elif most is not None and price > most:
        faults.append(Fault("/price", "above", f"合同价不能超过{yuan(most)}：这是选取时定的价。"))
    if faults or file is None:
        raise Invalid("合同还要改一下。", faults=faults)
    attach([file.pk], holder=holder_of(found), by=by)
    changes = {"price": price, "contract_id": file.pk}
    send = to_client(found, "contract", f"“{found.title}”的合同传上来了，合同价{yuan(price or 0)}。请您看过以后确认。")
    return advance(found, step, by=by, at=at, facts={"price": price, "file": file.digest}, changes=changes, send=send)


@transaction.atomic
def refuse_contract(found: Need, *, reason: str, by: Actor, at: datetime) -> Entry:
    """合同要改: the client says what."""
    step = NEED_FLOW.take("refuse_contract", found, by=by)
    refuse_stranger(found, by)
    why = must_say(reason, "请写合同哪里要改。", "/reason", most=300)
    send = to_agency(found, "contract", f"“{found.title}”的合同要改：{why}")
    return advance(found, step, by=by, at=at, facts={"reason": why}, changes={"reason": why}, send=send)


@transaction.atomic
def sign_contract(found: Need, *, by: Actor, at: datetime) -> Entry:
    """确认合同: the agency's own time begins, counted in workdays; it is no part of the limit of a case."""
    step = NEED_FLOW.take("sign_contract", found, by=by)
    refuse_stranger(found, by)
    due_on = add_workdays(local_day(at), _days(found), calendar=calendar())
    send = to_agency(found, "signed", f"“{found.title}”的合同已确认，请在{describe(due_on)}前交付。")
    changes = {"due_on": due_on, "reason": ""}
    return advance(found, step, by=by, at=at, facts={"due_on": due_on.isoformat()}, changes=changes, send=send)


@transaction.atomic
def deliver(found: Need, *, words: str, file: StoredFile | None, by: Actor, at: datetime) -> Entry:
    """上传服务结果: with the file; the first delivery decides whether it is late."""
    step = NEED_FLOW.take("deliver", found, by=by)
    chosen_agency(found, by)
    faults = [] if file is not None else [Fault("/file", "missing", "请上传服务结果，例如检测报告的PDF。")]
    if not words.strip() or len(words.strip()) > 500:
        faults.append(Fault("/words", "required", "请写一句结果，例如“检测合格，报告编号……”，不超过500个字。"))
    if faults or file is None:
        raise Invalid("交付还要补一下。", faults=faults)
    attach([file.pk], holder=holder_of(found), by=by)
    is_late = found.is_late(local_day(at))
    changes: dict[str, Any] = {"result_id": file.pk, "result_words": words.strip()}
    changes["delivered_at"] = found.delivered_at or at
    send = to_client(found, "delivered", f"“{found.title}”的结果传上来了，请您验收。")
    facts = {"file": file.digest, "is_late": is_late}
    return advance(found, step, by=by, at=at, facts=facts, changes=changes, send=send)


@transaction.atomic
def ask_rework(found: Need, *, reason: str, by: Actor, at: datetime) -> Entry:
    """要求改正: the client says what is wrong with the result."""
    step = NEED_FLOW.take("ask_rework", found, by=by)
    refuse_stranger(found, by)
    why = must_say(reason, "请写结果哪里不对。", "/reason", most=300)
    send = to_agency(found, "rework", f"“{found.title}”的结果要改正：{why}")
    return advance(found, step, by=by, at=at, facts={"reason": why}, changes={"reason": why}, send=send)


@transaction.atomic
def accept(found: Need, *, by: Actor, at: datetime) -> Entry:
    """验收通过: the service is over, and may be reviewed."""
    step = NEED_FLOW.take("accept", found, by=by)
    refuse_stranger(found, by)
    send = to_agency(found, "accepted", f"“{found.title}”验收通过。")
    return advance(found, step, by=by, at=at, changes={"ended_at": at, "reason": ""}, send=send)


def holder_of(found: Need) -> str:
    """To what contract and result belong."""
    return f"intermediary-need:{found.code.hex}"


def _bid(found: Need) -> Mapping[str, Any] | None:
    """The bid of the chosen agency, where there were bids."""
    bids = found.selection.get("bids", [])
    assert found.selected is not None, "an agency was chosen"
    return next((each for each in bids if each["code"] == found.selected.code.hex), None)


def _most(found: Need) -> int | None:
    bid = _bid(found) if found.how is Way.BIDDING else None
    return int(bid["price"]) if bid is not None else found.ceiling


def _days(found: Need) -> int:
    bid = _bid(found) if found.how is Way.BIDDING else None
    return int(bid["days"]) if bid is not None else found.limit_days
