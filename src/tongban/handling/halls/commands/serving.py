"""Serving a number (办理): begun, and ended with a result code; what the night does with what was left. R-032."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case
from tongban.handling.contacts.rules.words import LONGEST_NOTE, noted, words_fault
from tongban.handling.halls.models import Ticket
from tongban.handling.halls.rules.flow import CLERKS, TICKETS
from tongban.handling.halls.rules.states import CHOSEN, TicketResult, TicketStatus

from .hands import refuse_other

_LEFT_OVER = {
    TicketStatus.WAITING: (TicketResult.NOT_REACHED, "当天没有轮到，系统在当天结束后登记。"),
    TicketStatus.CALLED: (TicketResult.NO_SHOW, "叫过号，没有登记到没到，系统在当天结束后登记。"),
    TicketStatus.SERVING: (TicketResult.UNRECORDED, "窗口没有登记结果，系统在当天结束后登记。"),
    TicketStatus.HELD: (TicketResult.UNRECORDED, "挂起以后没有接着办，系统在当天结束后登记。"),
}


@transaction.atomic
def begin_serving(ticket: Ticket, *, by: Actor, at: datetime) -> Entry:
    """开始办理: whoever was called is here."""
    step = TICKETS.take("begin", ticket, by=by)
    refuse_other(ticket, by)
    return advance(ticket, step, by=by, at=at, changes={"began_at": at})


@transaction.atomic
def finish(ticket: Ticket, *, result: str, case_number: str = "", words: str = "", by: Actor, at: datetime) -> Entry:
    """登记结果: with what it ended, and for which case. Raises `Invalid` with everything that is missing.

    A case that is named counts this day as a visit (R-094), also when nothing came of it.
    """
    step = TICKETS.take("finish", ticket, by=by)
    refuse_other(ticket, by)
    said, number = noted(words), check("case_number", case_number).normalized if case_number.strip() else ""
    if faults := _faults(result, number, said):
        raise Invalid("还有地方要改一下。", faults=faults)
    changes = {"ended_at": at, "result": TicketResult(result), "result_case": number, "result_words": said}
    return advance(ticket, step, by=by, at=at, facts={"result": result, "case": number}, changes=changes)


@transaction.atomic
def leave(ticket: Ticket, *, by: Actor, at: datetime) -> Entry:
    """不等了: somebody gives the number back; on the web only who drew it there, while it waits or was missed."""
    step = TICKETS.take("leave", ticket, by=by)
    if by.account_id is not None and not by.roles & CLERKS and ticket.account_id != by.account_id:
        raise NotYours("这个号不是您在网上取的。")
    if ticket.status in (TicketStatus.CALLED, TicketStatus.HELD):
        refuse_other(ticket, by)
    return advance(ticket, step, by=by, at=at, changes={"ended_at": at, "result": TicketResult.LEFT})


@transaction.atomic
def expire(ticket: Ticket, *, at: datetime) -> Entry | None:
    """当天结束: what a day left behind ends with a result that says so, and a note; None on its own day."""
    if ticket.day >= local_day(at) or ticket.state not in _LEFT_OVER:
        return None
    result, note = _LEFT_OVER[ticket.state]
    step = TICKETS.take("expire", ticket, by=SYSTEM)
    changes = {"ended_at": at, "result": result, "result_words": note}
    return advance(ticket, step, by=SYSTEM, at=at, facts={"result": result.value}, changes=changes)


def _faults(result: str, number: str, said: str) -> list[Fault]:
    if result not in {each.value for each in CHOSEN}:
        return [Fault("/result", "choice", "请选一个结果。")]
    found, faults = TicketResult(result), []
    if number and not Case.objects.filter(number=number).exists():
        faults.append(Fault("/case_number", "unknown", "没有这个编号的办件。请写17位办件编号。"))
    elif found.needs_case and not number:
        faults.append(Fault("/case_number", "required", "请写是哪个办件，17位编号。"))
    if found.needs_words:
        please = "请写引导到哪里、卡在哪里，例如“二楼公积金窗口”。"
        faults += words_fault("/words", said, please, longest=LONGEST_NOTE)
    elif len(said) > LONGEST_NOTE:
        faults.append(Fault("/words", "too_long", f"最多写{LONGEST_NOTE}个字，现在有{len(said)}个。"))
    return faults
