"""Supervision data of departments' systems (监管数据接口): each record once, what is not sound is told at once."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tongban.exchange.connectors.provincial_supervision.commands.taking_in import take_in_records
from tongban.foundation.kernel.clock import LOCAL, now
from tongban.registers.parties.scopes import Scope
from tongban.web.openapi.answers import answer
from tongban.web.openapi.callers import caller_of
from tongban.web.openapi.once import once
from tongban.web.openapi.routes import operation
from tongban.web.openapi.shapes import supervision as told
from tongban.web.openapi.shapes.supervision import RecordsSent

router = Router(tags=["监管数据"])


@operation(
    router,
    "POST",
    "/supervision/records",
    name="api-supervision-deliver",
    summary="交监管数据",
    description="部门监管系统的监管行为，按统一格式交来，自动推送到省互联网+监管系统。同一部门的同一编号只收一次："
    "再交一样的算收过的，内容不一样的退回，更正请用新的编号。不合数据标准的逐条退回，写明是第几条、为什么，"
    "别的照收。rows 等于 taken 加 repeats 加 rejected。只能用登记了责任部门的系统自己的令牌。",
    shape=told.DeliveryTold,
    status=201,
    scope=Scope.SUPERVISION_WRITE,
)
def deliver(request: HttpRequest, sent: RecordsSent) -> HttpResponse:
    """Take records of a department's system in."""
    at, caller = now(), caller_of(request)

    def taken() -> HttpResponse:
        made = take_in_records([each.model_dump() for each in sent.records], by=caller.actor, at=at)
        found = made.delivery
        names = ("rows", "taken", "repeats", "rejected", "rejects")
        plain = {name: getattr(found, name) for name in names}
        plain |= {"id": found.pk, "is_repeat": made.is_repeat, "received_at": found.delivered_at.astimezone(LOCAL)}
        return answer(plain, 201)

    return once(request, caller.owner, request.body, taken, at=at)
