"""What is done by the clock for data, its safety and the province's hotline (数据、安全、省热线); see `timers.py`."""

from procrastinate.contrib.django import app

from tongban.exchange.connectors.provincial_data import jobs as provincial_data
from tongban.exchange.connectors.provincial_hotline import jobs as provincial_hotline
from tongban.exchange.resolving import jobs as resolving
from tongban.exchange.sharing import jobs as sharing
from tongban.foundation.kernel.clock import now
from tongban.handling.fees import jobs as fees
from tongban.handling.financing import jobs as financing
from tongban.handling.posting import jobs as posting
from tongban.oversight.incidents import jobs as incidents

EVERY_MINUTE, EVERY_FIVE_MINUTES, EVERY_HOUR = "* * * * *", "*/5 * * * *", "7 * * * *"


@app.periodic(cron=EVERY_HOUR)
@app.task(queueing_lock="data", pass_context=False)
def data_is_moved(timestamp: int) -> None:
    """共享授权到期停用，省级数据回流和新鲜度，主体归并: R-181, R-184, R-175."""
    sharing.end_grants(at=now())
    provincial_data.pull_and_watch(at=now())
    resolving.resolve_new(at=now())


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(queueing_lock="incidents", pass_context=False)
def incidents_run_against_their_clocks(timestamp: int) -> None:
    """事件报告、告知超期: R-197; 半年应急演练: R-198."""
    incidents.watch_clocks(at=now())
    incidents.plan_half_year(at=now())


@app.periodic(cron=EVERY_HOUR)
@app.task(queueing_lock="financing", pass_context=False)
def financing_needs_expire(timestamp: int) -> None:
    """融资需求到期: R-162; what was consented ends with it, and by its own time without any timer."""
    financing.end_what_is_over(now())


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(queueing_lock="provincial-orders", pass_context=False)
def the_province_hands_over_orders(timestamp: int) -> None:
    """省12345热线平台: R-205."""
    provincial_hotline.look_after_orders(now())


@app.periodic(cron=EVERY_MINUTE)
@app.task(queueing_lock="payment-orders", pass_context=False)
def payments_are_asked_for(timestamp: int) -> None:
    """网上支付的结果、关闭、退款: R-205."""
    fees.look_after_orders(at=now())


@app.periodic(cron=EVERY_HOUR)
@app.task(queueing_lock="payment-days", pass_context=False)
def payments_are_compared_by_day(timestamp: int) -> None:
    """支付对账: asked every hour until the day is compared; R-205."""
    fees.compare_days(at=now())


@app.periodic(cron=EVERY_FIVE_MINUTES)
@app.task(queueing_lock="parcels", pass_context=False)
def parcels_are_followed(timestamp: int) -> None:
    """寄件轨迹: R-205."""
    posting.follow_parcels(at=now())
