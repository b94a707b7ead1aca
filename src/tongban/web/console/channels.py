"""Online and at counters (线上线下对照): the same matter, the same standard? And which have no counter at all."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.oversight.supervision.queries.channels import Compared, Measure, compared_channels
from tongban.oversight.supervision.rules.comparing import FALSE_DISCOVERIES, FEWEST
from tongban.registers.catalog.offline import without_offline_way
from tongban.registers.catalog.queries import current_guides
from tongban.web.ui.audience import staff

from .figures import Asked, asked_of, decimal, link, percent
from .frame import WATCHERS, show


@require_safe
@staff(*WATCHERS)
def compare(request: HttpRequest) -> HttpResponse:
    """Every matter with cases in these months, differences first; and matters that no window does."""
    asked = asked_of(request)
    guides = list(current_guides())
    names = {each.option_code: each.name for each in guides}
    found = compared_channels(asked.months)
    context = {
        "asked": asked,
        "rows": [_row(asked, each, names.get(each.option_code, each.option_code)) for each in found],
        "different": sum(each.is_different for each in found),
        "flagged": list(without_offline_way(guides)),
        "online": sum(each.is_online for each in guides),
        "fewest": FEWEST,
        "rate": f"{FALSE_DISCOVERIES:.0%}",
    }
    return show(request, "console/channels.html", context, current="channels")


def _row(asked: Asked, each: Compared, name: str) -> dict[str, Any]:
    share, days, materials = each.measures
    code = each.option_code
    return {
        "name": {"text": name, "href": asked.address("console-process", code)},
        "online": link(each.online, asked.behind("online", option=code)),
        "offline": link(each.offline, asked.behind("offline", option=code)),
        "share": _cell(share, percent(share.online), percent(share.offline)),
        "days": _cell(days, decimal(days.online, 1), decimal(days.offline, 1)),
        "materials": _cell(materials, decimal(materials.online, 1), decimal(materials.offline, 1)),
    }


def _cell(measure: Measure, online: str, offline: str) -> dict[str, Any]:
    """Both values, how many cases each has, and what may be said."""
    chance = "" if measure.is_small else f"，p={measure.p:.3f}"
    kind = "plain" if measure.is_small else "warn" if measure.is_different else "done"
    first, second = measure.counts
    return {
        "text": f"{online} / {offline}",
        "note": f"{first}件 / {second}件{chance}",
        "word": measure.verdict,
        "kind": kind,
    }
