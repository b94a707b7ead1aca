"""Following a case without an account (凭查询码查进度): tries are counted before anything is looked at.

Five wrong tries a minute per address, ten a day per case, however many at once. They stand in the table of tries to
sign in, as undecided ones, so that a mistyped query code never locks anybody out of an account.
"""

import hmac
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q

from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import NotFound, TooMany
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.query_codes import query_index
from tongban.registers.parties.models import LoginAttempt
from tongban.registers.parties.sealed import login_index

PER_ADDRESS, ADDRESS_WINDOW = 5, timedelta(minutes=1)
PER_CASE, CASE_WINDOW = 10, timedelta(days=1)
_Outcome = LoginAttempt.Outcome


def track(number: str, query_code: str, *, ip: str | None, at: datetime) -> Case:
    """The case that this number and this query code open together; `NotFound` tells not which of the two is wrong.

    `TooMany` beyond the limits. Each try is committed by itself, whatever becomes of what follows.
    """
    plain = check("case_number", number).normalized[:40]
    attempt = _counted(plain, ip=ip, at=at)
    found = Case.objects.select_related("applicant", "agency").filter(number=plain).first()
    expected = bytes(found.query_index) if found is not None else bytes(16)
    if not hmac.compare_digest(query_index(plain, query_code), expected) or found is None:
        raise NotFound("编号或者查询码不对，请对照收件凭证核对。查询码是8位，没有数字0和1。")
    LoginAttempt.objects.filter(pk=attempt.pk).update(outcome=_Outcome.SUCCEEDED)
    return found


def _counted(plain: str, *, ip: str | None, at: datetime) -> LoginAttempt:
    index = login_index(f"track:{plain}")
    with transaction.atomic(durable=True):
        attempt = LoginAttempt.objects.create(login_index=index, ip=ip, at=at, outcome=_Outcome.UNDECIDED)
    wrong = LoginAttempt.objects.filter(pk__lt=attempt.pk, outcome=_Outcome.UNDECIDED, at__lte=at)
    tries = wrong.filter(Q(login_index=index, at__gt=at - CASE_WINDOW) | Q(ip=ip, at__gt=at - ADDRESS_WINDOW))
    used = tries.aggregate(
        of_case=Count("pk", filter=Q(login_index=index)),
        of_address=Count("pk", filter=Q(ip=ip, at__gt=at - ADDRESS_WINDOW)),
    )
    if used["of_case"] >= PER_CASE:
        raise TooMany("这个编号今天查错的次数太多，请明天再试，或者带身份证到窗口查询。", facts={"retry_after": 3600})
    if used["of_address"] >= PER_ADDRESS:
        raise TooMany("查询太频繁了，请一分钟以后再试。", facts={"retry_after": 60})
    return attempt
