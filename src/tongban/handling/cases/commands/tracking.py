"""Following one case without an account (免登录查进度): number and query code, few tries, one answer for all misses."""

import hmac
from datetime import datetime

from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import NotFound, TooMany
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.query_codes import query_index
from tongban.registers.parties import attempts

_MISSED = "没有查到。请核对办件编号（17位数字）和查询码（8位，在收件凭证和提交成功页上）。"
_SLOWER = "试的次数太多，请过15分钟再试。也可以登录后在“我的办件”里看，或者带证件到窗口查。"


def tracked(number: str, code: str, *, ip: str | None, at: datetime) -> Case:
    """The case that number and code name together; a wrong number and a wrong code are told apart by nobody.

    Every try counts, five in a quarter of an hour per case and thirty an hour per address: `TooMany`.
    """
    plain = check("case_number", number).normalized[:40]
    try:
        attempt = attempts.begin(f"track:{plain}", ip=ip, at=at)
    except TooMany as refusal:
        raise TooMany(_SLOWER, facts=refusal.facts) from refusal
    found = Case.objects.select_related("applicant", "agency").filter(number=plain).first()
    expected = bytes(found.query_index) if found is not None else b""
    if not hmac.compare_digest(query_index(plain, code), expected) or found is None:
        raise NotFound(_MISSED)
    attempts.succeed(attempt)
    return found
