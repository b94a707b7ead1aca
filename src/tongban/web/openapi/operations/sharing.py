"""Shared data for departments' systems (政务数据共享接口): one row a time, under a grant, every use on record."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from tongban.exchange.sharing.commands.using import use
from tongban.foundation.kernel.clock import now
from tongban.registers.parties.scopes import Scope
from tongban.web.openapi.answers import answer
from tongban.web.openapi.callers import caller_of
from tongban.web.openapi.limits import guard
from tongban.web.openapi.routes import operation
from tongban.web.openapi.shapes import sharing as told
from tongban.web.openapi.shapes.sharing import SharedLookAsked

router = Router(tags=["数据共享"])


@operation(
    router,
    "POST",
    "/sharing/{number}/looks",
    name="api-shared-look",
    summary="查共享数据",
    description="number 是共享授权的编号。只回答授权范围里的信息项，一次查一个：key 是统一社会信用代码、身份证号码或者"
    "电子证照标识，看资源而定。matter 写明为哪一件事，办件编号最好。每查一次都留痕，本人在“谁看过我的信息”里看得到。"
    "没有查到时 row 是空的；没有授权、超出范围、不在期限里，回答 403，也留痕。"
    "不能批量取，每分钟次数有限。只能用部门系统自己的令牌。",
    shape=told.SharedLookTold,
    scope=Scope.SHARING_READ,
)
def shared_look(request: HttpRequest, number: str, sent: SharedLookAsked) -> HttpResponse:
    """One use of a grant."""
    by = caller_of(request).actor
    guard("shared", by.client)
    used = use(number[:20], key=sent.key, matter=sent.matter, fields=sent.fields, by=by, at=now())
    plain = {
        "grant": used.request.number,
        "resource": used.request.resource.code,
        "purpose": used.request.purpose,
        "row": dict(used.row) if used.row is not None else None,
        "entry": used.entry,
    }
    return answer(plain)
