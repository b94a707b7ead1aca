"""Tries are counted before anything is looked at (防猜测): five in 15 minutes per login, thirty an hour per address.

A login that does not exist is counted like one that does, so the answer tells nobody which logins there are.
"""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import TooMany

from . import rules
from .models import LoginAttempt
from .queries import accounts_with_login
from .sealed import login_index

_Outcome = LoginAttempt.Outcome


def begin(typed: str, *, ip: str | None, at: datetime) -> LoginAttempt:
    """Count a try as failed before it is judged, so that a hundred at once are a hundred; `TooMany` beyond the limits.

    The try must be on record even when what follows is undone: it is committed by itself.
    """
    with transaction.atomic(durable=True):
        attempt = LoginAttempt.objects.create(login_index=login_index(typed), ip=ip, at=at)
    until = _blocked_until(attempt)
    if until is not None:
        leave_undecided(attempt)
        accounts_with_login(typed).update(locked_until=until)
        clock = until.astimezone(LOCAL)
        raise TooMany(
            f"尝试次数太多，请在{clock:%H:%M}以后再试。忘记密码可以带证件到窗口办理找回。",
            facts={"until": until.isoformat()},
        )
    return attempt


def succeed(attempt: LoginAttempt) -> None:
    LoginAttempt.objects.filter(pk=attempt.pk).update(outcome=_Outcome.SUCCEEDED)


def leave_undecided(attempt: LoginAttempt) -> None:
    """The try was neither right nor wrong: the limit was reached, or the one-time code is still to come."""
    LoginAttempt.objects.filter(pk=attempt.pk).update(outcome=_Outcome.UNDECIDED)


def _blocked_until(attempt: LoginAttempt) -> datetime | None:
    """When this login and this address may try again; None if now. The try itself does not count against itself."""
    before = LoginAttempt.objects.filter(at__lte=attempt.at, pk__lt=attempt.pk)
    of_login = before.filter(login_index=attempt.login_index, at__gt=attempt.at - rules.LOGIN_WINDOW)
    rows = list(of_login.order_by("-id").values_list("at", "outcome")[: rules.LOGIN_FAILURES * 10])
    since_success = [when for when, outcome in _until_success(rows) if outcome == _Outcome.FAILED]
    ends = [rules.blocked_until(since_success, limit=rules.LOGIN_FAILURES, window=rules.LOGIN_WINDOW)]
    if attempt.ip:
        of_ip = before.filter(ip=attempt.ip, at__gt=attempt.at - rules.IP_WINDOW, outcome=_Outcome.FAILED)
        failed = list(of_ip.order_by("-id").values_list("at", flat=True)[: rules.IP_FAILURES])
        ends.append(rules.blocked_until(failed, limit=rules.IP_FAILURES, window=rules.IP_WINDOW))
    return max((end for end in ends if end is not None), default=None)


def _until_success(rows: list[tuple[datetime, str]]) -> list[tuple[datetime, str]]:
    """The newest tries down to the last success."""
    for index, (_, outcome) in enumerate(rows):
        if outcome == _Outcome.SUCCEEDED:
            return rows[:index]
    return rows
