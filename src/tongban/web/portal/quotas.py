"""The order of a quota (名额顺序): open to everybody, numbers only. 行政许可法 第五十七条."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.cases.queries.quotas import order_of, period_of
from tongban.registers.catalog.queries import guide
from tongban.registers.catalog.vocabulary import QUOTA_PERIODS
from tongban.web.portal.pages import page
from tongban.web.ui.audience import everybody


@everybody
@require_safe
def order(request: HttpRequest, code: str) -> HttpResponse:
    """Who was accepted when, in this period."""
    found = guide(code)
    quota = found.option.quota
    if quota is None:
        raise NotFound("这个事项没有名额限制，符合条件的都可以办。")
    period = period_of(quota, local_day(now()))
    rows = [
        {"place": each.place, "number": each.number, "state": each.state}
        for each in order_of(found.option_code, period)
    ]
    context = {"guide": found, "quota": quota, "period": period, "per": QUOTA_PERIODS[quota.period], "rows": rows}
    return page(request, "quota", context)
