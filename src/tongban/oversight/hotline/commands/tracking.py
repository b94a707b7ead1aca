"""Following a work order without an account (凭查询码查工单): number and query code, one answer for all misses."""

import hmac
from datetime import datetime

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound, TooMany
from tongban.handling.cases.rules.query_codes import query_index
from tongban.oversight.hotline.models import WorkOrder
from tongban.oversight.hotline.queries.orders import order_numbered
from tongban.registers.parties import attempts

HOLDER = Actor(name="凭查询码", roles=frozenset({Role.APPLICANT}), client="query-code")
"""Who came with the right code: it is theirs, whoever they are."""
_MISSED = "没有查到。请核对工单号（例如20261128-17）和8位查询码，提交时显示过，打电话的由话务员报给您。"
_SLOWER = "试的次数太多，请过15分钟再试。着急的话，请拨打12345。"


def tracked(number: str, code: str, *, ip: str | None, at: datetime) -> WorkOrder:
    """The order that number and code name together; a wrong number and a wrong code are told apart by nobody."""
    try:
        attempt = attempts.begin(f"track-order:{number[:40]}", ip=ip, at=at)
    except TooMany as refusal:
        raise TooMany(_SLOWER, facts=refusal.facts) from refusal
    found = order_numbered(number)
    owner, expected = (found.code.hex, bytes(found.query_index)) if found is not None else ("", b"")
    if not hmac.compare_digest(query_index(owner, code), expected) or found is None:
        raise NotFound(_MISSED)
    attempts.succeed(attempt)
    return found
