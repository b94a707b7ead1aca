"""What a timer does with payments (支付): look at orders that are not settled, compare days that are over."""

import logging
from datetime import datetime

from .bound import BOUND
from .commands.paying import look
from .commands.reconciling import reconcile
from .ports import PaymentUnavailable
from .queries.online import days_to_compare, to_look_at

log = logging.getLogger("tongban.fees")
MOST_DAYS = 7
MOST_FAILURES = 3


def look_after_orders(*, at: datetime) -> int:
    """查询、关闭、退款: how many orders were asked for; a platform that is away is left alone until the next time."""
    if BOUND.line is None:
        return 0
    asked = failures = 0
    for each in to_look_at(at=at):
        try:
            look(each, at=at)
        except PaymentUnavailable as refusal:
            failures += 1
            log.warning("payment %s: %s", each.number, refusal.code)
            if failures >= MOST_FAILURES:
                break
        asked += 1
    return asked


def compare_days(*, at: datetime) -> int:
    """每日对账: days of the last week that are over and were not compared; the number compared."""
    if BOUND.line is None:
        return 0
    done = 0
    for day in days_to_compare(at=at, most=MOST_DAYS):
        try:
            reconcile(day, at=at)
        except PaymentUnavailable:
            return done
        done += 1
    return done
